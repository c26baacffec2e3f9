"""The commands behind the Makefile's targets."""

import base64
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from bootstrap import environment
from bootstrap.environment import PROJECT

CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy", "."),
    ("lint-imports",),
    ("manage.py", "makemigrations", "--check", "--dry-run"),
    ("manage.py", "check"),
)
PACKAGES = ("accounts", "analytics", "bootstrap", "gamification", "interview_coach", "interviews", "questionbank")
# Hashes name each package exactly: nothing is resolved or installed to be looked up. What cannot be looked up fails.
KNOWN_HOLES = ("--disable-pip", "--require-hashes", "--strict", "--progress-spinner", "off")
# As in production: real people, behind one proxy that speaks https.
PRODUCTION = {"DEMO": "0", "TRUSTED_PROXIES": "1", "EMAIL_URL": "smtp://localhost:25", "ENV_FILE": os.devnull,
              "ENCRYPTION_KEYS": base64.urlsafe_b64encode(os.urandom(32)).decode()}  # fmt: skip
# import-linter has a script and no module to run; scripts hold the path they were installed under, imports do not.
LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
# The richest first, because the others are held to its versions.
LOCKS = ("dev", "prod", "base", "mysql")


def run(arguments: list[str]) -> int:
    """Serve everything from one process."""
    environment.ensure("base")
    return environment.become("-m", "bootstrap.launch", "serve")


def up(arguments: list[str]) -> int:
    """Serve in the production shape."""
    environment.ensure("prod")
    return environment.become("-m", "bootstrap.launch", "up")


def demo(arguments: list[str]) -> int:
    """Play bob at acme against a running server, with answers from a file."""
    environment.ensure("base")
    return environment.become("-m", "bootstrap.demo", *arguments)


def test(arguments: list[str]) -> int:
    """Run the suite on all cores: on SQLite, on PostgreSQL, and the journeys; or just what the arguments name."""
    environment.ensure("dev")
    parallel = ("pytest", "-q", "-n", str(_cores()), "--dist", "loadgroup")
    if arguments:
        return environment.become("-m", *parallel, *arguments)
    on_sqlite = environment.run("-m", *parallel, "-m", "not journey")
    on_postgres = environment.run("-m", *parallel, "-m", "not journey", TEST_DB="postgres")
    journeys = environment.run("-m", "pytest", "-q", "-m", "journey", "tests/journeys")
    return int(any((on_sqlite, on_postgres, journeys)))


def check(arguments: list[str]) -> int:
    """Run every check to its end, and fail if one did."""
    environment.ensure("dev")
    results = [_tool(*step) for step in CHECKS]
    return int(any(results))


def audit(arguments: list[str]) -> int:
    """Look for what is unsafe: in the code, in the locked packages (needs PyPI), and in the settings of production."""
    environment.ensure("dev")
    in_code = _tool("bandit", "-q", "--severity-level", "medium", "-c", "pyproject.toml", "-r", *PACKAGES, "manage.py")
    in_packages = [_tool("pip_audit", *KNOWN_HOLES, "-r", f"requirements/{level}.txt") for level in LOCKS]
    print("· manage.py check --deploy", flush=True)
    with tempfile.TemporaryDirectory() as data:
        in_settings = environment.run("manage.py", "check", "--deploy", "--fail-level", "WARNING",
                                      DATA_DIR=data, **PRODUCTION)  # fmt: skip
    return int(any((in_code, *in_packages, in_settings)))


def fix(arguments: list[str]) -> int:
    """Repair style where a machine can."""
    environment.ensure("dev")
    return int(any([_tool("ruff", "check", "--fix", "."), _tool("ruff", "format", ".")]))


def faults(arguments: list[str]) -> int:
    """Run the long fault journey."""
    environment.ensure("dev")
    return environment.become("-m", "tests.journeys.faults", *arguments)


def bench(arguments: list[str]) -> int:
    """Measure."""
    environment.ensure("dev")
    return environment.become("-m", "bench", *arguments)


def lock(arguments: list[str]) -> int:
    """Make the locks; newer versions than those locked are taken with `ARGS=--upgrade`."""
    uv = environment.find_uv()
    if not uv:
        raise environment.SetupError("`make lock` needs uv: https://docs.astral.sh/uv/")
    for level in LOCKS:
        code = _compile(uv, level, arguments)
        if code:
            return code
    return 0


def clean(arguments: list[str]) -> int:
    """Remove what can be made again; data stays."""
    for name in (".venv", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".import_linter_cache", ".hypothesis"):
        shutil.rmtree(PROJECT / name, ignore_errors=True)
    for folder in PROJECT.rglob("__pycache__"):
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def _tool(name: str, *arguments: str) -> int:
    print(f"· {name} {' '.join(arguments)}".rstrip(), flush=True)
    if name == "lint-imports":
        return environment.run("-c", LINT_IMPORTS, *arguments)
    if name == "manage.py":
        return environment.run(name, *arguments)
    return environment.run("-m", name, *arguments)


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


def _compile(uv: str, level: str, arguments: list[str]) -> int:
    target = Path("requirements", f"{level}.txt")
    command = [uv, "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes"]
    command += ["--no-header", f"requirements/{level}.in", "-o", str(target), *arguments]
    if level != "dev":
        command += ["-c", "requirements/dev.txt"]
    print(f"Locking {target}", flush=True)
    return subprocess.run(command, cwd=PROJECT, env=environment.uv_environment(), check=False).returncode


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    function.__name__: function for function in (run, up, demo, test, check, audit, fix, faults, bench, lock, clean)
}
