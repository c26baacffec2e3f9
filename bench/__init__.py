"""Speed and memory, as ratios within one run: absolute seconds say more of the machine than of the code."""
