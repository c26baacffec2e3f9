"""Words that everybody who knows this product would guess first. A password may hold them, and not rest on them."""

import re
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError

# docs/security.md lists them; a test holds the list equal to this one.
WORDS = (
    "interview", "interviews", "coach", "coaching", "practice", "practise", "training", "career", "resume", "hiring",
    "candidate", "reviewer", "admin", "administrator", "owner", "staff", "support", "house", "public",
    "demo", "test", "login", "welcome", "secret", "password", "passwort", "contraseña", "changeme", "qwerty", "letmein",
)  # fmt: skip
# So many characters a password needs beside them.
LEAST_BESIDE = 8
SHORTEST_LABEL = 4
_DRESSED = str.maketrans("013457@$!", "oieastasi")


def context_words() -> list[str]:
    """Return the words, and the parts of the names under which this installation is reached; the longest first."""
    labels = {label for host in settings.ALLOWED_HOSTS for label in re.findall(r"[a-z]+", host.lower())}
    return sorted({*WORDS, *(label for label in labels if len(label) >= SHORTEST_LABEL)}, key=lambda word: -len(word))


class PasswordWordsValidator:
    """Refuses a password of which, without those words, fewer than eight characters are left."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise `ValidationError` for such a password; digits and signs that stand for letters count as those."""
        whole = rest = password.lower().translate(_DRESSED)
        for word in context_words():
            rest = rest.replace(word, "")
        if rest != whole and len(rest) < LEAST_BESIDE:
            raise ValidationError(self.get_help_text(), code="password_of_context_words")

    def get_help_text(self) -> str:
        """Return what is asked, as a sentence."""
        return f"Beside words that anyone would guess here, a password has at least {LEAST_BESIDE} more characters."
