"""Small help with sentences."""

from collections.abc import Sequence


def joined(names: Sequence[str], link: str = "and") -> str:
    """ "a", "a and b", "a, b and c"; empty for none."""
    return f"{', '.join(names[:-1])} {link} {names[-1]}" if len(names) > 1 else "".join(names)


def word_set(text: str) -> frozenset[str]:
    """The words of a block of text."""
    return frozenset(text.split())
