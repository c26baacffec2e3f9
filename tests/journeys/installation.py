"""A whole installation for a test: `make up` or `make run` in a folder of its own, and a client for it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Self

import httpx

PASSWORD = "practice-makes-better-26"
PROJECT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


class Installation:
    """Processes started by the bootstrap; stopped, and gone without a trace, at the end of the `with` block."""

    def __init__(self, command: str, **environment: str) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="coach-journey-", dir="/tmp"))
        self.folder.chmod(0o755)  # run by root, PostgreSQL is another user and must come in
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        kept = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "TEST_DB")}
        kept |= {"DATA_DIR": str(self.folder), "PORT": str(self.port), "DEMO": "1", "DEMO_PASSWORD": PASSWORD}
        self.log = (self.folder / "journey.log").open("w+")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bootstrap.launch", command], cwd=PROJECT, env={**kept, **environment},
            stdout=self.log, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip

    def output(self) -> str:
        return Path(self.log.name).read_text(errors="replace")

    def __enter__(self) -> Self:
        wait_until(lambda: "Ready:" in self.output() or self.process.poll() is not None, 120, "the installation")
        assert self.process.poll() is None, self.output()[-3000:]
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        self.process.wait(60)
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def connections(self) -> dict[str, str]:
        """The addresses of database and broker of a `make up`."""
        lines = (self.folder / "run" / "up.env").read_text().splitlines()
        return dict(line.split("=", 1) for line in lines)

    def pid_of(self, name: str) -> int | None:
        """The process id of a part, None while it is down."""
        try:
            return int((self.folder / "run" / f"{name}.pid").read_text())
        except (FileNotFoundError, ValueError):
            return None

    def kill(self, name: str) -> int:
        """kill -9 a part with all its children; return the pid that was killed."""
        pid = wait_until(lambda: self.pid_of(name), 60, f"{name} to run")
        os.killpg(pid, signal.SIGKILL)
        return int(pid)


def wait_until(condition: Any, seconds: float, what: str) -> Any:
    """Return the first true value of `condition`; fail after `seconds`."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if value := condition():
            return value
        time.sleep(0.05)
    raise AssertionError(f"waited {seconds} s for {what}")


class Client:
    """A candidate's REST client."""

    def __init__(self, base: str, email: str = "bob@acme.example") -> None:
        self.http = httpx.Client(base_url=base + "/api/v1/", timeout=60)
        tokens = self.post("auth/login/", {"email": email, "password": PASSWORD}, expect=200)
        self.access, self.refresh = tokens["access"], tokens["refresh"]
        self.http.headers["Authorization"] = f"Bearer {self.access}"

    def post(self, path: str, body: Any = None, *, expect: int = 201, key: str | None = None) -> Any:
        """POST and return the parsed answer, which must have the status `expect`."""
        headers = {"Idempotency-Key": key} if key else {}
        response = self.http.post(path, json=body if body is not None else {}, headers=headers)
        assert response.status_code == expect, f"POST {path}: {response.status_code} {response.text[:400]}"
        return response.json() if response.content else None

    def get(self, path: str) -> Any:
        """GET and return the parsed answer."""
        response = self.http.get(path)
        assert response.status_code == 200, f"GET {path}: {response.status_code} {response.text[:400]}"
        return response.json()

    def start(self, questions: int = 5, **more: Any) -> Any:
        """Start an interview, without follow-ups unless they are asked for: so its ledger is known beforehand."""
        wish = {"field": "software_engineering", "level": "mid", "questions_total": questions, "follow_ups": False}
        return self.post("interviews/", {**wish, **more})

    def answer_all(self, interview: str, questions: int, text: str) -> list[Any]:
        """Answer every question of an interview; return what the submits answered."""
        submitted = []
        for _ in range(questions):
            question = self.get(f"interviews/{interview}/next-question/")["uuid"]
            body = {"question": question, "text": text, "time_spent_seconds": 30}
            submitted.append(self.post(f"interviews/{interview}/answers/", body, expect=202, key=f"k-{question}"))
        return submitted
