"""Calibration over the API: coaches read, owners and admins change, strangers find nothing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Role
from interview_coach.core.tenancy import all_tenants
from interviews.models import Anchor, CalibrationRun
from interviews.services.calibration import runs
from interviews.services.calibration.runs import calibrate
from interviews.tasks import calibrate as task
from questionbank.services.rubrics import draft_version

pytestmark = pytest.mark.django_db

BODY = {"question_text": "What is a cache?", "sample_answer": "A fast copy.", "text": "A copy.", "scores": [6, 7.5]}

LEVELS = [{"score": 0, "label": "None", "anchor": "Nothing."}, {"score": 10, "label": "All", "anchor": "Everything."}]
CRITERIA = [{"key": "depth", "label": "Depth", "weight": 100, "description": "", "levels": LEVELS}]


@pytest.fixture
def anchors_url(technical):
    return f"/api/v1/rubrics/{technical.uuid}/anchors/"


@pytest.fixture
def calibrate_url(technical):
    return f"/api/v1/rubrics/{technical.uuid}/calibrate/"


@pytest.fixture
def admin(acme, sign_in):
    return sign_in(acme, Role.ADMIN, email="ada@acme.example")


def test_anchor_is_added_by_who_runs_the_organization(alice, admin, anchors_url, technical):
    shown = alice.client.post(anchors_url, BODY)
    assert shown.status_code == 201
    expected = {"rubric": str(technical.uuid), "question": None, "review": None, "score": 6.75, "source": "imported",
                "is_active": True, **BODY}  # fmt: skip
    assert {name: shown.json()[name] for name in expected} == expected
    assert admin.client.post(anchors_url, {**BODY, "text": "Another."}).status_code == 201


def test_anchor_that_is_known_is_refused(alice, anchors_url, problem):
    alice.client.post(anchors_url, BODY)
    assert problem(alice.client.post(anchors_url, {**BODY, "scores": [1]})) == (409, "anchor_known")


def test_anchor_about_a_question_of_the_bank(alice, anchors_url, library):
    shown = alice.client.post(anchors_url, {"question": str(library[0].uuid), "text": "A.", "scores": [5]})
    assert (shown.status_code, shown.json()["question"]) == (201, str(library[0].uuid))


@pytest.mark.parametrize(
    ("change", "errors"),
    [
        ({"scores": []}, [("scores", "invalid")]), ({"scores": [11]}, [("scores.0", "max_value")]),
        ({"scores": ["7"]}, [("scores.0", "invalid")]), ({"scores": 7}, [("scores", "invalid")]),
        ({"text": "   "}, [("text", "blank")]), ({"text": 5}, [("text", "invalid")]),
        ({"question_text": "  "}, [("question", "required")]), ({"note": "x"}, [("note", "unknown_field")]),
        ({"question": "00000000-0000-0000-0000-000000000001"}, [("question", "required")]),
    ],
)  # fmt: skip
def test_anchor_that_can_be_none_is_refused(alice, anchors_url, error_codes, change, errors):
    assert error_codes(alice.client.post(anchors_url, {**BODY, **change})) == errors


def test_anchors_are_read_by_coaches_and_changed_by_none_of_them(dana, alice, anchors_url, calibrate_url, problem):
    uuid = alice.client.post(anchors_url, BODY).json()["uuid"]
    assert [row["uuid"] for row in dana.client.get(anchors_url).json()["results"]] == [uuid]
    one = f"/api/v1/anchors/{uuid}/"
    for response in (dana.client.post(anchors_url, BODY), dana.client.patch(one, {"is_active": False}),
                     dana.client.delete(one), dana.client.post(calibrate_url)):  # fmt: skip
        assert problem(response) == (403, "permission_denied")
    with all_tenants():
        assert [anchor.is_active for anchor in Anchor.objects.all()] == [True]


def test_candidates_may_do_nothing_here(bob, alice, anchors_url, calibrate_url, problem):
    one = f"/api/v1/anchors/{alice.client.post(anchors_url, BODY).json()['uuid']}/"
    calls = [bob.client.get(anchors_url), bob.client.post(anchors_url, BODY), bob.client.post(calibrate_url),
             bob.client.patch(one, {"is_active": False}), bob.client.delete(one),
             bob.client.get("/api/v1/calibration-runs/")]  # fmt: skip
    assert [problem(response) for response in calls] == [(403, "permission_denied")] * 6


def test_anchors_and_runs_of_another_tenant_are_not_there(
    charlie, alice, anchored, anchors_url, calibrate_url, problem
):
    one = f"/api/v1/anchors/{anchored(number=1)[0].uuid}/"
    assert alice.client.post(calibrate_url).status_code == 201
    assert problem(charlie.client.patch(one, {"is_active": False})) == (404, "not_found")
    assert problem(charlie.client.delete(one)) == (404, "not_found")
    # The rubric is the house's and everyone's to read; the anchors under it are each organization's own.
    assert charlie.client.get(anchors_url).json()["results"] == []
    assert charlie.client.get("/api/v1/calibration-runs/").json()["results"] == []
    assert problem(charlie.client.post(calibrate_url)) == (409, "no_anchors")


def test_rubric_of_another_tenant_is_not_there(alice, charlie, problem):
    made = charlie.client.post("/api/v1/rubrics/", {"name": "Theirs", "criteria": CRITERIA})
    assert made.status_code == 201, made.data
    for path in ("anchors", "calibrate"):
        url = f"/api/v1/rubrics/{made.json()['uuid']}/{path}/"
        assert problem(alice.client.post(url, BODY if path == "anchors" else {})) == (404, "not_found")


def test_anchor_is_switched_off_and_on(alice, anchors_url):
    one = f"/api/v1/anchors/{alice.client.post(anchors_url, BODY).json()['uuid']}/"
    assert alice.client.delete(one).status_code == 204
    assert alice.client.get(anchors_url).json()["results"][0]["is_active"] is False
    shown = alice.client.patch(one, {"is_active": True})
    assert (shown.status_code, shown.json()["is_active"]) == (200, True)


def test_embedded_evaluator_is_measured_at_once(alice, dana, anchored, calibrate_url):
    anchored()
    shown = alice.client.post(calibrate_url, {"evaluator": "embedded", "repeats": 2})
    assert (shown.status_code, shown.json()["passed"], shown.json()["anchors"]) == (201, True, 12)
    assert dana.client.get("/api/v1/calibration-runs/", {"passed": "true"}).json()["results"] == [shown.json()]
    assert dana.client.get("/api/v1/calibration-runs/", {"passed": "false"}).json()["results"] == []


def test_run_that_takes_long_is_left_to_a_worker(alice, anchored, calibrate_url, version, monkeypatch, embedded):
    anchored()
    monkeypatch.setattr(runs, "MOST_AT_ONCE", 11)
    assert alice.client.post(calibrate_url).status_code == 202
    with alice.scope():
        assert CalibrationRun.objects.count() == 0
    task(version_id=version.pk, organization_id=embedded.organization_id, evaluator="embedded", model="", repeats=1,
         user_id=alice.user.pk)  # fmt: skip
    with alice.scope():
        assert list(CalibrationRun.objects.values_list("passed", "user")) == [(True, alice.user.pk)]


@pytest.mark.parametrize(("repeats", "status"), [(3, 201), (4, 202)])
def test_many_repeats_take_as_long_as_many_anchors(alice, anchored, calibrate_url, monkeypatch, repeats, status):
    anchored()
    monkeypatch.setattr(runs, "MOST_AT_ONCE", 12)
    assert alice.client.post(calibrate_url, {"repeats": repeats}).status_code == status


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"version": 99}, 404, "not_found"), ({"evaluator": "oracle"}, 400, "validation_error"),
        ({"repeats": 0}, 400, "validation_error"), ({"repeats": 11}, 400, "validation_error"),
        ({"evaluator": "llm", "model": "gone"}, 409, "evaluator_unavailable"), ({"x": 1}, 400, "validation_error"),
        ({"model": "house"}, 400, "validation_error"),
        ({"evaluator": "embedded", "model": "house"}, 400, "validation_error"),
    ],
)  # fmt: skip
def test_run_that_cannot_be_is_refused(alice, anchored, calibrate_url, problem, body, status, code):
    anchored(number=1)
    assert problem(alice.client.post(calibrate_url, body)) == (status, code)


def test_draft_of_the_house_cannot_be_measured(alice, anchored, calibrate_url, technical, house_scope, problem, now):
    anchored(number=1)
    with house_scope():
        draft = draft_version(rubric=technical, by=alice.user.pk, now=now)
    assert problem(alice.client.post(calibrate_url, {"version": draft.number})) == (404, "not_found")


@pytest.mark.parametrize("word", ["yes", "1", "True", "none"])
def test_runs_are_filtered_by_no_other_word_than_true_and_false(dana, error_codes, word):
    assert error_codes(dana.client.get("/api/v1/calibration-runs/", {"passed": word})) == [("passed", "invalid_choice")]


@pytest.mark.parametrize("number", [1, 3])
def test_lists_cost_the_same_however_long(alice, anchored, anchors_url, version, embedded, now, number):
    anchored(number=number)
    with alice.scope():
        for _ in range(number):
            calibrate(version=version, contender=embedded, now=now, repeats=1)
    alice.client.get("/api/v1/calibration-runs/")  # the session is believed from the cache from now on
    counted = []
    for url in (anchors_url, "/api/v1/calibration-runs/"):
        with CaptureQueriesContext(
            connection,
        ) as statements:
            assert len(alice.client.get(url).json()["results"]) == number
        counted.append(len(statements))
    assert counted == [2, 1]  # of the first, one is the rubric
