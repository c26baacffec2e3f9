"""The key of a single-machine installation."""

import os
import secrets
from pathlib import Path


def installation_secret(path: Path) -> str:
    """Return the secret kept at `path`, made on first use and readable by its owner alone.

    Two processes may start at once: the first to link its file in place wins, and both read that one.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass  # the other process was first; its key is the one
        finally:
            draft.unlink()
    return path.read_text()
