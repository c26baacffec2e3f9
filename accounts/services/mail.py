"""Mail to people: templates as text and HTML, sent by a worker after commit, never at the cost of the request.

Whether a mail is due must not show in how long a call takes, and a mail server that hangs must hold nobody.
"""

import json
import logging
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from interview_coach.core.encryption import decrypt, encrypt
from interview_coach.core.tasks import enqueue

log = logging.getLogger(__name__)


def send(template: str, to: str, language: str, **context: Any) -> None:
    """Have `accounts/templates/mail/<template>` mailed to an address once the surrounding transaction commits.

    `context` fills the template; its values are what JSON holds. It may hold tokens: no broker reads them.
    """
    letter = {"template": template, "to": to, "language": language, "context": context}
    enqueue("accounts.deliver_mail", sealed=encrypt(json.dumps(letter)))


def open_and_deliver(sealed: str) -> None:
    """Deliver a letter as it came through the broker."""
    deliver(**json.loads(decrypt(sealed)))


def deliver(*, template: str, to: str, language: str, context: dict[str, Any]) -> None:
    """Render a mail and hand it to the mail server.

    One that cannot be sent now is logged and dropped: whoever waits for it asks again.
    """
    with translation.override(language):
        subject, text, html = (
            render_to_string(f"mail/{template}.{kind}", {**context, "language": language})
            for kind in ("subject.txt", "txt", "html")
        )
    mail = EmailMultiAlternatives(subject.strip(), text.strip() + "\n", settings.DEFAULT_FROM_EMAIL, [to])
    mail.attach_alternative(html, "text/html")
    try:
        mail.send()
    except (SMTPException, OSError):
        log.exception("mail_not_sent", extra={"template": template})
