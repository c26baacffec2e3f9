"""Storing an organization's texts encrypted, or no longer: what comes from now on, then what is there already."""

import json
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction

from accounts.models import Organization
from interview_coach.core.encryption import decrypt, encrypt, is_encrypted
from interview_coach.core.fields import Stored
from interview_coach.core.models import ColumnPass
from interview_coach.core.rewriting import Column, Superseded, begin_anew, encrypted_columns, rewrite
from interview_coach.core.tasks import enqueue
from interview_coach.core.tenancy import tenant_scope
from interview_coach.core.text_policy import BELIEVED_SECONDS, remember

log = logging.getLogger(__name__)

# So many batches in one go; the worker has other things to do as well.
BATCHES = 40
EMPTY = ("", "null", "[]", "{}")


def _job(organization_id: int) -> str:
    return f"texts:{organization_id}"


def rewrite_as_asked(*, organization: Organization, now: datetime) -> None:
    """Have an organization's stored texts brought to what it asks for since this transaction.

    Whoever had read the former wish may write by it for as long as it is believed; so the last pass begins after that.
    """
    organization.texts_due_at = now + timedelta(seconds=BELIEVED_SECONDS)
    organization.save(update_fields=["texts_due_at"])
    begin_anew(_job(organization.pk))
    transaction.on_commit(partial(remember, organization.pk, organization.encrypts_texts))
    enqueue("accounts.rewrite_texts")


def rewrite_due_texts(*, now: datetime) -> int:
    """Go on with the organizations whose stored texts are not as asked; return how many are done."""
    due = Organization.objects.exclude(texts_due_at=None).order_by("pk")
    return sum(_go_on(organization, now) for organization in due)


def _go_on(organization: Organization, now: datetime) -> bool:
    left = BATCHES
    change = _encryption_of if organization.encrypts_texts else _decryption_of
    with tenant_scope(organization.pk):
        try:
            for column in encrypted_columns(as_asked_only=True):
                rows = column.rows().exclude(stored=None).exclude(stored__in=EMPTY)
                rows = rows.exclude(column.under()) if organization.encrypts_texts else rows.filter(column.under())
                for told in rewrite(
                    job=_job(organization.pk), column=column, rows=rows, change=change(column), now=now
                ):
                    for key, reason in told.unreadable:
                        log.error("text_not_rewritten", extra={"column": column.name, "row": key, "reason": reason})
                    left -= 1
                    if not left:
                        enqueue("accounts.rewrite_texts")
                        return False
        except Superseded:
            return False
    return _finish(organization)


def _finish(organization: Organization) -> bool:
    """Done, if the pass began late enough; else the next one begins when its time has come."""
    began = ColumnPass.objects.filter(job=_job(organization.pk)).order_by("started_at").first()
    if began is None:  # another worker was faster
        return False
    held = Organization.objects.filter(pk=organization.pk, texts_due_at=organization.texts_due_at)
    done = bool(held.filter(texts_due_at__lte=began.started_at).update(texts_due_at=None))
    begin_anew(_job(organization.pk))
    return done


def _encryption_of(column: Column) -> Callable[[str], Stored]:
    return lambda stored: Stored(encrypt(stored))


def _decryption_of(column: Column) -> Callable[[str], Stored]:
    if column.holds_json:
        return lambda stored: Stored(json.loads(decrypt(json.loads(stored))))
    return _plain_text


def _plain_text(stored: str) -> Stored:
    """What looks like a ciphertext once it is decrypted stays encrypted: it would be taken for one."""
    text = decrypt(stored)
    return Stored(stored if is_encrypted(text) else text)
