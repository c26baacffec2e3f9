"""Giving, changing and settling verdicts: who may, on what, with which criteria."""

from datetime import timedelta

import pytest

from accounts.models import ActivityLog, Role
from interview_coach.core.exceptions import Forbidden, Invalid
from interviews.models import Review, Verdict
from interviews.services.reviews.queue import request_review
from interviews.services.reviews.verdicts import (
    AlreadyReviewed,
    NotDisputed,
    NoVerdict,
    OwnAnswer,
    ReviewClosed,
    ReviewDisputed,
    change_verdict,
    give_verdict,
    settle_dispute,
)

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def two(policy, request):
    """Reviews take two people here; return the one of Bob's answer."""
    policy(reviewers_needed=2)
    return request.getfixturevalue("review")


@pytest.fixture
def judge(two, request):
    return request.getfixturevalue("judge")


@pytest.fixture
def disputed(two, judge, dana, erik):
    judge(dana, 4)
    return judge(erik, 8)


@pytest.fixture
def change(marks, now):
    def give(person, review, score, at=now + 3 * HOUR):
        with person.scope():
            return change_verdict(actor=person.actor, review_uuid=review.uuid, criteria=marks(score), now=at)

    return give


@pytest.fixture
def settle(marks, now):
    def give(person, review, score, at=now + 4 * HOUR):
        with person.scope():
            return settle_dispute(actor=person.actor, review_uuid=review.uuid, criteria=marks(score), now=at)

    return give


def test_verdict_is_the_weighted_mean_of_its_criteria(bob, dana, two, marks, now):
    with dana.scope():
        given = [9.25, 8, 7.5, 6, 5]
        give_verdict(actor=dana.actor, review_uuid=two.uuid, criteria=marks(*given), comment="Fine.", now=now + HOUR)
        verdict = Verdict.objects.get()
        weights = [c["weight"] for c in two.rubric.criteria]
        line = ActivityLog.objects.get(action_type="review_verdict")
    assert verdict.score == round(sum(w * s for w, s in zip(weights, given, strict=True)) / 100, 2)
    assert (verdict.criteria, verdict.comment, verdict.at) == (marks(*given), "Fine.", now + HOUR)
    assert (verdict.reviewer_id, verdict.settles) == (dana.user.pk, False)
    assert (line.user_id, line.entity_id, line.metadata) == (dana.user.pk, str(two.uuid), {"score": verdict.score})


@pytest.mark.parametrize(
    ("spoil", "field", "code"),
    [
        (lambda marks: marks[1:], "criteria", "required"),
        (lambda marks: [*marks, marks[0]], "criteria.5.key", "invalid"),
        (lambda marks: [*marks[1:], {"key": "charm", "score": 1}], "criteria.4.key", "invalid_choice"),
        (lambda marks: [], "criteria", "required"),
    ],
)
def test_verdict_marks_every_criterion_once(bob, dana, two, marks, now, spoil, field, code):
    with dana.scope():
        with pytest.raises(Invalid) as refused:
            give_verdict(actor=dana.actor, review_uuid=two.uuid, criteria=spoil(marks(5)), now=now)
        assert Verdict.objects.count() == 0
    assert (refused.value.field, refused.value.error_code) == (field, code)


def test_nobody_reviews_an_answer_of_their_own(acme, sign_in, dana, library, begin, answer_next, now):
    answer = answer_next(begin(dana), now, person=dana)
    with dana.scope():
        review = request_review(actor=dana.actor, answer_uuid=answer.uuid, reason="Mine.", now=now)
        for call in (give_verdict, change_verdict, settle_dispute):
            with pytest.raises(OwnAnswer):
                call(actor=dana.actor, review_uuid=review.uuid, criteria=[], now=now)


def test_candidate_gives_no_verdict(emil, two, marks, now):
    with emil.scope():
        for call in (give_verdict, change_verdict, settle_dispute):
            with pytest.raises(Forbidden):
                call(actor=emil.actor, review_uuid=two.uuid, criteria=marks(5), now=now)


def test_verdict_is_given_once(dana, two, judge):
    judge(dana, 5)
    with pytest.raises(AlreadyReviewed):
        judge(dana, 6)


def test_second_verdict_by_the_same_reviewer_is_named_so_even_when_settled(bob, dana, policy, request):
    policy(reviewers_needed=1)
    request.getfixturevalue("review")
    judge = request.getfixturevalue("judge")
    judge(dana, 5)
    with pytest.raises(AlreadyReviewed):
        judge(dana, 6)


def test_first_of_two_waits_for_the_second(dana, two, judge, scores):
    before = scores(two.answer)
    assert judge(dana, 5).status == "second"
    assert scores(two.answer) == before


@pytest.mark.parametrize(("second", "status", "score"), [(6, "settled", 5.5), (6.01, "disputed", None)])
def test_two_settle_within_a_point_and_dispute_beyond(dana, erik, two, judge, second, status, score):
    judge(dana, 5)
    after = judge(erik, second)
    assert (after.status, after.score) == (status, score)


def test_dispute_takes_no_third_verdict_but_a_settling_one(alice, disputed, judge):
    with pytest.raises(ReviewDisputed):
        judge(alice, 6)


def test_dispute_ends_when_a_reviewer_comes_round(dana, erik, disputed, change, scores):
    assert change(dana, disputed, 6).status == "disputed"
    after = change(dana, disputed, 7.5)
    assert (after.status, after.score) == ("settled", 7.75)
    assert scores(disputed.answer)[0] == 7.75


def test_change_of_the_only_verdict_goes_on_waiting(dana, two, judge, change):
    judge(dana, 5)
    assert change(dana, two, 6).status == "second"
    with dana.scope():
        assert list(Verdict.objects.values_list("score", flat=True)) == [6.0]
        assert ActivityLog.objects.filter(action_type="review_verdict_change", user=dana.user).count() == 1


def test_change_of_the_comment_leaves_the_scores(dana, two, judge, now):
    judge(dana, 5, comment="First.")
    with dana.scope():
        change_verdict(actor=dana.actor, review_uuid=two.uuid, comment="Better said.", now=now + 3 * HOUR)
        assert Verdict.objects.values_list("score", "comment").get() == (5.0, "Better said.")


def test_change_needs_a_verdict(dana, two, change):
    with pytest.raises(NoVerdict):
        change(dana, two, 5)


@pytest.mark.parametrize("who", ["alice", "coach"])
def test_dispute_is_settled_by_the_owner_or_a_third_coach(acme, sign_in, disputed, settle, scores, who, request):
    arbiter = request.getfixturevalue("alice") if who == "alice" else sign_in(acme, Role.COACH)
    after = settle(arbiter, disputed, 5)
    assert (after.status, after.score, scores(disputed.answer)[0]) == ("settled", 5.0, 5.0)
    with arbiter.scope():
        assert list(Verdict.objects.order_by("pk").values_list("score", "settles")) == [
            (4.0, False), (8.0, False), (5.0, True),
        ]  # fmt: skip


def test_coach_who_took_part_settles_nothing(dana, disputed, settle):
    with pytest.raises(Forbidden):
        settle(dana, disputed, 5)


def test_owner_who_took_part_may_settle(alice, dana, two, judge, settle):
    judge(dana, 4)
    judge(alice, 8)
    assert settle(alice, two, 6).score == 6.0
    with alice.scope():
        verdicts = Verdict.objects.filter(reviewer=alice.user).values_list("score", "settles")
        assert list(verdicts) == [(6.0, True)]


def test_only_a_dispute_is_settled(alice, dana, two, judge, settle):
    judge(dana, 4)
    with pytest.raises(NotDisputed):
        settle(alice, two, 5)


def test_settled_review_takes_nothing_more(alice, dana, erik, two, judge, change, settle):
    judge(dana, 5)
    judge(erik, 5)
    for call in (lambda: judge(alice, 5), lambda: change(dana, two, 9), lambda: settle(alice, two, 9)):
        with pytest.raises(ReviewClosed):
            call()
    with alice.scope():
        assert Review.objects.values_list("score", flat=True).get() == 5.0
