"""The gate: what disagrees with people does not go live."""

from datetime import timedelta

import pytest

from accounts.models import ActivityLog
from interviews.models import AIPolicy, CalibrationRun
from interviews.services.ai.governing import change_policy
from interviews.services.calibration.contender import Contender
from interviews.services.calibration.drift import drift_from_people
from interviews.services.calibration.gate import GateClosed, NotMeasured, check_evaluator
from interviews.services.calibration.runs import calibrate
from questionbank.models import Question, Rubric, RubricVersion
from questionbank.services.banks import save_question
from questionbank.services.rubrics import clone_rubric, make_default, publish
from tests.factories import QuestionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(alice, version, now) -> RubricVersion:
    """A rubric of acme's own, as a draft."""
    with alice.scope():
        return clone_rubric(
            version=version, organization_id=alice.organization.pk, by=alice.user.pk, name="Ours", now=now
        )


def go_live(person, version, now):
    with person.scope():
        return publish(version=version, by=person.user.pk, now=now)


def gate_lines(person):
    with person.scope():
        lines = ActivityLog.objects.filter(action_type="calibration_gate").order_by("pk")
        return [(line.entity_type, line.metadata["proven"]) for line in lines]


def runs(person):
    with person.scope():
        return list(CalibrationRun.objects.order_by("pk").values_list("purpose", "passed"))


def test_rubric_without_anchors_goes_live_unproven(alice, own, now):
    assert go_live(alice, own, now).published_at == now
    assert (gate_lines(alice), runs(alice)) == ([("rubric", False)], [])


def test_rubric_with_too_few_anchors_goes_live_unproven(alice, own, anchored, now):
    anchored(error=5.0, number=9, rubric=own.rubric)
    go_live(alice, own, now)
    assert (gate_lines(alice), runs(alice)) == ([("rubric", False)], [])


def test_rubric_that_agrees_is_measured_on_the_spot_and_goes_live(alice, own, anchored, now):
    anchored(rubric=own.rubric)
    go_live(alice, own, now)
    assert (gate_lines(alice), runs(alice)) == ([("rubric", True)], [("gate", True)])


def test_rubric_that_disagrees_stays_a_draft(alice, own, anchored, now):
    anchored(error=6.0, rubric=own.rubric)
    with pytest.raises(GateClosed) as closed:
        go_live(alice, own, now)
    told = closed.value.extra
    assert (told["rubric"], told["version"], told["anchors"], told["evaluator"]) == (
        str(own.rubric.uuid), 1, 12, "embedded",
    )  # fmt: skip
    assert told["tolerances"] == {"fewest_anchors": 10, "most_mae": 2.5, "most_bias": 1.5, "least_kappa": 0.4}
    assert told["bias"] < -1.5
    assert set(told) >= {"bias", "pearson", "kappa", "human", "reasons"}
    with alice.scope():
        own.refresh_from_db()
    assert (own.published_at, gate_lines(alice), runs(alice)) == (None, [], [])


def test_rubric_that_disagrees_is_told_over_the_api(alice, own, anchored, now):
    anchored(error=6.0, rubric=own.rubric)
    response = alice.client.post(f"/api/v1/rubrics/{own.rubric.uuid}/versions/1/publish/")
    assert (response.status_code, response.json()["code"]) == (409, "calibration_gate")
    assert response.json()["mae"] > 1.5


def test_gate_takes_the_newest_run_and_measures_again_after_a_newer_anchor(alice, own, anchored, embedded, now):
    anchored(number=11, rubric=own.rubric)
    with alice.scope():
        calibrate(version=own, contender=embedded, now=now)
    go_live(alice, own, now)
    assert runs(alice) == [("measure", True)]
    anchored(rubric=own.rubric, at=now + timedelta(hours=1))
    with alice.scope():
        check_evaluator(contender=embedded, user_id=None, now=now + timedelta(hours=2))
    assert runs(alice) == [("measure", True), ("gate", True)]


def test_gate_holds_a_kept_run_against_the_tolerances_of_now(alice, own, anchored, embedded, now):
    anchored(error=1.2, rubric=own.rubric)
    with alice.scope():
        policy = AIPolicy.objects.create(organization=alice.organization, gate_most_bias=2)
        assert calibrate(version=own, contender=embedded, now=now).passed
        policy.gate_most_mae = 0.5
        policy.save()
    with pytest.raises(GateClosed):
        go_live(alice, own, now)


def test_anchors_of_another_tenant_keep_nobody_out(alice, charlie, version, anchored, now):
    anchored(error=6.0)
    with charlie.scope():
        theirs = {"organization_id": charlie.organization.pk, "by": charlie.user.pk, "name": "Theirs"}
        draft = clone_rubric(version=version, **theirs, now=now)
    go_live(charlie, draft, now)
    assert gate_lines(charlie) == [("rubric", False)]


def test_language_model_goes_live_unproven_where_there_are_no_anchors(alice, now):
    with alice.scope():
        check_evaluator(contender=Contender(alice.organization.pk, "llm", "m"), user_id=alice.user.pk, now=now)
    assert gate_lines(alice) == [("evaluator", False)]


def test_language_model_is_measured_before_and_not_by_the_request(alice, anchored, now):
    anchored()
    with alice.scope(), pytest.raises(NotMeasured) as closed:
        check_evaluator(contender=Contender(alice.organization.pk, "llm", "m"), user_id=alice.user.pk, now=now)
    assert (closed.value.code, closed.value.extra["anchors"]) == ("calibration_gate", 12)


def test_policy_that_changes_the_evaluator_goes_through_the_gate(alice, anchored, llm, now):
    anchored()
    change = {"organization_id": alice.organization.pk, "changes": {"evaluator": "llm", "model": "house"}}
    with alice.scope(), pytest.raises(NotMeasured):
        change_policy(**change, user_id=alice.user.pk, now=now)
    with alice.scope():
        assert AIPolicy.objects.count() == 0


def test_way_back_to_the_embedded_evaluator_is_always_open(alice, anchored, embedded, now):
    anchored(error=6.0)
    with alice.scope():
        check_evaluator(contender=embedded, user_id=alice.user.pk, now=now)
    assert (gate_lines(alice), runs(alice)) == ([("rubric", False)], [("gate", False)])


def test_language_model_that_passed_goes_live(alice, anchored, llm, version, now):
    anchored()
    with alice.scope():
        policy = AIPolicy.objects.create(organization=alice.organization, gate_most_mae=9, gate_most_bias=9,
                                         gate_least_kappa=-1)  # fmt: skip
        contender = Contender(alice.organization.pk, "llm", "house")
        run = calibrate(version=version, contender=contender, now=now, repeats=1)
        change_policy(organization_id=alice.organization.pk, changes={"evaluator": "llm", "model": "house"},
                      user_id=alice.user.pk, now=now)  # fmt: skip
        policy.refresh_from_db()
        line = ActivityLog.objects.get(action_type="calibration_gate")
    assert (run.passed, policy.evaluator) == (True, "llm")
    assert (line.user_id, line.metadata["run"], line.metadata["proven"]) == (alice.user.pk, str(run.uuid), True)


# --- a question's own criteria, and defaults ----------------------------------------------------------------------
@pytest.fixture
def owned(acme, alice, now) -> Question:
    """A question of acme's own, with criteria of its own."""
    with alice.scope():
        return save_question(question=QuestionFactory.build(organization=acme), now=now)


def test_questions_own_criteria_can_be_changed_under_a_language_model_and_go_live_unproven(
    alice, owned, anchored, llm, now
):
    with alice.scope():
        rubric = Rubric.objects.select_related("live").get(question=owned)
        AIPolicy.objects.create(organization=alice.organization, evaluator="llm", model="house")
    assert gate_lines(alice) == []  # nobody keeps anchors for it
    anchored(rubric=rubric)
    with alice.scope():
        owned.evaluation_criteria = [{"criterion": "Depth", "weight": 100}]
        save_question(question=owned, now=now)
        number = Rubric.objects.select_related("live").get(question=owned).live.number
    assert (number, gate_lines(alice), runs(alice)) == (2, [("rubric", False)], [])


def test_questions_own_criteria_are_measured_by_the_drift_check(alice, owned, anchored, now):
    with alice.scope():
        rubric = Rubric.objects.select_related("live").get(question=owned)
    anchored(rubric=rubric)
    with alice.scope():
        drift_from_people(alice.organization.pk, now=now)
        assert list(CalibrationRun.objects.values_list("rubric", "purpose")) == [(rubric.live_id, "drift")]


def test_rubric_that_was_measured_and_failed_does_not_become_a_default(alice, own, anchored, embedded, now):
    go_live(alice, own, now)
    anchored(error=6.0, rubric=own.rubric)
    with alice.scope():
        assert calibrate(version=own, contender=embedded, now=now).passed is False
        with pytest.raises(GateClosed):
            make_default(rubric=own.rubric, category="technical", by=alice.user.pk, now=now)
        assert Rubric.objects.get(pk=own.rubric_id).default_for is None


def test_rubric_that_suits_people_becomes_a_default(alice, own, anchored, now):
    go_live(alice, own, now)
    anchored(rubric=own.rubric)
    with alice.scope():
        make_default(rubric=own.rubric, category="technical", by=alice.user.pk, now=now)
        assert Rubric.objects.get(pk=own.rubric_id).default_for == "technical"
        make_default(rubric=own.rubric, category=None, by=alice.user.pk, now=now)
    assert (gate_lines(alice), runs(alice)) == ([("rubric", False), ("rubric", True)], [("gate", True)])
