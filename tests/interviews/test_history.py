"""The history of a sitting: decisions, not what goes on by itself; and it is the person's like the sitting is."""

from itertools import pairwise

import pytest

from accounts.models import Membership, Organization
from interview_coach.core import personal_data
from interview_coach.core.encryption import is_encrypted
from interview_coach.core.history import changes_of, differences
from interview_coach.core.rewriting import encrypted_columns
from interview_coach.core.tenancy import all_tenants
from interview_coach.core.text_policy import remember
from interviews.models import Interview
from interviews.services.lifecycle import change_status
from interviews.services.notes import write_notes

pytestmark = pytest.mark.django_db


def kinds(row):
    return [change.history_type for change in changes_of(row)]


def test_an_interview_has_a_version_for_decisions_not_for_answers(bob, sitting, answer_next, now, evaluate_all):
    for _ in range(3):
        answer_next(sitting, now)
    evaluate_all()
    with bob.scope():
        assert kinds(sitting) == ["+"]
        change_status(actor=bob.actor, interview_uuid=sitting.uuid, to="paused", now=now)
        write_notes(actor=bob.actor, interview_uuid=sitting.uuid, notes="Slower.", now=now)
        assert [[name for name, _, _ in differences(new, old)] for new, old in pairs(sitting)] == [
            ["notes"], ["paused_at", "status"],
        ]  # fmt: skip


def pairs(row):
    changes = list(changes_of(row))
    return [(new, old) for new, old in pairwise(changes)]


def test_notes_are_encrypted_in_history_as_well(bob, acme, sitting, now):
    Organization.objects.filter(pk=acme.pk).update(encrypts_texts=True)
    remember(acme.pk, True)
    with bob.scope():
        write_notes(actor=bob.actor, interview_uuid=sitting.uuid, notes="Mine.", now=now)
        (column,) = [column for column in encrypted_columns() if column.name == "interview_history.notes"]
        stored = column.rows().exclude(stored="").values_list("stored", flat=True)
        assert [is_encrypted(text) for text in stored] == [True]
        assert changes_of(sitting)[0].notes == "Mine."


def test_erasing_a_person_reaches_their_histories(bob, emil, begin, library):
    begin(bob), begin(emil)
    erased = personal_data.erase(bob.user.pk)
    with all_tenants():
        assert (
            Interview.history.filter(user=bob.user.pk).count()
            == Membership.history.filter(user=bob.user.pk).count()
            == 0
        )
        assert Interview.history.filter(user=emil.user.pk).count() == 1
    assert erased >= 2
