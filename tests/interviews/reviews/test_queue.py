"""Which answers are put before a person, and why."""

from datetime import timedelta

import pytest

from accounts.models import ActivityLog
from interviews.models import AIPolicy, Anchor, Feedback, Review
from interviews.services.answers import AnswerReviewed, evaluate_again, revise_answer
from interviews.services.reviews.queue import (
    AlreadyRequested,
    AlreadySettled,
    NotEvaluated,
    reasons_to_review,
    request_review,
)

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def waiting(person):
    with person.scope():
        return [
            (r.status, r.reasons, r.feedback.number) for r in Review.objects.select_related("feedback").order_by("pk")
        ]


@pytest.mark.parametrize(
    ("columns", "reasons"),
    [
        ({"ai_confidence_score": 0.34}, ["low_confidence"]),
        ({"ai_confidence_score": 0.35}, []),
        ({"ai_confidence_score": None, "disagreement": None}, []),
        ({"disagreement": 2.5}, []),
        ({"disagreement": 2.6}, ["disagreement"]),
        ({"flags": [{"name": "copied_sample"}, {"name": "off_topic"}]}, ["flag:copied_sample"]),
        (
            {"ai_confidence_score": 0.1, "disagreement": 9.0, "flags": [{"name": "off_topic"}]},
            ["low_confidence", "disagreement"],
        ),
    ],
)
def test_reasons_follow_the_policy(columns, reasons):
    given = {"ai_confidence_score": 0.8, "disagreement": 0.0, "flags": [], **columns}
    assert reasons_to_review(Feedback(**given), AIPolicy(review_flags=["copied_sample"])) == reasons


def test_reasons_can_be_switched_off():
    feedback = Feedback(ai_confidence_score=0.0, disagreement=10.0, flags=[{"name": "copied_sample"}])
    policy = AIPolicy(review_below_confidence=0, review_above_disagreement=10, review_flags=[])
    assert reasons_to_review(feedback, policy) == []


def test_sound_evaluation_is_not_queued(bob, evaluated):
    assert waiting(bob) == []


def test_low_confidence_puts_an_answer_in_the_queue(bob, policy, evaluated, sitting, answer_next, now):
    policy(review_below_confidence=1, reviewers_needed=2)
    answer = answer_next(sitting, now + HOUR)
    with bob.scope():
        review = Review.objects.select_related("feedback", "rubric").get()
        line = ActivityLog.objects.get(action_type="review_open")
        assert (review.answer, review.feedback, review.rubric) == (answer, Feedback.objects.get(answer=answer),
                                                                    review.feedback.rubric)  # fmt: skip
    assert (review.reasons, review.status, review.reviewers_needed) == (["low_confidence"], "open", 2)
    assert (review.user_id, review.opened_at, review.score) == (bob.user.pk, now + HOUR, None)
    assert (line.user_id, line.entity_id, line.metadata) == (None, str(review.uuid), {"reasons": ["low_confidence"]})


def test_flag_puts_an_answer_in_the_queue_without_a_policy(bob, library, begin, answer_next, now):
    interview = begin(bob)
    answer_next(interview, now, text=interview.first_slot.question.sample_answer)
    assert waiting(bob) == [("open", ["flag:copied_sample"], 1)]


def test_later_evaluation_of_the_same_words_takes_the_waiting_review_along(bob, review, policy, evaluate_all):
    policy(review_below_confidence=1)
    with bob.scope():
        evaluate_again(actor=bob.actor, answer_uuid=review.answer.uuid, now=review.opened_at)
    evaluate_all()
    assert waiting(bob) == [("open", ["requested", "low_confidence"], 2)]


def test_sound_later_evaluation_is_no_way_out_of_the_queue(bob, review, evaluate_all):
    with bob.scope():
        evaluate_again(actor=bob.actor, answer_uuid=review.answer.uuid, now=review.opened_at)
    evaluate_all()
    assert waiting(bob) == [("open", ["requested"], 2)]


def test_review_stays_with_what_the_first_reviewer_judged(bob, dana, policy, evaluated, evaluate_all, now, request):
    policy(reviewers_needed=2)
    review, judge = request.getfixturevalue("review"), request.getfixturevalue("judge")
    judge(dana, 7)
    with bob.scope():
        evaluate_again(actor=bob.actor, answer_uuid=review.answer.uuid, now=now)
    evaluate_all()
    assert waiting(bob) == [("second", ["requested"], 1)]


def test_revision_withdraws_the_review(bob, review, now, evaluate_all):
    with bob.scope():
        revise_answer(actor=bob.actor, answer_uuid=review.answer.uuid, now=now + 2 * HOUR, text="Something else.")
        line = ActivityLog.objects.get(action_type="review_withdraw")
    evaluate_all()
    assert waiting(bob)[0] == ("withdrawn", ["requested"], 1)
    assert (line.user_id, line.entity_id) == (bob.user.pk, str(review.answer.uuid))


def test_words_that_people_judged_are_not_revised(bob, dana, review, judge, scores, now):
    judge(dana, 7)
    before = scores(review.answer)
    with bob.scope(), pytest.raises(AnswerReviewed):
        revise_answer(actor=bob.actor, answer_uuid=review.answer.uuid, now=now + 3 * HOUR, text="Something else.")
    with bob.scope():
        assert list(Anchor.objects.values_list("is_active", flat=True)) == [True]
    assert scores(review.answer) == before
    answer = bob.client.patch(f"/api/v1/answers/{review.answer.uuid}/", {"text": "Else."}, format="json")
    assert (answer.status_code, answer.json()["code"]) == (409, "answer_reviewed")


def test_request_opens_a_review_in_the_candidates_words(bob, evaluated, review, now):
    with bob.scope():
        line = ActivityLog.objects.get(action_type="review_open")
    assert (review.reasons, review.appeal, review.status) == (["requested"], "Read it again.", "open")
    assert (review.opened_at, line.user_id) == (now + HOUR, bob.user.pk)


def test_request_joins_a_review_that_waits(bob, policy, answered, evaluate_all, now):
    policy(review_below_confidence=1)
    evaluate_all()
    with bob.scope():
        request_review(actor=bob.actor, answer_uuid=answered.uuid, reason="Why?", now=now)
        review = Review.objects.get()
        assert ActivityLog.objects.filter(action_type="review_request", user=bob.user).count() == 1
    assert (review.reasons, review.appeal) == (["low_confidence", "requested"], "Why?")


def test_request_is_made_once(bob, review, now):
    with bob.scope(), pytest.raises(AlreadyRequested):
        request_review(actor=bob.actor, answer_uuid=review.answer.uuid, reason="Again.", now=now)


def test_request_after_people_have_judged_is_refused(bob, dana, review, judge, now):
    judge(dana, 7)
    with bob.scope(), pytest.raises(AlreadySettled):
        request_review(actor=bob.actor, answer_uuid=review.answer.uuid, reason="Again.", now=now)


def test_request_needs_a_score(bob, answered, now):
    with bob.scope(), pytest.raises(NotEvaluated):
        request_review(actor=bob.actor, answer_uuid=answered.uuid, reason="Early.", now=now)
