"""The REST side: one signed-in person, whose calls are repeated once where that is safe."""

import ipaddress
import json
import secrets
import time
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

import httpx

from interviews.practice.errors import ApiError, PracticeError, Unreachable

Json = dict[str, Any]

TIMEOUT = httpx.Timeout(60.0, connect=10.0)
RETRY_SECONDS = 1.0


class Api:
    """Calls of `{base_url}/api/v1/`. Refusals raise `ApiError`, silence `Unreachable`."""

    def __init__(self, base_url: str) -> None:
        self.base_url = _checked(base_url)
        self.access = ""
        self._refresh = ""
        self._http = httpx.Client(timeout=TIMEOUT, trust_env=self.by_proxy, headers={"Accept": "application/json"})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._http.close()

    @property
    def by_proxy(self) -> bool:
        """Whether the environment's proxies apply: never to this very machine."""
        host = urlsplit(self.base_url).hostname or ""
        try:
            return not ipaddress.ip_address(host).is_loopback
        except ValueError:
            return host != "localhost"

    def socket_url(self, path: str) -> str:
        """Return the address of a socket of the same server."""
        return "ws" + self.base_url.removeprefix("http") + path

    def login(self, email: str, password: str) -> Json:
        """Sign in; return the person."""
        answer = self._call("POST", "auth/login/", {"email": email, "password": password})
        self.access, self._refresh = answer["access"], answer["refresh"]
        user: Json = answer["user"]
        return user

    def renew(self) -> None:
        """Spend the refresh token for the next pair. Never repeated: a token that comes twice ends the session."""
        answer = self._call("POST", "auth/refresh/", {"refresh": self._refresh})
        self.access, self._refresh = answer["access"], answer["refresh"]

    def get(self, path: str) -> Json:
        """Return what is at `path`."""
        return self._signed_in("GET", path)

    def post(self, path: str, body: Json | None = None) -> Json:
        """Do something once, however often the request has to be sent."""
        return self._signed_in("POST", path, body or {}, key=secrets.token_hex(16))

    def feedback(self, answer: str) -> Json | None:
        """Return the latest feedback on an answer, None while its evaluation is under way."""
        found = self.get(f"answers/{answer}/feedback/")
        return found if "score" in found else None

    def _signed_in(self, method: str, path: str, body: Json | None = None, *, key: str = "") -> Json:
        try:
            return self._twice(method, path, body, key)
        except ApiError as error:
            if error.status != 401:
                raise
        self.renew()
        return self._twice(method, path, body, key)

    def _twice(self, method: str, path: str, body: Json | None, key: str) -> Json:
        try:
            return self._call(method, path, body, key)
        except Unreachable:
            time.sleep(RETRY_SECONDS)
            return self._call(method, path, body, key)

    def _call(self, method: str, path: str, body: Json | None = None, key: str = "") -> Json:
        headers = {"Idempotency-Key": key} if key else {}
        if self.access and not path.startswith("auth/"):
            headers["Authorization"] = f"Bearer {self.access}"
        if body is not None:
            headers["Content-Type"] = "application/json"
        # Escaped to ASCII, so that whatever a file of answers holds can be sent, for the server to judge.
        content = None if body is None else json.dumps(body).encode("ascii")
        try:
            response = self._http.request(method, f"{self.base_url}/api/v1/{path}", content=content, headers=headers)
        except httpx.HTTPError as error:
            raise Unreachable(f"Cannot reach {self.base_url}: {str(error) or type(error).__name__}") from error
        return _read(response)


def _read(response: httpx.Response) -> Json:
    try:
        document = response.json()
    except ValueError:
        document = None
    if response.status_code >= 400:
        raise ApiError.from_problem(response.status_code, document, response.reason_phrase)
    if not isinstance(document, dict):
        raise ApiError(response.status_code, "not_this_api", f"{response.url} does not answer as Interview Coach does.")
    return document


def _checked(base_url: str) -> str:
    try:
        parts = urlsplit(base_url)
        fine = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
        httpx.URL(base_url)
    except (ValueError, httpx.InvalidURL):
        fine = False
    if not fine or parts.query or parts.fragment:
        raise PracticeError(f"{base_url!r} is no address of a server, such as http://127.0.0.1:8000.")
    return f"{parts.scheme}://{parts.netloc}{parts.path}".rstrip("/")
