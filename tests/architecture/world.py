"""Acme's rows of every kind, made by the services that make them in the product, and a valid body for every write."""

import base64
import io
import wave
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django_otp.oath import TOTP

from accounts.models import Invitation, Organization, Role, User
from accounts.rules import Actor
from accounts.selectors import house
from accounts.services.invitations import invite
from accounts.services.one_time_codes import new_secret
from accounts.services.passwords import reset_tokens
from accounts.services.registration import join
from accounts.services.teams import found_team, place_in_team, take_from_team
from accounts.services.tokens import digest
from interview_coach.core.history import changes_of
from interview_coach.core.models import uuid7
from interview_coach.core.tenancy import all_tenants, tenant_scope
from interviews.evaluation.llm.config import ModelConfig
from interviews.models import Feedback, Outcome, Review
from interviews.selectors import policy_of
from interviews.services.ai.governing import change_policy, say_to_ai
from interviews.services.ai.ledger import Purpose, not_made
from interviews.services.answers import submit_answer
from interviews.services.assignments import assign
from interviews.services.calibration.anchors import store_anchor
from interviews.services.calibration.contender import Contender
from interviews.services.calibration.runs import calibrate
from interviews.services.evaluation import evaluate_answer
from interviews.services.lifecycle import change_status
from interviews.services.media import store
from interviews.services.notes import write_notes
from interviews.services.questions import next_question, save_draft, start_interview
from interviews.services.reviews.queue import request_review
from interviews.services.reviews.verdicts import give_verdict
from questionbank.models import QuestionCollection, Rubric
from questionbank.services.banks import save_question
from questionbank.services.collections import make_collection
from questionbank.services.rubrics import clone_rubric, draft_version, publish
from tests.architecture.routes import DRAFT, Route
from tests.cast import PASSWORD
from tests.factories import BankFactory, QuestionFactory, UserFactory

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
# Stands in every text that acme wrote: whoever may not see acme's rows may never see this word.
SECRET = "zanzibar"
MAILED = "ffffffff-mailed"  # a token of 2106, which is never too old
# Two reviewers, and nothing that hangs on how well the evaluator thinks of an answer.
POLICY = {"reviewers_needed": 2, "review_below_confidence": 0.0, "follow_ups_per_question": 0,
          "monthly_token_budget": 1_000_000}  # fmt: skip


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


def invitees() -> SimpleUploadedFile:
    return SimpleUploadedFile("people.csv", b"email,role,team\nnew@example.org,candidate,\n", "text/csv")


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
    rubric: Any
    anchor: Any
    review: Any
    team: Any
    uuids: dict[str, UUID]


def build(person: Any) -> World:
    """Give a person's organization its own bank, question, rubric, anchor and AI policy; the person a sitting with an
    evaluated answer that two people shall look at again, one of whom has."""
    organization = person.organization
    coach = colleague(organization)
    with tenant_scope(organization.pk):
        bank = BankFactory(organization=organization, company_name=f"{SECRET} {organization.slug}")
        question = save_question(
            question=QuestionFactory.build(organization=organization, bank=bank, text=f"{SECRET}?", tags=[SECRET])
        )
    with coach.scope():
        change_policy(organization_id=organization.pk, changes=POLICY, user_id=coach.user_id, now=NOW)
        rubric, anchor = _calibrated(coach, question)
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
        review = _reviewed(person, coach, answer)
        team, invitation = _organized(person)
        collection, assignment = _planned(person, team, question)
        _asked_about_ai(person, answer)
        interview.refresh_from_db()
    uuids = {
        "interviews": interview.uuid, "answers": answer.uuid, "feedback": feedback.uuid, "questions": question.uuid,
        "companies": bank.uuid, "organizations": organization.uuid, "rubrics": rubric.uuid, "anchors": anchor.uuid,
        "reviews": review.uuid, "teams": team.uuid, "invitations": invitation.uuid,
        "collections": collection.uuid, "assignments": assignment.uuid, "auth": person.actor.session_uuid,
    }  # fmt: skip
    return World(person, interview, answer, feedback, slot, media, question, bank, rubric, anchor, review, team, uuids)


def colleague(organization: Organization, role: str = Role.COACH) -> Actor:
    """Someone beside the cast, known to services alone: nobody signs them in."""
    user = UserFactory(first_name=SECRET)
    join(user=user, organization=organization, role=role, now=NOW)
    return Actor(user.pk, user.uuid, organization.pk, organization.uuid, house().pk, role, uuid7())


def _organized(person: Any) -> tuple[Any, Any]:
    """A team that the person practises in, and an invitation to it."""
    owner = colleague(person.organization, Role.OWNER)
    team = found_team(actor=owner, name=f"{SECRET} team", description=SECRET, now=NOW)
    place_in_team(actor=owner, team_uuid=team.uuid, user_uuid=person.user.uuid, is_coach=False, now=NOW)
    asked = f"{SECRET}.{person.organization.slug}@example.org"
    return team, invite(actor=owner, email=asked, role=Role.CANDIDATE, team=team.uuid, now=timezone.now())


def _planned(person: Any, team: Any, question: Any) -> tuple[Any, Any]:
    """A collection shared with the person's team, and an assignment of the team's."""
    by = {"actor": colleague(person.organization, Role.OWNER), "now": timezone.now()}
    collection = make_collection(name=f"{SECRET} first", questions=[question.uuid], teams=[team.uuid], **by)
    return collection, assign(title=SECRET, note=SECRET, team=team.uuid, field="software_engineering", level="mid",
                              collection=collection.uuid, due_at=timezone.now() + timedelta(days=9), **by)  # fmt: skip


def _calibrated(coach: Actor, question: Any) -> tuple[Any, Any]:
    """A rubric with a live version and a draft, an anchor, and a run against it."""
    by = {"by": coach.user_id, "now": NOW}
    technical = Rubric.objects.select_related("live__rubric").get(default_for="technical", organization=coach.house_id)
    first = clone_rubric(version=technical.live, organization_id=coach.organization_id, name=f"{SECRET} bar", **by)
    first = publish(version=first, note=SECRET, **by)
    assert draft_version(rubric=first.rubric, **by).number == DRAFT
    anchor = store_anchor(
        rubric=first.rubric, organization_id=coach.organization_id, user_id=coach.user_id, now=NOW, scores=[2.0],
        question=question.uuid, text=f"In {SECRET}.",
    )  # fmt: skip
    calibrate(version=first, contender=Contender(coach.organization_id, "embedded"), now=NOW, repeats=1)
    return first.rubric, anchor


def _reviewed(person: Any, coach: Actor, answer: Any) -> Any:
    """An answer whose candidate asked for another look, and that has the first of two verdicts."""
    request_review(actor=person.actor, answer_uuid=answer.uuid, reason=SECRET, now=NOW)
    review = Review.objects.select_related("rubric").get(answer=answer)
    give_verdict(actor=coach, review_uuid=review.uuid, criteria=marks(review, 4), comment=SECRET, now=NOW)
    return review


def settle(world: World) -> None:
    """Let a second reviewer agree with the first: the people's score counts, and their anchor."""
    second = colleague(world.person.organization)
    with second.scope():
        give_verdict(
            actor=second, review_uuid=world.review.uuid, criteria=marks(world.review, 4), comment=SECRET, now=NOW
        )


def marks(review: Any, score: float) -> list[dict[str, Any]]:
    """Return one score for every criterion of the rubric under review."""
    return [{"key": criterion["key"], "score": score} for criterion in review.rubric.criteria]


def _asked_about_ai(person: Any, answer: Any) -> None:
    """What the person says to AI, and a line in the ledger of its calls."""
    say_to_ai(actor=person.actor, given=True, now=NOW)
    not_made(
        policy=policy_of(answer.organization_id), config=ModelConfig(name=SECRET, provider="openai", model=SECRET),
        purpose=Purpose("evaluation", "1", answer.user_id, answer.pk), outcome=Outcome.CIRCUIT_OPEN, now=NOW,
    )  # fmt: skip


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


def _mail_a_token(world: World, sender: Actor) -> None:
    User.objects.filter(pk=world.person.user.pk).update(verification_token=digest(MAILED))


def _pause(world: World, sender: Actor) -> None:
    with world.person.scope():
        change_status(actor=world.person.actor, interview_uuid=world.interview.uuid, to="paused", now=NOW)


def _forget_the_review(world: World, sender: Actor) -> None:
    with world.person.scope():
        Review.objects.filter(pk=world.review.pk).delete()


def _disagree(world: World, by: Actor) -> None:
    with by.scope():
        give_verdict(actor=by, review_uuid=world.review.uuid, criteria=marks(world.review, 9), now=NOW)


def _let_others_disagree(world: World, sender: Actor) -> None:
    _disagree(world, colleague(world.person.organization))


def _mail_an_invitation(world: World, sender: Actor) -> None:
    with tenant_scope(world.person.organization.pk):
        Invitation.objects.update(token_digest=digest("mailed"))


def _own_the_collection(world: World, sender: Actor) -> None:
    with sender.scope():
        QuestionCollection.objects.update(created_by=sender.user_id)


def _coach_the_team(world: World, sender: Actor) -> None:
    owner = colleague(world.person.organization, Role.OWNER)
    with owner.scope():
        place_in_team(actor=owner, team_uuid=world.team.uuid, user_uuid=sender.user_uuid, is_coach=True, now=NOW)


def _coach_a_team_without_them(world: World, sender: Actor) -> None:
    _coach_the_team(world, sender)
    owner = colleague(world.person.organization, Role.OWNER)
    with owner.scope():
        take_from_team(actor=owner, team_uuid=world.team.uuid, user_uuid=world.person.user.uuid, now=NOW)


def code_of(world: World) -> str:
    """Return what the person's authenticator app shows now."""
    secret = User.objects.get(pk=world.person.user.pk).two_factor_secret
    return f"{TOTP(base64.b32decode(secret)).token():06d}"


def _two_factor(on: bool) -> Callable[[World, Actor], None]:
    def prepare(world: World, sender: Actor) -> None:
        person = User.objects.filter(pk=world.person.user.pk)
        person.update(two_factor_secret=new_secret(), two_factor_enabled=on, two_factor_step=0)

    return prepare


PREPARED = {
    "post auth/invitations/accept/": _mail_an_invitation,
    "patch teams/<uuid:uuid>/": _coach_the_team,
    "post assignments/": _coach_the_team,
    "patch assignments/<uuid:uuid>/": _coach_the_team,
    "delete assignments/<uuid:uuid>/": _coach_the_team,
    "post collections/": _coach_the_team,
    "patch collections/<uuid:uuid>/": _own_the_collection,
    "put teams/<uuid:uuid>/members/<uuid:user>/": _coach_a_team_without_them,
    "delete teams/<uuid:uuid>/members/<uuid:user>/": _coach_the_team,
    "post auth/2fa/confirm/": _two_factor(on=False),
    "post auth/2fa/disable/": _two_factor(on=True),
    "post auth/2fa/recovery-codes/": _two_factor(on=True),
    "post auth/verify-email/": _mail_a_token,
    "post interviews/<uuid:uuid>/resume/": _pause,
    "post answers/<uuid:uuid>/review/": _forget_the_review,
    "patch reviews/<uuid:uuid>/verdicts/": _disagree,
    "post reviews/<uuid:uuid>/settle/": _let_others_disagree,
}


SIGNED_OUT = ("auth/register", "auth/verify", "auth/login", "auth/refresh", "auth/invitations", "auth/password/reset")


class Call:
    """A write: its route, a body that the product takes, and what kind of value each field wants.

    `by` is who of the cast sends it. `prepare` brings the world into the state in which it succeeds for a sender.
    """

    by = "bob"

    def __init__(self, method: str, path: str, status: int, body: Callable[[World], dict] | None = None, **kinds: str):
        self.method, self.path, self.status = method, path, status
        self.make, self.kinds = body or (lambda world: {}), kinds
        self.prepare = PREPARED.get(str(self), lambda world, sender: None)

    @property
    def signed_in(self) -> bool:
        return not self.path.startswith(SIGNED_OUT)

    def url(self, world: World) -> str:
        route = Route(self.path, ())
        return route.url(world.uuids.get(route.kind), user=world.person.user.uuid)

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


class OwnersCall(Call):
    """A write that not everyone may do."""

    by = "alice"


def _first_version(row: str, world: World) -> dict:
    """A body that brings back what a row was first."""
    held = world.person.organization if row == "organization" else getattr(world, row)
    with all_tenants():
        return {"version": str(changes_of(held).last().uuid), "reason": "As it was."}


O = "organizations/<uuid:uuid>/"  # noqa: E741
I = "interviews/<uuid:uuid>/"  # noqa: E741
A = "answers/<uuid:uuid>/"
R = "rubrics/<uuid:uuid>/"
T = "teams/<uuid:uuid>/"
LEVELS = [{"score": 2, "label": "Low", "anchor": "Says what."}, {"score": 9, "label": "High", "anchor": "Says why."}]
CRITERIA = [{"label": "Depth", "weight": 100, "levels": LEVELS}]

CALLS = [
    Call("post", "auth/register/", 201, lambda w: {
        "email": "new@example.org", "password": PASSWORD, "first_name": "N", "last_name": "E", "timezone": "UTC",
        "language_preference": "de",
    }, email="email", password="new secret", first_name="text", last_name="text", timezone="word",
        language_preference="word"),
    Call("post", "auth/verify-email/", 204, lambda w: {"token": MAILED}, token="word"),
    Call("post", "auth/login/", 200, lambda w: {"email": w.person.user.email, "password": PASSWORD},
         email="email", password="secret", otp="text"),
    Call("post", "auth/refresh/", 200, lambda w: {"refresh": w.person.refresh}, refresh="word"),
    Call("post", "auth/switch/", 200, lambda w: {"organization": str(w.person.organization.uuid)}, organization="uuid"),
    Call("post", "auth/logout/", 204),
    Call("post", "auth/logout-all/", 204),
    Call("post", "auth/ws-ticket/", 200),
    Call("post", "auth/password/change/", 204, lambda w: {
        "password": PASSWORD, "new_password": "Other-horse-8-battery",
    }, password="secret", new_password="new secret", otp="text"),
    Call("post", "auth/password/reset/", 202, lambda w: {"email": w.person.user.email}, email="email"),
    Call("post", "auth/password/reset/confirm/", 204, lambda w: {
        "token": reset_tokens.for_person(User.objects.get(pk=w.person.user.pk)), "password": "Other-horse-8-battery",
    }, token="word", password="new secret"),
    Call("post", "auth/2fa/setup/", 200, lambda w: {"password": PASSWORD}, password="secret"),
    Call("post", "auth/2fa/confirm/", 200, lambda w: {"otp": code_of(w)}, otp="word"),
    Call("post", "auth/2fa/disable/", 204, lambda w: {"password": PASSWORD, "otp": code_of(w)},
         password="secret", otp="word"),
    Call("post", "auth/2fa/recovery-codes/", 200, lambda w: {"password": PASSWORD, "otp": code_of(w)},
         password="secret", otp="word"),
    Call("delete", "auth/sessions/<uuid:uuid>/", 204),
    Call("patch", "users/me/", 200, lambda w: {
        "first_name": "B", "last_name": "B", "profile_picture": "https://example.org/b.png", "bio": "b",
        "location": "Leipzig", "timezone": "Europe/Berlin", "language_preference": "de",
        "notification_preferences": {"mail": True}, "privacy_settings": {}, "ui_preferences": {"theme": "dark"},
    }, first_name="text", last_name="text", profile_picture="url", bio="text", location="text", timezone="word",
        language_preference="word", notification_preferences="object", privacy_settings="object",
        ui_preferences="object"),
    Call("delete", "users/me/", 204, lambda w: {"password": PASSWORD}, password="secret", otp="text"),
    Call("post", "auth/invitations/accept/", 201, lambda w: {
        "token": "mailed", "password": PASSWORD, "first_name": "N", "last_name": "E", "timezone": "UTC",
        "language_preference": "de",
    }, token="word", password="new secret", first_name="text", last_name="text", timezone="word",
        language_preference="word"),
    OwnersCall("patch", O, 200, lambda w: {"name": "Acme", "extra_fields": {"law": "Law"}, "shows_averages": False},
               name="name", extra_fields="fields", shows_averages="boolean"),
    Call("post", f"{O}leave/", 204),
    OwnersCall("patch", f"{O}members/<uuid:user>/", 200, lambda w: {"role": "coach"}, role="word"),
    OwnersCall("delete", f"{O}members/<uuid:user>/", 204),
    OwnersCall("post", f"{O}teams/", 201, lambda w: {"name": "New", "description": "d"},
               name="name", description="text"),
    OwnersCall("patch", T, 200, lambda w: {"name": "Other", "description": "d"}, name="name", description="text"),
    OwnersCall("put", f"{T}members/<uuid:user>/", 200, lambda w: {"is_coach": False}, is_coach="boolean"),
    OwnersCall("delete", f"{T}members/<uuid:user>/", 204),
    OwnersCall("post", f"{O}invitations/", 201, lambda w: {
        "email": "new@example.org", "role": "candidate", "team": str(w.team.uuid),
    }, email="email", role="word", team="uuid?"),
    OwnersCall("post", f"{O}invitations/import/", 200, lambda w: {"file": invitees(), "dry_run": "false"},
               file="file", dry_run="word"),
    OwnersCall("delete", "invitations/<uuid:uuid>/", 204),
    OwnersCall("post", "invitations/<uuid:uuid>/resend/", 200),
    OwnersCall("post", "collections/", 201, lambda w: {
        "name": "Second", "description": "d", "shared_with_all": False, "questions": [str(w.question.uuid)],
        "teams": [str(w.team.uuid)],
    }, name="name", description="text", shared_with_all="boolean", questions="uuids", teams="uuids?"),
    OwnersCall("patch", "collections/<uuid:uuid>/", 200, lambda w: {
        "name": "Third", "description": "d", "is_active": True, "questions": [str(w.question.uuid)], "teams": [],
    }, name="name", description="text", is_active="boolean", questions="uuids", teams="uuids?"),
    OwnersCall("post", "assignments/", 201, lambda w: {
        "title": "Plan", "note": "n", "team": str(w.team.uuid), "field": "hr", "level": "mid", "interview_type": "hr",
        "company": "", "bank": None, "collection": None, "questions_total": 3, "minimum_score": 6.5, "takes": 2,
        "due_at": "2100-01-01T00:00:00Z",
    }, title="name", note="text", team="word", user="uuid?", field="word", level="word", interview_type="word",
        company="text", bank="uuid?", collection="uuid?", questions_total="integer", minimum_score="score?",
        takes="integer", due_at="word"),
    OwnersCall("patch", "assignments/<uuid:uuid>/", 200, lambda w: {
        "title": "Plan", "note": "n", "minimum_score": None, "takes": 2, "due_at": "2100-01-01T00:00:00Z",
    }, title="name", note="text", minimum_score="score?", takes="integer", due_at="word"),
    OwnersCall("delete", "assignments/<uuid:uuid>/", 204),
    Call("post", "interviews/", 201, lambda w: {
        "field": "software_engineering", "level": "mid", "interview_type": "technical", "company": "", "position": "p",
        "mode": "text", "difficulty_preference": "easy", "questions_total": 3, "bank": str(w.bank.uuid),
        "collection": None, "assignment": None, "tags": ["t"],
    }, field="word", level="word", interview_type="word", company="text", position="text", mode="word",
        difficulty_preference="word", questions_total="integer", bank="uuid?",
        collection="uuid?", assignment="uuid?", tags="list"),
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
        "metrics": {"wpm": 90.5},
    }, text="text", transcript="text", media="uuid", time_spent_seconds="integer", metrics="object"),
    Call("post", f"{A}evaluate/", 202),
    Call("post", f"{A}review/", 202, lambda w: {"reason": "Read it again."}, reason="name"),
    Call("post", "feedback/<uuid:uuid>/rating/", 200, lambda w: {"user_rating": 4, "was_helpful": True},
         user_rating="integer", was_helpful="boolean?"),
    Call("post", "users/me/export/", 200, lambda w: {"password": PASSWORD}, password="secret", otp="text"),
    Call("post", "users/me/consents/", 201, lambda w: {"kind": "terms", "version": "1", "given": True},
         kind="word", version="name", given="boolean"),
    Call("put", "users/me/ai-consent/", 200, lambda w: {"given": False}, given="boolean"),
    OwnersCall("patch", "organizations/<uuid:uuid>/ai-policy/", 200, lambda w: {
        "evaluator": "embedded", "model": "", "challenger": "", "challenger_model": "", "challenger_share": 0.5,
        "monthly_token_budget": None, "monthly_cost_budget": 20.5, "review_below_confidence": 0.5,
        "review_above_disagreement": 3, "review_flags": ["copied_sample"], "reviewers_needed": 1,
        "gate_fewest_anchors": 12, "gate_most_mae": 2, "gate_most_bias": 1.5, "gate_least_kappa": 0.4,
        "follow_ups_per_question": 2, "requires_consent": True, "retention_days": 30,
    }, evaluator="word", model="choice", challenger="choice", challenger_model="text", challenger_share="word",
        monthly_token_budget="budget", monthly_cost_budget="score?", review_below_confidence="word",
        review_above_disagreement="score", review_flags="flags", reviewers_needed="word",
        gate_fewest_anchors="integer", gate_most_mae="score", gate_most_bias="score", gate_least_kappa="kappa",
        follow_ups_per_question="word", requires_consent="boolean", retention_days="integer?"),
    OwnersCall("post", "reviews/<uuid:uuid>/verdicts/", 201, lambda w: {
        "criteria": marks(w.review, 4.5), "comment": "c",
    }, criteria="word", comment="text"),
    OwnersCall("patch", "reviews/<uuid:uuid>/verdicts/", 200, lambda w: {
        "criteria": marks(w.review, 8), "comment": "c",
    }, criteria="word", comment="text"),
    OwnersCall("post", "reviews/<uuid:uuid>/settle/", 200, lambda w: {
        "criteria": marks(w.review, 6), "comment": "c",
    }, criteria="word", comment="text"),
    OwnersCall("post", "rubrics/", 201, lambda w: {
        "name": "Bar", "description": "d", "criteria": CRITERIA, "probe_threshold": 5, "note": "n",
    }, name="name", description="text", criteria="word", probe_threshold="score?", note="text"),
    OwnersCall("post", f"{R}clone/", 201, lambda w: {"name": "Copy", "version": 1}, name="name", version="word?"),
    OwnersCall("post", f"{R}make-default/", 200, lambda w: {"category": "technical"}, category="word?"),
    OwnersCall("post", f"{R}versions/", 201, lambda w: {"criteria": CRITERIA, "probe_threshold": 5.5, "note": "n"},
               criteria="word", probe_threshold="score?", note="text"),
    OwnersCall("patch", f"{R}versions/<int:number>/", 200, lambda w: {
        "criteria": CRITERIA, "probe_threshold": None, "note": "n",
    }, criteria="word", probe_threshold="score?", note="text"),
    OwnersCall("post", f"{R}versions/<int:number>/publish/", 200, lambda w: {"note": "n"}, note="text"),
    OwnersCall("post", f"{R}anchors/", 201, lambda w: {
        "question": str(w.question.uuid), "sample_answer": "s", "text": "Said.", "scores": [6.5, 7],
    }, question="uuid", question_text="word", sample_answer="text", text="name", scores="scores"),
    OwnersCall("post", f"{R}calibrate/", 201, lambda w: {"version": 1, "evaluator": "embedded", "repeats": 1},
               version="word", evaluator="word", model="name", repeats="integer"),
    OwnersCall("patch", "anchors/<uuid:uuid>/", 200, lambda w: {"is_active": False}, is_active="boolean"),
    OwnersCall("delete", "anchors/<uuid:uuid>/", 204),
    *(OwnersCall("post", f"{kind}/<uuid:uuid>/history/revert/", 200, partial(_first_version, row), version="uuid",
                 reason="name")
      for kind, row in (("questions", "question"), ("companies", "bank"), ("rubrics", "rubric"),
                        ("organizations", "organization"))),
]  # fmt: skip
# Nothing needs to be sent: what is left out stays, or follows from what is there.
NOTHING_REQUIRED = {"post auth/2fa/setup/", "patch users/me/", "patch collections/<uuid:uuid>/",
                    "patch assignments/<uuid:uuid>/", f"patch {O}", f"patch {T}", f"put {T}members/<uuid:user>/",
                    "patch organizations/<uuid:uuid>/ai-policy/", f"post {R}versions/",
                    f"patch {R}versions/<int:number>/", f"post {R}versions/<int:number>/publish/",
                    f"post {R}calibrate/"}  # fmt: skip
