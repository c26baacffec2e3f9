"""The demo's own rubric: cloned, raised, and made once."""

from datetime import timedelta

import pytest

from interview_coach.demo.rubrics import raise_bar
from questionbank.models import Rubric

pytestmark = pytest.mark.django_db


def test_acme_s_bar_is_raised_once(alice, now):
    people = {alice.user.email: alice.user}
    for at in (now, now + timedelta(days=1)):
        raise_bar(people, now=at)
    with alice.scope():
        bar = Rubric.objects.select_related("live", "cloned_from__rubric").get(organization=alice.organization)
        versions = bar.versions.order_by("number")
        assert [[c["weight"] for c in version.criteria] for version in versions] == [
            [35, 20, 25, 10, 10], [30, 15, 35, 10, 10],
        ]  # fmt: skip
        assert [version.published_at for version in versions] == [now - timedelta(days=30), now - timedelta(days=16)]
        assert (bar.name, bar.live.number, bar.cloned_from.rubric.name) == ("Acme engineering bar", 2, "Technical")
