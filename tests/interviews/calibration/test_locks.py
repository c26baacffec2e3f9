"""Two imports at once: they take turns, so that no answer becomes an anchor twice."""

import pytest
from django.db import connection

from interviews.models import Anchor
from interviews.services.calibration.imports import import_anchors
from tests.interviews.reviews.test_locks import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite's tests share one connection in memory"),
]

ROWS = [{"question": "What is a cache?", "answer": f"Copy {n}.", "scores": "6"} for n in range(20)]


def test_same_file_at_once_adds_each_anchor_once(alice, technical, now):
    def bring_in():
        with alice.scope():
            return import_anchors(rubric=technical, rows=ROWS, organization_id=alice.organization.pk,
                                  user_id=alice.user.pk, now=now).added  # fmt: skip

    assert sorted(at_once(bring_in, bring_in, bring_in)) == [0, 0, 20]
    with alice.scope():
        assert Anchor.objects.count() == 20
