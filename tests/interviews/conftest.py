"""Sittings for tests, made by the services that make them in the product."""

import io
import wave
from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from interview_coach.core.tenancy import tenant_scope
from interviews.models import InterviewEvent
from interviews.services.answers import submit_answer
from interviews.services.evaluation import evaluate_answer, evaluate_due
from interviews.services.lifecycle import change_status
from interviews.services.questions import next_question, start_interview
from questionbank.models import RubricVersion
from questionbank.services.banks import save_question
from tests.factories import QuestionFactory
from tests.interviews.follow_ups import HERD, THRESHOLD, WRITE

GOOD = (
    "I would read the cache first and go to the database on a miss. When something is written, the database changes in "
    "a transaction and the key is deleted afterwards, because then the next reader loads fresh data. A short time to "
    "live bounds staleness, for example 60 seconds, and one lock for each key prevents a stampede."
)


@pytest.fixture
def clock(now):
    """Stop the clock at `now`, for what only the API can be asked; move it with `clock.shift()` or `.move_to()`."""
    with time_machine.travel(now, tick=False) as stopped:
        yield stopped


@pytest.fixture(params=("charlie", "emil"))
def stranger(request):
    """Someone of another tenant, and another candidate of the same one."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def good() -> str:
    """An answer that scores well on the library's questions."""
    return GOOD


@pytest.fixture
def ask(public):
    """Add a question of the house, or of the given organization, with its tags and its quality."""

    def add(organization=public, **columns):
        with tenant_scope(organization.pk, library_id=public.pk):
            return save_question(question=QuestionFactory.build(organization=organization, **columns))

    return add


@pytest.fixture
def begin(now):
    """Start an interview of a person and return it, with its first slot at `first_slot`."""

    def start(person, at=now, **configuration):
        chosen = {"field": "software_engineering", "level": "mid", **configuration}
        with person.scope():
            interview, slot = start_interview(actor=person.actor, now=at, **chosen)
        interview.first_slot = slot
        return interview

    return start


@pytest.fixture
def sitting(bob, library, begin):
    """Bob's open interview of five questions, the first one handed out."""
    return begin(bob, questions_total=5)


@pytest.fixture
def enter(bob):
    """Bring Bob's interview into a state, at a time."""

    def change(interview, to, at):
        with bob.scope():
            return change_status(actor=bob.actor, interview_uuid=interview.uuid, to=to, now=at)

    return change


@pytest.fixture
def evaluate_all(now):
    """Evaluate whatever waits, by the real clock."""

    def evaluate():
        return evaluate_due(now=now + timedelta(days=3650))

    return evaluate


@pytest.fixture
def happened():
    """Return the types of what happened in an interview, oldest first, as its owner reads them."""

    def types(person, interview, after=0):
        with person.scope():
            events = InterviewEvent.objects.filter(interview__uuid=interview.uuid, seq__gt=after).order_by("seq")
            return list(events.values_list("type", flat=True))

    return types


@pytest.fixture
def error_codes():
    """Return the field and code of every input error of a response."""

    def codes(response):
        assert (response.status_code, response.data["code"]) == (400, "validation_error"), response.data
        return [(error["field"], str(error["code"])) for error in response.data["errors"]]

    return codes


@pytest.fixture
def problem():
    """Return status and code of a problem response."""

    def status_and_code(response):
        assert response["Content-Type"] == "application/problem+json"
        return response.status_code, response.json()["code"]

    return status_and_code


@pytest.fixture
def wav() -> bytes:
    """A tenth of a second of silence."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(b"\0" * 1600)
    return file.getvalue()


@pytest.fixture
def transacted(django_capture_on_commit_callbacks):
    """Let what waits for a commit happen at the end of the block."""
    return partial(django_capture_on_commit_callbacks, execute=True)


@pytest.fixture(autouse=True)
def _own_storage(settings, tmp_path):
    """Each test keeps its recordings to itself."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def stored(_own_storage, settings):
    """Return the keys of all stored recordings."""

    def keys():
        root = settings.MEDIA_ROOT
        return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())

    return keys


@pytest.fixture
def upload(wav):
    """Upload a recording to an interview; return its uuid."""

    def send(person, interview, content=wav, kind="audio", name="recording.bin"):
        body = {"file": SimpleUploadedFile(name, content), "kind": kind}
        response = person.client.post(f"/api/v1/interviews/{interview.uuid}/media/", body, format="multipart")
        assert response.status_code == 201, response.data
        return response.json()["uuid"]

    return send


@pytest.fixture
def unknown() -> UUID:
    """A uuid that names nothing."""
    return UUID(int=0)


@pytest.fixture
def api_client() -> APIClient:
    """Nobody."""
    return APIClient()


@pytest.fixture
def answered(bob, sitting, now):
    """An answer of Bob's to his first question, waiting for its evaluation."""
    with bob.scope():
        _, answer, _ = submit_answer(
            actor=bob.actor, interview_uuid=sitting.uuid, question_uuid=sitting.first_slot.question.uuid, text=GOOD,
            time_spent_seconds=60, now=now + timedelta(minutes=1),
        )  # fmt: skip
    return answer


@pytest.fixture
def evaluated(bob, answered, now):
    """The same answer, evaluated."""
    later = now + timedelta(minutes=2)
    assert evaluate_answer(answer_id=answered.pk, organization_id=answered.organization_id, clock=lambda: later)
    with bob.scope():
        answered.refresh_from_db()
    return answered


@pytest.fixture
def answer_next(bob):
    """Answer the next question of an interview and evaluate it; return the answer."""

    def answer(interview, now, text=GOOD, person=bob, seconds=60):
        with person.scope():
            _, slot = next_question(actor=person.actor, interview_uuid=interview.uuid, now=now)
            _, given, _ = submit_answer(
                actor=person.actor, interview_uuid=interview.uuid, question_uuid=slot.question.uuid, text=text,
                time_spent_seconds=seconds, now=now,
            )  # fmt: skip
            evaluate_answer(answer_id=given.pk, organization_id=given.organization_id, clock=lambda: now)
            given.refresh_from_db()
        return given

    return answer


@pytest.fixture
def ask_further(ask, house_scope):
    """Add a question of the house whose answers are asked further below `THRESHOLD`."""

    def add(**columns):
        question = ask(**columns)
        with house_scope():
            RubricVersion.objects.update(probe_threshold=THRESHOLD)
        return question

    return add


@pytest.fixture
def probed(bob, ask_further, begin):
    """Bob's open interview of two questions, each with two follow-ups of its own."""
    for number in range(2):
        ask_further(follow_up_questions=[{**each, "text": f"{each['text']} ({number})"} for each in (HERD, WRITE)])
    return begin(bob, questions_total=2)


@pytest.fixture
def say(bob, now):
    """Answer whatever is to be answered next in an interview, and evaluate it; return slot and answer."""

    def answer(interview, text, at=now, seconds=60):
        with bob.scope():
            _, slot = next_question(actor=bob.actor, interview_uuid=interview.uuid, now=at)
            name = slot.question.uuid if slot.question else slot.uuid
            _, given, _ = submit_answer(
                actor=bob.actor, interview_uuid=interview.uuid, question_uuid=name, text=text,
                time_spent_seconds=seconds, now=at,
            )  # fmt: skip
            assert evaluate_answer(answer_id=given.pk, organization_id=given.organization_id, clock=lambda: at)
            given.refresh_from_db()
        return slot, given

    return answer
