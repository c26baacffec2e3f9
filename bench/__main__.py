"""`make bench`: API calls against plain DRF, and submit-to-feedback against the evaluator's own time."""

import io
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

os.environ.setdefault("TEST_DB", "postgres")
os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.utils import timezone  # noqa: E402
from rest_framework_simplejwt.tokens import AccessToken  # noqa: E402

from accounts.models import User  # noqa: E402
from accounts.selectors import signed_in  # noqa: E402
from accounts.services.sessions import log_in  # noqa: E402
from bench.evaluator import compare_tiers  # noqa: E402
from bench.trail import trail  # noqa: E402
from interview_coach.core.tenancy import all_tenants  # noqa: E402
from interviews.evaluation import AnswerText, get_evaluator  # noqa: E402
from interviews.models import Interview  # noqa: E402
from interviews.services import evaluation  # noqa: E402
from interviews.services.questions import start_interview  # noqa: E402

ROUNDS = 40
WORDS = (
    "I would read the cache first and go to the database on a miss. On a write the database changes in a transaction "
    "and the key is deleted afterwards, because then the next reader loads fresh data. A short time to live bounds how "
    "stale an entry can be, for example sixty seconds, and a lock for each key prevents a stampede when it expires. "
    "In my last project this cut the load on the primary by forty percent, and we measured the hit rate every day. "
    "The trade-off is that a reader may see data a few seconds old, which was fine for prices shown in a list but not "
    "for the basket, so the basket always read from the primary and the list did not."
)


class Caller:
    """Calls the WSGI application as a server would, without a network in between."""

    def __init__(self) -> None:
        self.application = get_wsgi_application()

    def call(self, method: str, path: str, token: str, body: Any = None, **headers: str) -> Any:
        data = json.dumps(body).encode() if body is not None else b""
        environ = {
            "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": "", "SERVER_NAME": "localhost",
            "SERVER_PORT": "80", "REMOTE_ADDR": "127.0.0.1", "CONTENT_TYPE": "application/json",
            "CONTENT_LENGTH": str(len(data)), "wsgi.input": io.BytesIO(data), "wsgi.errors": sys.stderr,
            "wsgi.url_scheme": "http", "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_AUTHORIZATION": f"Bearer {token}",
            "HTTP_HOST": "localhost", **headers,
        }  # fmt: skip
        status: list[str] = []
        chunks = self.application(environ, lambda line, *_: status.append(line))
        content = b"".join(chunks)
        assert status[0][:1] == "2", (method, path, status, content[:300])
        return json.loads(content)


def seconds(work: Callable[[], Any]) -> float:
    """Return how long one call of `work` took."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def compare(name: str, ours: Callable[[], Any], theirs: Callable[[], Any], aim: float) -> None:
    """Call both in turn and print the ratio of their rates, of medians."""
    for work in (ours, theirs) * 3:
        work()
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(ROUNDS)]
    mine, plain = (statistics.median(side) for side in zip(*pairs, strict=True))
    print(f"{name:28} {1000 * mine:7.2f} ms  plain {1000 * plain:7.2f} ms  rate x{plain / mine:4.2f}  (aim x{aim})")


def fresh_slots(actor: Any) -> Iterator[tuple[Interview, Any]]:
    """Yield one interview after another, each with its open slot."""
    while True:
        with actor.scope():
            interview, slot = start_interview(
                actor=actor, now=timezone.now(), field="software_engineering", level="mid", questions_total=5
            )
        yield interview, slot


def main() -> None:
    """Prepare the data, run every comparison, print the table."""
    call_command("migrate", verbosity=0)
    call_command("seed_demo", verbosity=0)
    bob = User.objects.get(email="bob@acme.example")
    session = log_in(email=bob.email, password=os.environ.get("DEMO_PASSWORD", "practice-makes-better-26"),
                     now=timezone.now())  # fmt: skip
    found = signed_in(session.session.uuid, timezone.now())
    assert found is not None
    actor = found[1]
    plain_token = str(AccessToken.for_user(bob))
    slots, caller, keys = fresh_slots(actor), Caller(), count()
    for _ in range(30):
        next(slots)

    def listed() -> None:
        assert len(caller.call("GET", "/api/v1/interviews/", session.access)["results"]) == 20

    def listed_plainly() -> None:
        assert len(caller.call("GET", "/plain/interviews/", plain_token)["results"]) == 20

    prepared = [next(slots) for _ in range(2 * (ROUNDS + 3))]

    def submitted() -> None:
        interview, slot = prepared.pop()
        body = {"question": str(slot.question.uuid), "text": WORDS, "time_spent_seconds": 60}
        caller.call("POST", f"/api/v1/interviews/{interview.uuid}/answers/", session.access, body,
                    HTTP_IDEMPOTENCY_KEY=f"k{next(keys)}")  # fmt: skip

    def submitted_plainly() -> None:
        interview, slot = prepared.pop()
        body = {"interview": interview.pk, "slot": slot.pk, "question": slot.question_id, "text": WORDS,
                "time_spent_seconds": 60}  # fmt: skip
        caller.call("POST", "/plain/answers/", plain_token, body, HTTP_IDEMPOTENCY_KEY=f"k{next(keys)}")

    print(f"database: {os.environ.get('TEST_DB')}, {ROUNDS} rounds, medians, both sides in turn")
    compare("list of 20 interviews", listed, listed_plainly, 2.2)
    compare("submit an answer", submitted, submitted_plainly, 1.8)
    trail(lambda: caller.call("GET", "/api/v1/vocabulary/", session.access))
    evaluate(actor)
    sys.stdout.flush()
    compare_tiers()


def evaluate(actor: Any) -> None:
    """Print what queue, feedback, scores and events cost beside the evaluator's own time."""
    with all_tenants():
        due = list(evaluation.selectors.due(timezone.now()).select_related("question", "slot")[:ROUNDS])
    briefs = [(evaluation.brief_of(a), evaluation.rubric_of(a.question), AnswerText(a.words)) for a in due]
    evaluator = get_evaluator("embedded")
    evaluator.evaluate(*briefs[0])
    own = statistics.median(seconds(lambda b=brief: evaluator.evaluate(*b)) for brief in briefs)
    whole = statistics.median(
        seconds(lambda a=a: evaluation.evaluate_answer(answer_id=a.pk, organization_id=a.organization_id)) for a in due
    )
    words = len(WORDS.split())
    print(f"{'evaluator alone':28} {1000 * own:7.2f} ms  ({words} words)")
    print(f"{'taken up to written':28} {1000 * whole:7.2f} ms  x{whole / own:4.2f} of the evaluator's own time")


if __name__ == "__main__":
    main()
