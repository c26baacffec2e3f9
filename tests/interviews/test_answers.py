"""Answering: what is kept of an answer, what follows from it, and when there is none to give."""

from datetime import timedelta

import pytest

from accounts.models import ActivityLog
from interviews.models import Answer, Interview, InterviewEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(sitting):
    return f"/api/v1/interviews/{sitting.uuid}/"


@pytest.fixture
def first(sitting):
    return str(sitting.first_slot.question.uuid)


@pytest.fixture
def submit(bob, url, first):
    """Answer the first question, or another."""

    def send(**body):
        return bob.client.post(url + "answers/", {"question": first, "time_spent_seconds": 60, **body})

    return send


def only_answer(bob):
    with bob.scope():
        return Answer.objects.get()


def test_answer_is_accepted_for_evaluation(bob, submit, first):
    response = submit(text="I would delete the key.")
    assert response.status_code == 202
    assert response.json() == {
        "uuid": str(only_answer(bob).uuid), "question": first, "evaluation_status": "pending",
        "questions_answered": 1, "questions_total": 5,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words", "characters"),
    [
        ("one two", 2, 7),
        ("  leading and trailing \n", 3, 24),
        ("a\r\nb\r\n", 2, 6),
        ("naïve 💥 café", 3, 12),
        ("👩‍👩‍👧 e\u0301", 2, 8),
        ("中文没有空格", 1, 6),
        ("   ", 0, 3),
    ],
)
def test_text_is_kept_and_counted_to_the_character(bob, submit, text, words, characters):
    uuid = submit(text=text).json()["uuid"]
    answer = only_answer(bob)
    assert (answer.text, answer.word_count, answer.character_count) == (text, words, characters)
    assert bob.client.get(f"/api/v1/answers/{uuid}/").json()["text"] == text


def test_transcript_alone_is_an_answer_and_is_counted(bob, submit):
    assert submit(transcript="so I said yes").status_code == 202
    answer = only_answer(bob)
    assert (answer.text, answer.transcript, answer.words, answer.word_count) == (
        "", "so I said yes", "so I said yes", 4,
    )  # fmt: skip


def test_text_counts_before_its_transcript(bob, submit):
    submit(text="I said yes", transcript="um I said yes")
    answer = only_answer(bob)
    assert (answer.words, answer.word_count, answer.transcript) == ("I said yes", 3, "um I said yes")


def test_blank_text_does_not_hide_its_transcript(bob, submit):
    submit(text=" \n", transcript="I said yes")
    answer = only_answer(bob)
    assert (answer.words, answer.word_count) == ("I said yes", 3)


def test_blank_text_beside_a_recording_is_nothing_to_read(bob, submit, upload, sitting):
    submit(text=" ", media=upload(bob, sitting))
    assert only_answer(bob).words == ""


def test_recording_alone_is_an_answer(bob, submit, upload, sitting):
    recording = upload(bob, sitting)
    assert submit(media=recording).status_code == 202
    answer = only_answer(bob)
    assert (answer.text, answer.video_url, answer.word_count) == ("", "", 0)
    assert answer.audio_url == f"{bob.organization.uuid}/{sitting.uuid}/{recording}.wav"


def test_metrics_are_kept_as_sent(bob, submit):
    metrics = {"pauses": [0.5, 1.25], "typing": {"wpm": 41}, "focus": True}
    submit(text="Yes.", metrics=metrics)
    assert only_answer(bob).delivery_metrics == metrics


@pytest.mark.parametrize(
    ("body", "errors"),
    [
        ({}, [("text", "required")]),
        ({"text": ""}, [("text", "required")]),
        ({"text": "", "transcript": "", "media": None}, [("text", "required")]),
        ({"text": 5}, [("text", "invalid")]),
        ({"text": None}, [("text", "null")]),
        ({"text": "a\x00b"}, [("text", "invalid")]),
        ({"text": "x" * 50_001}, [("text", "max_length")]),
        ({"transcript": "x" * 50_001}, [("transcript", "max_length")]),
        ({"text": "a", "question": "first"}, [("question", "invalid")]),
        ({"text": "a", "question": None}, [("question", "null")]),
        ({"text": "a", "media": "file"}, [("media", "invalid")]),
        ({"text": "a", "time_spent_seconds": -1}, [("time_spent_seconds", "min_value")]),
        ({"text": "a", "time_spent_seconds": 86_401}, [("time_spent_seconds", "max_value")]),
        ({"text": "a", "time_spent_seconds": 1.5}, [("time_spent_seconds", "invalid")]),
        ({"text": "a", "time_spent_seconds": None}, [("time_spent_seconds", "null")]),
        ({"text": "a", "metrics": []}, [("metrics", "invalid")]),
        ({"text": "a", "score": 10}, [("score", "unknown_field")]),
    ],
)
def test_answer_names_every_wrong_field(bob, submit, error_codes, body, errors):
    assert error_codes(submit(**body)) == errors
    with bob.scope():
        assert Answer.objects.count() == 0


def test_answer_needs_question_and_time(bob, url, error_codes):
    missing = error_codes(bob.client.post(url + "answers/", {"text": "Yes."}))
    assert missing == [("question", "required"), ("time_spent_seconds", "required")]


def test_second_answer_to_a_question_is_refused(bob, submit, problem):
    first = submit(text="One.").json()["uuid"]
    again = submit(text="Two.")
    assert problem(again) == (409, "already_answered")
    assert again.json()["answer"] == first
    assert only_answer(bob).text == "One."


def test_same_key_answers_once_and_another_body_is_refused(bob, url, first, problem):
    headers = {"HTTP_IDEMPOTENCY_KEY": "answer-1"}
    body = {"question": first, "text": "One.", "time_spent_seconds": 5}
    kept, replayed = [bob.client.post(url + "answers/", body, **headers) for _ in range(2)]
    other = bob.client.post(url + "answers/", {**body, "text": "Two."}, **headers)
    assert (replayed.status_code, replayed.json(), replayed["Idempotent-Replayed"]) == (202, kept.json(), "true")
    assert problem(other) == (422, "idempotency_key_reused")
    assert only_answer(bob).text == "One."


def test_key_of_one_person_means_nothing_to_another(bob, emil, library, begin, url, first):
    headers = {"HTTP_IDEMPOTENCY_KEY": "answer-1"}
    his = begin(emil)
    bob.client.post(url + "answers/", {"question": first, "text": "One.", "time_spent_seconds": 5}, **headers)
    body = {"question": his.first_slot.question.uuid, "text": "Mine.", "time_spent_seconds": 5}
    response = emil.client.post(f"/api/v1/interviews/{his.uuid}/answers/", body, **headers)
    assert (response.status_code, response.has_header("Idempotent-Replayed")) == (202, False)


def test_question_that_was_never_asked_takes_no_answer(submit, library, first, unknown, problem):
    never = next(question.uuid for question in library if str(question.uuid) != first)
    for uuid in (never, unknown):
        assert problem(submit(question=uuid, text="Yes.")) == (409, "question_not_asked")


def test_question_of_another_sitting_takes_no_answer_here(bob, begin, submit, first, problem):
    other = begin(bob).first_slot.question.uuid
    assert str(other) != first
    assert problem(submit(question=other, text="Yes.")) == (409, "question_not_asked")


def test_skipped_question_takes_no_answer(bob, url, submit, problem):
    bob.client.post(url + "skip/")
    assert problem(submit(text="Yes.")) == (409, "question_not_asked")


@pytest.mark.parametrize("action", ["pause", "complete", "abandon"])
def test_answer_needs_a_running_interview(bob, url, submit, problem, action):
    bob.client.post(f"{url}{action}/")
    assert problem(submit(text="Yes.")) == (409, "interview_not_in_progress")
    with bob.scope():
        assert Answer.objects.count() == 0


def test_last_answer_does_not_complete_the_interview(bob, sitting, answer_next, now, happened):
    for _ in range(5):
        answer_next(sitting, now)
    with bob.scope():
        interview = Interview.objects.get()
    assert (interview.status, interview.questions_answered, interview.completed_at) == ("in_progress", 5, None)
    assert happened(bob, sitting)[-1] == "feedback.ready"


def test_average_answer_time_is_the_mean_of_all_answers(bob, sitting, answer_next, now):
    for seconds in (10, 25, 40, 0):
        answer_next(sitting, now, seconds=seconds)
    with bob.scope():
        assert Interview.objects.get().average_answer_time == 18.75


def test_answer_is_told_of_and_leaves_its_line_in_the_trail(bob, sitting, submit, first):
    uuid = submit(text="I would delete the key.").json()["uuid"]
    with bob.scope():
        event = InterviewEvent.objects.get(type="answer.received")
        line = ActivityLog.objects.get(action_type="answer_submit")
    assert (event.seq, event.data) == (3, {"answer": uuid, "question": first, "questions_answered": 1})
    assert (line.user_id, line.entity_type, line.entity_id) == (bob.user.pk, "answer", uuid)
    assert (line.request_method, line.request_path) == ("POST", f"/api/v1/interviews/{sitting.uuid}/answers/")


def test_answer_notes_the_time_and_the_last_sign_of_life(bob, sitting, answered, now):
    with bob.scope():
        interview = Interview.objects.get()
    assert answered.submitted_at == answered.evaluation_due_at == now + timedelta(minutes=1)
    assert interview.last_activity_at == now + timedelta(minutes=1)


def test_shown_answer_names_interview_and_question(bob, sitting, submit, first):
    uuid = submit(text="Yes.").json()["uuid"]
    shown = bob.client.get(f"/api/v1/answers/{uuid}/").json()
    assert (shown["interview"], shown["question"]) == (str(sitting.uuid), first)
    assert (shown["evaluation_status"], shown["score"], shown["edited_count"]) == ("pending", None, 0)
    assert (shown["audio_url"], shown["video_url"], shown["revision_history"]) == ("", "", [])


def test_evaluated_answer_shows_its_scores(bob, evaluated):
    shown = bob.client.get(f"/api/v1/answers/{evaluated.uuid}/").json()
    names = ("score", "clarity_score", "relevance_score", "depth_score", "structure_score", "communication_score",
             "technical_accuracy_score", "confidence_level", "sentiment_score", "ai_confidence",
             "ai_model_used")  # fmt: skip
    assert {name: shown[name] for name in names} == {name: getattr(evaluated, name) for name in names}
    assert shown["evaluation_status"] == "succeeded"
