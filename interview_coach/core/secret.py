"""The keys of a single-machine installation."""

import base64
import os
import secrets
from collections.abc import Callable
from pathlib import Path


def signing_secret() -> str:
    """Return a fresh value for `SECRET_KEY`."""
    return secrets.token_urlsafe(64)


def encryption_key() -> str:
    """Return a fresh key as `ENCRYPTION_KEYS` takes it: 32 random bytes in URL-safe base64."""
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


def installation_secret(path: Path, make: Callable[[], str] = signing_secret) -> str:
    """Return the secret kept at `path`, made on first use and readable by its owner alone.

    Two processes may start at once: the first to link its file in place wins, and both read that one.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(make())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass  # the other process was first; its key is the one
        finally:
            draft.unlink()
    return path.read_text()
