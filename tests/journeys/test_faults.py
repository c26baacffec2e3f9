"""A short storm; `make faults` runs the long one."""

import pytest

from tests.journeys import faults

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]


def test_killed_workers_and_broker_lose_and_double_nothing():
    storm = faults.run(answers=40, worker_kills=3, broker_kills=1)
    assert (storm.evaluated, storm.worker_kills, storm.broker_kills) == (40, 3, 1)
    assert storm.broken == {}
