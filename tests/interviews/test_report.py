"""What a sitting amounts to."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import Organization
from interviews.models import Answer, Feedback, Interview

pytestmark = pytest.mark.django_db

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
def report():
    """Read the report of an interview by the API."""

    def read(person, interview):
        response = person.client.get(f"/api/v1/interviews/{interview.uuid}/report/")
        assert response.status_code == 200
        return response.json()

    return read


@pytest.fixture
def practised(library, begin, answer_next, enter, now):
    """Complete an interview with one evaluated answer; its score may be set."""

    def practise(person, days=0, score=None, **configuration):
        interview = begin(person, at=now + days * DAY, **configuration)
        answer_next(interview, now + days * DAY, person=person)
        with person.scope():
            if score is not None:
                Interview.objects.filter(pk=interview.pk).update(overall_score=score)
            Interview.objects.filter(pk=interview.pk).update(
                status="completed", completed_at=now + days * DAY + MINUTE, active_time_seconds=60
            )
        return interview

    return practise


def test_report_is_final_once_complete_and_evaluated(bob, sitting, answered, enter, now, report, evaluate_all):
    finals = [report(bob, sitting)["final"]]
    enter(sitting, "completed", now + 5 * MINUTE)
    finals.append(report(bob, sitting)["final"])
    evaluate_all()
    finals.append(report(bob, sitting)["final"])
    assert finals == [False, False, True]


def test_report_of_an_evaluated_but_open_interview_is_not_final(bob, sitting, evaluated, report):
    assert report(bob, sitting)["final"] is False


def test_report_with_a_failed_evaluation_is_final(bob, sitting, answered, enter, now, report):
    with bob.scope():
        Answer.objects.update(evaluation_status="failed")
    enter(sitting, "completed", now + 5 * MINUTE)
    assert report(bob, sitting)["final"] is True


def test_report_shows_the_interview_and_its_scores(bob, sitting, evaluated, enter, now, report):
    enter(sitting, "completed", now + 5 * MINUTE)
    shown = report(bob, sitting)
    interview = bob.client.get(f"/api/v1/interviews/{sitting.uuid}/").json()
    assert shown["interview"] == interview
    names = ("overall_score", "technical_score", "communication_score", "confidence_score")
    assert shown["scores"] == {name: interview[name] for name in names}
    assert shown["quality_rating"] == interview["quality_rating"] != ""


def test_report_has_a_row_for_each_question(bob, sitting, answer_next, now, report):
    first = answer_next(sitting, now)
    for call in ("get", "post"):
        path = "next-question" if call == "get" else "skip"
        getattr(bob.client, call)(f"/api/v1/interviews/{sitting.uuid}/{path}/")
    bob.client.get(f"/api/v1/interviews/{sitting.uuid}/next-question/")
    bob.client.post(f"/api/v1/interviews/{sitting.uuid}/hint/")
    rows = report(bob, sitting)["questions"]
    assert [(row["position"], row["state"], row["hint_used"]) for row in rows] == [
        (1, "answered", False), (2, "skipped", False), (3, "open", True),
    ]  # fmt: skip
    assert rows[0]["answer"] == str(first.uuid)
    assert (rows[0]["score"], rows[0]["word_count"], rows[0]["time_spent_seconds"]) == (
        first.score, first.word_count, 60,
    )  # fmt: skip


def test_report_shows_a_sample_answer_for_answered_questions_alone(bob, sitting, evaluated, library, report):
    bob.client.get(f"/api/v1/interviews/{sitting.uuid}/next-question/")
    # Not while the answer may still be revised.
    assert report(bob, sitting)["questions"][0]["sample_answer"] == ""
    bob.client.post(f"/api/v1/interviews/{sitting.uuid}/complete/")
    rows = report(bob, sitting)["questions"]
    assert rows[0]["sample_answer"] == library[0].sample_answer
    assert rows[1].keys() & {"sample_answer", "keywords", "criteria"} == set()


def test_report_gathers_points_with_the_answer_they_are_of(bob, sitting, evaluated, report):
    shown = report(bob, sitting)
    with bob.scope():
        feedback = Feedback.objects.get()
    for kind in ("strengths", "improvements"):
        assert shown[kind] == [{**point, "answer": str(evaluated.uuid)} for point in getattr(feedback, kind)[:3]]
    assert shown["plan"] == {
        "action_items": feedback.action_items, "practice_suggestions": feedback.practice_suggestions,
        "learning_resources": feedback.learning_resources,
    }  # fmt: skip


def test_report_rests_on_the_latest_feedback(bob, sitting, evaluated, evaluate_all, report):
    bob.client.patch(f"/api/v1/answers/{evaluated.uuid}/", {"text": "I don't know."})
    evaluate_all()
    with bob.scope():
        latest = Feedback.objects.get(number=2)
    row = report(bob, sitting)["questions"][0]
    assert (row["score"], row["detailed_feedback"]) == (latest.score, latest.detailed_feedback)


@pytest.mark.parametrize("status", ["pending", "failed"])
def test_report_leaves_out_what_was_said_of_former_words(bob, sitting, evaluated, report, status):
    bob.client.patch(f"/api/v1/answers/{evaluated.uuid}/", {"text": "I don't know."})
    with bob.scope():
        Answer.objects.update(evaluation_status=status)
    shown = report(bob, sitting)
    row = shown["questions"][0]
    assert (row["score"], row["detailed_feedback"], row["criteria"], row["flags"]) == (None, "", [], [])
    assert (shown["strengths"], shown["improvements"], shown["plan"]["action_items"]) == ([], [], [])


def test_report_keeps_what_was_said_of_the_same_words(bob, sitting, evaluated, report):
    before = report(bob, sitting)
    bob.client.post(f"/api/v1/answers/{evaluated.uuid}/evaluate/")
    after = report(bob, sitting)
    assert after["questions"][0] == before["questions"][0] | {"evaluation_status": "pending"}
    assert after["strengths"] == before["strengths"] != []


def test_delivery_counts_words_a_minute_over_all_answers(bob, sitting, answer_next, now, report):
    answer_next(sitting, now, text="one two three four", seconds=30)
    answer_next(sitting, now, text="five six", seconds=15)
    answer_next(sitting, now, text="no time was told", seconds=0)
    delivery = report(bob, sitting)["delivery"]
    assert (delivery["words_per_minute"], delivery["average_answer_time"]) == (8.0, 15.0)
    assert delivery["measured"] == {}


def test_delivery_shows_what_the_client_measured(bob, sitting, report):
    question = sitting.first_slot.question.uuid
    body = {"question": question, "text": "Yes.", "time_spent_seconds": 0, "metrics": {"pauses": 2}}
    uuid = bob.client.post(f"/api/v1/interviews/{sitting.uuid}/answers/", body).json()["uuid"]
    delivery = report(bob, sitting)["delivery"]
    assert (delivery["measured"], delivery["words_per_minute"]) == ({uuid: {"pauses": 2}}, None)


def test_report_of_an_untouched_interview_is_empty(bob, sitting, report):
    shown = report(bob, sitting)
    assert (shown["strengths"], shown["improvements"], shown["quality_rating"]) == ([], [], "")
    assert shown["plan"] == {"action_items": [], "practice_suggestions": [], "learning_resources": []}
    assert shown["comparison"] == {
        "own_past": {"mean": None, "best": None, "interviews": 0}, "organization": None,
    }  # fmt: skip
    assert (shown["session_recording_url"], shown["delivery"]["words_per_minute"]) == ("", None)


def test_report_compares_with_the_own_past_in_the_field(bob, practised, report, ask):
    ask(field="hr")
    practised(bob, days=0, score=4.0)
    practised(bob, days=1, score=7.0)
    practised(bob, days=1, score=1.0, field="hr", questions_total=1)
    last = practised(bob, days=2, score=6.0)
    practised(bob, days=3, score=9.0)
    compared = report(bob, last)["comparison"]
    assert compared["own_past"] == {"mean": 5.5, "best": 7.0, "interviews": 2}
    assert compared["change"] == 0.5


def test_report_does_not_count_the_past_of_others_or_open_interviews(bob, emil, charlie, practised, begin, report):
    practised(emil, score=9.0)
    practised(charlie, score=9.0)
    begin(bob)
    last = practised(bob, days=2, score=6.0)
    assert report(bob, last)["comparison"]["own_past"]["interviews"] == 0


def test_report_compares_with_the_organization_from_three_people_on(bob, emil, dana, alice, practised, report):
    practised(emil, score=4.0), practised(emil, score=4.0), practised(dana, score=8.0)
    mine = practised(bob, days=1, score=6.0)
    assert report(bob, mine)["comparison"]["organization"] is None
    practised(alice, score=2.0)
    assert report(bob, mine)["comparison"]["organization"] == {"mean": 4.5, "interviews": 4, "people": 3}


def test_report_never_counts_people_of_another_organization(bob, emil, dana, charlie, practised, report):
    for person in (emil, dana, charlie):
        practised(person, score=5.0)
    assert report(bob, practised(bob, days=1))["comparison"]["organization"] is None


def test_organization_may_keep_its_averages_to_itself(bob, emil, dana, alice, acme, practised, report):
    for person in (emil, dana, alice):
        practised(person, score=5.0)
    mine = practised(bob, days=1)
    Organization.objects.filter(pk=acme.pk).update(shows_averages=False)
    assert report(bob, mine)["comparison"]["organization"] is None


def test_report_links_the_recording_of_the_session(bob, sitting, wav, report):
    body = {"file": SimpleUploadedFile("a", wav), "kind": "audio", "is_session_recording": "true"}
    bob.client.post(f"/api/v1/interviews/{sitting.uuid}/media/", body, format="multipart")
    served = bob.client.get(report(bob, sitting)["session_recording_url"])
    assert b"".join(served.streaming_content) == wav


def test_report_shows_the_notes(bob, sitting, report):
    bob.client.patch(f"/api/v1/interviews/{sitting.uuid}/", {"notes": "Breathe."})
    assert report(bob, sitting)["notes"] == "Breathe."


def test_report_is_read_by_the_coach(dana, sitting, evaluated, report):
    assert report(dana, sitting)["interview"]["uuid"] == str(sitting.uuid)
