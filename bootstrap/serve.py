"""`make run`: one process that is API, sockets, back office and worker, on whatever the settings say (SQLite, else)."""

import errno
import signal
import socket
import sys
from types import FrameType

import uvicorn

from bootstrap.prepare import announce, demo_by_default, prepare


class Server(uvicorn.Server):
    """Uvicorn, saying that it is ready when connections are accepted and not before."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then announce."""
        await super().startup(sockets)
        if self.started and sockets:
            announce(sockets[0].getsockname()[1])


def main() -> int:
    """Prepare and serve until told to stop."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)
    try:
        return _serve()
    except KeyboardInterrupt:
        # Uvicorn shuts down gracefully and then raises the signal again, for this.
        return 0


def _serve() -> int:
    demo_by_default()
    from django.conf import settings

    try:
        listener = bind(settings.PORT)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        print(f"Port {settings.PORT} is taken. Choose another one: make run PORT={settings.PORT + 1}", file=sys.stderr)
        return 1
    prepare()
    config = uvicorn.Config(
        "interview_coach.asgi:application",
        lifespan="on",
        ws="websockets-sansio",
        ws_max_size=settings.DATA_UPLOAD_MAX_MEMORY_SIZE,
        # Who a client is behind how many proxies is the application's own setting (TRUSTED_PROXIES).
        proxy_headers=False,
        server_header=False,
        access_log=False,
        log_config=None,
        log_level="warning",
        # Longer than clients and proxies keep an idle connection, so that none sends into one being closed.
        timeout_keep_alive=75,
        timeout_graceful_shutdown=3,
    )
    Server(config).run(sockets=[listener])
    return 0


def bind(port: int) -> socket.socket:
    """Take the port before the work of preparing, so that a taken one is told at once."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
    except OSError:
        listener.close()
        raise
    return listener


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
