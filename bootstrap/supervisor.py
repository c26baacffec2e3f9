"""Keeps processes running, and leaves none behind."""

import contextlib
import ctypes
import os
import pwd
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import TypedDict

QUICK_SECONDS = 5.0
QUICK_DEATHS = 5
BACKOFF_SECONDS = (0.2, 0.5, 1.0, 2.0, 4.0)
TICK_SECONDS = 0.1
PR_SET_PDEATHSIG = 1


class Stopped(Exception):
    """Someone asked to stop."""


class Failed(Exception):
    """It cannot be kept up; the message says what."""


@dataclass
class Child:
    """A process that should run."""

    name: str
    command: Sequence[str]
    env: Mapping[str, str]
    cwd: Path
    user: str | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    log: Path | None = None
    grace: float = 5.0
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    quick_deaths: int = 0
    due: float = field(default=0.0)

    def start(self) -> None:
        """Start it in a session of its own, so that Ctrl-C reaches the supervisor alone and the order is kept."""
        self.started = time.monotonic()
        output = self.log.open("ab") if self.log else None
        try:
            self.process = subprocess.Popen(
                self.command,
                env=dict(self.env),
                cwd=self.cwd,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT if output else None,
                start_new_session=True,
                **identity(self.user),
                preexec_fn=die_with_parent(self.stop_signal),
            )
        finally:
            if output:
                output.close()

    def is_running(self) -> bool:
        """Whether it runs now."""
        return self.process is not None and self.process.poll() is None

    def ask_to_stop(self) -> None:
        """Send the signal that ends it in good order."""
        if self.process and self.is_running():
            self.process.send_signal(self.stop_signal)

    def finish(self) -> None:
        """Wait for its end, and kill what does not end; its own children too."""
        if not self.process:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(self.grace)
        self.kill_group()
        self.process.wait()
        self.process = None

    def kill_group(self) -> None:
        """Kill whatever is left of it."""
        if self.process:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)


class Identity(TypedDict, total=False):
    """As whom a program runs, in subprocess's words."""

    user: str
    group: int
    extra_groups: list[str | int]


def identity(user: str | None) -> Identity:
    """Return what makes a program run as this user with its own group alone; nothing changes for None."""
    return {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []} if user else {}


def die_with_parent(number: signal.Signals) -> Callable[[], None] | None:
    """Return what a child runs first so that a killed supervisor takes it along; only Linux can say that."""
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None).prctl
    return lambda: prctl(PR_SET_PDEATHSIG, number)


class Supervisor:
    """Starts children, starts the dead again, and stops all in reverse order."""

    def __init__(self, run_dir: Path) -> None:
        self.run_dir = run_dir
        self.children: list[Child] = []
        self.stopping = False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._ask_to_stop)

    def start(self, child: Child) -> None:
        """Start a child and keep it running from now on."""
        self.children.append(child)
        self._launch(child)

    def run_once(self, child: Child) -> None:
        """Run a child to its end, which has to be a good one, while the others are watched."""
        child.start()
        try:
            while child.is_running():
                self.tick()
        finally:
            child.ask_to_stop()
            code = child.process.wait(child.grace) if child.process else 1
        if code:
            raise Failed(f"{child.name} failed with code {code}.")

    def wait_for(self, condition: Callable[[], bool], what: str, seconds: float) -> None:
        """Watch the children until the condition holds."""
        deadline = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > deadline:
                raise Failed(f"{what} was not ready in {seconds:.0f} seconds.")
            self.tick()

    def tick(self) -> None:
        """Look after every child once, and sleep a moment."""
        if self.stopping:
            raise Stopped
        for child in self.children:
            self._look_after(child)
        time.sleep(TICK_SECONDS)

    def stop(self, stages: Sequence[Sequence[str]]) -> None:
        """Stop stage by stage, those of a stage together; what no stage names ends with the last."""
        named = {name for stage in stages for name in stage}
        rest = [child.name for child in self.children if child.name not in named]
        for stage in [*stages, rest]:
            members = [child for child in self.children if child.name in stage]
            for child in members:
                child.ask_to_stop()
            for child in members:
                child.finish()
                self._pid_file(child).unlink(missing_ok=True)

    def _look_after(self, child: Child) -> None:
        if child.is_running():
            return
        if child.process:
            self._bury(child)
        if time.monotonic() >= child.due:
            self._launch(child)

    def _bury(self, child: Child) -> None:
        """Note a death. Killed from outside is no fault of its own, and starts it again at once, however often."""
        assert child.process is not None
        code, lived = child.process.returncode, time.monotonic() - child.started
        child.kill_group()  # workers of a killed master would hold its port
        child.process = None
        own_fault = code != -signal.SIGKILL and lived < QUICK_SECONDS
        child.quick_deaths = child.quick_deaths + 1 if own_fault else 0
        if child.quick_deaths >= QUICK_DEATHS:
            raise Failed(f"{child.name} ended {QUICK_DEATHS} times in a row right after its start.")
        child.due = time.monotonic() + BACKOFF_SECONDS[child.quick_deaths]
        print(f"{child.name} ended with code {code} and is started again.", file=sys.stderr, flush=True)

    def _launch(self, child: Child) -> None:
        child.start()
        if child.process:
            self._pid_file(child).write_text(f"{child.process.pid}\n")

    def _pid_file(self, child: Child) -> Path:
        return self.run_dir / f"{child.name}.pid"

    def _ask_to_stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True
