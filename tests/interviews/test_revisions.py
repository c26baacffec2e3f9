"""Changing one's answer, and having one evaluated again."""

from datetime import timedelta

import pytest

from accounts.models import ActivityLog
from interviews.models import Answer, Feedback, Interview, InterviewEvent
from interviews.services.answers import evaluate_again, revise_answer
from questionbank.models import Question, QuestionStatistics

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def revise(bob, now):
    """Change an answer of Bob's by the service."""

    def change(answer, at=now + HOUR, **changes):
        with bob.scope():
            return revise_answer(actor=bob.actor, answer_uuid=answer.uuid, now=at, **changes)

    return change


def url_of(answer):
    return f"/api/v1/answers/{answer.uuid}/"


def test_revision_replaces_the_words_and_keeps_the_former(bob, evaluated, revise, now, good):
    revised = revise(evaluated, text=" Something else. ")
    assert (revised.text, revised.word_count, revised.character_count) == (" Something else. ", 2, 17)
    assert revised.edited_count == 1
    until = (now + HOUR).isoformat()
    assert revised.revision_history == [{"text": good, "transcript": "", "score": evaluated.score, "until": until}]


def test_every_revision_is_kept_in_order(bob, answered, revise, good):
    revise(answered, text="Two.")
    revised = revise(answered, transcript="Three.")
    history = [(was["text"], was["transcript"]) for was in revised.revision_history]
    assert (revised.edited_count, history) == (2, [(good, ""), ("Two.", "")])
    assert (revised.text, revised.transcript) == ("Two.", "Three.")


def test_revision_is_evaluated_again(bob, evaluated, revise, evaluate_all):
    revise(evaluated, text="I don't know.")
    with bob.scope():
        waiting = Answer.objects.get()
        assert Interview.objects.get().overall_score is None
    assert (waiting.evaluation_status, waiting.score) == ("pending", None)
    assert evaluate_all() == 1
    with bob.scope():
        answer, feedback = Answer.objects.get(), Feedback.objects.get(number=2)
        interview = Interview.objects.get()
    assert answer.score == feedback.score == interview.overall_score
    assert answer.score < evaluated.score


def test_revision_by_api_shows_the_answer_as_it_is_now(bob, answered, good):
    shown = bob.client.patch(url_of(answered), {"text": "Better.", "time_spent_seconds": 75})
    assert shown.status_code == 200
    names = ("text", "edited_count", "time_spent_seconds", "evaluation_status")
    assert [shown.json()[name] for name in names] == ["Better.", 1, 75, "pending"]
    assert bob.client.get(url_of(answered)).json() == shown.json()


def test_revision_is_told_of_and_leaves_its_line_in_the_trail(bob, answered, revise):
    revise(answered, text="Better.")
    with bob.scope():
        event = InterviewEvent.objects.get(type="answer.revised")
        line = ActivityLog.objects.get(action_type="answer_revise")
    assert event.data == {"answer": str(answered.uuid), "edited_count": 1}
    assert (line.user_id, line.entity_id) == (bob.user.pk, str(answered.uuid))


def test_revised_time_moves_the_average(bob, sitting, answer_next, revise, now):
    first = answer_next(sitting, now, seconds=60)
    answer_next(sitting, now, seconds=30)
    revise(first, text="Longer.", time_spent_seconds=90)
    with bob.scope():
        assert Interview.objects.get().average_answer_time == 60.0


def test_revision_takes_its_former_score_out_of_the_statistics(bob, evaluated, revise, evaluate_all):
    def figures():
        with bob.scope():
            statistics, question = QuestionStatistics.objects.get(), Question.objects.get(pk=evaluated.question_id)
        return statistics.scored, statistics.seconds_total, question.avg_completion_time

    revise(evaluated, text="Longer.", time_spent_seconds=90)
    assert figures() == (0, 0, None)
    evaluate_all()
    assert figures() == (1, 90, 90.0)


def test_revision_that_cannot_be_evaluated_keeps_no_score_of_the_former_words(
    bob, sitting, evaluated, upload, evaluate_all
):
    recording = upload(bob, sitting)
    bob.client.patch(url_of(evaluated), {"text": "", "media": recording})
    evaluate_all()
    shown = bob.client.get(url_of(evaluated)).json()
    assert (shown["evaluation_status"], shown["score"]) == ("failed", None)
    told = bob.client.get(url_of(evaluated) + "feedback/")
    assert (told.status_code, told.json()["code"]) == (404, "evaluation_failed")


def test_revised_time_of_an_unscored_answer_counts_once_with_its_score(bob, answered, revise, evaluate_all):
    revise(answered, text="Longer.", time_spent_seconds=90)
    evaluate_all()
    with bob.scope():
        statistics = QuestionStatistics.objects.get()
    assert (statistics.scored, statistics.seconds_total) == (1, 90)


def test_revision_may_add_a_recording(bob, sitting, answered, upload, good):
    recording = upload(bob, sitting)
    shown = bob.client.patch(url_of(answered), {"media": recording}).json()
    with bob.scope():
        answer = Answer.objects.get()
    assert answer.audio_url == f"{bob.organization.uuid}/{sitting.uuid}/{recording}.wav"
    assert (answer.text, shown["edited_count"]) == (good, 1)


@pytest.mark.parametrize(
    ("body", "errors"),
    [
        ({}, [("text", "required")]),
        ({"time_spent_seconds": 5}, [("text", "required")]),
        ({"text": ""}, [("text", "required")]),
        ({"text": None}, [("text", "null")]),
        ({"text": "a", "time_spent_seconds": -1}, [("time_spent_seconds", "min_value")]),
        ({"text": "a", "question": "b"}, [("question", "unknown_field")]),
        ({"media": "00000000-0000-0000-0000-000000000000"}, [("media", "invalid_choice")]),
    ],
)
def test_revision_names_every_wrong_field_and_changes_nothing(bob, answered, error_codes, good, body, errors):
    assert error_codes(bob.client.patch(url_of(answered), body)) == errors
    with bob.scope():
        answer = Answer.objects.get()
    assert (answer.text, answer.edited_count, answer.revision_history) == (good, 0, [])


def test_revision_is_possible_while_paused(bob, sitting, answered, enter, now):
    enter(sitting, "paused", now + HOUR)
    assert bob.client.patch(url_of(answered), {"text": "Better."}).status_code == 200


@pytest.mark.parametrize("end", ["completed", "abandoned"])
def test_revision_after_the_end_is_refused(bob, sitting, answered, enter, now, problem, end, good):
    enter(sitting, end, now + HOUR)
    assert problem(bob.client.patch(url_of(answered), {"text": "Better."})) == (409, "interview_not_in_progress")
    with bob.scope():
        assert Answer.objects.get().text == good


def test_evaluating_again_is_accepted_and_leaves_its_line_in_the_trail(bob, evaluated):
    response = bob.client.post(url_of(evaluated) + "evaluate/")
    with bob.scope():
        line = ActivityLog.objects.get(action_type="answer_reevaluate")
    assert response.status_code == 202
    assert response.json() == {"uuid": str(evaluated.uuid), "evaluation_status": "pending", "evaluation_error": ""}
    assert (line.user_id, line.entity_id) == (bob.user.pk, str(evaluated.uuid))


def test_coach_may_have_an_answer_evaluated_again(bob, dana, evaluated, evaluate_all):
    assert dana.client.post(url_of(evaluated) + "evaluate/").status_code == 202
    evaluate_all()
    with bob.scope():
        assert list(Feedback.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
        line = ActivityLog.objects.get(action_type="answer_reevaluate")
    assert line.user_id == dana.user.pk


def test_answer_that_waits_already_is_not_queued_twice(bob, answered):
    with bob.scope():
        again = evaluate_again(actor=bob.actor, answer_uuid=answered.uuid, now=answered.submitted_at + HOUR)
        lines = ActivityLog.objects.filter(action_type="answer_reevaluate").count()
    assert (again.evaluation_number, again.evaluation_due_at, lines) == (1, answered.submitted_at, 0)


def test_evaluating_again_is_no_sign_of_life_of_the_candidate(bob, dana, evaluated, now):
    dana.client.post(url_of(evaluated) + "evaluate/")
    with bob.scope():
        assert Interview.objects.get().last_activity_at == now + timedelta(minutes=1)
