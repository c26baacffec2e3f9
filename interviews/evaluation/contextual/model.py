"""all-MiniLM-L6-v2 as int8 ONNX: from a text to one vector per word piece."""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from interviews.evaluation.contextual.files import MODEL, TOKENIZER, located
from interviews.evaluation.reading.document import LONGEST_TEXT

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

Vectors = NDArray[np.float32]
LONGEST_RUN = 256  # word pieces read in one go; the model was trained on 128 and accepts up to 512
MOST_RUNS = 8  # about 1,500 words; what follows is not read
VOCABULARY = 30_522
LETTERS_END = 1_996  # id of "the", the first word; signs and letters of all scripts lie before it


@dataclass(frozen=True, slots=True)
class Pieces:
    """Word pieces of a text: `ids` (n,), `ends` (n,) the code point each ends at, `vectors` (n, 384) of length 1."""

    ids: NDArray[np.int64]
    ends: NDArray[np.int64]
    vectors: Vectors


def pieces_of(text: str) -> Pieces:
    """Read a text in runs of `LONGEST_RUN` word pieces, one at a time: int8 scales depend on all that a run holds."""
    encoding = _tokenizer().encode(text[:LONGEST_TEXT], add_special_tokens=False)
    ids = np.asarray(encoding.ids[: LONGEST_RUN * MOST_RUNS], dtype=np.int64)
    ends = np.asarray([end for _, end in encoding.offsets[: len(ids)]], dtype=np.int64)
    runs = [_run(ids[first : first + LONGEST_RUN]) for first in range(0, len(ids), LONGEST_RUN)]
    return Pieces(ids, ends, np.concatenate(runs) if runs else np.zeros((0, 384), np.float32))


def unit(vectors: Vectors) -> Vectors:
    """The rows, or the vector, at length 1; zero stays zero."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return (vectors / np.where(lengths == 0, 1, lengths)).astype(np.float32)


def _run(ids: NDArray[np.int64]) -> Vectors:
    framed = np.concatenate(([_id("[CLS]")], ids, [_id("[SEP]")]))[None]
    fed = {"input_ids": framed, "attention_mask": np.ones_like(framed), "token_type_ids": np.zeros_like(framed)}
    hidden = np.asarray(_session().run(["last_hidden_state"], fed)[0])
    return unit(hidden[0, 1:-1])


@cache
def _id(token: str) -> int:
    found: int | None = _tokenizer().token_to_id(token)
    assert found is not None, token  # the file's SHA-256 was checked
    return found


@cache
def _tokenizer() -> "Tokenizer":
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(located(TOKENIZER)))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


@cache
def _session() -> "InferenceSession":
    """One thread and a fixed order of nodes: the same sums in the same order on every call."""
    from onnxruntime import ExecutionMode, InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = ExecutionMode.ORT_SEQUENTIAL
    options.log_severity_level = 3
    return InferenceSession(str(located(MODEL)), options, providers=["CPUExecutionProvider"])
