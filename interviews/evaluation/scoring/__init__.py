"""From features to scores: fixed blends, their constants chosen by hand on human-scored answers (see `content.py`)."""
