"""The socket side: every frame of a sitting once and in order, whatever becomes of the connection."""

import json
import time
from collections.abc import Iterator
from contextlib import ExitStack
from types import TracebackType
from typing import Self

from websockets.exceptions import ConnectionClosed, InvalidStatus, WebSocketException
from websockets.sync.client import ClientConnection, connect

from interviews.practice.client import Api, Json
from interviews.practice.errors import PracticeError

SIGNED_OUT, NOT_ALLOWED, NOT_FOUND = 4401, 4403, 4404
REASONS = {SIGNED_OUT: "not signed in", NOT_ALLOWED: "not allowed", NOT_FOUND: "no such interview"}
# Pauses before the next attempts to connect; a connection that brought a frame starts over.
PAUSES = (0.0, 0.5, 1.0, 2.0, 4.0, 8.0)
# After so much silence what may have been missed is asked for again, and after so much we stop waiting.
NUDGE_SECONDS = 10.0
PATIENCE_SECONDS = 600.0


class EventStream(Iterator[Json]):
    """The frames of an interview from its first on. `seen` holds those that were handed out."""

    def __init__(self, api: Api, interview: str) -> None:
        self.seen: list[Json] = []
        self._api = api
        self._url = api.socket_url(f"/ws/v1/interviews/{interview}/")
        self._connection: ClientConnection | None = None
        self._closing = ExitStack()
        self._token = ""
        self._failures = 0
        self._renewed = False

    def __enter__(self) -> Self:
        self._connected()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._closing.close()

    @property
    def last_seq(self) -> int:
        """The number of the newest frame handed out, 0 before the first."""
        return int(self.seen[-1]["seq"]) if self.seen else 0

    def __next__(self) -> Json:
        """Wait for the next frame; raise `PracticeError` where none comes."""
        quiet_since = time.monotonic()
        while time.monotonic() - quiet_since < PATIENCE_SECONDS:
            try:
                frame = self._next_in_order()
            except TimeoutError:
                frame = None
            except ConnectionClosed as closed:
                self._dropped(closed)
                continue
            if frame is None:
                self._ask_again()
                continue
            self._failures, self._renewed = 0, False
            self.seen.append(frame)
            return frame
        raise PracticeError(f"Nothing came over the socket for {PATIENCE_SECONDS:.0f} seconds.")

    def _next_in_order(self) -> Json | None:
        """Return the frame after the last one, None where one was missed; what is old or unnumbered is passed over."""
        while True:
            frame = _parsed(self._connected().recv(timeout=NUDGE_SECONDS))
            if frame.get("type") == "error":
                raise PracticeError(f"The socket refused a frame: {frame.get('code')}.")
            seq = frame.get("seq", 0)
            if seq > self.last_seq:
                return frame if seq == self.last_seq + 1 else None

    def _ask_again(self) -> None:
        try:
            self._ask_replay(self._connected())
        except ConnectionClosed as closed:
            self._dropped(closed)

    def _ask_replay(self, connection: ClientConnection) -> None:
        connection.send(json.dumps({"type": "replay", "after": self.last_seq}))

    def _connected(self) -> ClientConnection:
        while self._connection is None:
            try:
                self._connection = self._open()
                self._ask_replay(self._connection)
            except ConnectionClosed as closed:
                self._dropped(closed)
            except (OSError, WebSocketException) as error:
                if isinstance(error, InvalidStatus) and error.response.status_code < 500:
                    raise PracticeError(f"The socket was refused: {error}.") from error
                self._wait_a_little(error)
        return self._connection

    def _open(self) -> ClientConnection:
        self._token = self._api.access
        connection = connect(
            self._url,
            additional_headers={"Authorization": f"Bearer {self._token}"},
            proxy=True if self._api.by_proxy else None,
            # A person may think for long while frames arrive.
            max_queue=None,
        )
        return self._closing.enter_context(connection)

    def _dropped(self, closed: ConnectionClosed) -> None:
        self._connection = None
        self._closing.close()
        code = closed.rcvd.code if closed.rcvd else 0
        if code in (NOT_ALLOWED, NOT_FOUND):
            raise PracticeError(f"The socket was refused: {REASONS[code]} ({code}).")
        if code == SIGNED_OUT and self._token == self._api.access:
            # A new token for the old one, once: a session that has ended gives none.
            if self._renewed:
                raise PracticeError(f"The socket was refused: {REASONS[code]} ({code}).")
            self._api.renew()
            self._renewed = True
        self._wait_a_little(closed)

    def _wait_a_little(self, error: Exception) -> None:
        if self._failures >= len(PAUSES):
            raise PracticeError(f"The socket at {self._url} cannot be reached: {error}") from error
        time.sleep(PAUSES[self._failures])
        self._failures += 1


def _parsed(message: str | bytes) -> Json:
    try:
        frame = json.loads(message)
    except ValueError:
        frame = None
    if not isinstance(frame, dict):
        raise PracticeError("The socket sent a frame that is no JSON object.")
    return frame
