"""Making the answer data: nothing in it can end the frame it stands in, or look like a turn of the conversation."""

import hashlib
import hmac
import re
from collections.abc import Sequence

from interviews.evaluation.llm.quotes import Span, is_hidden

LEFT_OUT = "(left out: not part of the answer)"
_BRACKETS = str.maketrans({"<": "‹", ">": "›", "＜": "‹", "＞": "›"})
_TURN = re.compile(
    r"^([ \t#*\->]*)(system|assistant|user|human|developer|tool|instructions?)([ \t]*[*]*[ \t]*:)",
    re.IGNORECASE | re.MULTILINE,
)
_MARKS = re.compile(r"\[(/?)(INST|SYS|SYSTEM|ASSISTANT|USER)\]", re.IGNORECASE)
_FENCE = re.compile(r"`{3,}|~{3,}|^[ \t]*[-=#]{3,}", re.MULTILINE)


def seal_for(secret: bytes, text: str) -> str:
    """A code that only who knows `secret` could foresee; the same for the same answer, so that runs can be repeated."""
    return hmac.new(secret, text.encode("utf-8", "replace"), hashlib.sha256).hexdigest()[:16]


def as_data(text: str, left_out: Sequence[Span] = ()) -> str:
    """The answer without what it says to the grader, hidden characters, tags, turns and fences."""
    shown = _without(text, left_out)
    shown = "".join(letter for letter in shown if not is_hidden(letter)).translate(_BRACKETS)
    shown = _FENCE.sub(lambda found: " ".join(found.group()), shown)
    shown = _TURN.sub(r"\1\2 \3", shown)
    return _MARKS.sub(r"(\1\2)", shown)


def _without(text: str, spans: Sequence[Span]) -> str:
    kept, at = [], 0
    for start, end in sorted(spans):
        kept += [text[at:start], LEFT_OUT]
        at = max(at, end)
    return "".join([*kept, text[at:]])
