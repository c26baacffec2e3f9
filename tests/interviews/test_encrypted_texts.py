"""An organization that asks for it has its people's words stored encrypted, and everything goes on as before."""

from datetime import timedelta
from unittest.mock import ANY

import pytest
from django.core.exceptions import FieldError
from django.db import connection, transaction

from accounts.models import ActivityLog, Organization, User
from accounts.services.members import save_organization
from accounts.services.texts import rewrite_due_texts
from interview_coach.core.encryption import encrypt, is_encrypted
from interview_coach.core.fields import Stored, TooLong, WrittenUnasked
from interview_coach.core.rewriting import encrypted_columns
from interview_coach.core.secret import encryption_key
from interview_coach.core.tenancy import all_tenants
from interviews.models import Answer, Interview, InterviewQuestion
from interviews.services.notes import write_notes

pytestmark = pytest.mark.django_db

NOTES = "I spoke too fast about my former employer."


@pytest.fixture
def ask_for(acme, now, django_capture_on_commit_callbacks):
    """Have acme ask for encryption, or no longer; what is stored is rewritten when the task is run."""

    def ask(wanted, at=now):
        acme.refresh_from_db()
        acme.encrypts_texts = wanted
        with django_capture_on_commit_callbacks(execute=True):
            save_organization(organization=acme, now=at)

    return ask


def stored_anywhere():
    """Everything that columns of ciphertext hold now, as it is stored, by column."""
    with all_tenants():
        rows = {column.name: column.rows().values_list("stored", flat=True) for column in encrypted_columns()}
        return {name: [text for text in texts if text not in (None, "", "[]", "{}", "null")]
                for name, texts in rows.items()}  # fmt: skip


def in_clear():
    return {name: len(texts) for name, held in stored_anywhere().items()
            if (texts := [text for text in held if not is_encrypted(text.strip('"'))])}  # fmt: skip


@pytest.fixture
def worked(bob, dana, sitting, answered, good, now):
    """Words in every column that a candidate fills by the API."""
    root = f"/api/v1/interviews/{sitting.uuid}/"
    assert bob.client.patch(root, {"notes": NOTES}).status_code == 200
    assert bob.client.patch(f"/api/v1/answers/{answered.uuid}/", {"transcript": "Well, uh."}).status_code == 200
    question = bob.client.get(root + "next-question/").json()["uuid"]
    assert bob.client.put(root + "draft/", {"question": question, "text": "Half a"}).status_code in (200, 204)
    return sitting


def test_what_is_written_after_asking_is_encrypted(ask_for, worked, evaluate_all):
    ask_for(True)
    assert rewrite_due_texts(now=worked.started_at + timedelta(hours=1)) == 1
    evaluate_all()
    held = stored_anywhere()
    assert in_clear() == {}
    assert {name: len(texts) for name, texts in held.items() if texts} == {
        "answers.text": 1, "answers.transcript": 1, "answers.revision_history": 1, "interviews.notes": 1,
        "interview_questions.draft": 1, "interview_history.notes": 1,
    }  # fmt: skip


def test_everything_reads_as_it_did_in_clear(ask_for, bob, dana, worked, good, evaluate_all):
    ask_for(True)
    rewrite_due_texts(now=worked.started_at + timedelta(hours=1))
    evaluate_all()
    with bob.scope():
        answer = Answer.objects.get()
        assert (answer.text, answer.transcript, answer.evaluation_status) == (good, "Well, uh.", "succeeded")
        assert answer.revision_history == [{"text": good, "transcript": "", "score": None, "until": ANY}]
        assert Answer.objects.values("text").get() == {"text": good}
    root = f"/api/v1/interviews/{worked.uuid}/"
    assert bob.client.get(root).json()["notes"] == NOTES
    assert bob.client.get(root + "report/").json()["notes"] == NOTES
    assert dana.client.get(f"/api/v1/answers/{answer.uuid}/").json()["transcript"] == "Well, uh."


def test_the_same_words_score_the_same_encrypted(ask_for, bob, answered, evaluate_all, now):
    evaluate_all()
    with bob.scope():
        in_clear = Answer.objects.get().score
    ask_for(True)
    rewrite_due_texts(now=now + timedelta(hours=1))
    assert bob.client.post(f"/api/v1/answers/{answered.uuid}/evaluate/").status_code == 202
    evaluate_all()
    with bob.scope():
        assert (Answer.objects.get().score, Answer.objects.get().evaluation_number) == (in_clear, 2)


def test_asking_no_longer_decrypts_what_is_stored(ask_for, worked, bob, now):
    ask_for(True)
    rewrite_due_texts(now=now + timedelta(hours=1))
    ask_for(False, at=now + timedelta(hours=2))
    assert rewrite_due_texts(now=now + timedelta(hours=3)) == 1
    held = stored_anywhere()
    assert [text for texts in held.values() for text in texts if is_encrypted(text.strip('"'))] == []
    assert held["interviews.notes"] == [NOTES]


def test_the_last_pass_begins_when_nobody_believes_the_former_wish(ask_for, acme, worked, now):
    ask_for(True)
    acme.refresh_from_db()
    assert acme.texts_due_at == now + timedelta(seconds=60)
    assert rewrite_due_texts(now=now + timedelta(seconds=5)) == 0  # too early to be the last
    with all_tenants():
        Interview.objects.filter(pk=worked.pk).update(notes=Stored("Written by one who had not heard."))
    assert rewrite_due_texts(now=now + timedelta(seconds=61)) == 1
    acme.refresh_from_db()
    assert (acme.texts_due_at, in_clear()) == (None, {})


def test_other_tenants_are_left_as_they_are(ask_for, charlie, begin, library, now):
    theirs = begin(charlie)
    with charlie.scope():
        write_notes(actor=charlie.actor, interview_uuid=theirs.uuid, notes="Plain.", now=now)
    ask_for(True)
    rewrite_due_texts(now=now + timedelta(hours=1))
    assert stored_anywhere()["interviews.notes"] == ["Plain."]


def test_a_text_that_looks_like_ciphertext_is_kept_as_a_text(bob, sitting, now, ask_for):
    """Nobody can write what is later taken for a ciphertext, and broken reading would be everyone's who lists it."""
    with bob.scope():
        for forged in ("enc1:", "enc1:deadbeef:gAAAA", encrypt("somebody else's")):
            write_notes(actor=bob.actor, interview_uuid=sitting.uuid, notes=forged, now=now)
            assert Interview.objects.get().notes == forged
    ask_for(True)
    ask_for(False, at=now + timedelta(hours=1))
    rewrite_due_texts(now=now + timedelta(hours=2))
    with bob.scope():
        assert Interview.objects.get().notes == forged


def test_asking_costs_writers_no_statement(ask_for, bob, sitting, django_assert_num_queries):
    """The wish is kept with who is signed in: tests/interviews/test_statements.py counts the same without it."""
    ask_for(True)
    bob.client.get("/api/v1/vocabulary/")
    with bob.scope(), django_assert_num_queries(1):
        InterviewQuestion.objects.filter(interview=sitting).update(draft="Half")
    assert is_encrypted(stored_anywhere()["interview_questions.draft"][0])


# --- where the key is gone --------------------------------------------------------------------------------------------
def test_a_lost_key_is_a_503_that_names_it(ask_for, worked, bob, dana, settings, now):
    ask_for(True)
    rewrite_due_texts(now=now + timedelta(hours=1))
    settings.ENCRYPTION_KEYS = [encryption_key()]
    response = bob.client.get(f"/api/v1/interviews/{worked.uuid}/")
    assert (response.status_code, response.json()["code"]) == (503, "text_unreadable")
    assert response["Content-Type"] == "application/problem+json"


def test_the_back_office_says_so_as_well(ask_for, worked, alice, client, settings, now):
    ask_for(True)
    rewrite_due_texts(now=now + timedelta(hours=1))
    settings.ENCRYPTION_KEYS = [encryption_key()]
    client.force_login(alice.user)
    response = client.get(f"/admin/interviews/interview/{worked.pk}/change/")
    assert (response.status_code, response.json()["code"]) == (503, "text_unreadable")


# --- the fields themselves --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("lookup", ["notes", "notes__icontains", "notes__in", "notes__startswith", "notes__length"])
def test_ciphertext_is_not_searched(bob, sitting, lookup):
    with bob.scope(), pytest.raises(FieldError):
        Interview.objects.filter(**{lookup: ["x"] if lookup.endswith("in") and "icon" not in lookup else "x"}).exists()


def test_whether_there_is_one_can_be_asked(ask_for, bob, sitting, answered):
    with bob.scope():
        assert (Interview.objects.filter(notes="").count(), Interview.objects.filter(notes=None).count()) == (1, 0)
        assert Answer.objects.filter(revision_history=[]).count() == 1
        with pytest.raises(FieldError):
            Answer.objects.filter(revision_history=[1]).exists()


def test_a_text_past_its_row_needs_one_organization_s_scope(bob, sitting):
    with all_tenants(), pytest.raises(WrittenUnasked):
        Interview.objects.filter(pk=sitting.pk).update(notes="Whose?")


def test_words_are_not_in_the_repr(answered):
    assert repr(answered) == f"<Answer {answered.uuid}>"


def test_a_second_factor_s_secret_is_always_encrypted(bob):
    bob.user.two_factor_secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    bob.user.save()
    with connection.cursor() as cursor:
        cursor.execute("SELECT two_factor_secret FROM users WHERE id = %s", [bob.user.pk])
        stored = cursor.fetchone()[0]
    assert (is_encrypted(stored), len(stored) < 256) == (True, True)
    assert User.objects.get(pk=bob.user.pk).two_factor_secret == "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    bob.user.two_factor_secret = "x" * 200
    with pytest.raises(TooLong), transaction.atomic():
        bob.user.save()
    User.objects.filter(pk=bob.user.pk).update(two_factor_secret="by update as well")
    assert User.objects.values_list("two_factor_secret", flat=True).get(pk=bob.user.pk) == "by update as well"


def test_an_owner_asks_for_it_in_the_back_office(alice, client, acme):
    client.force_login(alice.user)
    data = {"name": acme.name, "extra_fields": "{}", "shows_averages": "on", "encrypts_texts": "on"}
    response = client.post(f"/admin/accounts/organization/{acme.pk}/change/", data)
    assert response.status_code == 302, response.content
    acme = Organization.objects.get(pk=acme.pk)
    assert (acme.encrypts_texts, acme.texts_due_at is not None) == (True, True)
    with alice.scope():
        assert ActivityLog.objects.filter(action_type="admin_change", entity_id=acme.uuid).count() == 1
