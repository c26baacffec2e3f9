"""`python -m bench.signing_in`: whether time tells of accounts, and what finding out who asks costs.

On SQLite, so that the database's work is done, and timed, in this process.
"""

import io
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth.hashers import get_hashers, make_password  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.models import User  # noqa: E402
from accounts.services import lockout  # noqa: E402
from accounts.services.presence import actor_of_session  # noqa: E402
from accounts.services.sessions import log_in  # noqa: E402
from accounts.services.tokens import session_of_access_token  # noqa: E402

ROUNDS = int(os.environ.get("ROUNDS", "25"))
PASSWORD = "practice-makes-better-26"
WRONG = "staple-battery-26"
application = get_wsgi_application()


def call(method: str, path: str, body: Any = None, token: str = "") -> str:
    """Call the application as a server would; return the status."""
    data = json.dumps(body).encode() if body is not None else b""
    status: list[str] = []
    environ = {
        "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": "", "SERVER_NAME": "localhost",
        "SERVER_PORT": "80", "REMOTE_ADDR": "127.0.0.1", "CONTENT_TYPE": "application/json", "HTTP_HOST": "localhost",
        "CONTENT_LENGTH": str(len(data)), "wsgi.input": io.BytesIO(data), "wsgi.errors": sys.stderr,
        "wsgi.url_scheme": "http", "SERVER_PROTOCOL": "HTTP/1.1",
    }  # fmt: skip
    if token:
        environ["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    b"".join(application(environ, lambda line, *_: status.append(line)))
    return status[0][:3]


def seconds(work: Callable[[], Any]) -> float:
    """Return the processor time of one call: other programs of the machine are no part of it."""
    started = time.process_time()
    work()
    return time.process_time() - started


def ratios(name: str, cases: dict[str, Callable[[], str]], status: dict[str, str] | None = None) -> None:
    """Call all cases in turn; print each median against the first's, and what two halves of the first differ by."""
    for case, work in cases.items():
        found = work()
        assert found == (status or {}).get(case, found), (name, case, found)
    took: dict[str, list[float]] = {case: [] for case in cases}
    for _ in range(ROUNDS):
        for case, work in cases.items():
            took[case].append(seconds(work))
    first, *others = took.items()
    base = statistics.median(first[1])
    noise = statistics.median(first[1][::2]) / statistics.median(first[1][1::2])
    told = "  ".join(f"{case} x{statistics.median(times) / base:.3f}" for case, times in others)
    print(f"{name:12} {first[0]} {1000 * base:6.1f} ms  {told}  (the same halved: x{noise:.3f})")


def prepare() -> None:
    """The demo's people, with the product's own hasher; one account unproven, one closed, one locked."""
    call_command("migrate", verbosity=0)
    call_command("seed_demo", verbosity=0)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    get_hashers.cache_clear()
    settings.LOGIN_FAILURE_LIMIT = settings.LOGIN_ADDRESS_LIMIT = 1_000_000
    User.objects.update(password=make_password(PASSWORD))
    settings.REQUIRE_VERIFIED_EMAIL = True
    User.objects.filter(email="emil@acme.example").update(is_verified=False, verification_token="x")
    User.objects.filter(email="dana@acme.example").update(is_active=False, account_status="suspended")
    lockout.count_attempt("fay@bravo.example", timezone.now())
    subject = lockout.subject_of("account", "fay@bravo.example")
    lockout.SignInGuard.objects.filter(subject=subject).update(locked_until=timezone.now().replace(year=2100))


def accounts() -> None:
    """Print what sign-in, registration and reset take for each kind of account."""
    people = {"unknown": "nobody@acme.example", "known": "bob@acme.example", "unproven": "emil@acme.example",
              "suspended": "dana@acme.example", "locked": "fay@bravo.example"}  # fmt: skip

    def cases(path: str, **body: str) -> dict[str, Callable[[], str]]:
        return {kind: (lambda email=email: call("POST", path, {"email": email, **body}))
                for kind, email in people.items()}  # fmt: skip

    ratios("login", cases("/api/v1/auth/login/", password=WRONG), dict.fromkeys(people, "401") | {"locked": "429"})
    ratios("reset", cases("/api/v1/auth/password/reset/"), dict.fromkeys(people, "202"))
    fresh = iter(range(10**6))
    register = cases("/api/v1/auth/register/", password=WRONG)
    register["unknown"] = lambda: call("POST", "/api/v1/auth/register/",
                                       {"email": f"new{next(fresh)}@example.org", "password": WRONG})  # fmt: skip
    ratios("register", register, dict.fromkeys(people, "201"))


def checking() -> None:
    """Print the cost of knowing who asks, of an empty call, and of what both together ask the database."""
    settings.REQUIRE_VERIFIED_EMAIL = False
    tokens = log_in(email="bob@acme.example", password=PASSWORD, now=timezone.now())
    work = lambda: call("GET", "/plain/empty/", token=tokens.access)  # noqa: E731
    assert work() == "200"
    with CaptureQueriesContext(connection) as captured:
        work()
    check = lambda: actor_of_session(session_of_access_token(tokens.access), timezone.now())  # noqa: E731
    session = lambda: actor_of_session(tokens.session.uuid, timezone.now())  # noqa: E731
    whole, both, alone = (
        statistics.median(seconds(lambda w=w: [w() for _ in range(50)]) / 50 for _ in range(ROUNDS))
        for w in (work, check, session)
    )
    print(f"empty call   {1000 * whole:.3f} ms, statements: {len(captured)}")
    print(f"who asks     token and session {1000 * both:.3f} ms ({both / whole:.1%}), "
          f"the session alone {1000 * alone:.3f} ms ({alone / whole:.1%})")  # fmt: skip


if __name__ == "__main__":
    prepare()
    accounts()
    checking()
