"""Mail to people: templates as text and HTML, sent by a worker after commit, never at the cost of the request.

Whether a mail is due must not show in how long a call takes, and a mail server that hangs must hold nobody.
"""

import json
import logging
from smtplib import SMTPDataError, SMTPRecipientsRefused
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from interview_coach.core.encryption import decrypt, encrypt
from interview_coach.core.tasks import enqueue, enqueue_in

log = logging.getLogger(__name__)

LONGEST_PAUSE, DAY = 1_800, 86_400  # seconds


def send(template: str, to: str, language: str, **context: Any) -> None:
    """Have `accounts/templates/mail/<template>` mailed to an address once the surrounding transaction commits.

    `context` fills the template; its values are what JSON holds. It may hold tokens: no broker reads them.
    """
    letter = {"template": template, "to": to, "language": language, "context": context}
    enqueue("accounts.deliver_mail", sealed=encrypt(json.dumps(letter)))


def open_and_deliver(*, sealed: str, tries: int = 1) -> None:
    """Deliver a letter as it came through the broker, for the first or the `tries`-th time.

    While the mail server is away it is put off, sealed as it is, with growing pauses for a day. After that, or where
    the server takes nothing for this address, it is logged and dropped: whoever waits for it asks again.
    """
    letter = json.loads(decrypt(sealed))
    try:
        deliver(**letter)
    except OSError as error:  # of the network, and all of SMTP's own
        pause = None if _is_final(error) else pause_after(tries)
        if pause is None:
            log.exception("mail_not_sent", extra={"template": letter["template"], "tries": tries})
            return
        log.warning("mail_put_off", extra={"template": letter["template"], "tries": tries, "error": repr(error)})
        enqueue_in(pause, "accounts.deliver_mail", sealed=sealed, tries=tries + 1)


def pause_after(tries: int) -> int | None:
    """Return the seconds until the next try: twice the last pause, half an hour at most; None after a day of tries."""
    *waited, pause = (min(60 * 2**n, LONGEST_PAUSE) for n in range(tries))
    return pause if sum(waited) < DAY else None


def _is_final(error: OSError) -> bool:
    """Whether the mail server has answered, and will not answer otherwise another time."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    return isinstance(error, SMTPDataError) and error.smtp_code >= 500


def deliver(*, template: str, to: str, language: str, context: dict[str, Any]) -> None:
    """Render a mail and hand it to the mail server. Raises `OSError` where it does not take it."""
    with translation.override(language):
        subject, text, html = (
            render_to_string(f"mail/{template}.{kind}", {**context, "language": language})
            for kind in ("subject.txt", "txt", "html")
        )
    # A name in it may hold a line break, which no header takes.
    mail = EmailMultiAlternatives(" ".join(subject.split()), text.strip() + "\n", settings.DEFAULT_FROM_EMAIL, [to])
    mail.attach_alternative(html, "text/html")
    mail.send()
