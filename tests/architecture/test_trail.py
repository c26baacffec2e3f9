"""Every call that changes something leaves its lines, and no line holds a secret."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings

from accounts.models import ActivityLog
from accounts.services.trail import SECRET_NAMES, WITHHELD, record, without_secrets
from interview_coach.core.models import uuid7
from interview_coach.core.tenancy import all_tenants, tenant_scope
from tests.architecture.world import CALLS
from tests.cast import NOW, PASSWORD

pytestmark = pytest.mark.django_db
# What each call writes, in order. A call that is not here fails the build; one that writes nothing says why.
LINES = {
    "delete anchors/<uuid:uuid>/": "anchor_switch",
    "delete users/me/": "account_deleted session_ended",
    "patch anchors/<uuid:uuid>/": "anchor_switch",
    "patch answers/<uuid:uuid>/": "review_withdraw answer_revise",
    "patch interviews/<uuid:uuid>/": "interview_notes",
    "patch organizations/<uuid:uuid>/ai-policy/": "ai_policy_change",
    "patch reviews/<uuid:uuid>/verdicts/": "review_verdict_change",
    "patch rubrics/<uuid:uuid>/versions/<int:number>/": "rubric_draft_changed",
    "patch users/me/": "settings_change",
    "post answers/<uuid:uuid>/evaluate/": "answer_reevaluate",
    "post answers/<uuid:uuid>/review/": "review_open",
    "delete auth/sessions/<uuid:uuid>/": "session_revoked",
    "post auth/2fa/confirm/": "two_factor_on",
    "post auth/2fa/disable/": "two_factor_off",
    "post auth/2fa/recovery-codes/": "recovery_codes_renewed",
    "post auth/2fa/setup/": "two_factor_set_up",
    "post auth/invitations/accept/": "account_registered member_joined member_joined team_placed invitation_accepted",
    "post auth/login/": "login",
    "post auth/logout-all/": "logout_all",
    "post auth/logout/": "logout",
    "post auth/password/change/": "password_changed",
    "post auth/password/reset/confirm/": "password_reset session_ended",
    "post auth/refresh/": "token_refresh",
    "post auth/register/": "account_registered member_joined",
    "post auth/switch/": "organization_switched",
    "post auth/verify-email/": "address_verified member_joined",
    "post feedback/<uuid:uuid>/rating/": "feedback_rate",
    "post interviews/": "interview_start",
    "post interviews/<uuid:uuid>/abandon/": "interview_abandon",
    "post interviews/<uuid:uuid>/answers/": "answer_submit",
    "post interviews/<uuid:uuid>/complete/": "interview_complete",
    "post interviews/<uuid:uuid>/hint/": "question_hint",
    "post interviews/<uuid:uuid>/media/": "media_upload",
    "post interviews/<uuid:uuid>/pause/": "interview_pause",
    "post interviews/<uuid:uuid>/resume/": "interview_resume",
    "post interviews/<uuid:uuid>/skip/": "question_skip",
    "post reviews/<uuid:uuid>/settle/": "review_arbitrate review_settle",
    "post reviews/<uuid:uuid>/verdicts/": "review_verdict review_settle",
    "post rubrics/": "rubric_created",
    "post rubrics/<uuid:uuid>/anchors/": "anchor_add",
    "post rubrics/<uuid:uuid>/calibrate/": "calibrate",
    "post rubrics/<uuid:uuid>/clone/": "rubric_created",
    "post rubrics/<uuid:uuid>/make-default/": "calibration_gate rubric_default",
    "post rubrics/<uuid:uuid>/versions/": "rubric_drafted",
    "post rubrics/<uuid:uuid>/versions/<int:number>/publish/": "calibration_gate rubric_published",
    "post users/me/consents/": "consent_given",
    "post users/me/export/": "data_exported",
    "put interviews/<uuid:uuid>/draft/": "draft_save",
    "put users/me/ai-consent/": "ai_consent",
    "delete assignments/<uuid:uuid>/": "assignment_withdrawn",
    "delete invitations/<uuid:uuid>/": "invitation_revoked",
    "delete organizations/<uuid:uuid>/members/<uuid:user>/": "member_changed session_ended",
    "delete teams/<uuid:uuid>/members/<uuid:user>/": "team_left",
    "patch assignments/<uuid:uuid>/": "assignment_changed",
    "patch collections/<uuid:uuid>/": "collection_changed",
    "patch organizations/<uuid:uuid>/": "organization_changed",
    "patch organizations/<uuid:uuid>/members/<uuid:user>/": "member_changed",
    "patch teams/<uuid:uuid>/": "team_changed",
    "post assignments/": "assignment_made",
    "post collections/": "collection_made",
    "post companies/<uuid:uuid>/history/revert/": "reverted",
    "post invitations/<uuid:uuid>/resend/": "invitation_resent",
    "post organizations/<uuid:uuid>/history/revert/": "reverted",
    "post organizations/<uuid:uuid>/invitations/": "member_invited",
    "post organizations/<uuid:uuid>/invitations/import/": "member_invited",
    "post organizations/<uuid:uuid>/leave/": "member_left session_ended",
    "post organizations/<uuid:uuid>/teams/": "team_founded",
    "post questions/<uuid:uuid>/history/revert/": "reverted",
    "post rubrics/<uuid:uuid>/history/revert/": "reverted",
    "put teams/<uuid:uuid>/members/<uuid:user>/": "team_placed",
}
# They store nothing: a ticket is in the cache, gone in 30 seconds; a token for a new password is signed over the old.
NOTHING = {"post auth/ws-ticket/", "post auth/password/reset/"}
HIDDEN = re.compile(r"pbkdf2_|eyJ[\w-]+\.", re.IGNORECASE)


def send(call, world, request, **headers):
    """Make a call as who may; return its answer."""
    sender = request.getfixturevalue(call.by)
    call.prepare(world, sender.actor)
    client = sender.client if call.signed_in else type(sender.client)()
    body = call.make(world)
    options = {"format": "multipart" if "file" in call.kinds else "json"}
    response = getattr(client, call.method)(call.url(world), body, **options, **headers)
    assert response.status_code == call.status, (str(call), response.content)
    return body, response


def lines_of(request_id):
    with all_tenants():
        return list(ActivityLog.objects.filter(request_id=request_id).order_by("pk"))


@pytest.mark.parametrize("call", CALLS, ids=str)
def test_a_call_that_changes_something_leaves_its_lines(call, world, request):
    name = uuid7().hex
    send(call, world, request, HTTP_X_REQUEST_ID=name, HTTP_USER_AGENT="Walker/1")
    lines = lines_of(name)
    assert [line.action_type for line in lines] == ([] if str(call) in NOTHING else LINES[str(call)].split())
    for line in lines:
        assert (line.request_method, line.request_path) == (call.method.upper(), call.url(world))
        assert (line.user_agent, line.ip_address) == ("Walker/1", "127.0.0.1")


def secrets_in(body, response):
    """The values of what a call sent and got under the name of a secret."""
    has_json = not response.streaming and response.get("Content-Type", "").startswith("application/json")
    got = response.json() if has_json else {}
    told = [*body.items(), *(got.items() if isinstance(got, dict) else ())]
    return {str(value) for name, value in told if name in SECRET_NAMES and isinstance(value, str)}


@pytest.mark.parametrize("call", CALLS, ids=str)
def test_no_secret_of_a_call_reaches_a_line(call, world, bob, alice, request):
    """Passwords, tokens and tickets, sent and got, hashes, and the words of an answer."""
    body, response = send(call, world, request)
    known = {PASSWORD, bob.access, bob.refresh, alice.access, alice.refresh, *secrets_in(body, response)}
    with all_tenants():
        lines = list(ActivityLog.objects.values())
    written = json.dumps([{**line, "origin_salt": "", "content_salt": ""} for line in lines], default=str)
    assert [secret for secret in known if secret in written] == []
    assert (HIDDEN.search(written), "I would write the database" in written) == (None, False)
    assert WITHHELD not in written  # no service relies on that


@pytest.mark.parametrize("name", sorted(SECRET_NAMES))
def test_a_secret_by_its_usual_name_is_withheld(acme, name):
    with tenant_scope(acme.pk):
        record(organization_id=acme.pk, user_id=None, action="x", now=NOW, before={name: "hunter2"},
               after={"deep": [{name.upper(): "hunter2"}], "other": "kept"})  # fmt: skip
        line = ActivityLog.objects.get(action_type="x")
    assert line.metadata == {
        "before": {name: WITHHELD}, "after": {"deep": [{name.upper(): WITHHELD}], "other": "kept"},
    }  # fmt: skip


def test_what_is_no_secret_stays_as_it_is():
    told = {"role": "coach", "n": 1, "list": [None, True, {"a": 1.5}]}
    assert without_secrets(told) == told


def test_each_kind_of_action_is_named_in_the_document():
    """As far as services write it as a word."""
    root, said = Path(settings.BASE_DIR), r'(?:action|reason)="([a-z]+_[a-z_]+)"'
    files = root.glob("[a-z]*/services/**/*.py")
    written = {name for file in files for name in re.findall(said, file.read_text())}
    named = set(re.findall(r"`([a-z_…]+)`", (root / "docs" / "audit.md").read_text()))
    assert len(written) > 30
    assert sorted(name for name in written if not {name, name.split("_")[0] + "_…"} & named) == []
