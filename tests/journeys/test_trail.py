"""Lines of requests survive the end of a server, however it is served."""

import os
import signal
import sqlite3
import subprocess
import sys

import httpx
import pytest

from tests.journeys.installation import PROJECT, free_port, wait_until

pytestmark = pytest.mark.journey
REQUESTS = 60
SERVERS = {
    "embedded": ["bootstrap.launch", "serve"],
    "gunicorn": ["gunicorn", "--workers", "2", "--worker-class", "gthread", "--threads", "4", "--bind",
                 "127.0.0.1:{port}", "interview_coach.wsgi:application"],
    "uvicorn": ["uvicorn", "--port", "{port}", "--lifespan", "on", "interview_coach.asgi:application"],
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A migrated database of its own."""
    folder = tmp_path_factory.mktemp("trail")
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=PROJECT, env=environment(folder), check=True)
    return folder


def environment(folder, **more):
    kept = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "TEST_DB")}
    # Nothing is written before the end, by time or by size.
    return {**kept, "DATA_DIR": str(folder), "DEMO": "1", "HTTPS": "0", "TRAIL_FLUSH_SECONDS": "3600", **more}


def serves(base):
    try:
        return httpx.get(base + "/healthz/").status_code == 200
    except httpx.TransportError:
        return False


def lines_from(folder, agent):
    with sqlite3.connect(folder / "interview_coach.sqlite3") as database:
        asked = "SELECT request_path FROM activity_logs WHERE action_type = 'request' AND user_agent = ?"
        return sorted(path for (path,) in database.execute(asked, [agent]))


@pytest.mark.parametrize("server", SERVERS)
def test_no_line_is_lost_when_a_server_is_told_to_end(server, folder):
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", *(part.format(port=port) for part in SERVERS[server])]
    process = subprocess.Popen(command, cwd=PROJECT, env=environment(folder, PORT=str(port)))
    try:
        wait_until(lambda: serves(base), 180, server)
        with httpx.Client(base_url=base, headers={"User-Agent": server}) as client:
            asked = [client.get(f"/nowhere/{number:03}/").request.url.path for number in range(REQUESTS)]
        assert lines_from(folder, server) == []
        process.send_signal(signal.SIGTERM)
        process.wait(60)
    finally:
        process.kill()
    assert lines_from(folder, server) == asked
