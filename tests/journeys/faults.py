"""Killing workers and brokers while answers are evaluated: nothing lost, nothing counted twice.

`make faults` is the long run (400 answers, 40 kills of the worker, 5 of the broker); the suite has a short one.
"""

import itertools
import sys
import time
from typing import NamedTuple

from tests.journeys.installation import Client, Installation, wait_until
from tests.journeys.ledger import broken_promises, evaluated

ANSWER = (
    "I would put a cache in front of the reads and delete the key after each write, because readers then load anew."
)
# The evaluator is slowed and leases are short, so that kills meet work under way and it is taken up again soon.
SLOW = {
    "EVALUATION_DELAY_SECONDS": "1.0",
    "EVALUATION_LEASE_SECONDS": "4",
    "EVALUATION_SWEEP_SECONDS": "1",
    "EVALUATION_MAX_ATTEMPTS": "100",
}


class Storm(NamedTuple):
    """What a run did and saw."""

    answers: int
    worker_kills: int
    broker_kills: int
    evaluated: int
    seconds: float
    broken: dict[str, list[object]]


def run(answers: int, worker_kills: int, broker_kills: int) -> Storm:
    """Submit `answers`, kill while they are evaluated, and hold the rows against their promises."""
    with Installation("up", **SLOW) as installation:
        database = installation.connections()["DATABASE_URL"]
        before = evaluated(database)[1]
        interviews = _submit(Client(installation.base), answers)
        started = time.monotonic()
        killed = _kill(installation, database, worker_kills, broker_kills)
        wait_until(lambda: len(set(evaluated(database))) == 1, 300, "every answer to be evaluated")
        client = Client(installation.base)
        for interview in interviews:
            client.post(f"interviews/{interview}/complete/", expect=200)
        done, total = evaluated(database)
        return Storm(total - before, *killed, done - before, time.monotonic() - started, broken_promises(database))


def _submit(client: Client, answers: int) -> list[str]:
    interviews = []
    for size in [20] * (answers // 20) + ([answers % 20] if answers % 20 else []):
        interview = client.start(questions=size)["uuid"]
        client.answer_all(interview, size, ANSWER)
        interviews.append(interview)
    return interviews


def _kill(installation: Installation, database: str, worker_kills: int, broker_kills: int) -> tuple[int, int]:
    """Kill the worker again and again, each time once it has got something done, and the broker in between."""
    brokers = set(range(1, worker_kills, max(1, worker_kills // broker_kills)))
    done = [0, 0]
    for number in itertools.count():
        finished, total = evaluated(database)
        if number == worker_kills or finished == total:
            return done[0], done[1]
        installation.kill("worker")
        done[0] += 1
        if number in brokers and done[1] < broker_kills:
            installation.kill("broker")
            done[1] += 1
        wait_until(lambda seen=finished: evaluated(database)[0] > seen, 90, "the next worker to evaluate something")
    raise AssertionError("unreachable")


if __name__ == "__main__":
    storm = run(answers=400, worker_kills=40, broker_kills=5)
    print(storm._replace(broken={}))
    for promise, rows in storm.broken.items():
        print("BROKEN", promise, rows[:5])
    sys.exit(bool(storm.broken) or storm.evaluated != storm.answers or storm.worker_kills < 40)
