"""System checks of the settings. Those tagged `START` also keep a server from starting (`core.start`)."""

import base64
import binascii
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

START = "start"
HINT = "Make one with `manage.py make_key`. See docs/encryption.md."
KEY_BYTES = 32
# Of 32 random bytes some 30 are different; a key with fewer than this was typed by somebody.
FEWEST_DIFFERENT_BYTES = 16


@register(Tags.security)
def check_encryption_keys(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """Each of ENCRYPTION_KEYS can be used, and none is there twice."""
    keys = settings.ENCRYPTION_KEYS
    found: list[CheckMessage] = [
        Error(f"Key {number} of ENCRYPTION_KEYS is not 32 bytes in URL-safe base64.", hint=HINT, id="coach.E011")
        for number, key in enumerate(keys, 1)
        if len(_bytes(key)) != KEY_BYTES
    ]
    if len(set(keys)) < len(keys):
        found.append(Error("ENCRYPTION_KEYS names a key twice.", hint=HINT, id="coach.E012"))
    return found


@register(Tags.security, START, deploy=True)
def check_keys_of_production(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """In production keys are set, and random."""
    if settings.DEMO:
        return []
    if not settings.ENCRYPTION_KEYS:
        return [Error("ENCRYPTION_KEYS is empty; in production no key is made up.", hint=HINT, id="coach.E010")]
    return [
        Error(f"Key {number} of ENCRYPTION_KEYS can be guessed.", hint=HINT, id="coach.E013")
        for number, key in enumerate(settings.ENCRYPTION_KEYS, 1)
        if len(set(_bytes(key))) < FEWEST_DIFFERENT_BYTES
    ]


def _bytes(key: str) -> bytes:
    try:
        return base64.b64decode(key.encode(), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError):
        return b""
