"""`verify_audit` names the first line that was tampered with, whatever was done to it."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from accounts.models import AccountStatus, ActivityLog, Rotation, Seal, User
from accounts.services.audit.erasure import erase
from accounts.services.audit.sealing import seal
from interview_coach.core.postgresql.ownership import as_owner
from tests.cast import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


def found(trail, **options):
    finding = trail.verify(**options).finding
    return (finding.number, str(finding.line) if finding.line else None, finding.what) if finding else None


@pytest.fixture
def third(trail):
    """The third of the five lines, and its number."""
    number = trail.numbers[-3]
    return number, trail.line(number)


def test_untouched_trail_is_whole(trail):
    verdict = trail.verify()
    assert (verdict.finding, verdict.lines, verdict.erased, verdict.rotated) == (None, max(trail.numbers), 0, 0)
    assert verdict.head == (max(trail.numbers), trail.seal(max(trail.numbers)).digest)


OPEN = {"user_id": None, "action_type": "x", "entity_type": "x", "entity_id": "x", "request_method": "x",
        "request_path": "x", "request_id": "x", "status_code": 1, "response_time": 1.5, "timestamp": LATER}  # fmt: skip


@pytest.mark.parametrize("column", OPEN)
def test_changed_column_is_found(trail, third, unguarded, column):
    number, line = third
    with trail.scope():
        ActivityLog.objects.filter(pk=line.pk).update(**{column: OPEN[column]})
    assert found(trail) == (number, str(line.uuid), "it was changed")


def test_line_given_to_another_person_is_found(trail, third, unguarded, alice):
    number, line = third
    with trail.scope():
        ActivityLog.objects.filter(pk=line.pk).update(subject=alice.user)
    assert found(trail) == (number, str(line.uuid), "it was changed")


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"ip_address": "203.0.113.1"}, "its ip_address or user_agent was changed"),
        ({"user_agent": "x"}, "its ip_address or user_agent was changed"),
        ({"ip_address": "", "user_agent": ""}, "its ip_address or user_agent was changed"),
        ({"origin_salt": ""}, "its ip_address or user_agent was changed"),
        ({"origin_salt": "0" * 32}, "its ip_address or user_agent was changed"),
        ({"action_description": "x"}, "its action_description or metadata was changed"),
        ({"metadata": {"before": {"bio": "x"}}}, "its action_description or metadata was changed"),
        ({"metadata": {}, "action_description": ""}, "its action_description or metadata was changed"),
    ],
)
def test_changed_personal_column_is_found(trail, third, unguarded, changes, what):
    number, line = third
    with trail.scope():
        ActivityLog.objects.filter(pk=line.pk).update(**changes)
    assert found(trail) == (number, str(line.uuid), what)


def test_missing_line_is_found(trail, third, unguarded):
    number, line = third
    trail.sql("DELETE FROM activity_logs WHERE id = %s", line.pk)
    assert found(trail) == (number, str(line.uuid), "it is missing")


def test_missing_line_with_its_seal_is_found(trail, third, unguarded):
    number, line = third
    trail.sql("DELETE FROM activity_logs WHERE id = %s", line.pk)
    trail.sql("DELETE FROM audit_seals WHERE line_id = %s", line.pk)
    assert found(trail) == (number, None, "its seal is missing")


def test_line_and_seal_put_in_between_are_found(trail, third, unguarded):
    """The forger moves the later numbers up and links the new seal to the one before, as the sealer would."""
    number, _ = third
    trail.add()
    with trail.scope():
        for held in Seal.objects.filter(number__gte=number).order_by("-number"):
            Seal.objects.filter(pk=held.pk).update(number=held.number + 1)
        forged = ActivityLog.objects.order_by("-pk").first()
        Seal.objects.create(
            organization=trail.organization, number=number, line_id=forged.pk, line_uuid=forged.uuid,
            line_timestamp=forged.timestamp, origin_commitment="0", content_commitment="0", line_digest="0",
            digest="0", sealed_at=NOW,
        )  # fmt: skip
    assert found(trail) == (number, str(forged.uuid), "its seal does not follow from the one before")


def test_reordered_lines_are_found(trail, third, unguarded):
    number, _ = third
    with trail.scope():
        for held, to in ((number, 10**6), (number + 1, number), (10**6, number + 1)):
            Seal.objects.filter(number=held).update(number=to)
    assert found(trail) == (
        number, str(trail.seal(number).line_uuid), "its seal does not follow from the one before",
    )  # fmt: skip


def test_line_slipped_in_below_what_is_sealed_is_found(trail, unguarded):
    trail.add()
    seal(now=LATER)
    trail.add()
    with trail.scope():
        slipped = ActivityLog.objects.order_by("-pk").first()
    trail.sql("UPDATE activity_logs SET id = -1 WHERE id = %s", slipped.pk)
    assert found(trail) == (None, str(slipped.uuid), "was never sealed, though lines after it were")


def test_cut_off_end_is_found_by_the_head_noted_before(trail, unguarded):
    head = trail.verify().head[1]
    assert found(trail, head=head) is None
    trail.add()
    seal(now=NOW)
    assert found(trail, head=head) is None  # it has grown since
    trail.sql("DELETE FROM audit_seals WHERE number >= %s", max(trail.numbers))
    trail.sql("DELETE FROM activity_logs WHERE id >= %s", trail.line(trail.numbers[-2]).pk + 1)
    assert found(trail) is None
    assert found(trail, head=head)[2] == f"the noted head {head} is not in the chain: it was cut off or rewritten"


def test_erasure_leaves_the_chain_whole(trail, alice):
    trail.add(subject_id=alice.user.pk)
    seal(now=NOW)
    User.objects.filter(pk=trail.person.user.pk).update(account_status=AccountStatus.ERASED)
    assert erase(user_id=trail.person.user.pk) > 0
    verdict = trail.verify()
    assert (verdict.finding, verdict.erased > 0) == (None, True)
    with trail.scope():
        own = ActivityLog.objects.filter(user=trail.person.user)
        assert set(own.values_list("ip_address", "user_agent", "origin_salt")) == {("", "", "")}
        about_others = own.exclude(subject=None).values_list("action_description", flat=True)
        assert list(about_others) == ["Bob said hello"]  # alice's, until she goes
    assert erase(user_id=trail.person.user.pk) == 0


def test_blanking_for_somebody_who_is_still_here_is_found(trail, third):
    number, line = third
    with trail.scope():
        ActivityLog.objects.filter(pk=line.pk).update(ip_address="", user_agent="", origin_salt="")
    what = "its ip_address and user_agent were blanked, though whom they are of is not erased"
    assert found(trail) == (number, str(line.uuid), what)


def test_rotated_lines_are_no_gap(trail, transactional_db):
    with trail.scope():
        Rotation.objects.create(
            organization=trail.organization, until=NOW + timedelta(seconds=1), reason="archive-1", created_at=NOW
        )
    first = trail.line(trail.numbers[-5])
    with as_owner("default"):
        trail.sql("DELETE FROM activity_logs WHERE id = %s", first.pk)
    verdict = trail.verify()
    assert (verdict.finding, verdict.rotated) == (None, 1)


def test_range_is_verified_from_the_link_before_it(trail, third, unguarded):
    number, line = third
    trail.add(2)
    seal(now=LATER)
    with trail.scope():
        ActivityLog.objects.filter(pk=line.pk).update(action_type="x")
    verdict = trail.verify(since=LATER)
    assert (verdict.finding, verdict.lines) == (None, 2)
    assert found(trail, until=NOW)[0] == number
    assert found(trail, until=NOW - timedelta(days=1)) is None


def test_command_exits_by_what_it_finds(trail, third, unguarded, capsys):
    number, line = third
    with pytest.raises(CommandError, match="lets activity_logs be changed"):
        call_command("verify_audit", "--organization", "acme")
    assert "acme: " in capsys.readouterr().out
    with trail.scope():
        ActivityLog.objects.filter(pk=line.pk).update(action_type="x")
    with pytest.raises(CommandError, match=f"acme: number {number}, line {line.uuid}: it was changed"):
        call_command("verify_audit")


def test_command_prints_the_head(trail, capsys):
    call_command("verify_audit", "--organization", "acme", "--head", trail.verify().head[1])
    assert trail.verify().head[1] in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("verify_audit", "--head", "0")
    with pytest.raises(CommandError):
        call_command("verify_audit", "--organization", "nowhere")
