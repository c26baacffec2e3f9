"""What a worker does for accounts."""

from typing import Any

from celery import shared_task

from accounts.services import mail


@shared_task(name="accounts.deliver_mail")
def deliver_mail(template: str, to: str, language: str, context: dict[str, Any], **_: object) -> None:
    """Send one mail."""
    mail.deliver(template=template, to=to, language=language, context=context)
