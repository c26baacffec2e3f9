"""Calibration runs: what is measured, kept and told."""

from datetime import timedelta
from itertools import count

import pytest

from accounts.models import ActivityLog
from interviews.evaluation import agreement, get_evaluator
from interviews.evaluation.contextual.files import available as contextual_available
from interviews.models import AICall, AIPolicy, Anchor, CalibrationRun
from interviews.services.ai.governing import say_to_ai
from interviews.services.calibration.anchors import switch_anchor
from interviews.services.calibration.contender import Contender, EvaluatorUnavailable, contender_for, in_use
from interviews.services.calibration.measurement import answer_of, brief_of_anchor, measure
from interviews.services.calibration.reading import active_anchors, is_up_to_date
from interviews.services.calibration.runs import NoAnchors, calibrate
from interviews.services.reviews.queue import request_review
from interviews.services.reviews.verdicts import give_verdict
from tests.llm_server import Reply, error

pytestmark = pytest.mark.django_db


def test_run_keeps_the_figures_beside_those_between_people(alice, anchored, version, embedded, machine_scores, now):
    anchors = anchored(error=1.0)
    with alice.scope():
        run = calibrate(version=version, contender=embedded, now=now, user_id=alice.user.pk)
        kept = CalibrationRun.objects.get(pk=run.pk)
    found = agreement.between([anchor.score for anchor in anchors], machine_scores).rounded()
    assert {name: getattr(kept, name) for name in ("mae", "bias", "pearson", "kappa")} == pytest.approx(
        {name: found[name] for name in ("mae", "bias", "pearson", "kappa")}, abs=1e-4
    )
    assert kept.human == agreement.between_people([anchor.scores for anchor in anchors]).rounded()
    assert (kept.anchors, kept.repeat_variance, kept.purpose) == (12, 0.0, "measure")
    assert kept.evaluator_version == get_evaluator("embedded").version


def test_run_within_the_tolerances_passes_and_is_on_the_trail(alice, anchored, version, embedded, now):
    anchored()
    with alice.scope():
        run = calibrate(version=version, contender=embedded, now=now, user_id=alice.user.pk)
        line = ActivityLog.objects.get(action_type="calibrate")
    assert (run.passed, run.reasons) == (True, [])
    assert (line.user_id, line.entity_id, line.metadata["passed"]) == (alice.user.pk, str(run.uuid), True)


def test_run_outside_the_tolerances_fails_and_says_why(alice, anchored, version, embedded, now):
    anchored(error=6.0)
    with alice.scope():
        AIPolicy.objects.create(organization=alice.organization, gate_least_kappa=-1, gate_most_bias=10)
        run = calibrate(version=version, contender=embedded, now=now)
    assert (run.passed, run.reasons) == (False, [f"MAE is {run.mae:.2f}; at most 2.5 is allowed."])


def test_run_on_anchors_of_one_score_has_no_kappa_and_fails(alice, anchored, version, embedded, now):
    anchored(number=1)
    with alice.scope():
        AIPolicy.objects.create(organization=alice.organization, gate_fewest_anchors=0)
        run = calibrate(version=version, contender=embedded, now=now)
    assert (run.pearson, run.kappa, run.passed) == (None, None, False)
    assert run.reasons == ["Kappa is undefined; at least 0.4 is needed."]


@pytest.mark.parametrize(("number", "passed"), [(9, None), (10, False)])
def test_run_on_fewer_anchors_than_the_policy_asks_for_neither_passes_nor_fails(
    alice, anchored, version, embedded, now, number, passed
):
    anchored(error=5.0, number=number)
    with alice.scope():
        run = calibrate(version=version, contender=embedded, now=now)
    assert (run.passed, run.anchors, run.mae is not None) == (passed, number, True)
    assert run.reasons[:1] == [
        "9 of the 10 anchors that it takes to judge." if passed is None
        else f"MAE is {run.mae:.2f}; at most 2.5 is allowed."
    ]  # fmt: skip


def test_run_speaks_no_more_of_what_is_once_two_anchors_were_swapped(alice, anchored, version, embedded, now):
    anchors = anchored()
    with alice.scope():
        switch_anchor(anchor=anchors[0], is_active=False, user_id=alice.user.pk, now=now)
        run = calibrate(version=version, contender=embedded, now=now)
        assert is_up_to_date(run, embedded)
        switch_anchor(anchor=anchors[0], is_active=True, user_id=alice.user.pk, now=now)
        switch_anchor(anchor=anchors[1], is_active=False, user_id=alice.user.pk, now=now)
        assert (active_anchors(version.rubric_id, embedded).count(), is_up_to_date(run, embedded)) == (11, False)
        switch_anchor(anchor=anchors[1], is_active=True, user_id=alice.user.pk, now=now)
        switch_anchor(anchor=anchors[0], is_active=False, user_id=alice.user.pk, now=now)
        assert is_up_to_date(run, embedded)


def test_run_speaks_no_more_of_what_is_once_a_question_has_another_sample(alice, anchored, version, embedded, now):
    anchors = anchored()
    with alice.scope():
        run = calibrate(version=version, contender=embedded, now=now)
        Anchor.objects.filter(pk=anchors[0].pk).update(sample_answer="Read the cache first.")
        assert not is_up_to_date(run, embedded)


def test_run_counts_active_anchors_of_the_own_organization_alone(
    alice, charlie, anchored, version, embedded, technical, now
):
    anchors = anchored()
    with charlie.scope():
        Anchor.objects.create(organization=charlie.organization, rubric=technical, question_text="Q", text="A",
                              scores=[1], score=1, source="imported", created_at=now)  # fmt: skip
    with alice.scope():
        switch_anchor(anchor=anchors[0], is_active=False, user_id=alice.user.pk, now=now)
        assert calibrate(version=version, contender=embedded, now=now).anchors == 11


def test_run_without_anchors_is_refused(alice, version, embedded, now):
    with alice.scope(), pytest.raises(NoAnchors):
        calibrate(version=version, contender=embedded, now=now)


def test_measurement_repeats_each_anchor_and_tells_the_variance(alice, anchored, version, embedded):
    anchored(number=2)
    given = iter([4.0, 5.0, 6.0, 2.0, 2.0, 2.0])
    with alice.scope():
        found = measure(active_anchors(version.rubric_id, embedded), lambda anchor: next(given), repeats=3)
    assert (found.agreement.n, found.repeat_variance) == (6, pytest.approx(0.5))


def test_measurement_leaves_out_an_anchor_that_was_not_scored_every_time(alice, anchored, version, embedded):
    anchored(number=3)
    given = iter([4.0, 4.0, 5.0, None, 6.0, 6.0])
    with alice.scope():
        found = measure(active_anchors(version.rubric_id, embedded), lambda anchor: next(given), repeats=2)
    assert (found.anchors, found.unscored, found.agreement.n) == (2, 1, 4)


def test_evaluators_in_use_are_the_policys_and_its_challenger(alice, embedded):
    with alice.scope():
        assert in_use(alice.organization.pk) == [embedded]
        # Without a configured model the embedded evaluator serves in the challenger's place.
        AIPolicy.objects.create(organization=alice.organization, challenger="llm", challenger_model="gone")
        assert in_use(alice.organization.pk) == [embedded]


def test_language_model_that_is_not_configured_cannot_be_measured(acme):
    with pytest.raises(EvaluatorUnavailable):
        contender_for(acme.pk, "llm", "gone")


@pytest.mark.skipif(contextual_available(), reason="the contextual tier is installed")
def test_contextual_tier_that_is_not_installed_cannot_be_measured(acme):
    with pytest.raises(EvaluatorUnavailable):
        contender_for(acme.pk, "contextual")


def test_language_model_is_measured_by_real_calls_that_are_in_the_ledger(alice, anchored, version, llm, now):
    anchored()
    with alice.scope():
        run = calibrate(version=version, contender=contender_for(alice.organization.pk, "llm"), now=now, repeats=2)
        calls = list(AICall.objects.values_list("purpose", "model", "outcome", "prompt_version").distinct())
    # An answer that a guard decides is not sent: the embedded evaluator scores it, for candidates too.
    assert 0 < len(llm.requests) < 24
    assert len(llm.requests) % 2 == 0
    assert calls == [("calibration", "house", "ok", "judge-1")]
    assert (run.evaluator, run.model, run.anchors, run.repeat_variance) == ("llm", "house", 12, 0.0)


def test_language_model_that_fails_is_not_measured_by_what_served_instead(alice, anchored, version, llm, now):
    anchored()
    llm.usual = Reply(refuses=True)
    with alice.scope():
        run = calibrate(version=version, contender=contender_for(alice.organization.pk, "llm"), now=now, repeats=1)
    asked = 12 - run.anchors
    assert 0 < asked < 12
    assert (run.passed, run.reasons[0]) == (False, f"{asked} of 12 anchors could not be scored.")


def test_language_model_is_called_by_a_clock_that_goes_on(alice, anchored, version, llm, settings, now):
    anchored()
    settings.LLM_BREAKER_FAILURES, settings.LLM_BREAKER_SECONDS = 1, 60
    llm.script = [error(401)]
    minutes = (now + timedelta(minutes=number) for number in count(1))
    contender = contender_for(alice.organization.pk, "llm")
    with alice.scope():
        run = calibrate(version=version, contender=contender, now=now, repeats=1, clock=lambda: next(minutes))
        calls = list(AICall.objects.order_by("pk").values_list("outcome", "started_at"))
    assert (calls[0], run.ran_at) == (("server_error", now + timedelta(minutes=1)), now)
    assert {outcome for outcome, _ in calls[1:]} == {"ok"}  # a minute was left alone, and over
    assert [at for _, at in calls] == sorted({at for _, at in calls})


def test_run_speaks_no_more_of_a_name_that_means_another_model(alice, anchored, version, llm, settings, now):
    anchored(number=2)
    contender = contender_for(alice.organization.pk, "llm")
    with alice.scope():
        run = calibrate(version=version, contender=contender, now=now, repeats=1)
        assert is_up_to_date(run, contender)
        told = settings.LLM_MODELS
        for other in (told.replace('"fake"', '"other"'), told.replace("/v1", "/v2"), "{}"):
            settings.LLM_MODELS = other
            assert not is_up_to_date(run, contender)


def test_run_speaks_no_more_of_a_model_that_is_told_other_words(alice, anchored, version, llm, monkeypatch, now):
    anchored(number=2)
    contender = contender_for(alice.organization.pk, "llm")
    with alice.scope():
        run = calibrate(version=version, contender=contender, now=now, repeats=1)
        monkeypatch.setattr("interviews.services.calibration.contender.PROMPT_VERSION", "judge-0")
        assert not is_up_to_date(run, contender)


def test_reviewed_answer_is_an_anchor_that_keeps_no_copy_and_no_opted_out_words(alice, bob, dana, evaluated, now, llm):
    with bob.scope():
        review = request_review(actor=bob.actor, answer_uuid=evaluated.uuid, reason="Why?", now=now)
    with dana.scope():
        marks = [{"key": criterion["key"], "score": 8.0} for criterion in review.rubric.criteria]
        give_verdict(actor=dana.actor, review_uuid=review.uuid, criteria=marks, now=now)
    organization = alice.organization.pk
    embedded, model = Contender(organization, "embedded"), Contender(organization, "llm", "house")
    with alice.scope():
        rubric = Anchor.objects.get().rubric_id
        assert [active_anchors(rubric, contender).count() for contender in (embedded, model)] == [1, 1]
        [anchor] = active_anchors(rubric, embedded)
        assert (anchor.text, answer_of(anchor).text) == ("", evaluated.text)
        assert brief_of_anchor(anchor).text == evaluated.question.text
    with bob.scope():
        say_to_ai(actor=bob.actor, given=False, now=now)
    with alice.scope():
        assert [active_anchors(rubric, contender).count() for contender in (embedded, model)] == [1, 0]
