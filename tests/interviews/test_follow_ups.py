"""After an answer: when something is asked further, what and why, and what it counts."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from interview_coach.core.tenancy import tenant_scope
from interviews import rules
from interviews.evaluation.results import Probe
from interviews.models import AIPolicy, Answer, Interview, InterviewEvent, InterviewQuestion
from interviews.services.answers import evaluate_again, submit_answer
from interviews.services.evaluation import evaluate_answer, finish, take_up
from interviews.services.judging import judge
from questionbank.models import QuestionStatistics, RubricVersion
from tests.interviews.follow_ups import FURTHER, HALF, HERD, POOR, WEAK, WRITE

pytestmark = pytest.mark.django_db


@pytest.fixture
def policy(acme):
    """Let acme ask so many follow-ups a question."""

    def set_policy(most):
        with tenant_scope(acme.pk):
            return AIPolicy.objects.create(organization=acme, follow_ups_per_question=most)

    return set_policy


def kinds(person, interview):
    with person.scope():
        return list(
            InterviewQuestion.objects.filter(interview=interview).order_by("position").values_list("kind", flat=True)
        )


def row(person, interview):
    with person.scope():
        return Interview.objects.get(pk=interview.pk)


def test_weak_answer_is_asked_further_before_the_next_question(bob, probed, say):
    _, answer = say(probed, WEAK)
    shown = bob.client.get(f"/api/v1/interviews/{probed.uuid}/next-question/").json()
    with bob.scope():
        slot = InterviewQuestion.objects.get(kind="follow_up")
    assert shown["uuid"] == str(slot.uuid)
    assert (shown["kind"], shown["position"], shown["parent"]) == ("follow_up", 2, str(answer.uuid))
    assert shown["text"].startswith(HERD["text"])
    assert shown["reason"] == slot.reason == "You have not spoken of stampede yet."
    assert (shown["category"], shown["hint_available"], shown["draft"]) == ("technical", False, "")
    assert slot.probes == HERD["probes"]


def test_follow_up_is_told_of_and_counts_as_no_question(bob, probed, say, happened):
    say(probed, WEAK)
    assert happened(bob, probed, after=2) == [
        "answer.received", "evaluation.started", "feedback.ready", "question.ready"
    ]  # fmt: skip
    with bob.scope():
        slot, event = InterviewQuestion.objects.get(kind="follow_up"), InterviewEvent.objects.get(seq=6)
    assert event.data == {"question": str(slot.uuid), "position": 2, "kind": "follow_up"}
    assert (row(bob, probed).questions_total, row(bob, probed).questions_answered) == (2, 1)


@pytest.mark.parametrize(
    "text",
    [
        "I don't know.",
        "asdf qwer zxcv",
        "Cats sleep most of the day and hunt at night, which is why they are quiet pets in a small flat.",
        "invalidation, transaction, stampede",
    ],
)
def test_next_to_nothing_is_not_asked_further(bob, probed, say, text):
    say(probed, text)
    assert kinds(bob, probed) == ["main"]


def test_good_answer_is_not_asked_further(bob, probed, say, good):
    _, answer = say(probed, good)
    assert (answer.score > 8, kinds(bob, probed)) == (True, ["main"])


@pytest.mark.parametrize(("above", "asked"), [(None, 1), (-0.1, 1), (0.0, 1), (0.1, 2)])
def test_threshold_of_the_rubric_decides(bob, probed, say, house_scope, now, above, asked):
    set_threshold(house_scope, None)
    _, answer = say(probed, WEAK)
    assert kinds(bob, probed) == ["main"]
    set_threshold(house_scope, None if above is None else answer.score + above)
    with bob.scope():
        evaluate_again(actor=bob.actor, answer_uuid=answer.uuid, now=now)
        evaluate_answer(answer_id=answer.pk, organization_id=answer.organization_id, clock=lambda: now)
    assert len(kinds(bob, probed)) == asked


def set_threshold(house_scope, threshold):
    with house_scope():
        RubricVersion.objects.update(probe_threshold=threshold)


def test_interview_without_follow_ups_asks_none(bob, ask_further, begin, say):
    ask_further(follow_up_questions=[HERD])
    interview = begin(bob, questions_total=1, asks_follow_ups=False)
    say(interview, WEAK)
    assert kinds(bob, interview) == ["main"]


@pytest.mark.parametrize(("wish", "shown"), [({}, True), ({"follow_ups": True}, True), ({"follow_ups": False}, False)])
def test_start_says_whether_answers_may_be_asked_further(bob, library, wish, shown):
    body = {"field": "software_engineering", "level": "mid", **wish}
    started = bob.client.post("/api/v1/interviews/", body).json()
    assert started["asks_follow_ups"] is shown
    assert bob.client.get(f"/api/v1/interviews/{started['uuid']}/").json()["asks_follow_ups"] is shown


@pytest.mark.parametrize("wrong", ["yes", 1, None])
def test_start_takes_no_other_word_for_follow_ups(bob, library, error_codes, wrong):
    body = {"field": "software_engineering", "level": "mid", "follow_ups": wrong}
    code = "null" if wrong is None else "invalid"
    assert error_codes(bob.client.post("/api/v1/interviews/", body)) == [("follow_ups", code)]


@pytest.mark.parametrize("most", [0, 1, 2])
def test_policy_bounds_how_deep_it_goes(bob, probed, say, policy, most):
    policy(most)
    asked = [say(probed, text)[0] for text in (WEAK, HALF, "It changes with the row.")[: most + 1]]
    with bob.scope():
        first = Answer.objects.order_by("pk").first()
    assert [slot.parent_id for slot in asked] == [None] + [first.pk] * most
    assert kinds(bob, probed) == ["main"] + ["follow_up"] * most


def test_second_follow_up_takes_account_of_what_the_first_brought(bob, probed, say, policy):
    policy(2)
    say(probed, WEAK)
    say(probed, HALF)
    with bob.scope():
        texts = list(
            InterviewQuestion.objects.filter(kind="follow_up").order_by("position").values_list("text", flat=True)
        )
    assert [text.rpartition(" (")[0] for text in texts] == [HERD["text"], WRITE["text"]]


def test_same_words_are_asked_once_in_a_sitting(bob, ask_further, begin, say):
    for _ in range(2):
        ask_further(follow_up_questions=[HERD])
    interview = begin(bob, questions_total=2)
    for text in (WEAK, FURTHER, WEAK):
        say(interview, text)
    assert kinds(bob, interview) == ["main", "follow_up", "main"]


def test_question_that_is_open_already_comes_first(bob, probed, now):
    url = f"/api/v1/interviews/{probed.uuid}/"
    first = bob.client.get(url + "next-question/").json()["uuid"]
    body = {"question": first, "text": WEAK, "time_spent_seconds": 60}
    answer = bob.client.post(url + "answers/", body).json()["uuid"]
    second = bob.client.get(url + "next-question/").json()
    with bob.scope():
        found = Answer.objects.get(uuid=answer)
        evaluate_answer(answer_id=found.pk, organization_id=found.organization_id)
    assert bob.client.get(url + "next-question/").json()["uuid"] == second["uuid"]
    bob.client.post(url + "skip/")
    assert [bob.client.get(url + "next-question/").json()[name] for name in ("kind", "position")] == ["follow_up", 3]


def test_last_answer_may_still_bring_one(bob, probed, say, good, problem, now):
    say(probed, good)
    url = f"/api/v1/interviews/{probed.uuid}/"
    last = bob.client.get(url + "next-question/").json()["uuid"]
    bob.client.post(url + "answers/", {"question": last, "text": WEAK, "time_spent_seconds": 60})
    assert problem(bob.client.get(url + "next-question/")) == (409, "no_question_left")
    with bob.scope():
        answer = Answer.objects.get(evaluation_status="pending")
        evaluate_answer(answer_id=answer.pk, organization_id=answer.organization_id)
    assert bob.client.get(url + "next-question/").json()["kind"] == "follow_up"


def test_story_without_follow_ups_is_asked_for_its_result(bob, ask_further, begin, say):
    ask_further(
        category="behavioral", field="behavioral", text="Tell me about a conflict with a colleague.",
        sample_answer="", keywords=["colleague", "conflict", "listened", "agreed"], evaluation_criteria=[],
    )  # fmt: skip
    interview = begin(bob, questions_total=1, field="behavioral")
    _, answer = say(interview, "Last year I had a conflict with a colleague over an import. I had to keep it running. "
                    "I listened to her, and I proposed a plan on which we agreed in a meeting.")  # fmt: skip
    with bob.scope():
        asked = list(InterviewQuestion.objects.filter(kind="follow_up").values_list("text", "reason", "probes"))
    assert asked == [
        ("What was the result, and how did you measure it?", "Your story does not tell the result yet.", [])
    ], answer.score


@pytest.mark.parametrize(
    ("written", "text", "reason"),
    [
        (Probe("Who deletes the key?", "You left that open."), "Who deletes the key?", "You left that open."),
        (None, f"{HERD['text']} (0)", "You have not spoken of stampede yet."),
    ],
)
def test_follow_up_of_a_language_model_comes_before_the_question_s_own(
    bob, ask_further, begin, now, written, text, reason
):
    ask_further(follow_up_questions=[{**HERD, "text": f"{HERD['text']} (0)"}])
    interview = begin(bob, questions_total=1)
    with bob.scope():
        _, answer, _ = submit_answer(
            actor=bob.actor, interview_uuid=interview.uuid, question_uuid=interview.first_slot.question.uuid,
            text=WEAK, time_spent_seconds=30, now=now,
        )  # fmt: skip
        job = take_up(answer_id=answer.pk, now=now)
        judgement = judge(job.answer)
        finish(job, replace(judgement, evaluation=replace(judgement.evaluation, follow_up=written)), now=now)
        asked = list(InterviewQuestion.objects.filter(kind="follow_up").values_list("text", "reason"))
    assert asked == [(text, reason)]


def test_answer_to_a_follow_up_is_held_against_its_part(bob, probed, say):
    _, main = say(probed, WEAK)
    slot, further = say(probed, FURTHER)
    assert (slot.kind, further.question_id, further.evaluation_status) == ("follow_up", None, "succeeded")
    assert further.score > main.score
    with bob.scope():
        pinned = {feedback.rubric_version for answer in Answer.objects.all() for feedback in answer.feedback.all()}
    assert len(pinned) == 1


@pytest.mark.parametrize(
    ("own", "further", "earned"),
    [
        (4.0, [], 4.0), (4.0, [8.0], 6.0), (4.0, [3.0], 4.0), (4.0, [4.0], 4.0), (4.0, [8.0, 10.0], 7.0),
        (4.0, [None], 4.0), (4.0, [None, 6.0], 5.0), (None, [8.0], None), (0.0, [10.0], 5.0),
    ],
)  # fmt: skip
def test_mark_rises_with_a_good_follow_up_and_falls_with_none(own, further, earned):
    assert rules.mark(own, further) == earned


@pytest.mark.parametrize("text", [FURTHER, POOR])
def test_follow_up_counts_towards_its_question(bob, probed, say, good, text):
    _, main = say(probed, WEAK)
    _, further = say(probed, text)
    _, second = say(probed, good)
    mark = max(main.score, (main.score + further.score) / 2)
    assert row(bob, probed).overall_score == pytest.approx((mark + second.score) / 2, abs=0.006)
    report = bob.client.get(f"/api/v1/interviews/{probed.uuid}/report/").json()["questions"]
    assert [question["mark"] for question in report] == [pytest.approx(mark, abs=0.006), None, second.score]
    assert [question["score"] for question in report] == [main.score, further.score, second.score]


def test_report_shows_what_a_follow_up_goes_back_to_and_why(bob, probed, say):
    _, main = say(probed, WEAK)
    first, further = bob.client.get(f"/api/v1/interviews/{probed.uuid}/report/").json()["questions"]
    assert (first["kind"], first["parent"], first["state"]) == ("main", None, "answered")
    assert (further["kind"], further["parent"], further["state"]) == ("follow_up", str(main.uuid), "open")
    assert (further["reason"], further["mark"]) == ("You have not spoken of stampede yet.", None)


def test_follow_up_leaves_the_figures_of_question_and_sitting_alone(bob, acme, probed, say):
    slot, main = say(probed, WEAK, seconds=60)
    say(probed, FURTHER, seconds=600)
    interview = row(bob, probed)
    assert (interview.questions_answered, interview.average_answer_time) == (1, 60)
    with bob.scope():
        figures = QuestionStatistics.objects.get(question=slot.question)
    assert (figures.asked, figures.scored, figures.score_total) == (1, 1, main.score)
    assert figures.seconds_total == 60


def test_adaptive_difficulty_and_turns_go_by_main_questions(bob, ask_further, begin, say):
    """A mixed interview asks every third question from the people side, however many follow-ups lie between."""
    for _ in range(2):
        ask_further(follow_up_questions=[HERD, WRITE])
    ask_further(field="behavioral", category="behavioral")
    interview = begin(bob, questions_total=3, interview_type="mixed")
    fields = [say(interview, text)[0] for text in (WEAK, FURTHER, WEAK, FURTHER, WEAK)]
    assert [slot.question.field for slot in fields if slot.question] == [
        "software_engineering", "software_engineering", "behavioral",
    ]  # fmt: skip


def test_evaluation_costs_the_same_however_many_follow_ups_there_are(bob, ask_further, begin, say):
    for number in range(5):
        ask_further(follow_up_questions=[{**HERD, "text": f"{number}?"}])
    interview = begin(bob, questions_total=5)
    ran = []
    for _ in range(4):
        with CaptureQueriesContext(connection) as captured:
            say(interview, WEAK)
        ran.append(len(captured))
        say(interview, FURTHER)
    assert kinds(bob, interview).count("follow_up") == 4
    assert ran[1] == ran[3]
