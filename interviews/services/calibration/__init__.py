"""How well evaluators agree with people: anchors, measurements against them, the gate, and the watch for drift."""
