"""What follows once people agree: their score counts everywhere, and the AI's stays beside it, untouched."""

from datetime import timedelta

import pytest

from accounts.models import ActivityLog, User
from analytics.models import PerformanceMetric
from gamification.models import Leaderboard, UserAchievement
from interviews.models import AIConsent, Anchor, Answer, Feedback, Interview, InterviewEvent, Review, Verdict
from interviews.services.answers import evaluate_again
from interviews.services.reviews.settling import CONSENSUS_DISTANCE, consensus
from questionbank.models import Question, QuestionStatistics

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("scores", "needed", "agreed"),
    [((7.0,), 1, 7.0), ((7.0,), 2, None), ((7.0, 8.0), 2, 7.5), ((7.1, 8.1), 2, 7.6), ((7.0, 8.01), 2, None),
     ((0.0, 0.0), 2, 0.0)],
)  # fmt: skip
def test_consensus_is_the_mean_of_close_verdicts(scores, needed, agreed):
    assert CONSENSUS_DISTANCE == 1.0
    assert consensus([Verdict(score=score) for score in scores], needed) == agreed


def test_settling_verdict_alone_decides():
    verdicts = [Verdict(score=2.0), Verdict(score=9.0), Verdict(score=4.0, settles=True)]
    assert consensus(verdicts, 2) == 4.0


def test_peoples_score_counts_and_the_ais_stays(dana, review, judge, scores, said_by_ai):
    _, ai_score, _ = scores(review.answer)
    before = said_by_ai()
    settled = judge(dana, 9)
    assert (settled.status, settled.score) == ("settled", 9.0)
    assert scores(review.answer) == (9.0, ai_score, 9.0)
    assert said_by_ai() == before
    with dana.scope():
        assert Interview.objects.get().overall_score == 9.0


def test_settled_score_survives_another_evaluation(bob, dana, review, judge, scores, evaluate_all, said_by_ai, now):
    judge(dana, 9)
    first = said_by_ai()
    with bob.scope():
        evaluate_again(actor=bob.actor, answer_uuid=review.answer.uuid, now=now + 3 * HOUR)
    evaluate_all()
    again = said_by_ai()
    assert (again[:1], len(again)) == (first, 2)
    assert scores(review.answer) == (9.0, again[1]["score"], 9.0)
    with bob.scope():
        assert Review.objects.values_list("status", flat=True).get() == "settled"
        assert QuestionStatistics.objects.values_list("scored", "score_total").get() == (1, 9.0)


def test_settled_score_replaces_the_ais_in_the_questions_statistics(dana, review, judge):
    judge(dana, 9)
    with dana.scope():
        statistics, question = QuestionStatistics.objects.get(), Question.objects.get(pk=review.answer.question_id)
    assert (statistics.scored, statistics.score_total, statistics.seconds_total) == (1, 9.0, 60)
    assert (round(statistics.score_squares, 6), question.avg_score) == (81.0, 9.0)


def test_settled_review_is_told_of_and_leaves_its_line(bob, dana, review, judge, scores, now):
    before, ai_score, _ = scores(review.answer)
    judge(dana, 9)
    with bob.scope():
        event = InterviewEvent.objects.order_by("seq").last()
        line = ActivityLog.objects.get(action_type="review_settle")
    assert (event.type, event.at) == ("feedback.reviewed", now + 2 * HOUR)
    assert event.data == {
        "answer": str(review.answer.uuid), "review": str(review.uuid), "score": 9.0, "ai_score": ai_score,
        "overall_score": 9.0,
    }  # fmt: skip
    assert (line.user_id, line.entity_id) == (dana.user.pk, str(review.uuid))
    assert line.metadata == {"before": {"score": before}, "after": {"score": 9.0}}


def test_completed_interview_is_graded_anew_everywhere_and_awarded_once(bob, dana, sitting, review, judge, enter, now):
    enter(sitting, "completed", now + HOUR)
    with bob.scope():
        earned = sorted(UserAchievement.objects.values_list("achievement_type", flat=True))
    judge(dana, 9)
    with bob.scope():
        interview, person = Interview.objects.get(), User.objects.get(pk=bob.user.pk)
        standings = set(Leaderboard.objects.values_list("score", "highest_score", "total_interviews"))
        assert sorted(UserAchievement.objects.values_list("achievement_type", flat=True)) == earned
    assert (interview.overall_score, interview.quality_rating) == (9.0, "excellent")
    assert (person.scored_interviews, person.score_total, person.average_score) == (1, 9.0, 9.0)
    assert standings == {(9.0, 9.0, 1)}
    assert person.total_interviews == 1


def test_better_score_may_earn_what_the_ais_did_not(bob, dana, sitting, review, judge, enter, now):
    enter(sitting, "completed", now + HOUR)
    judge(dana, 10)
    with bob.scope():
        assert UserAchievement.objects.filter(achievement_type="perfect_score").count() == 1


def test_peoples_score_is_measured_beside_the_ais(bob, dana, review, judge, scores):
    _, ai_score, _ = scores(review.answer)
    judge(dana, 9)
    with bob.scope():
        points = PerformanceMetric.objects.filter(metric_type="answer_quality").order_by("pk")
        measured = [(point.metric_value, sorted(point.metadata)) for point in points]
    assert measured == [(ai_score, ["answer", "evaluation"]), (9.0, ["answer", "review"])]


def test_settled_review_becomes_an_anchor_without_a_copy(dana, erik, policy, request):
    policy(reviewers_needed=2)
    review, judge = request.getfixturevalue("review"), request.getfixturevalue("judge")
    judge(dana, 8)
    judge(erik, 9)
    with dana.scope():
        anchor = Anchor.objects.get()
        assert (anchor.review, anchor.question, anchor.rubric) == (review, review.answer.question, review.rubric.rubric)
    assert (anchor.scores, anchor.score, anchor.source, anchor.is_active) == ([8.0, 9.0], 8.5, "review", True)
    assert (anchor.text, anchor.question_text, anchor.sample_answer) == ("", "", "")


@pytest.mark.parametrize(("said", "anchors"), [([False], 0), ([True], 1), ([False, True], 1), ([True, False], 0)])
def test_anchor_is_left_out_where_the_candidate_opted_out(acme, bob, dana, review, judge, now, said, anchors):
    with bob.scope():
        for n, given in enumerate(said):
            AIConsent.objects.create(organization=acme, user=bob.user, given=given, at=now + n * HOUR)
    judge(dana, 8)
    with bob.scope():
        assert Anchor.objects.count() == anchors
        assert Answer.objects.values_list("human_score", flat=True).get() == 8.0


def test_review_goes_with_its_interview(bob, dana, review, judge):
    judge(dana, 8)
    with bob.scope():
        Interview.objects.get().delete()
        left = [model.objects.count() for model in (Answer, Feedback, Review, Verdict, Anchor)]
    assert left == [0, 0, 0, 0, 0]
