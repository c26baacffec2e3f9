"""Acme's rows of every kind, made by the services that make them in the product, and a valid body for every write."""

import io
import wave
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from accounts.services.registration import digest
from interview_coach.core.tenancy import tenant_scope
from interviews.models import Feedback
from interviews.services.answers import submit_answer
from interviews.services.evaluation import evaluate_answer
from interviews.services.lifecycle import change_status
from interviews.services.media import store
from interviews.services.notes import write_notes
from interviews.services.questions import next_question, save_draft, start_interview
from questionbank.services.banks import save_question
from tests.conftest import PASSWORD
from tests.factories import BankFactory, QuestionFactory

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
# Stands in every text that acme wrote: whoever may not see acme's rows may never see this word.
SECRET = "zanzibar"


def wav() -> bytes:
    """Return the shortest recording there is."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        file.writeframes(b"\x80" * 80)
    return out.getvalue()


def recording(name: str = "answer.wav") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, wav(), "audio/wav")


@dataclass
class World:
    """One tenant's rows; `uuids` names one of each kind by the first part of its route."""

    person: Any
    interview: Any
    answer: Any
    feedback: Any
    slot: Any
    media: Any
    question: Any
    bank: Any
    uuids: dict[str, UUID]


def build(person: Any) -> World:
    """Give a person's organization a bank and a question, and the person a sitting with an evaluated answer."""
    organization = person.organization
    with tenant_scope(organization.pk):
        bank = BankFactory(organization=organization, company_name=f"{SECRET} {organization.slug}")
        question = save_question(
            question=QuestionFactory.build(organization=organization, bank=bank, text=f"{SECRET}?", tags=[SECRET])
        )
    with person.scope():
        interview, _ = start_interview(
            actor=person.actor, now=NOW, field="software_engineering", level="mid", position=SECRET
        )
        answer = _answered(person, interview)
        _, slot = next_question(actor=person.actor, interview_uuid=interview.uuid, now=NOW)
        at = {"actor": person.actor, "interview_uuid": interview.uuid, "now": NOW}
        save_draft(question_uuid=slot.question.uuid, text=SECRET, **at)
        write_notes(notes=SECRET, **at)
        media = store(file=recording(), kind="audio", is_session_recording=False, **at)
        feedback = Feedback.objects.get(answer=answer)
        interview.refresh_from_db()
    uuids = {
        "interviews": interview.uuid, "answers": answer.uuid, "feedback": feedback.uuid, "questions": question.uuid,
        "companies": bank.uuid, "organizations": organization.uuid,
    }  # fmt: skip
    return World(person, interview, answer, feedback, slot, media, question, bank, uuids)


def _answered(person, interview):
    later = NOW + timedelta(minutes=1)
    _, slot = next_question(actor=person.actor, interview_uuid=interview.uuid, now=NOW)
    _, answer, _ = submit_answer(
        actor=person.actor, interview_uuid=interview.uuid, question_uuid=slot.question.uuid, time_spent_seconds=60,
        text=f"In {SECRET} I would write the database in a transaction and delete the cache key afterwards.", now=later,
    )  # fmt: skip
    evaluate_answer(answer_id=answer.pk, organization_id=answer.organization_id, clock=lambda: later)
    answer.refresh_from_db()
    return answer


def _mail_a_token(world: World) -> None:
    User.objects.filter(pk=world.person.user.pk).update(verification_token=digest("mailed"))


def _pause(world: World) -> None:
    with world.person.scope():
        change_status(actor=world.person.actor, interview_uuid=world.interview.uuid, to="paused", now=NOW)


PREPARED = {"auth/verify-email/": _mail_a_token, "interviews/<uuid:uuid>/resume/": _pause}


class Call:
    """A write: its route, a body that the product takes, and what kind of value each field wants.

    `prepare` brings the world into the state in which the call succeeds.
    """

    def __init__(self, method: str, path: str, status: int, body: Callable[[World], dict] | None = None, **kinds: str):
        self.method, self.path, self.status = method, path, status
        self.make, self.kinds = body or (lambda world: {}), kinds
        self.prepare = PREPARED.get(path, lambda world: None)

    @property
    def signed_in(self) -> bool:
        return not self.path.startswith(("auth/register", "auth/verify", "auth/login", "auth/refresh"))

    def url(self, world: World) -> str:
        return "/api/v1/" + self.path.replace("<uuid:uuid>", str(world.uuids.get(self.path.split("/")[0])))

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


I = "interviews/<uuid:uuid>/"  # noqa: E741
A = "answers/<uuid:uuid>/"


CALLS = [
    Call("post", "auth/register/", 201, lambda w: {
        "email": "new@example.org", "password": PASSWORD, "first_name": "N", "last_name": "E", "timezone": "UTC",
        "language_preference": "de",
    }, email="email", password="new secret", first_name="text", last_name="text", timezone="word",
        language_preference="word"),
    Call("post", "auth/verify-email/", 204, lambda w: {"token": "mailed"}, token="word"),
    Call("post", "auth/login/", 200, lambda w: {"email": w.person.user.email, "password": PASSWORD},
         email="email", password="secret", otp="text"),
    Call("post", "auth/refresh/", 200, lambda w: {"refresh": w.person.refresh}, refresh="word"),
    Call("post", "auth/switch/", 200, lambda w: {"organization": str(w.person.organization.uuid)}, organization="uuid"),
    Call("post", "auth/logout/", 204),
    Call("post", "auth/logout-all/", 204),
    Call("post", "auth/ws-ticket/", 200),
    Call("patch", "users/me/", 200, lambda w: {
        "first_name": "B", "last_name": "B", "profile_picture": "https://example.org/b.png", "bio": "b",
        "location": "Leipzig", "timezone": "Europe/Berlin", "language_preference": "de",
        "notification_preferences": {"mail": True}, "privacy_settings": {}, "ui_preferences": {"theme": "dark"},
    }, first_name="text", last_name="text", profile_picture="url", bio="text", location="text", timezone="word",
        language_preference="word", notification_preferences="object", privacy_settings="object",
        ui_preferences="object"),
    Call("delete", "users/me/", 204, lambda w: {"password": PASSWORD}, password="secret"),
    Call("post", "interviews/", 201, lambda w: {
        "field": "software_engineering", "level": "mid", "interview_type": "technical", "company": "", "position": "p",
        "mode": "text", "difficulty_preference": "easy", "questions_total": 3, "bank": str(w.bank.uuid), "tags": ["t"],
    }, field="word", level="word", interview_type="word", company="text", position="text", mode="word",
        difficulty_preference="word", questions_total="integer", bank="uuid?", tags="list"),
    Call("patch", I, 200, lambda w: {"notes": "n"}, notes="text"),
    *(Call("post", f"{I}{action}/", 200) for action in ("skip", "hint", "pause", "resume", "complete", "abandon")),
    Call("put", f"{I}draft/", 200, lambda w: {"question": str(w.slot.question.uuid), "text": "so far"},
         question="uuid", text="text"),
    Call("post", f"{I}answers/", 202, lambda w: {
        "question": str(w.slot.question.uuid), "text": "Said.", "time_spent_seconds": 5, "transcript": "said",
        "media": str(w.media.uuid), "metrics": {"wpm": 90.5},
    }, question="uuid", text="text", time_spent_seconds="integer", transcript="text", media="uuid?", metrics="object"),
    Call("post", f"{I}media/", 201, lambda w: {"file": recording(), "kind": "audio"}, file="file", kind="word"),
    Call("patch", A, 200, lambda w: {
        "text": "Said better.", "transcript": "said better", "media": str(w.media.uuid), "time_spent_seconds": 9,
    }, text="text", transcript="text", media="uuid", time_spent_seconds="integer"),
    Call("post", f"{A}evaluate/", 202),
    Call("post", "feedback/<uuid:uuid>/rating/", 200, lambda w: {"user_rating": 4, "was_helpful": True},
         user_rating="integer", was_helpful="boolean?"),
]  # fmt: skip
