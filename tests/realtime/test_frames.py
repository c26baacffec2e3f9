"""What is said on the socket of an interview, as the JSON that goes over the wire."""

import pytest
from channels.layers import get_channel_layer
from django.db import transaction

from interview_coach.core.tenancy import all_tenants
from interviews.models import Interview, InterviewEvent, InterviewQuestion
from interviews.services.answers import submit_answer

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
async def browser(connect, bob, sitting):
    """Bob's socket to his own interview."""
    return await connect(sitting.path, token=bob.access)


def draft_of(bob):
    with bob.scope():
        return InterviewQuestion.objects.get().draft


async def test_ping_is_answered(browser):
    await browser.send('{"type": "ping"}')
    assert await browser.hear() == {"type": "pong"}


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ("", "parse_error"),
        ("{", "parse_error"),
        ('{"type": "ping"} {}', "parse_error"),
        ('{"type": "draft", "text": "\\ud800"}', "parse_error"),
        ('{"type": "replay", "after": 1e999}', "parse_error"),
        ("[]", "invalid_frame"),
        ('"ping"', "invalid_frame"),
        ("null", "invalid_frame"),
        ("{}", "invalid_frame"),
        ('{"type": 5}', "invalid_frame"),
        ('{"type": "' + "x" * 300_000 + '"}', "invalid_frame"),
        ('{"type": "shutdown"}', "unknown_type"),
        ('{"type": "interview_news"}', "unknown_type"),
        ('{"type": "replay"}', "invalid_frame"),
        ('{"type": "replay", "after": -1}', "invalid_frame"),
        ('{"type": "replay", "after": "1"}', "invalid_frame"),
        ('{"type": "replay", "after": true}', "invalid_frame"),
        ('{"type": "replay", "after": 1.5}', "invalid_frame"),
        ('{"type": "replay", "after": 2147483648}', "invalid_frame"),
        ('{"type": "draft"}', "invalid_frame"),
        ('{"type": "draft", "question": "first", "text": "a"}', "invalid_frame"),
        ('{"type": "draft", "question": "00000000-0000-0000-0000-000000000000", "text": 5}', "invalid_frame"),
        ('{"type": "draft", "question": "00000000-0000-0000-0000-000000000000", "text": "a\\u0000"}', "invalid_frame"),
        ('{"type": "draft", "question": "00000000-0000-0000-0000-000000000000", "text": "a"}', "question_not_asked"),
    ],
)  # fmt: skip
async def test_bad_frame_is_told_and_the_connection_stays(browser, frame, code):
    await browser.socket.send_input({"type": "websocket.receive", "text": frame})
    told = await browser.hear()
    assert (told["type"], told["code"], told.keys()) == ("error", code, {"type", "code", "detail"})
    assert await browser.answers()


async def test_binary_frame_is_told_and_the_connection_stays(browser):
    await browser.socket.send_to(bytes_data=b'{"type": "ping"}')
    assert (await browser.hear())["code"] == "invalid_frame"
    assert await browser.answers()


async def test_replay_sends_everything_in_order(browser, sitting, now):
    await browser.send('{"type": "replay", "after": 0}')
    at = now.isoformat().replace("+00:00", "Z")
    assert await browser.hear_all(2) == [
        {"seq": 1, "type": "interview.started", "at": at,
         "data": {"field": "software_engineering", "level": "mid", "widened": []}},
        {"seq": 2, "type": "question.ready", "at": at,
         "data": {"question": sitting.first_question, "position": 1, "kind": "main"}},
    ]  # fmt: skip
    assert await browser.hears_nothing()


@pytest.mark.parametrize("after", [1, 2])
async def test_replay_reads_on_from_a_number(browser, after):
    await browser.send({"type": "replay", "after": after})
    await browser.send({"type": "ping"})
    frames = await browser.hear_all(3 - after)
    assert [frame.get("seq", frame["type"]) for frame in frames] == [*range(after + 1, 3), "pong"]


async def test_nothing_old_is_sent_unasked(impatient, browser, sitting, answer, in_thread):
    assert await browser.answers()
    uuid = await in_thread(answer)
    assert await browser.hear() == {
        "seq": 3, "type": "answer.received", "at": (await last_event_at(sitting, in_thread)),
        "data": {"answer": uuid, "question": sitting.first_question, "questions_answered": 1},
    }  # fmt: skip


async def last_event_at(sitting, in_thread):
    def read():
        with all_tenants():
            return InterviewEvent.objects.order_by("-seq").first().at.isoformat().replace("+00:00", "Z")

    return await in_thread(read)


async def test_feedback_comes_live(browser, bob, sitting, answer, evaluate_all, in_thread):
    await browser.send({"type": "replay", "after": 2})
    uuid = await in_thread(answer)
    await in_thread(evaluate_all)
    frames = await browser.hear_all(3)
    assert [(f["seq"], f["type"]) for f in frames] == [
        (3, "answer.received"), (4, "evaluation.started"), (5, "feedback.ready"),
    ]  # fmt: skip
    shown = (await in_thread(bob.client.get, f"/api/v1/answers/{uuid}/feedback/")).json()
    assert [frames[2]["data"][name] for name in ("answer", "feedback", "score")] == [
        uuid,
        shown["uuid"],
        shown["score"],
    ]


async def test_live_frames_are_those_of_the_events_call(browser, bob, sitting, answer, evaluate_all, in_thread):
    await browser.send({"type": "replay", "after": 0})
    await in_thread(answer)
    await in_thread(evaluate_all)
    for call in ("pause", "resume", "complete"):
        await in_thread(bob.client.post, f"{sitting.api}{call}/")
    frames = await browser.hear_all(8)
    assert frames == (await in_thread(bob.client.get, sitting.api + "events/")).json()["results"]


async def test_event_of_a_transaction_that_fails_is_never_sent(browser, bob, sitting, now, in_thread):
    def submit_and_fail():
        with bob.scope(), transaction.atomic():
            submit_answer(
                actor=bob.actor, interview_uuid=sitting.uuid, question_uuid=sitting.first_question, text="So.",
                time_spent_seconds=1, now=now,
            )  # fmt: skip
            transaction.set_rollback(True)

    await browser.send({"type": "replay", "after": 2})
    await in_thread(submit_and_fail)
    assert await browser.hears_nothing()


async def test_what_happens_before_the_first_word_comes_once_and_in_order(patient, browser, answer, in_thread):
    await in_thread(answer)
    assert await browser.hears_nothing()
    await browser.send({"type": "replay", "after": 0})
    assert [frame["seq"] for frame in await browser.hear_all(3)] == [1, 2, 3]
    assert await browser.hears_nothing()


async def test_late_replay_sends_again_from_its_number(impatient, browser, answer, in_thread):
    assert await browser.answers()
    await in_thread(answer)
    assert (await browser.hear())["seq"] == 3
    await browser.send({"type": "replay", "after": 1})
    assert [frame["seq"] for frame in await browser.hear_all(2)] == [2, 3]


async def test_replay_from_the_future_does_not_mute_the_socket(browser, answer, in_thread):
    await browser.send({"type": "replay", "after": 1000})
    assert await browser.answers()
    await in_thread(answer)
    assert (await browser.hear())["seq"] == 3


async def test_replay_of_many_pages_is_complete(browser, bob, sitting, now, in_thread):
    def fill():
        with bob.scope():
            InterviewEvent.objects.bulk_create(
                InterviewEvent(organization=bob.organization, user=bob.user, interview=sitting, seq=n, type="x", at=now)
                for n in range(3, 1104)
            )
            Interview.objects.update(last_seq=1103)

    await in_thread(fill)
    await browser.send({"type": "replay", "after": 0})
    assert [frame["seq"] for frame in await browser.hear_all(1103)] == list(range(1, 1104))


async def test_everyone_who_watches_hears_the_same(connect, bob, dana, sitting, answer, in_thread):
    browsers = [await connect(sitting.path, token=person.access) for person in (bob, bob, dana)]
    for browser in browsers:
        await browser.send({"type": "replay", "after": 2})
        assert await browser.answers()
    await in_thread(answer)
    heard = [await browser.hear() for browser in browsers]
    assert heard[0] == heard[1] == heard[2]
    assert heard[0]["type"] == "answer.received"


async def test_events_of_other_interviews_stay_there(connect, bob, emil, sitting, library, in_thread):
    def start():
        return emil.client.post("/api/v1/interviews/", {"field": "software_engineering", "level": "mid"}).json()["uuid"]

    other = await in_thread(start)
    browser = await connect(f"/ws/v1/interviews/{other}/", token=emil.access)
    await browser.send({"type": "replay", "after": 2})
    await in_thread(bob.client.post, sitting.api + "pause/")
    assert await browser.hears_nothing()


async def test_draft_is_kept(browser, bob, sitting, in_thread):
    await browser.send({"type": "draft", "question": sitting.first_question, "text": " I would… 💥\r\n"})
    assert await browser.answers()
    assert await in_thread(draft_of, bob) == " I would… 💥\r\n"
    shown = (await in_thread(bob.client.get, sitting.api + "draft/")).json()
    assert shown == {"question": sitting.first_question, "text": " I would… 💥\r\n"}


async def test_draft_of_modest_length_alone_is_kept(browser, bob, sitting, in_thread):
    for text in ("x" * 50_000, "y" * 50_001):
        await browser.send({"type": "draft", "question": sitting.first_question, "text": text})
    assert (await browser.hear())["code"] == "invalid_frame"
    assert await in_thread(draft_of, bob) == "x" * 50_000


async def test_draft_of_a_coach_is_refused(connect, bob, dana, sitting, in_thread):
    browser = await connect(sitting.path, token=dana.access)
    await browser.send({"type": "draft", "question": sitting.first_question, "text": "Mine."})
    assert (await browser.hear())["code"] == "not_found"
    assert await browser.answers()
    assert await in_thread(draft_of, bob) == ""


async def test_draft_after_the_end_is_refused(browser, bob, sitting, in_thread):
    await browser.send({"type": "replay", "after": 2})
    await in_thread(bob.client.post, sitting.api + "complete/")
    assert (await browser.hear())["type"] == "interview.completed"
    await browser.send({"type": "draft", "question": sitting.first_question, "text": "Late."})
    assert (await browser.hear())["code"] == "interview_not_in_progress"


async def test_closed_socket_leaves_no_group_behind(connect, bob, sitting):
    browser = await connect(sitting.path, token=bob.access)
    assert await browser.answers()
    assert len(get_channel_layer().groups) == 2
    await browser.close()
    assert get_channel_layer().groups == {}
