"""Mail: each template as text and HTML, and a mail server's trouble is nobody's."""

import itertools
from pathlib import Path

import pytest
from django.core import mail as outbox
from django.db import transaction

import accounts
from accounts.services import mail
from interview_coach.celery import app
from interview_coach.core import tasks
from tests.mail_server import MailServer, free_port

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


def test_line_break_in_a_name_is_none_in_the_subject():
    mail.deliver(template="invitation", to="e@example.org", language="en",
                 context={**CONTEXT["invitation"], "organization": "Acme\nSons"})  # fmt: skip
    assert "Acme Sons" in outbox.outbox[0].subject


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


# --- a mail server that is away, or says no ---------------------------------------------------------------------------
@pytest.fixture
def put_off(monkeypatch):
    """What is asked of workers for later: name, arguments, seconds."""
    asked = []
    monkeypatch.setattr(tasks, "_send", lambda name, kwargs, seconds: asked.append((name, kwargs, seconds)))
    return asked


@pytest.fixture
def server(settings):
    """A mail server that is not there yet."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    settings.EMAIL_HOST_USER, settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL = "", False, False
    return MailServer(settings.EMAIL_PORT)


def work(name, kwargs):
    app.loader.import_default_modules()
    app.tasks[name](**kwargs)


@pytest.mark.django_db(transaction=True)
def test_mail_waits_sealed_for_a_server_that_comes_up_late(server, put_off, caplog):
    mail.send("verify_address", "erin@example.org", "en", token="t0ken", days=7)
    (asked,) = put_off
    for tries in (1, 2):
        work(*put_off[-1][:2])
        name, kwargs, seconds = put_off[-1]
        assert (name, kwargs, seconds) == (asked[0], {**asked[1], "tries": tries + 1}, 60 * tries)
    assert "t0ken" not in str(put_off) + caplog.text
    assert "erin" not in str(put_off) + caplog.text
    with server:
        work(*put_off[-1][:2])
    assert (len(put_off), [to for to, _ in server.taken]) == (3, ["erin@example.org"])
    assert "t0ken" in server.taken[0][1]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("reply", "left"), [("550 no such mailbox", "mail_not_sent"), ("450 try later", "mail_put_off")]
)
def test_no_of_the_server_counts_for_good_where_it_says_so(reply, left, server, put_off, caplog):
    mail.send("known_address", "nobody@example.org", "en")
    with server.saying(reply):
        work(*put_off.pop()[:2])
    assert ([record.message for record in caplog.records], server.taken) == ([left], [])
    assert [seconds for *_, seconds in put_off] == ([60] if left == "mail_put_off" else [])


def test_pauses_grow_to_half_an_hour_and_last_for_a_day():
    pauses = list(itertools.takewhile(bool, map(mail.pause_after, itertools.count(1))))
    assert pauses[:7] == [60, 120, 240, 480, 960, 1800, 1800]
    assert (max(pauses), 86_400 <= sum(pauses) < 86_400 + 1800) == (1800, True)


@pytest.mark.django_db(transaction=True)
def test_after_a_day_it_is_logged_and_dropped(server, put_off, caplog):
    mail.send("known_address", "e@example.org", "en")
    name, kwargs, _ = put_off.pop()
    work(name, {**kwargs, "tries": 1000})
    assert ([record.message for record in caplog.records], put_off) == (["mail_not_sent"], [])
