""" "Like" where it is a filler, and all the other fillers.

Of the uses of "like" only discourse marker and particle count (D'Arcy 2007, "Like and language ideology"): neither the
verb, the preposition and the conjunction, nor "about" ("like ten") and the quoting "was like".
"""

import re
from collections.abc import Iterator

from interviews.evaluation.observations.expressions import expressions
from interviews.evaluation.observations.observation import Span
from interviews.evaluation.reading.document import LONGEST_TEXT, Document

_SUBJECTS = r"(?:i|we|you|he|she|they|it|there)\b"
_AS_WAS = r"(?:said|say|mentioned|told|explained|described|wrote|did|do|had|would|always|usually)\b"
_LIKE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:^|[,.!?;\n]\s{0,3}|\b(?:and|but|so|just|then)\s{1,3})(?P<like>like)(?=,)",  # "so, like, we": set apart
        rf"\b(?:and|but|so|because)\s{{1,3}}(?P<like>like)\s{{1,3}}(?={_SUBJECTS}\s{{1,3}}(?!{_AS_WAS}))",
        # "it was like really slow", but not "it was like a queue"
        r"(?:\b(?:is|was|were|are)|['’](?:s|m|re))\s{1,3}(?P<like>like)\s{1,3}"
        r"(?=(?:really|super|totally|very|literally|actually|so(?!\s{1,3}(?:many|much|few)\b))\b)",
    )
)


def filler_spans(document: Document) -> tuple[Span, ...]:
    """Where the fillers of an English text stand, in order."""
    found = {span.start: span for span in (*expressions("FILLERS").find(document), *_likes(document.text))}
    return tuple(found[start] for start in sorted(found))


def _likes(text: str) -> Iterator[Span]:
    for pattern in _LIKE:
        for match in pattern.finditer(text[:LONGEST_TEXT]):
            yield Span(*match.span("like"))
