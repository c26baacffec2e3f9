"""Every write on a sitting, tried by those whose it is not: nothing is found, and nothing changes."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import ActivityLog, Membership, Role
from accounts.services.members import change_membership
from interview_coach.core.tenancy import all_tenants
from interviews.models import Answer, Feedback, Interview, InterviewEvent, InterviewQuestion, Media

pytestmark = pytest.mark.django_db

WRITES = {
    "interviews/{interview}/skip/": {},
    "interviews/{interview}/hint/": {},
    "interviews/{interview}/pause/": {},
    "interviews/{interview}/resume/": {},
    "interviews/{interview}/complete/": {},
    "interviews/{interview}/abandon/": {},
    "interviews/{interview}/answers/": {"question": "{question}", "text": "Mine.", "time_spent_seconds": 1},
    "answers/{answer}/evaluate/": {},
    "feedback/{feedback}/rating/": {"user_rating": 1},
}
PUTS = {"interviews/{interview}/draft/": {"question": "{question}", "text": "Mine."}}
PATCHES = {"interviews/{interview}/": {"notes": "Mine."}, "answers/{answer}/": {"text": "Mine."}}
CALLS = [(method, path, body) for method, calls in (("post", WRITES), ("put", PUTS), ("patch", PATCHES))
         for path, body in calls.items()]  # fmt: skip
every_write = pytest.mark.parametrize(("method", "path", "body"), CALLS, ids=lambda value: str(value)[:30])


@pytest.fixture
def names(bob, evaluated):
    """Bob's sitting with one evaluated answer, by name."""
    with bob.scope():
        feedback = Feedback.objects.get()
        slot = InterviewQuestion.objects.select_related("question").get()
        return {
            "interview": evaluated.interview.uuid, "answer": evaluated.uuid, "feedback": feedback.uuid,
            "question": slot.question.uuid,
        }  # fmt: skip


def call(person, method, path, body, names):
    sent = {name: value.format(**names) if isinstance(value, str) else value for name, value in body.items()}
    return getattr(person.client, method)("/api/v1/" + path.format(**names), sent)


def everything():
    with all_tenants():
        tables = (Interview, InterviewQuestion, Answer, Feedback, InterviewEvent, Media, ActivityLog)
        return [list(model.objects.order_by("pk").values()) for model in tables]


@every_write
def test_write_of_a_stranger_finds_nothing_and_changes_nothing(stranger, names, problem, method, path, body):
    before = everything()
    assert problem(call(stranger, method, path, body, names)) == (404, "not_found")
    assert everything() == before


@pytest.mark.parametrize(
    ("method", "path", "body"), [row for row in CALLS if "evaluate" not in row[1]], ids=lambda value: str(value)[:30]
)
def test_write_of_a_coach_finds_nothing_and_changes_nothing(dana, names, problem, method, path, body):
    before = everything()
    assert problem(call(dana, method, path, body, names)) == (404, "not_found")
    assert everything() == before


@every_write
def test_write_of_nobody_is_refused(api_client, names, problem, method, path, body):
    response = getattr(api_client, method)("/api/v1/" + path.format(**names), body)
    assert problem(response) == (401, "not_authenticated")


def test_recording_of_a_stranger_finds_no_interview(stranger, names, problem, wav):
    file = SimpleUploadedFile("a.wav", wav)
    url = f"/api/v1/interviews/{names['interview']}/media/"
    response = stranger.client.post(url, {"file": file, "kind": "audio"}, format="multipart")
    assert problem(response) == (404, "not_found")
    with all_tenants():
        assert Media.objects.count() == 0


@pytest.mark.parametrize(
    "path",
    ["interviews/{interview}/", "interviews/{interview}/report/", "interviews/{interview}/events/",
     "interviews/{interview}/next-question/", "answers/{answer}/",
     "answers/{answer}/feedback/"],
)  # fmt: skip
def test_reading_of_a_stranger_finds_nothing(stranger, names, problem, path):
    assert problem(stranger.client.get("/api/v1/" + path.format(**names))) == (404, "not_found")


@pytest.mark.parametrize(
    "path",
    ["interviews/{interview}/", "interviews/{interview}/report/", "interviews/{interview}/events/",
     "answers/{answer}/", "answers/{answer}/feedback/"],
)  # fmt: skip
def test_reading_is_open_to_the_coach(dana, names, path):
    assert dana.client.get("/api/v1/" + path.format(**names)).status_code == 200


def test_list_holds_ones_own_alone(bob, stranger, names):
    uuids = [[row["uuid"] for row in p.client.get("/api/v1/interviews/").json()["results"]] for p in (bob, stranger)]
    assert uuids == [[str(names["interview"])], []]


def test_list_of_another_person_is_for_coaches(bob, dana, stranger, names):
    query = {"user": bob.user.uuid}
    shown = [len(p.client.get("/api/v1/interviews/", query).json()["results"]) for p in (bob, dana, stranger)]
    assert shown == [1, 1, 0]


def test_coach_who_is_one_no_more_reads_nothing_at_once(dana, alice, names, problem, now, transacted):
    url = f"/api/v1/interviews/{names['interview']}/"
    assert dana.client.get(url).status_code == 200
    with alice.scope(), transacted():
        held = Membership.objects.get(user=dana.user)
        change_membership(
            membership=held, role=Role.CANDIDATE, is_active=True, by=alice.user.pk, by_role=Role.OWNER, now=now
        )
    assert problem(dana.client.get(url)) == (404, "not_found")
