"""Calibration in the back office."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import ActivityLog, Role
from interviews.models import Anchor
from interviews.services.calibration.runs import calibrate
from questionbank.models import Rubric
from questionbank.services.rubrics import create_rubric

pytestmark = pytest.mark.django_db

LIST, ADD = reverse("admin:interviews_anchor_changelist"), reverse("admin:interviews_anchor_add")
IMPORT = LIST + "import/"
CRITERIA = [{"label": "Depth", "weight": 100}]
TYPED = {"question_text": "What is a cache?", "sample_answer": "", "text": "A copy.", "scores": "6; 7.5"}


def signed_in(person):
    client = Client()
    client.force_login(person.user)
    return client


@pytest.fixture
def as_alice(alice):
    return signed_in(alice)


def anchors(person):
    with person.scope():
        return list(Anchor.objects.order_by("pk").values_list("text", "scores", "score", "is_active"))


def test_anchor_is_typed_in_for_the_houses_rubric(alice, as_alice, technical):
    response = as_alice.post(ADD, {**TYPED, "rubric": technical.pk})
    assert response.status_code == 302, response.context["adminform"].form.errors
    assert anchors(alice) == [("A copy.", [6.0, 7.5], 6.75, True)]
    with alice.scope():
        assert list(ActivityLog.objects.filter(entity_type="anchor").values_list("action_type", flat=True)) == [
            "anchor_add"
        ]


@pytest.mark.parametrize(
    ("change", "field"),
    [({"scores": "eleven"}, "scores"), ({"scores": "11"}, "scores"), ({"text": " "}, "text"),
     ({"question_text": ""}, "question"), ({"rubric": ""}, "rubric")],
)  # fmt: skip
def test_anchor_that_can_be_none_is_told_at_its_field(alice, as_alice, technical, change, field):
    response = as_alice.post(ADD, {**TYPED, "rubric": technical.pk, **change})
    assert (response.status_code, set(response.context["adminform"].form.errors)) == (200, {field})
    assert anchors(alice) == []


def test_anchor_is_switched_off_and_nothing_else_of_it_changes(alice, as_alice, anchored):
    [anchor] = anchored(number=1)
    address = reverse("admin:interviews_anchor_change", args=[anchor.pk])
    assert as_alice.post(address, {"text": "Other.", "scores": "1"}).status_code == 302
    assert anchors(alice) == [(anchor.text, anchor.scores, anchor.score, False)]
    with alice.scope():
        assert ActivityLog.objects.get(action_type="anchor_switch").metadata["after"] == {"is_active": False}


def test_anchor_of_another_tenant_is_not_there(charlie, anchored):
    address = reverse("admin:interviews_anchor_change", args=[anchored(number=1)[0].pk])
    assert signed_in(charlie).post(address, {}).status_code == 302  # back to the overview: there is none
    assert b"What is a cache" not in signed_in(charlie).get(LIST).content


def csv(*rows):
    return SimpleUploadedFile("a.csv", "\n".join(["question,answer,scores", *rows]).encode())


def test_file_is_checked_row_by_row_and_written_all_or_none(alice, as_alice, technical):
    shown = as_alice.post(IMPORT, {"rubric": technical.pk, "file": csv("Q,A,7", "Q,,5")})
    assert shown.context["table"]["rows"] == [["2", "text: An anchor needs an answer."]]
    assert anchors(alice) == []
    assert as_alice.post(IMPORT, {"rubric": technical.pk, "file": csv("Q,A,7"), "dry_run": "on"}).status_code == 200
    assert anchors(alice) == []
    assert as_alice.post(IMPORT, {"rubric": technical.pk, "file": csv("Q,A,7")}).status_code == 302
    assert anchors(alice) == [("A", [7.0], 7.0, True)]


def test_file_that_is_none_is_told(as_alice, technical):
    shown = as_alice.post(IMPORT, {"rubric": technical.pk, "file": SimpleUploadedFile("a.csv", b"x,y\n1,2\n")})
    assert list(shown.context["form"].errors) == ["file"]


def test_staff_s_anchor_keeps_to_one_organization(acme, public, charlie, alice, sign_in):
    made = charlie.client.post("/api/v1/rubrics/", {"name": "Theirs", "criteria": CRITERIA}).json()
    with charlie.scope():
        theirs = Rubric.objects.get(uuid=made["uuid"])
    staff = sign_in(public, Role.CANDIDATE, email="staff@example.com", is_platform_staff=True)
    response = signed_in(staff).post(ADD, {**TYPED, "rubric": theirs.pk, "organization": acme.pk})
    assert (response.status_code, set(response.context["adminform"].form.errors)) == (200, {"rubric"})
    assert (anchors(alice), anchors(charlie)) == ([], [])


def test_import_offers_no_draft_of_the_house(as_alice, public, house_scope, now, alice):
    with house_scope():
        draft = create_rubric(organization_id=public.pk, by=alice.user.pk, name="Secret", criteria=CRITERIA, now=now)
    shown = as_alice.get(IMPORT).content.decode()
    assert ("Technical" in shown, "Secret" in shown) == (True, False)
    sent = as_alice.post(IMPORT, {"rubric": draft.rubric.pk, "file": csv("Q,A,7")})
    assert (list(sent.context["form"].errors), anchors(alice)) == (["rubric"], [])


def test_import_is_for_those_who_run_an_organization(public, bob, sign_in):
    staff = sign_in(public, Role.CANDIDATE, email="staff@example.com", is_platform_staff=True)
    assert [signed_in(person).get(IMPORT).status_code for person in (staff, bob)] == [403, 302]


def test_run_shows_its_figures_beside_the_peoples(alice, as_alice, anchored, version, embedded, now):
    anchored(error=4.0)
    with alice.scope():
        run = calibrate(version=version, contender=embedded, now=now)
    page = as_alice.get(reverse("admin:interviews_calibrationrun_change", args=[run.pk])).content.decode()
    assert f"{run.mae:.2f}" in page
    assert f"{run.human['mae']:.2f}" in page
    assert run.reasons[0] in page
