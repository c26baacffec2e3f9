"""What happened in a sitting, by REST: the frames of the socket, numbered without gaps."""

from datetime import timedelta

import pytest

from interviews.models import Interview, InterviewEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def events(bob, sitting):
    def read(person=bob, **query):
        return person.client.get(f"/api/v1/interviews/{sitting.uuid}/events/", query)

    return read


def test_events_are_the_frames_of_the_socket(bob, sitting, events, now):
    question = str(sitting.first_slot.question.uuid)
    at = now.isoformat().replace("+00:00", "Z")
    assert events().json() == {
        "results": [
            {"seq": 1, "type": "interview.started", "at": at,
             "data": {"field": "software_engineering", "level": "mid", "widened": []}},
            {"seq": 2, "type": "question.ready", "at": at,
             "data": {"question": question, "position": 1, "kind": "main"}},
        ],
        "last_seq": 2,
    }  # fmt: skip


def test_events_of_a_whole_sitting_have_no_gap(bob, sitting, answer_next, enter, now, events):
    for n in range(3):
        answer_next(sitting, now + timedelta(minutes=n))
    enter(sitting, "paused", now + timedelta(minutes=5))
    enter(sitting, "in_progress", now + timedelta(minutes=6))
    enter(sitting, "completed", now + timedelta(minutes=7))
    shown = events().json()
    seqs = [frame["seq"] for frame in shown["results"]]
    assert seqs == list(range(1, shown["last_seq"] + 1))
    answered = ["answer.received", "evaluation.started", "feedback.ready"]
    assert [frame["type"] for frame in shown["results"]] == [
        "interview.started", "question.ready", *answered, "question.ready", *answered, "question.ready", *answered,
        "interview.paused", "interview.resumed", "interview.completed",
    ]  # fmt: skip


def test_feedback_is_told_with_answer_feedback_and_score(bob, evaluated, events):
    shown = bob.client.get(f"/api/v1/answers/{evaluated.uuid}/feedback/").json()
    data = events().json()["results"][-1]["data"]
    assert data == {
        "answer": str(evaluated.uuid), "feedback": shown["uuid"], "score": shown["score"],
        "confidence": shown["ai_confidence_score"], "overall_score": shown["score"],
    }  # fmt: skip


@pytest.mark.parametrize(("after", "seqs"), [(0, [1, 2]), (1, [2]), (2, []), (999_999_999, [])])
def test_events_are_read_on_from_a_number(events, after, seqs):
    shown = events(after=after).json()
    assert ([frame["seq"] for frame in shown["results"]], shown["last_seq"]) == (seqs, 2)


@pytest.mark.parametrize("after", ["-1", "1.5", "x", "", "1" * 10, "٣", "1e3", " 1"])
def test_malformed_number_is_refused(events, error_codes, after):
    assert error_codes(events(after=after)) == [("after", "invalid")]


def test_events_come_five_hundred_at_most(bob, sitting, events, now):
    with bob.scope():
        InterviewEvent.objects.bulk_create(
            InterviewEvent(organization=bob.organization, user=bob.user, interview=sitting, seq=seq, type="x", at=now)
            for seq in range(3, 603)
        )
        Interview.objects.update(last_seq=602)
    pages = [events(after=after).json() for after in (0, 500)]
    assert [[f["seq"] for f in page["results"]] for page in pages] == [list(range(1, 501)), list(range(501, 603))]
    assert [page["last_seq"] for page in pages] == [602, 602]
