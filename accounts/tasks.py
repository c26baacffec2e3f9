"""What a worker does for accounts. Each calls one service."""

from typing import Any

from celery import shared_task
from django.utils import timezone

from accounts.services import erasure, mail, texts
from accounts.services.audit import sealing


@shared_task(name="accounts.deliver_mail")
def deliver_mail(template: str, to: str, language: str, context: dict[str, Any], **_: object) -> None:
    """Send one mail."""
    mail.deliver(template=template, to=to, language=language, context=context)


@shared_task(name="accounts.rewrite_texts")
def rewrite_texts(**_: object) -> None:
    """Go on bringing stored texts to what their organizations ask for."""
    texts.rewrite_due_texts(now=timezone.now())


@shared_task(name="accounts.seal_audit")
def seal_audit(**_: object) -> None:
    """Seal the lines of the audit trail that wait for it."""
    sealing.seal(now=timezone.now())


@shared_task(name="accounts.erase_departed")
def erase_departed(**_: object) -> None:
    """Erase accounts whose days of return are over."""
    erasure.erase_departed(now=timezone.now())
