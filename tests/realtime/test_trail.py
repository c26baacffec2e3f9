"""A socket that is opened is noted in the trail as a request is."""

import pytest
from channels.db import database_sync_to_async

from accounts.models import ActivityLog
from accounts.services.audit.requests import lines
from interview_coach.core.tenancy import all_tenants

pytestmark = pytest.mark.django_db(transaction=True)


def noted():
    lines.flush()
    with all_tenants():
        found = ActivityLog.objects.filter(action_type="request").order_by("pk")
        return list(found.values_list("organization__slug", "user__email", "request_method", "status_code"))


async def test_sockets_are_noted(connect, bob, sitting, settings):
    settings.TRAIL_REQUESTS = True
    lines._held.clear()
    open_one = await connect(sitting.path, token=bob.access)
    assert await open_one.answers()
    turned_away = await connect(sitting.path, token="nonsense")
    assert await turned_away.hear() == 4401
    assert await database_sync_to_async(noted)() == [
        ("acme", "bob@acme.example", "WS", 101), ("public", None, "WS", 4401),
    ]  # fmt: skip
