"""Lines are sealed in the order in which they become visible, each once, without a gap."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from accounts.models import ActivityLog, Seal
from accounts.services.audit import sealing
from accounts.services.audit.sealing import seal, waiting
from accounts.tasks import seal_audit
from interview_coach.core.tenancy import all_tenants, tenant_scope
from tests.cast import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


def numbers_and_lines(organization):
    with tenant_scope(organization.pk):
        lines = list(ActivityLog.objects.order_by("pk").values_list("uuid", flat=True))
        return list(Seal.objects.order_by("number").values_list("number", "line_uuid")), lines


def test_every_organization_has_a_chain_of_its_own(trail, charlie):
    seal(now=NOW)
    for organization in (trail.organization, charlie.organization):
        seals, lines = numbers_and_lines(organization)
        assert seals == list(enumerate(lines, 1))


def test_sealing_again_changes_nothing(trail):
    seal(now=NOW)
    with all_tenants():
        before = list(Seal.objects.order_by("pk").values())
        assert seal(now=LATER) == 0
        seal_audit()
        call_command("seal_audit", "--all")
        assert list(Seal.objects.order_by("pk").values()) == before


def test_a_line_that_commits_late_is_sealed_behind_what_came_before(trail, unguarded):
    """Its key was taken before others were sealed; its commit shows afterwards."""
    seal(now=NOW)
    trail.add()
    late = ActivityLog(organization=trail.organization, user=trail.person.user, action_type="late", timestamp=NOW)
    with trail.scope():
        late.pk = ActivityLog.objects.order_by("-pk").first().pk
        ActivityLog.objects.filter(pk=late.pk).update(id=late.pk + 1)  # the gap of a transaction under way
        seal(now=NOW)
        late.save(force_insert=True)
        assert seal(now=NOW + timedelta(seconds=10)) == 1
        newest = list(Seal.objects.order_by("-number").values_list("line_id", flat=True)[:2])
    assert newest == [late.pk, late.pk + 1]
    assert trail.verify().finding is None


def test_a_late_line_is_found_by_the_first_run_after_a_long_break(trail, unguarded):
    seal(now=NOW)
    trail.sql("UPDATE activity_logs SET id = -1 WHERE id = %s", trail.line(3).pk)
    with trail.scope():
        Seal.objects.filter(number=max(trail.numbers)).delete()
    assert seal(now=LATER) == 1


def test_batches_follow_one_another(trail, monkeypatch):
    monkeypatch.setattr(sealing, "BATCH", 3)
    trail.add(7)
    assert seal(now=LATER) == 7
    seals, lines = numbers_and_lines(trail.organization)
    assert [number for number, _ in seals] == list(range(1, len(lines) + 1))


def test_second_sealer_gives_way(trail):
    """Both read the same last link and the same line; the database lets one of them write."""
    trail.add()
    with trail.scope():
        (link,) = sealing._links(trail.organization.pk, list(sealing.unsealed()), LATER)
        assert seal(now=LATER) == 1
        link.pk = None
        with pytest.raises(IntegrityError), transaction.atomic():
            link.save(force_insert=True)
    assert sealing._seal_for(trail.organization.pk, [trail.line(link.number)], LATER) == 0
    assert trail.verify().finding is None


def test_what_waits_is_told(trail):
    seal(now=NOW)
    assert waiting() == (0, None)
    trail.add(2)
    assert waiting() == (2, NOW)


def test_statements_do_not_grow_with_the_lines(trail, django_assert_max_num_queries):
    for lines in (1, 50):
        trail.add(lines)
        with django_assert_max_num_queries(9):
            assert seal(now=LATER) == lines
