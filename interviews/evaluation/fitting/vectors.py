"""The packaged vectors, made from the installed `wordllama` wheel (MIT; github.com/dleemiller/WordLlama)."""

import json
import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from interviews.evaluation.vectors.space import DIMENSIONS, FILE, PLAIN

Floats = NDArray[np.float64]

_WEIGHTS = "weights/l2_supercat_256.safetensors"
_TOKENIZER = "tokenizers/l2_supercat_tokenizer_config.json"
_KEPT = re.compile(r"(▁?)([A-Za-z]+|[0-9]|[+#'])")  # English words and their parts, digits, C++ and C#
_SPECIFIC = "▁pointer"  # a word as specific as expected words are; its length is weight `PLAIN`
_HEAVIEST = 1200
_ROOT = 0.25  # variances are evened out by their fourth root: half way to whitening (Mohler .62; none .59)


class NoWheel(Exception):
    """The wordllama wheel is not installed."""


def build_vectors(target: Path = FILE) -> int:
    """Write the packaged file; returns its size in bytes."""
    pieces, raw = _read()
    lengths = np.sqrt((raw * raw).sum(axis=1))
    weights = np.rint(PLAIN * lengths / lengths[pieces.index(_SPECIFIC)]).clip(1, _HEAVIEST).astype(np.int16)
    text = np.frombuffer("\n".join(pieces).encode(), np.uint8)
    np.savez_compressed(target, pieces=text, matrix=_evened(pieces, raw / lengths[:, None]), weights=weights)
    return target.stat().st_size


def _read() -> tuple[list[str], Floats]:
    """The pieces kept, in lower case, and their vectors (pieces by 256)."""
    spec = find_spec("wordllama")
    if spec is None or spec.origin is None:
        raise NoWheel("the vectors are made from the wordllama wheel: pip install wordllama safetensors")
    home = Path(spec.origin).parent
    vocabulary: dict[str, int] = json.loads((home / _TOKENIZER).read_text("utf-8"))["model"]["vocab"]
    kept: dict[str, int] = {}
    for piece, row in sorted(vocabulary.items(), key=lambda item: item[1]):
        lower = piece.lower()
        if _KEPT.fullmatch(piece) and (piece == lower or lower not in vocabulary):
            kept.setdefault(lower, row)
    return list(kept), _matrix(home)[list(kept.values())]


def _matrix(home: Path) -> Floats:
    from safetensors.numpy import load_file

    tensors: dict[str, Any] = load_file(home / _WEIGHTS)
    matrix: Floats = tensors["embedding.weight"].astype(np.float64)
    return matrix


def _evened(pieces: list[str], units: Floats) -> NDArray[np.int8]:
    """Centred on whole words, turned to their principal axes, evened out, cut to `DIMENSIONS`, in 8 bits."""
    words = units[[place for place, piece in enumerate(pieces) if piece.startswith("▁") and len(piece) > 3]]
    middle = words.mean(axis=0)
    variances, axes = np.linalg.eigh(np.cov((words - middle).T))
    order = np.argsort(-variances)[:DIMENSIONS]
    axes = axes[:, order] * np.sign(axes[:, order].sum(axis=0))  # an axis has no sign of its own
    turned = (units - middle) @ axes / variances[order] ** _ROOT
    turned /= np.sqrt((turned * turned).sum(axis=1))[:, None]
    scale = 127 / np.quantile(np.abs(turned), 0.9999)
    cut: NDArray[np.int8] = np.rint(turned * scale).clip(-127, 127).astype(np.int8)
    return cut
