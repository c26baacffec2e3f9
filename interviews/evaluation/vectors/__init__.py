"""Static word vectors, packaged: what words mean apart from how they are spelt. See `space.py`."""

from interviews.evaluation.vectors.space import DIMENSIONS, UNIT, Space, static_space
from interviews.evaluation.vectors.whole import cosine, direction

__all__ = ["DIMENSIONS", "UNIT", "Space", "cosine", "direction", "static_space"]
