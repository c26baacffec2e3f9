"""A changed rubric never changes an old score: what would change is shown, then done, and the earlier feedback kept."""

from datetime import timedelta

import pytest

from accounts.models import ActivityLog
from interview_coach.core.tenancy import all_tenants
from interviews.evaluation import get_evaluator
from interviews.models import Answer, Feedback, Interview, InterviewEvent
from interviews.services.evaluation import evaluate_due
from interviews.services.reevaluation.diff import Change, summarize
from interviews.services.reevaluation.running import look_at, reevaluate, what_would_change
from interviews.services.reevaluation.selection import Selection, selected
from questionbank.models import RubricVersion
from questionbank.services.own_rubrics import follow_question_criteria

pytestmark = pytest.mark.django_db

OTHER = [{"criterion": "brevity", "weight": 90, "description": "Says it in few words."},
         {"criterion": "correctness", "weight": 10, "description": "Names a sound write path."}]  # fmt: skip
WORK = (Answer, Feedback, Interview, InterviewEvent, ActivityLog)


@pytest.fixture
def interview_uuid(bob, evaluated):
    with bob.scope():
        return evaluated.interview.uuid


@pytest.fixture
def changed_rubric(evaluated, house_scope, now):
    """The criteria of the question of Bob's evaluated answer are others from now on."""
    with house_scope():
        question = evaluated.question
        question.evaluation_criteria = OTHER
        question.save()
        follow_question_criteria(question=question, now=now)
    return evaluated


def changes_of(person, **selection):
    with person.scope():
        return list(what_would_change(Selection(**selection), person.organization.pk))


def apply(person, now, **options):
    selection = Selection(**options.pop("selection", {}))
    with person.scope():
        return list(reevaluate(selection=selection, organization_id=person.organization.pk, user_id=person.user.pk,
                               now=now, **options))  # fmt: skip


def own_version(person):
    with person.scope():
        return RubricVersion.objects.select_related("rubric").get(rubric__question__isnull=False)


def everything():
    with all_tenants():
        return [list(model.objects.order_by("pk").values()) for model in WORK]


def test_changed_rubric_leaves_an_old_score_as_it_was(alice, changed_rubric):
    before = changed_rubric.score
    with alice.scope():
        changed_rubric.refresh_from_db()
        assert (changed_rubric.score, str(Feedback.objects.get().rubric)) == (before, "Technical, version 1")


def test_dry_run_shows_before_and_after_and_writes_nothing(alice, changed_rubric):
    before = everything()
    [change] = changes_of(alice)
    assert everything() == before
    assert (change.answer, change.person, change.before) == (
        changed_rubric.uuid,
        "bob@acme.example",
        changed_rubric.score,
    )
    assert (change.after, change.delta) != (None, 0.0)
    assert change.delta == pytest.approx(change.after - change.before, abs=1e-4)
    assert (change.rubric_before, change.rubric_after) == ("Technical, version 1", str(own_version(alice)))
    assert change.evaluator_before == change.evaluator_after == f"embedded {get_evaluator('embedded').version}"


def test_answer_that_rests_on_what_is_in_force_is_left_out_unless_asked(alice, evaluated):
    assert changes_of(alice) == [None]
    [change] = changes_of(alice, again=True)
    assert (change.delta, change.flags_added, change.flags_removed) == (0.0, (), ())


def test_for_real_the_new_score_counts_and_the_earlier_feedback_stays(alice, bob, changed_rubric, now):
    [promised] = changes_of(alice)
    later = now + timedelta(days=1)
    assert apply(alice, later) == [True]
    assert evaluate_due(now=later + timedelta(minutes=1)) == 1
    with bob.scope():
        changed_rubric.refresh_from_db()
        kept = list(Feedback.objects.order_by("number").values_list("number", "score", "rubric__rubric__name"))
        overall = Interview.objects.get().overall_score
    assert kept == [(1, promised.before, "Technical"), (2, promised.after, own_version(bob).rubric.name)]
    assert (changed_rubric.score, overall) == (promised.after, round(promised.after, 2))


def test_for_real_at_once_needs_no_worker(alice, changed_rubric, now):
    [promised] = changes_of(alice)
    assert apply(alice, now, at_once=True) == [True]
    with alice.scope():
        changed_rubric.refresh_from_db()
    assert (changed_rubric.evaluation_status, changed_rubric.score) == ("succeeded", promised.after)


def test_interrupted_run_goes_on_where_it_ended(alice, sitting, evaluated, answer_next, now):
    answer_next(sitting, now + timedelta(hours=1))
    with alice.scope():
        Feedback.objects.update(evaluator_version="before")
        run = reevaluate(selection=Selection(), organization_id=alice.organization.pk, user_id=alice.user.pk, now=now,
                         at_once=True)  # fmt: skip
        assert next(run) is True
        run.close()
        assert Feedback.objects.count() == 3
    assert apply(alice, now, at_once=True) == [False, True]
    assert apply(alice, now, at_once=True) == [False, False]
    with alice.scope():
        assert Feedback.objects.count() == 4


def test_waiting_answer_is_left_alone(alice, changed_rubric, now):
    assert (apply(alice, now), apply(alice, now)) == ([True], [])
    with alice.scope():
        assert Answer.objects.get().evaluation_number == 2


def test_run_and_each_answer_are_on_the_trail(alice, changed_rubric, interview_uuid, now):
    apply(alice, now, selection={"interview": interview_uuid})
    with alice.scope():
        lines = list(ActivityLog.objects.filter(action_type__in=["reevaluation", "answer_reevaluate"]).order_by("pk"))
    assert [(line.action_type, line.user_id) for line in lines] == [
        ("reevaluation", alice.user.pk), ("answer_reevaluate", alice.user.pk),
    ]  # fmt: skip
    assert lines[0].metadata == {"interview": str(interview_uuid)}
    assert lines[1].entity_id == str(changed_rubric.uuid)


def test_score_that_people_gave_goes_on_counting(alice, bob, changed_rubric, now):
    with bob.scope():
        Answer.objects.update(score=9.0, human_score=9.0)
    [change] = changes_of(alice)
    apply(alice, now, at_once=True)
    with bob.scope():
        changed_rubric.refresh_from_db()
    assert (change.human, changed_rubric.score, changed_rubric.ai_score) == (9.0, 9.0, change.after)


def test_failed_answer_without_words_is_told_as_such(alice, evaluated):
    with alice.scope():
        Answer.objects.update(text="", audio_url="key", evaluation_status="failed", evaluation_number=2)
    [change] = changes_of(alice)
    assert (change.before, change.after) == (None, None)
    assert change.error.startswith("There is neither text nor transcript")


def test_selection_narrows_down(alice, bob, emil, charlie, evaluated, interview_uuid, now):
    with alice.scope():
        rubric, question = Feedback.objects.get().rubric.rubric.uuid, evaluated.question.uuid
    hour = timedelta(hours=1)
    found = {
        "interview": interview_uuid, "question": question, "user": bob.user.uuid, "rubric": rubric,
        "evaluator": "embedded", "status": "succeeded", "since": now, "until": now + hour,
    }  # fmt: skip
    other = {
        "interview": rubric, "question": rubric, "user": emil.user.uuid, "rubric": bob.user.uuid,
        "evaluator": "llm+embedded", "status": "failed", "since": now + hour, "until": now,
    }  # fmt: skip
    for narrow, ids in ((found, [evaluated.pk]), (other, [])):
        for name, value in narrow.items():
            with alice.scope():
                assert selected(Selection(**{name: value}), alice.organization.pk) == ids, name
    with charlie.scope():
        assert selected(Selection(), charlie.organization.pk) == []


def test_look_from_above_judges_each_by_the_rubrics_of_its_own_organization(alice, charlie, evaluated):
    with all_tenants():
        [change] = look_at([(evaluated.pk, evaluated.organization_id)])
    assert (change.delta, change.rubric_before) == (0.0, change.rubric_after)
    assert look_at([(evaluated.pk, charlie.organization.pk)]) == []


def change(before, after, human=None, error=""):
    return Change(None, "", "", None, before, after, human, "", "", "", "", (), (), error)


def test_summary_counts_moves_and_grades():
    found = summarize([change(4.0, 5.5), change(7.0, 6.5, human=8.0), change(8.0, 8.2), change(6.0, None, error="x")])
    assert (found.n, found.failed, found.moved, found.human) == (4, 1, 1, 1)
    assert found.mean_delta == pytest.approx(0.4)
    assert found.grades == {"good → fair": 1, "poor → fair": 1}


def test_summary_of_nothing_has_no_mean():
    assert summarize([]).mean_delta is None
