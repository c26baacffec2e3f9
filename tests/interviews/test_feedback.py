"""Reading the feedback on an answer, and saying what one thinks of it."""

import pytest

from accounts.models import ActivityLog
from interviews.models import Answer, Feedback

pytestmark = pytest.mark.django_db


def url_of(answer):
    return f"/api/v1/answers/{answer.uuid}/feedback/"


@pytest.fixture
def feedback(bob, evaluated):
    with bob.scope():
        return Feedback.objects.get()


@pytest.fixture
def rating(feedback):
    return f"/api/v1/feedback/{feedback.uuid}/rating/"


def test_feedback_is_on_its_way_until_the_answer_is_evaluated(bob, answered, evaluate_all):
    waiting = bob.client.get(url_of(answered))
    assert waiting.status_code == 202
    assert waiting.json() == {"uuid": str(answered.uuid), "evaluation_status": "pending", "evaluation_error": ""}
    evaluate_all()
    assert bob.client.get(url_of(answered)).status_code == 200


def test_feedback_is_on_its_way_while_the_evaluation_runs(bob, answered):
    with bob.scope():
        Answer.objects.update(evaluation_status="running")
    response = bob.client.get(url_of(answered))
    assert (response.status_code, response.json()["evaluation_status"]) == (202, "running")


def test_feedback_shows_what_the_evaluation_found(bob, evaluated, feedback):
    shown = bob.client.get(url_of(evaluated)).json()
    names = ("number", "score", "strengths", "improvements", "detailed_feedback", "content_score", "structure_score",
             "criteria", "flags", "action_items", "learning_resources", "practice_suggestions", "ai_model", "evaluator",
             "evaluator_version", "rubric_version", "user_rating")  # fmt: skip
    assert {name: shown[name] for name in names} == {name: getattr(feedback, name) for name in names}
    assert (shown["uuid"], shown["answer"]) == (str(feedback.uuid), str(evaluated.uuid))


def test_latest_feedback_is_shown_after_another_evaluation(bob, evaluated, evaluate_all):
    bob.client.post(f"/api/v1/answers/{evaluated.uuid}/evaluate/")
    assert bob.client.get(url_of(evaluated)).status_code == 202
    evaluate_all()
    assert bob.client.get(url_of(evaluated)).json()["number"] == 2


def test_failed_evaluation_has_no_feedback_and_hides_what_broke(bob, answered, problem):
    with bob.scope():
        Answer.objects.update(evaluation_status="failed", evaluation_error="KeyError: 'secret'")
    response = bob.client.get(url_of(answered))
    assert problem(response) == (404, "evaluation_failed")
    assert response.json()["detail"] == (
        "The evaluator could not score this answer. Ask for another evaluation, or tell your administrator."
    )


@pytest.mark.parametrize(
    ("stars", "helpful", "helpfulness", "was_helpful"),
    [(1, None, 0.0, False), (2, None, 0.25, False), (3, None, 0.5, True), (4, None, 0.75, True), (5, None, 1.0, True),
     (5, False, 1.0, False), (1, True, 0.0, True)],
)  # fmt: skip
def test_rating_is_kept_with_its_helpfulness(bob, feedback, rating, stars, helpful, helpfulness, was_helpful):
    body = {"user_rating": stars} | ({} if helpful is None else {"was_helpful": helpful})
    shown = bob.client.post(rating, body)
    with bob.scope():
        kept = Feedback.objects.get()
    assert (kept.user_rating, kept.helpfulness_score, kept.was_helpful) == (stars, helpfulness, was_helpful)
    assert shown.status_code == 200
    assert [shown.json()[n] for n in ("user_rating", "helpfulness_score", "was_helpful")] == [
        stars, helpfulness, was_helpful,
    ]  # fmt: skip


def test_later_rating_replaces_the_former(bob, rating):
    shown = [bob.client.post(rating, {"user_rating": stars}).json()["user_rating"] for stars in (2, 5)]
    with bob.scope():
        lines = ActivityLog.objects.filter(action_type="feedback_rate").order_by("pk")
        assert [(line.metadata["before"]["user_rating"], line.metadata["after"]["user_rating"]) for line in lines] == [
            (None, 2), (2, 5),
        ]  # fmt: skip
    assert shown == [2, 5]


@pytest.mark.parametrize(
    ("body", "errors"),
    [
        ({}, [("user_rating", "required")]),
        ({"user_rating": 0}, [("user_rating", "min_value")]),
        ({"user_rating": 6}, [("user_rating", "max_value")]),
        ({"user_rating": 4.5}, [("user_rating", "invalid")]),
        ({"user_rating": "5"}, [("user_rating", "invalid")]),
        ({"user_rating": 5, "was_helpful": "yes"}, [("was_helpful", "invalid")]),
        ({"user_rating": 5, "comment": "!"}, [("comment", "unknown_field")]),
    ],
)
def test_rating_names_every_wrong_field(bob, rating, error_codes, body, errors):
    assert error_codes(bob.client.post(rating, body)) == errors
    with bob.scope():
        assert Feedback.objects.get().user_rating is None
