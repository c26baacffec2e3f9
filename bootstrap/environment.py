"""The virtual environment: made once, filled from a hash-locked file, and left alone while nothing changed."""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
VENV = PROJECT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed.json"
# Each holds all of the one before it.
LEVELS = ("base", "prod", "dev")


class SetupError(Exception):
    """Setting up cannot go on; the message says what to do about it."""


def ensure(level: str) -> None:
    """Make `.venv` hold at least the packages of this level's lock."""
    if is_ready(level):
        return
    with _one_at_a_time():
        if is_ready(level):  # another process did it while this one waited
            return
        level = max(level, installed_level() or level, key=LEVELS.index)
        _make_venv()
        STAMP.unlink(missing_ok=True)
        _install(lock_file(level))
        write_stamp(level)


def is_ready(level: str) -> bool:
    """Whether the environment works and holds this level, or a richer one, as locked now."""
    stamp = _read_stamp()
    there = stamp.get("level")
    return (
        there in LEVELS
        and LEVELS.index(there) >= LEVELS.index(level)
        and stamp.get("lock") == _digest(lock_file(there))
        and _fits()
        and stamp.get("python") == _venv_version()
    )


def installed_level() -> str | None:
    """Return what was installed last, so that asking for less never takes packages away."""
    level = _read_stamp().get("level")
    return level if level in LEVELS and PYTHON.exists() else None


def lock_file(level: str) -> Path:
    """Return the lock of a level."""
    return PROJECT / "requirements" / f"{level}.txt"


def write_stamp(level: str) -> None:
    """Note what the environment holds; written last, so that an interrupted installation is done again."""
    content = {"level": level, "lock": _digest(lock_file(level)), "python": _venv_version()}
    STAMP.write_text(json.dumps(content) + "\n")


def run(*arguments: str, **variables: str) -> int:
    """Run the environment's Python, with more `variables` in its environment, and return its exit code."""
    return subprocess.run(
        [str(PYTHON), *arguments], cwd=PROJECT, env={**os.environ, **variables}, check=False
    ).returncode


def become(*arguments: str) -> int:
    """Replace this process by the environment's Python, so that signals reach it directly."""
    os.chdir(PROJECT)
    sys.stdout.flush()
    os.execv(PYTHON, [str(PYTHON), *arguments])


def find_uv() -> str | None:
    """Return the uv that can be used: one on PATH, or one installed in the environment."""
    return shutil.which("uv") or shutil.which("uv", path=str(VENV / "bin"))


def uv_environment() -> dict[str, str]:
    """Return the environment for uv, which refuses to work without a cache it can write."""
    env = dict(os.environ)
    home = Path(env.get("HOME") or "/nonexistent")
    if not {"UV_CACHE_DIR", "UV_NO_CACHE", "XDG_CACHE_HOME"} & env.keys() and not os.access(home, os.W_OK):
        env["UV_CACHE_DIR"] = str(Path(tempfile.gettempdir()) / f"uv-cache-{os.getuid()}")
    return env


def _read_stamp() -> dict[str, str]:
    try:
        stamp = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise SetupError(f"The locked requirements are missing: {path.relative_to(PROJECT)}") from error


def _venv_version() -> str:
    """Return the Python version of the environment, as it says itself in its configuration (3.11.7), or ''."""
    try:
        lines = (VENV / "pyvenv.cfg").read_text().splitlines()
    except OSError:
        return ""
    named = dict(line.split(" = ", 1) for line in lines if " = " in line)
    version = named.get("version") or named.get("version_info", "")
    return ".".join(version.split(".")[:3])


def _fits() -> bool:
    """Whether the environment's Python is the kind this process runs under: PYTHON=... may ask for another one."""
    mine = f"{sys.version_info.major}.{sys.version_info.minor}"
    return PYTHON.exists() and _venv_version().split(".")[:2] == mine.split(".")


def _works() -> bool:
    """Whether the environment runs: its Python may have been removed, and it may have been moved."""
    if not _fits():
        return False
    check = "import sys; sys.exit(sys.prefix == sys.base_prefix)"
    return subprocess.run([str(PYTHON), "-c", check], capture_output=True, check=False).returncode == 0


def _make_venv() -> None:
    if _works():
        return
    if sys.prefix != sys.base_prefix and Path(sys.prefix).resolve() == VENV.resolve():
        raise SetupError("This runs inside the environment that has to be replaced: run `make clean` first.")
    print(f"Making .venv with Python {sys.version.split()[0]}", flush=True)
    shutil.rmtree(VENV, ignore_errors=True)
    # pip is added only where it is needed, and uv does not need it.
    _call([sys.executable, "-m", "venv", "--without-pip", str(VENV)], "The virtual environment could not be made.")


def _install(lock: Path) -> None:
    print(f"Installing {lock.relative_to(PROJECT)}", flush=True)
    uv = find_uv()
    if uv:
        command = [uv, "pip", "install", "--quiet", "--python", str(PYTHON), "--require-hashes", "-r", str(lock)]
        if subprocess.run(command, cwd=PROJECT, env=uv_environment(), check=False).returncode == 0:
            return
        print("uv could not install them (pip's configuration is not uv's); trying pip.", flush=True)
    options = ["--quiet", "--disable-pip-version-check", "--no-input", "--require-hashes", "--no-deps"]
    _call([*_pip(), "install", *options, "-r", str(lock)], "The locked packages could not be installed.")


def _pip() -> list[str]:
    """Return a command that is pip for the environment: its own, or that of the Python outside."""
    own = [str(PYTHON), "-m", "pip"]
    if _succeeds([*own, "--version"]) or _succeeds([str(PYTHON), "-m", "ensurepip", "--upgrade"]):
        return own
    outside = [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    if _succeeds([*outside, "--version"]):
        return outside
    raise SetupError("This Python has neither ensurepip nor pip. Install its venv package (python3-venv), or uv.")


def _succeeds(command: list[str]) -> bool:
    return subprocess.run(command, cwd=PROJECT, capture_output=True, check=False).returncode == 0


def _call(command: list[str], complaint: str) -> None:
    if subprocess.run(command, cwd=PROJECT, check=False).returncode:
        raise SetupError(complaint)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Hold a lock on the project folder: two commands may be started in a fresh checkout at once."""
    folder = os.open(PROJECT, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)
