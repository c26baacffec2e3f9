"""A follow-up is a slot like any other: skipped, drafted, answered, revised, ended over; and nobody else's."""

from datetime import timedelta

import pytest

from accounts.models import ActivityLog
from interviews.models import Answer, Feedback, Interview, InterviewQuestion
from interviews.services.answers import evaluate_again, revise_answer, submit_answer
from interviews.services.evaluation import evaluate_answer
from tests.interviews.follow_ups import FURTHER, HALF, WEAK

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


@pytest.fixture
def asked(bob, probed, say):
    """Bob's interview with the follow-up that waits, the answer before it at `main`."""
    _, probed.main = say(probed, WEAK)
    with bob.scope():
        probed.follow_up = InterviewQuestion.objects.get(kind="follow_up")
    return probed


@pytest.fixture
def url(asked):
    return f"/api/v1/interviews/{asked.uuid}/"


def follow_ups(person):
    with person.scope():
        return list(InterviewQuestion.objects.filter(kind="follow_up").order_by("position"))


def evaluate(person, answer, at):
    with person.scope():
        return evaluate_answer(answer_id=answer.pk, organization_id=answer.organization_id, clock=lambda: at)


def body_of(slot, text=FURTHER):
    return {"question": str(slot.uuid), "text": text, "time_spent_seconds": 30}


def test_follow_up_is_answered_by_the_uuid_of_its_slot(bob, asked, url, problem):
    given = bob.client.post(url + "answers/", body_of(asked.follow_up))
    assert given.status_code == 202
    assert (given.json()["question"], given.json()["questions_answered"]) == (str(asked.follow_up.uuid), 1)
    shown = bob.client.get(f"/api/v1/answers/{given.json()['uuid']}/").json()
    assert (shown["question"], shown["text"]) == (str(asked.follow_up.uuid), FURTHER)
    assert problem(bob.client.post(url + "answers/", body_of(asked.follow_up))) == (409, "already_answered")


def test_main_question_follows_its_answered_follow_up(bob, asked, say, url):
    say(asked, FURTHER)
    shown = bob.client.get(url + "next-question/").json()
    assert (shown["kind"], shown["position"], shown["parent"]) == ("main", 3, None)


def test_skipped_follow_up_is_passed_over_for_good(bob, asked, url, problem):
    skipped = bob.client.post(url + "skip/")
    assert (skipped.status_code, skipped.json()["questions_answered"]) == (200, 1)
    assert bob.client.get(url + "next-question/").json()["kind"] == "main"
    assert problem(bob.client.post(url + "answers/", body_of(asked.follow_up))) == (409, "question_not_asked")
    with bob.scope():
        line = ActivityLog.objects.get(action_type="question_skip")
    assert line.entity_id == str(asked.follow_up.uuid)


def test_skipped_follow_up_is_not_asked_again_after_another_evaluation(bob, asked, url, now):
    bob.client.post(url + "skip/")
    with bob.scope():
        evaluate_again(actor=bob.actor, answer_uuid=asked.main.uuid, now=now)
    assert evaluate(bob, asked.main, now)
    assert [slot.pk for slot in follow_ups(bob)] == [asked.follow_up.pk]


def test_follow_up_has_no_hint(bob, asked, url, problem):
    assert problem(bob.client.post(url + "hint/")) == (404, "no_hint")
    with bob.scope():
        assert Interview.objects.get().total_hints_used == 0


def test_draft_of_a_follow_up_goes_by_its_slot(bob, asked, url):
    draft = {"question": str(asked.follow_up.uuid), "text": "With a lock …"}
    assert bob.client.put(url + "draft/", draft).json() == draft
    assert bob.client.get(url + "draft/").json() == draft
    assert bob.client.get(url + "draft/", {"question": draft["question"]}).json() == draft
    assert bob.client.get(url + "next-question/").json()["draft"] == draft["text"]


def test_main_slot_does_not_answer_to_its_own_uuid(bob, asked, url, problem):
    with bob.scope():
        main = InterviewQuestion.objects.get(kind="main")
    assert problem(bob.client.post(url + "answers/", body_of(main))) == (409, "question_not_asked")


def test_follow_up_of_another_interview_is_not_asked_here(bob, asked, begin, problem):
    other = begin(bob, questions_total=1)
    response = bob.client.post(f"/api/v1/interviews/{other.uuid}/answers/", body_of(asked.follow_up))
    assert problem(response) == (409, "question_not_asked")


def test_follow_up_of_a_stranger_is_not_found(asked, stranger, dana, url, problem):
    for person in (stranger, dana):
        assert problem(person.client.get(url + "next-question/")) == (404, "not_found")
        assert problem(person.client.post(url + "answers/", body_of(asked.follow_up))) == (404, "not_found")
        assert problem(person.client.post(url + "skip/")) == (404, "not_found")
        draft = {"question": str(asked.follow_up.uuid), "text": "x"}
        assert problem(person.client.put(url + "draft/", draft)) == (404, "not_found")


def test_revised_answer_keeps_the_follow_up_that_waits(bob, asked, now):
    with bob.scope():
        revise_answer(actor=bob.actor, answer_uuid=asked.main.uuid, now=now, text=WEAK + " Then I write it back.")
    assert evaluate(bob, asked.main, now)
    assert [slot.pk for slot in follow_ups(bob)] == [asked.follow_up.pk]


def test_answer_that_was_good_and_is_revised_to_a_weak_one_is_asked_further(bob, probed, say, good, now):
    _, answer = say(probed, good)
    assert follow_ups(bob) == []
    with bob.scope():
        revise_answer(actor=bob.actor, answer_uuid=answer.uuid, now=now, text=WEAK)
    evaluate(bob, answer, now)
    assert [slot.parent_id for slot in follow_ups(bob)] == [answer.pk]


def test_question_without_a_score_has_no_mark_whatever_its_follow_up_earned(bob, asked, say, now):
    say(asked, FURTHER)
    with bob.scope():
        revise_answer(actor=bob.actor, answer_uuid=asked.main.uuid, now=now, text="Something else.")
        assert Interview.objects.get().overall_score is None


def test_revised_follow_up_moves_no_time_of_the_main_questions(bob, asked, say, now):
    _, further = say(asked, HALF, seconds=40)
    with bob.scope():
        before = Interview.objects.get().average_answer_time
        revised = revise_answer(
            actor=bob.actor, answer_uuid=further.uuid, now=now, text=FURTHER, time_spent_seconds=400
        )
        assert (revised.time_spent_seconds, Interview.objects.get().average_answer_time) == (400, before)
    evaluate(bob, further, now)
    with bob.scope():
        numbers = list(Feedback.objects.filter(answer=further).order_by("number").values_list("number", flat=True))
    assert numbers == [1, 2]


def test_people_s_verdict_is_what_the_threshold_looks_at(bob, probed, say, good, now):
    _, answer = say(probed, good)
    with bob.scope():
        Answer.objects.filter(pk=answer.pk).update(human_score=3.5, score=3.5)
        evaluate_again(actor=bob.actor, answer_uuid=answer.uuid, now=now)
    evaluate(bob, answer, now)
    assert len(follow_ups(bob)) == 1


@pytest.mark.parametrize(("state", "expected"), [("paused", 1), ("completed", 0), ("abandoned", 0)])
def test_follow_up_comes_only_while_the_interview_is_open(bob, probed, enter, now, state, expected):
    with bob.scope():
        _, answer, _ = submit_answer(
            actor=bob.actor, interview_uuid=probed.uuid, question_uuid=probed.first_slot.question.uuid, text=WEAK,
            time_spent_seconds=30, now=now,
        )  # fmt: skip
    enter(probed, state, now + MINUTE)
    assert evaluate(bob, answer, now + 2 * MINUTE)
    assert len(follow_ups(bob)) == expected


def test_interview_may_end_with_a_follow_up_open(bob, asked, url, problem):
    ended = bob.client.post(url + "complete/")
    assert (ended.status_code, ended.json()["status"]) == (200, "completed")
    assert problem(bob.client.post(url + "answers/", body_of(asked.follow_up))) == (409, "interview_not_in_progress")
    report = bob.client.get(url + "report/").json()
    assert report["final"] is True
    assert [(row["kind"], row["state"]) for row in report["questions"]] == [("main", "answered"), ("follow_up", "open")]


def test_report_waits_for_the_evaluation_of_a_follow_up(bob, asked, url, now):
    uuid = bob.client.post(url + "answers/", body_of(asked.follow_up)).json()["uuid"]
    bob.client.post(url + "complete/")
    finals = [bob.client.get(url + "report/").json()["final"]]
    with bob.scope():
        answer = Answer.objects.get(uuid=uuid)
    evaluate(bob, answer, now + timedelta(days=3650))
    finals.append(bob.client.get(url + "report/").json()["final"])
    assert finals == [False, True]
    assert bob.client.get(f"/api/v1/answers/{uuid}/feedback/").status_code == 200


def test_failed_evaluation_leads_nowhere(bob, probed, now, upload):
    media = upload(bob, probed)
    with bob.scope():
        _, answer, _ = submit_answer(
            actor=bob.actor, interview_uuid=probed.uuid, question_uuid=probed.first_slot.question.uuid,
            time_spent_seconds=30, media_uuid=media, now=now,
        )  # fmt: skip
    assert evaluate(bob, answer, now)
    assert follow_ups(bob) == []
