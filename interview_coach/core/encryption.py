"""Texts at rest: encrypted under the first of `ENCRYPTION_KEYS`, read under any of them.

What is stored is `enc1:<key id>:<Fernet token>`. The key id (the beginning of the key's SHA-256) tells which key a text
needs without trying them all, and lets the database itself find what is not yet under the newest one.
"""

import hashlib
import logging
from collections.abc import Sequence
from functools import cache
from typing import NoReturn

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from interview_coach.core.exceptions import Unavailable

log = logging.getLogger(__name__)

PREFIX = "enc1:"
KEY_ID_LENGTH = 8


class Unreadable(Unavailable):
    """A text that is stored encrypted cannot be read."""

    code = "text_unreadable"


class UnknownKey(Unreadable):
    """A text is encrypted under a key that this installation does not have (any more)."""

    def __init__(self, key_id: str) -> None:
        super().__init__(f"A text is encrypted under the key {key_id}, which is not available.")
        self.key_id = key_id


class Damaged(Unreadable):
    """A stored text is no ciphertext, or one that was changed."""

    message = "A text that is stored encrypted is damaged."


def key_id(key: str) -> str:
    """Return the name of a key: it tells keys apart and says nothing about them."""
    return hashlib.sha256(key.encode()).hexdigest()[:KEY_ID_LENGTH]


class Keyring:
    """The keys in use, newest first. Raises ValueError for what is no Fernet key."""

    def __init__(self, keys: Sequence[str]) -> None:
        self.ids = [key_id(key) for key in keys]
        self._keys = MultiFernet([Fernet(key) for key in keys])

    @property
    def newest(self) -> str:
        """The id of the key that texts are written under."""
        return self.ids[0]

    def encrypt(self, text: str) -> str:
        """Return `text` as it is stored."""
        return f"{PREFIX}{self.newest}:{self._keys.encrypt(text.encode()).decode()}"

    def decrypt(self, stored: str) -> str:
        """Return the text that was stored; raise `UnknownKey` or `Damaged`."""
        token = self._token(stored)
        try:
            return self._keys.decrypt(token).decode()
        except InvalidToken:
            _refuse(Damaged())

    def rotate(self, stored: str) -> str:
        """Return the same text under the newest key; raise as `decrypt` does."""
        token = self._token(stored)
        try:
            return f"{PREFIX}{self.newest}:{self._keys.rotate(token).decode()}"
        except InvalidToken:
            _refuse(Damaged())

    def _token(self, stored: str) -> str:
        if not is_encrypted(stored):
            _refuse(Damaged())
        name, _, token = stored.removeprefix(PREFIX).partition(":")
        if name not in self.ids:
            _refuse(UnknownKey(name[:KEY_ID_LENGTH]))
        return token


def _refuse(error: Unreadable) -> NoReturn:
    log.error("text_unreadable", extra={"reason": str(error)})
    raise error from None


@cache
def _keyring(keys: tuple[str, ...]) -> Keyring:
    return Keyring(keys)


def keyring() -> Keyring:
    """Return the installation's keys; raise `ImproperlyConfigured` where it has none."""
    if not settings.ENCRYPTION_KEYS:
        raise ImproperlyConfigured("ENCRYPTION_KEYS is empty. See docs/encryption.md.")
    return _keyring(tuple(settings.ENCRYPTION_KEYS))


def is_encrypted(stored: object) -> bool:
    """Whether a stored value is a ciphertext of ours."""
    return isinstance(stored, str) and stored.startswith(PREFIX)


def encrypt(text: str) -> str:
    """Return `text` as it is stored, under the newest key."""
    return keyring().encrypt(text)


def decrypt(stored: str) -> str:
    """Return the text that was stored; raise `UnknownKey` or `Damaged`."""
    return keyring().decrypt(stored)


def ciphertext_length(size: int) -> int:
    """Return how many characters a text of `size` bytes (UTF-8) takes where it is stored."""
    token = 1 + 8 + 16 + 16 * (size // 16 + 1) + 32  # version, time, IV, padded blocks, HMAC
    return len(PREFIX) + KEY_ID_LENGTH + 1 + 4 * -(-token // 3)
