"""Mail: each template as text and HTML, and a mail server's trouble is nobody's."""

from pathlib import Path
from smtplib import SMTPException

import pytest
from django.core import mail as outbox
from django.db import transaction

import accounts
from accounts.services import mail

FOLDER = Path(accounts.__file__).parent / "templates" / "mail"
NAMES = sorted({path.name.split(".")[0] for path in FOLDER.iterdir()} - {"base"})
CONTEXT = {
    "verify_address": {"token": "t0ken", "days": 7},
    "known_address": {},
    "password_reset": {"token": "t0ken", "minutes": 60},
    "password_changed": {},
    "new_device": {"device": "Firefox on Linux", "ip_address": "192.0.2.7", "at": "2026-03-02 09:00"},
    "two_factor_on": {},
    "two_factor_off": {},
    "recovery_codes": {},
    "invitation": {"organization": "Acme <&> Sons", "inviter": "Alice", "role": "coach", "token": "t0ken",
                   "until": "2026-03-09 09:00"},
    "account_deleted": {"until": "2026-04-01 09:00"},
    "account_returned": {},
}  # fmt: skip


def test_every_template_is_tried():
    assert sorted(CONTEXT) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_mail_says_its_context_as_text_and_as_html(name, settings):
    mail.deliver(template=name, to="erin@example.org", language="de", context=CONTEXT[name])
    (sent,) = outbox.outbox
    (html,) = sent.alternatives
    assert (sent.to, html.mimetype, "\n" in sent.subject) == (["erin@example.org"], "text/html", False)
    assert [said for said in CONTEXT[name].values() if str(said) not in sent.subject + sent.body] == []
    assert ("{" in sent.body, "{" in html.content, "None" in sent.body) == (False, False, False)
    assert '<html lang="de">' in html.content


def test_html_is_escaped_and_text_is_not():
    mail.deliver(template="invitation", to="e@example.org", language="en", context=CONTEXT["invitation"])
    (sent,) = outbox.outbox
    assert sent.subject == "You are invited to Acme <&> Sons"
    assert ("Acme <&> Sons" in sent.body, "Acme &lt;&amp;&gt; Sons" in sent.alternatives[0].content) == (True, True)


@pytest.mark.django_db(transaction=True)
def test_mail_goes_out_after_commit_and_not_without_it():
    with transaction.atomic():
        mail.send("known_address", "e@example.org", "en")
        transaction.set_rollback(True)
    with transaction.atomic():
        mail.send("known_address", "e@example.org", "en")
        assert outbox.outbox == []
    assert [sent.to for sent in outbox.outbox] == [["e@example.org"]]


class Refusing:
    """A mail server that takes nothing."""

    def __init__(self, *args, **kwargs):
        pass

    def send_messages(self, messages):
        raise SMTPException("450 try later")


def test_mail_that_cannot_be_sent_is_logged(settings, caplog):
    settings.EMAIL_BACKEND = "tests.accounts.test_mail.Refusing"
    mail.deliver(template="known_address", to="e@example.org", language="en", context={})
    assert [record.message for record in caplog.records] == ["mail_not_sent"]
