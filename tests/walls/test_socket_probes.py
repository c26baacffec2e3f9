"""Random joins of sockets by people of bravo, at whatever is acme's."""

import asyncio

import pytest

from interview_coach.core import realtime
from tests.realtime.conftest import Browser
from tests.walls.probing import NOWHERE, REQUESTS, dice

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("filters")]

NOT_FOUND = 4404


async def test_sockets(strangers, names, bob, acme_rows):
    realtime.use_loop(asyncio.get_running_loop())
    roll = dice("socket")
    for _ in range(REQUESTS):
        uuid = roll.choice([*names, acme_rows.interview.uuid, NOWHERE])
        assert await joined(uuid, roll.choice(strangers).person.access) == NOT_FOUND
    assert await joined(acme_rows.interview.uuid, bob.access) == "open"


async def joined(uuid, token):
    """Return the code by which a socket is closed, or that it is open."""
    browser = await Browser(f"/ws/v1/interviews/{uuid}/", token=token).open()
    try:
        await browser.send({"type": "ping"})
        heard = await browser.hear()
        return heard if isinstance(heard, int) else "open"
    finally:
        await browser.close()
