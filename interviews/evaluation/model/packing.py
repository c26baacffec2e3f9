"""Signed bytes as text: base64, row by row."""

from base64 import b64decode, b64encode

import numpy as np
from numpy.typing import NDArray


def packed(rows: NDArray[np.int32]) -> str:
    """Whole numbers from -128 to 127 as text."""
    return b64encode(rows.astype(np.int8).tobytes()).decode()


def unpacked(text: str) -> NDArray[np.int32]:
    """The numbers again, one after the other."""
    return np.frombuffer(b64decode(text), np.int8).astype(np.int32)
