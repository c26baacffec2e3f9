"""REST calls against a real HTTP server that answers from a script."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from interviews.practice import client
from interviews.practice.client import Api
from interviews.practice.errors import ApiError, PracticeError, Unreachable

HANG_UP = -1


class Server:
    """Gives one scripted reply a request, and remembers the requests."""

    def __init__(self) -> None:
        self.replies: list[tuple[int, Any]] = []
        self.requests: list[dict[str, Any]] = []
        script = self

        class Handler(BaseHTTPRequestHandler):
            def answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                script.requests.append(
                    {"call": f"{self.command} {self.path}", "token": self.headers.get("Authorization"),
                     "key": self.headers.get("Idempotency-Key"), "body": json.loads(body) if body else None}
                )  # fmt: skip
                status, document = script.replies.pop(0)
                if status == HANG_UP:
                    self.close_connection = True
                    return
                content = document if isinstance(document, bytes) else json.dumps(document).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_POST = answer  # noqa: N815

            def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
                """Stay silent."""

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}"

    def calls(self, field: str = "call") -> list[Any]:
        return [request[field] for request in self.requests]


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    thread = threading.Thread(target=server.http.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.http.shutdown()
    thread.join()
    server.http.server_close()


@pytest.fixture
def api(server: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[Api]:
    """A person who has just signed in."""
    monkeypatch.setattr(client, "RETRY_SECONDS", 0.0)
    server.replies.append((200, {"access": "a1", "refresh": "r1", "session": "s", "user": {"uuid": "u"}}))
    with Api(server.url + "/") as api:
        assert api.login("bob@acme.example", "secret") == {"uuid": "u"}
        assert server.requests.pop() == {
            "call": "POST /api/v1/auth/login/", "token": None, "key": None,
            "body": {"email": "bob@acme.example", "password": "secret"},
        }  # fmt: skip
        yield api


def refused(call: Callable[[], Any]) -> ApiError:
    with pytest.raises(ApiError) as raised:
        call()
    return raised.value


def test_post_carries_token_and_a_fresh_key(server: Server, api: Api) -> None:
    server.replies += [(202, {"uuid": "1"}), (202, {"uuid": "2"})]
    assert [api.post("interviews/x/answers/", {"text": "é"}), api.post("interviews/x/skip/")] == [
        {"uuid": "1"},
        {"uuid": "2"},
    ]
    assert server.calls("token") == ["Bearer a1", "Bearer a1"]
    assert server.calls("body") == [{"text": "é"}, {}]
    assert len(set(server.calls("key"))) == 2


def test_lost_reply_is_asked_for_again_under_the_same_key(server: Server, api: Api) -> None:
    server.replies += [(HANG_UP, None), (202, {"uuid": "1"})]
    assert api.post("interviews/x/answers/", {"text": "a"}) == {"uuid": "1"}
    assert len(server.requests) == 2
    assert server.requests[0] == server.requests[1]


def test_second_lost_reply_is_told(server: Server, api: Api) -> None:
    server.replies += [(HANG_UP, None), (HANG_UP, None)]
    with pytest.raises(Unreachable, match=f"^Cannot reach {server.url}: "):
        api.get("interviews/x/")
    assert len(server.requests) == 2


def test_expired_token_is_renewed_once_and_the_call_repeated_under_its_key(server: Server, api: Api) -> None:
    problem = {"status": 401, "code": "not_authenticated", "detail": "Expired."}
    server.replies += [(401, problem), (200, {"access": "a2", "refresh": "r2"}), (202, {"uuid": "1"})]
    assert api.post("interviews/x/answers/", {"text": "a"}) == {"uuid": "1"}
    assert server.calls() == [
        "POST /api/v1/interviews/x/answers/", "POST /api/v1/auth/refresh/", "POST /api/v1/interviews/x/answers/",
    ]  # fmt: skip
    assert server.calls("token") == ["Bearer a1", None, "Bearer a2"]
    assert server.requests[1]["body"] == {"refresh": "r1"}
    assert server.requests[0]["key"] == server.requests[2]["key"]


def test_ended_session_is_told_after_one_renewal(server: Server, api: Api) -> None:
    problem = {"status": 401, "code": "not_authenticated", "detail": "Sign in first."}
    server.replies += [(401, problem), (401, problem)]
    assert str(refused(lambda: api.get("users/me/"))) == "Sign in first. (401 not_authenticated)"
    assert server.calls() == ["GET /api/v1/users/me/", "POST /api/v1/auth/refresh/"]


def test_lost_reply_of_a_renewal_is_not_asked_for_again(server: Server, api: Api) -> None:
    server.replies += [(HANG_UP, None)]
    with pytest.raises(Unreachable):
        api.renew()
    assert server.calls() == ["POST /api/v1/auth/refresh/"]


def test_problem_document_becomes_one_line_with_its_fields(server: Server, api: Api) -> None:
    errors = [{"field": "field", "code": "invalid_choice", "detail": "No such field."},
              {"field": "level", "code": "required", "detail": "Missing."}]  # fmt: skip
    problem = {"status": 400, "code": "validation_error", "detail": "Some fields are not valid.", "errors": errors}
    server.replies.append((400, problem))
    error = refused(lambda: api.post("interviews/"))
    assert (error.status, error.code) == (400, "validation_error")
    assert str(error) == "Some fields are not valid. field: No such field.; level: Missing. (400 validation_error)"


@pytest.mark.parametrize(
    ("reply", "line"),
    [
        ((502, b"<h1>Bad Gateway</h1>"), "The server answered 502 Bad Gateway (502 http_error)"),
        ((404, ["no", "problem"]), "The server answered 404 Not Found (404 http_error)"),
        ((409, {"code": "conflict", "title": "Conflict", "errors": "?"}), "Conflict (409 conflict)"),
        ((200, b"<h1>Welcome</h1>"), "{url}/api/v1/x/ does not answer as Interview Coach does. (200 not_this_api)"),
        ((200, [1]), "{url}/api/v1/x/ does not answer as Interview Coach does. (200 not_this_api)"),
    ],
)
def test_reply_of_another_kind_is_told_in_one_line(server: Server, api: Api, reply: tuple[int, Any], line: str) -> None:
    server.replies.append(reply)
    assert str(refused(lambda: api.get("x/"))) == line.format(url=server.url)


def test_feedback_under_way_is_none(server: Server, api: Api) -> None:
    server.replies += [(202, {"uuid": "1", "evaluation_status": "running"}), (200, {"uuid": "2", "score": 0.0})]
    assert [api.feedback("1"), api.feedback("1")] == [None, {"uuid": "2", "score": 0.0}]


def test_lone_surrogate_is_sent_for_the_server_to_judge(server: Server, api: Api) -> None:
    server.replies.append((400, {"code": "parse_error", "detail": "No."}))
    assert refused(lambda: api.post("x/", {"text": "\ud800"})).code == "parse_error"
    assert server.calls("body") == [{"text": "\ud800"}]


def test_refused_connection_is_told(server: Server) -> None:
    with Api("http://127.0.0.1:1") as api, pytest.raises(Unreachable, match=r"^Cannot reach http://127\.0\.0\.1:1: "):
        api.login("a@example.org", "x")


@pytest.mark.parametrize(
    "address",
    ["", "nonsense", "ftp://host", "http://", "http://host:99999", "http://host:x", "http://[::1", "http://h/?a=1"],
)
def test_address_of_no_server_is_refused(address: str) -> None:
    with pytest.raises(PracticeError, match="is no address of a server"):
        Api(address)


@pytest.mark.parametrize(
    ("address", "socket", "by_proxy"),
    [
        ("http://127.0.0.1:8000/", "ws://127.0.0.1:8000/ws/v1/", False),
        ("https://coach.example/under", "wss://coach.example/under/ws/v1/", True),
        ("http://localhost", "ws://localhost/ws/v1/", False),
    ],
)
def test_socket_is_at_the_same_server(address: str, socket: str, by_proxy: bool) -> None:
    with Api(address) as api:
        assert (api.socket_url("/ws/v1/"), api.by_proxy) == (socket, by_proxy)
