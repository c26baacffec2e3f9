"""Finding a model's quote in the answer: the words must be there; spacing and quotation marks may differ."""

import unicodedata
from collections.abc import Iterator, Sequence

Span = tuple[int, int]

_SAME = str.maketrans({
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "´": "'", "`": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "‹": "<", "›": ">", "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-",
})  # fmt: skip
_HIDDEN = frozenset({"Cf", "Cc", "Co", "Cs"})


def is_hidden(letter: str) -> bool:
    """Whether a character shows nothing: zero-width, direction marks, controls; line ends and tabs are white space."""
    return not letter.isspace() and unicodedata.category(letter) in _HIDDEN


def place_of(quote: str, text: str, barred: Sequence[Span] = ()) -> Span | None:
    """Where `quote` stands in `text` outside the `barred` spans, in code points; None where it does not."""
    sought = "".join(letter for letter, _ in _canonical(quote))
    if not sought:
        return None
    pairs = list(_canonical(text))
    there = "".join(letter for letter, _ in pairs)
    start = there.find(sought)
    while start >= 0:
        span = pairs[start][1], pairs[start + len(sought) - 1][1] + 1
        if not any(span[0] < end and begin < span[1] for begin, end in barred):
            return span
        start = there.find(sought, start + 1)
    return None


def _canonical(text: str) -> Iterator[tuple[str, int]]:
    """Each letter as it is compared, with the offset it came from; white space does not count."""
    for offset, letter in enumerate(text):
        if letter.isspace() or is_hidden(letter):
            continue
        for part in unicodedata.normalize("NFKD", letter.translate(_SAME)):
            if not part.isspace():
                yield part.translate(_SAME), offset
