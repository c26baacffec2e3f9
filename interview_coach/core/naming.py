"""Names that people give, as keys. Imports nothing: the evaluators, which know no Django, read it too."""

import re

_NOT_IN_A_KEY = re.compile(r"\W+")


def key_of(label: str) -> str:
    """Return the key of what has this label: lower case words joined by underscores."""
    return _NOT_IN_A_KEY.sub("_", label.strip().casefold()).strip("_")
