"""A closed account may return for thirty days; then a numbered shell is left that statistics can point at."""

from datetime import timedelta

import orjson
import pytest
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.files.storage import default_storage
from django.utils import timezone

from accounts.models import AccountStatus, ActivityLog, Invitation, Membership, Organization, User
from accounts.services import sessions
from accounts.services.erasure import erase_departed, erase_person
from accounts.services.invitations import invite
from accounts.services.sessions import InvalidCredentials
from gamification.models import Leaderboard, UserAchievement
from interview_coach.core.personal_data import ERASED, holdings
from interview_coach.core.tenancy import all_tenants
from interviews.models import Answer, Feedback, Interview, Media
from interviews.services import evaluation
from interviews.services.answers import requeue_answers
from interviews.services.judging import judge
from tests.architecture.world import NOW, SECRET, build, settle
from tests.cast import PASSWORD
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
LEFT = timezone.now()
# Where acme and its coaches use the same word, in what is theirs: the library, a team, an invitation, their trail.
OTHERS_WORDS = {
    "activity_logs", "ai_calls", "anchors", "assignments", "company_question_bank_history", "company_question_banks",
    "invitations", "question_collections", "question_history", "question_tags", "questions", "rubric_history",
    "rubric_versions", "rubrics", "teams", "users",
}  # fmt: skip


@pytest.fixture
def world(bob, library):
    """Everything that bob has at acme."""
    return build(bob)


@pytest.fixture
def gone(bob):
    """Bob, whose account was closed."""
    User.objects.filter(pk=bob.user.pk).update(
        last_name="Quagmire", account_status=AccountStatus.DELETED, is_active=False, deleted_at=LEFT
    )
    return bob


def told_by_table(user_id: int) -> dict[str, bytes]:
    """Return all that is held on a person, as one text for each table."""
    with all_tenants():
        return {held.name: orjson.dumps(list(held.export(user_id)), default=str) for held in holdings()}


def told(user_id: int) -> bytes:
    return b"".join(told_by_table(user_id).values())


def test_on_day_29_a_closed_account_returns(gone):
    assert erase_departed(now=LEFT + 29 * DAY) == 0
    sessions.log_in(email=gone.user.email, password=PASSWORD, now=LEFT + 29 * DAY)
    back = User.objects.get(pk=gone.user.pk)
    assert (back.account_status, back.is_active, back.deleted_at) == (AccountStatus.ACTIVE, True, None)
    assert erase_departed(now=LEFT + 31 * DAY) == 0


def test_on_day_31_it_is_gone(gone):
    assert erase_departed(now=LEFT + 31 * DAY) == 1
    with pytest.raises(InvalidCredentials):
        sessions.log_in(email="bob@acme.example", password=PASSWORD, now=LEFT + 31 * DAY)


def test_at_the_end_of_day_30_nobody_falls_between(gone):
    """Who may no longer return is erased, and who is not yet erased may return."""
    assert erase_departed(now=LEFT + 30 * DAY - timedelta(microseconds=1)) == 0
    with pytest.raises(InvalidCredentials):
        sessions.log_in(email=gone.user.email, password=PASSWORD, now=LEFT + 30 * DAY)
    assert erase_departed(now=LEFT + 30 * DAY) == 1


def test_the_shell_has_a_number_and_no_name(gone):
    before = User.objects.get(pk=gone.user.pk)
    erase_departed(now=LEFT + 31 * DAY)
    shell = User.objects.get(pk=gone.user.pk)
    assert (shell.uuid, shell.created_at, shell.total_interviews) == (
        before.uuid, before.created_at, before.total_interviews,
    )  # fmt: skip
    assert (shell.email, shell.full_name, shell.account_status) == (
        f"erased-{shell.pk}@erased.invalid", f"erased-{shell.pk}", AccountStatus.ERASED,
    )  # fmt: skip
    assert (shell.has_usable_password(), shell.is_active, shell.two_factor_secret) == (False, False, "")


def tables_with(word: str) -> set[str]:
    """Return which of all tables hold a word anywhere, whoever's rows they are."""
    with all_tenants():
        return {
            model._meta.db_table for model in apps.get_models(include_auto_created=True)
            if word.encode() in orjson.dumps(list(model._base_manager.values_list()), default=str)
        }  # fmt: skip


@pytest.fixture
def logged(alice, bob):
    """What alice did to rows of bob's in the back office, as its log names them."""
    with alice.scope():
        invite(actor=alice.actor, email="bob@bravo.example", role="candidate", now=LEFT)
        theirs = Invitation.objects.get(email="bob@bravo.example")
        Invitation.objects.filter(pk=theirs.pk).update(accepted_by=bob.user, accepted_at=LEFT)
        rows = [bob.user, Membership.objects.select_related("user").get(user=bob.user), theirs]
        for row in rows:
            LogEntry.objects.log_actions(alice.user.pk, [row], CHANGE, "", single_object=True)
    said = LogEntry.objects.order_by("pk").values_list("object_repr", flat=True)
    assert list(said) == ["bob@acme.example", "bob@acme.example as candidate", "bob@bravo.example as candidate"]


def test_no_word_of_the_person_is_left_in_any_table(world, logged, gone):
    assert SECRET.encode() in told(gone.user.pk)
    erase_departed(now=LEFT + 31 * DAY)
    left = [name for name, rows in told_by_table(gone.user.pk).items() if SECRET.encode() in rows]
    assert left == ["ai_calls"]  # this world's language model goes by that name
    assert [tables_with(word) for word in ("bob@acme.example", "bob@bravo.example", "Quagmire")] == [set()] * 3
    assert tables_with(SECRET) == OTHERS_WORDS


def test_texts_that_are_stored_encrypted_go_too(bob, library):
    Organization.objects.filter(pk=bob.organization.pk).update(encrypts_texts=True)
    build(bob)
    User.objects.filter(pk=bob.user.pk).update(account_status=AccountStatus.DELETED, deleted_at=LEFT)
    assert erase_departed(now=LEFT + 31 * DAY) == 1
    with all_tenants():
        assert [answer.text for answer in Answer.objects.filter(user=bob.user)] == [ERASED]


def test_scores_times_and_counts_stay_for_statistics(world, gone):
    def figures():
        with all_tenants():
            return (
                list(Interview.objects.filter(user=gone.user).values_list("status", "overall_score", "started_at")),
                list(Answer.objects.filter(user=gone.user).values_list("score", "word_count", "time_spent_seconds")),
                list(Feedback.objects.filter(user=gone.user).values_list("score", "content_score", "evaluator")),
            )

    before = figures()
    erase_departed(now=LEFT + 31 * DAY)
    assert figures() == before


def test_score_that_people_gave_is_shown_without_its_criteria(world, gone, dana):
    settle(world)
    erase_departed(now=LEFT + 31 * DAY)
    shown = dana.client.get(f"/api/v1/answers/{world.answer.uuid}/feedback/")
    assert (shown.status_code, shown.json()["human"]) == (200, {"score": 4.0, "criteria": [], "comment": ""})


@pytest.mark.parametrize("taken_up", [False, True])
def test_nothing_is_judged_or_written_once_the_words_are_gone(world, gone, taken_up):
    with gone.scope():
        requeue_answers(answers=[world.answer], user_id=None, now=NOW)
        job = evaluation.take_up(answer_id=world.answer.pk, now=NOW) if taken_up else None
        judgement = judge(job.answer) if job else None
    erase_departed(now=LEFT + 31 * DAY)
    with gone.scope():
        assert job is None or evaluation.finish(job, judgement, now=NOW) is None
    assert evaluation.evaluate_due(now=LEFT + 32 * DAY) == 0
    with gone.scope():
        answer = Answer.objects.get(pk=world.answer.pk)
        assert (answer.text, answer.evaluation_status, answer.evaluation_lease) == (ERASED, "failed", None)
        assert Feedback.objects.filter(answer=answer).count() == 1


def test_coach_cannot_have_it_evaluated_again(world, gone, dana):
    erase_departed(now=LEFT + 31 * DAY)
    again = dana.client.post(f"/api/v1/answers/{world.answer.uuid}/evaluate/")
    assert (again.status_code, again.json()["code"]) == (409, "words_erased")


def test_recordings_are_deleted_from_the_storage(world, gone, django_capture_on_commit_callbacks):
    key = world.media.key
    assert default_storage.exists(key)
    with django_capture_on_commit_callbacks(execute=True):
        erase_departed(now=LEFT + 31 * DAY)
    assert not default_storage.exists(key)
    with all_tenants():
        assert Media.objects.filter(user=gone.user).count() == 0


def test_nobody_competes_with_somebody_who_is_gone(world, gone):
    erase_departed(now=LEFT + 31 * DAY)
    with all_tenants():
        assert Leaderboard.objects.filter(user=gone.user).count() == 0
        assert UserAchievement.objects.filter(user=gone.user).count() == 0


def test_others_keep_all_they_have(world, gone, charlie):
    build(charlie)
    before = told(charlie.user.pk)
    erase_departed(now=LEFT + 31 * DAY)
    assert told(charlie.user.pk) == before


def test_the_trail_says_that_it_happened_and_not_to_whom(gone):
    erase_departed(now=LEFT + 31 * DAY)
    with all_tenants():
        line = ActivityLog.objects.get(action_type="account_erased")
    assert (line.user_id, line.entity_id) == (None, str(gone.user.uuid))
    assert b"bob" not in orjson.dumps(line.metadata)


def test_the_address_can_be_registered_again(gone):
    erase_departed(now=LEFT + 31 * DAY)
    UserFactory(email="bob@acme.example")
    assert User.objects.filter(email="bob@acme.example").count() == 1


def test_twice_is_once(world, gone):
    assert erase_departed(now=LEFT + 31 * DAY) == 1
    assert erase_departed(now=LEFT + 32 * DAY) == 0


def test_somebody_who_returned_in_the_meantime_is_left_alone(bob):
    assert erase_person(user_id=bob.user.pk, now=LEFT + 31 * DAY) is False
    assert User.objects.get(pk=bob.user.pk).email == "bob@acme.example"


@pytest.mark.parametrize(("proven", "left"), [(True, []), (False, ["bob@acme.example"])])
def test_open_invitations_to_a_proven_address_go_too(proven, left, gone, charlie):
    User.objects.filter(pk=gone.user.pk).update(is_verified=proven)
    with charlie.scope():
        for email in ("bob@acme.example", "erin@example.org"):
            invite(actor=charlie.actor, email=email, role="candidate", now=LEFT)
    assert (b'"expires_at"' in told_by_table(gone.user.pk)["invitations_received"]) is proven
    erase_departed(now=LEFT + 31 * DAY)
    with charlie.scope():
        assert list(Invitation.objects.values_list("email", flat=True).order_by("pk")) == [*left, "erin@example.org"]
