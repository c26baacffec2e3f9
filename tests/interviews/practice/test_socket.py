"""The stream of frames against a real socket server that plays one scene a connection."""

import json
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from websockets.sync.server import Server, ServerConnection, serve

from interviews.practice import socket
from interviews.practice.client import Api
from interviews.practice.errors import PracticeError
from interviews.practice.socket import EventStream

Scene = Callable[[ServerConnection], None]


class Stage:
    """Plays its scenes one after another, and remembers what clients said."""

    def __init__(self) -> None:
        self.scenes: list[Scene] = []
        self.visits: list[tuple[str, str]] = []
        self.heard: list[Any] = []
        self.server: Server = serve(self.play, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self.server.socket.getsockname()[1]}"

    def play(self, connection: ServerConnection) -> None:
        request = connection.request
        assert request is not None
        self.visits.append((request.path, request.headers["Authorization"]))
        self.heard.append(json.loads(connection.recv()))
        self.scenes.pop(0)(connection)

    def hear(self, connection: ServerConnection) -> None:
        self.heard.append(json.loads(connection.recv()))


def replay(after: int) -> dict[str, Any]:
    return {"type": "replay", "after": after}


def sends(*numbers: int, then: int | None = None) -> Scene:
    """A scene that sends frames of these numbers and closes, with the code `then` or by just hanging up."""

    def scene(connection: ServerConnection) -> None:
        for number in numbers:
            connection.send(json.dumps({"seq": number, "type": "t", "at": "now", "data": {}}))
        if then is None:
            connection.socket.close()
        else:
            connection.close(then)

    return scene


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    monkeypatch.setattr(socket, "PAUSES", (0.0, 0.0, 0.0))
    monkeypatch.setattr(socket, "NUDGE_SECONDS", 0.2)
    monkeypatch.setattr(socket, "PATIENCE_SECONDS", 0.5)
    stage = Stage()
    thread = threading.Thread(target=stage.server.serve_forever)
    thread.start()
    yield stage
    stage.server.shutdown()
    thread.join()


@pytest.fixture
def api(stage: Stage) -> Iterator[Api]:
    with Api(stage.url) as api:
        api.access = "a1"
        yield api


def numbers(stream: EventStream, count: int) -> list[int]:
    return [next(stream)["seq"] for _ in range(count)]


def test_stream_signs_in_by_header_and_asks_for_all_from_the_first(stage: Stage, api: Api) -> None:
    stage.scenes = [sends(1, 2, then=1000)]
    with EventStream(api, "x") as stream:
        assert numbers(stream, 2) == [1, 2]
    assert stage.visits == [("/ws/v1/interviews/x/", "Bearer a1")]
    assert stage.heard == [replay(0)]


def test_dropped_connection_is_taken_up_after_the_last_frame(stage: Stage, api: Api) -> None:
    stage.scenes = [sends(1, 2), sends(3, then=1012), sends(4, then=1000)]
    with EventStream(api, "x") as stream:
        assert numbers(stream, 4) == [1, 2, 3, 4]
        assert [frame["seq"] for frame in stream.seen] == [1, 2, 3, 4]
    assert stage.heard == [replay(0), replay(2), replay(3)]


def test_frame_seen_before_is_not_handed_out_again(stage: Stage, api: Api) -> None:
    stage.scenes = [sends(1, 2, 1, 2, 3, then=1000)]
    with EventStream(api, "x") as stream:
        assert numbers(stream, 3) == [1, 2, 3]


def test_gap_is_asked_for_before_what_follows(stage: Stage, api: Api) -> None:
    def scene(connection: ServerConnection) -> None:
        connection.send(json.dumps({"seq": 1, "type": "t"}))
        connection.send(json.dumps({"seq": 3, "type": "t"}))
        stage.hear(connection)
        sends(2, 3, then=1000)(connection)

    stage.scenes = [scene]
    with EventStream(api, "x") as stream:
        assert numbers(stream, 3) == [1, 2, 3]
    assert stage.heard == [replay(0), replay(1)]


def test_silence_asks_again_and_then_gives_up(stage: Stage, api: Api) -> None:
    stage.scenes = [lambda connection: stage.heard.extend(map(json.loads, connection))]
    with EventStream(api, "x") as stream, pytest.raises(PracticeError, match=r"^Nothing came over the socket for "):
        next(stream)
    assert stage.heard[:3] == [replay(0), replay(0), replay(0)]
    assert len(stage.visits) == 1


@pytest.mark.parametrize(("code", "reason"), [(4403, "not allowed"), (4404, "no such interview")])
def test_refusal_is_told_and_not_tried_again(stage: Stage, api: Api, code: int, reason: str) -> None:
    stage.scenes = [sends(then=code)]
    with EventStream(api, "x") as stream, pytest.raises(PracticeError) as raised:
        next(stream)
    assert str(raised.value) == f"The socket was refused: {reason} ({code})."
    assert len(stage.visits) == 1


def test_connection_that_never_brings_a_frame_is_given_up(stage: Stage, api: Api) -> None:
    stage.scenes = [sends()] * 4
    with EventStream(api, "x") as stream, pytest.raises(PracticeError, match=r"cannot be reached: "):
        next(stream)
    assert len(stage.visits) == 4


def test_error_frame_is_told(stage: Stage, api: Api) -> None:
    stage.scenes = [lambda connection: connection.send('{"type": "error", "code": "invalid_frame"}')]
    with EventStream(api, "x") as stream, pytest.raises(PracticeError, match=r"^The socket refused a frame: inv"):
        next(stream)


@pytest.mark.parametrize("message", ["nonsense", "[1]"])
def test_frame_of_another_kind_is_told(stage: Stage, api: Api, message: str) -> None:
    stage.scenes = [lambda connection: connection.send(message)]
    with EventStream(api, "x") as stream, pytest.raises(PracticeError, match=r"is no JSON object"):
        next(stream)


def test_server_without_the_socket_is_told(api: Api, stage: Stage) -> None:
    with Api("http://127.0.0.1:1") as nowhere, pytest.raises(PracticeError, match=r"cannot be reached: "):
        EventStream(nowhere, "x").__enter__()
