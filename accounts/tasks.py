"""What a worker does for accounts. Each calls one service."""

from celery import shared_task
from django.utils import timezone

from accounts.services import erasure, lockout, mail, passwords, texts
from accounts.services.audit import sealing


@shared_task(name="accounts.deliver_mail")
def deliver_mail(sealed: str, tries: int = 1, **_: object) -> None:
    """Send one mail, or put it off."""
    mail.open_and_deliver(sealed=sealed, tries=tries)


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


@shared_task(name="accounts.mail_reset_token")
def mail_reset_token(email: str, **_: object) -> None:
    """Mail a token for a new password, where there is such an account."""
    passwords.mail_reset_token(email=email, now=timezone.now())


@shared_task(name="accounts.forget_old_attempts")
def forget_old_attempts(**_: object) -> None:
    """Delete counts of sign-in attempts that no longer count."""
    lockout.forget_old_attempts(now=timezone.now())
