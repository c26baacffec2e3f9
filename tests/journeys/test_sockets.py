"""A socket dropped again and again misses no event and repeats none."""

import json
import random
import threading

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
DROPS = 50


def test_socket_dropped_fifty_times_misses_and_repeats_nothing(bob, installation):
    interview = bob.start(questions=20)["uuid"]
    url = f"{installation.base.replace('http', 'ws')}/ws/v1/interviews/{interview}/"
    dice = random.Random(7)  # where it drops is arbitrary, yet the same in every run
    candidate = threading.Thread(target=_practise, args=(bob, interview))
    candidate.start()
    seen: list[int] = []
    drops = 0
    while True:
        with connect(url, additional_headers={"Authorization": f"Bearer {bob.access}"}, close_timeout=0.1) as socket:
            socket.send(json.dumps({"type": "replay", "after": seen[-1] if seen else 0}))
            limit = dice.randrange(0, 4) if drops < DROPS else None
            ended = _listen(socket, seen, limit)
            if ended and drops >= DROPS:
                break
            drops += 1
            socket.socket.close()  # no closing handshake: as a train enters a tunnel
    candidate.join()
    last = bob.get(f"interviews/{interview}/events/?after=0")["last_seq"]
    assert drops >= DROPS
    assert seen == list(range(1, last + 1))


def _practise(client, interview: str) -> None:
    client.answer_all(interview, 20, "I would measure first, because the slow part is seldom where one believes.")
    client.post(f"interviews/{interview}/complete/", expect=200)


def _listen(socket, seen: list[int], limit: int | None) -> bool:
    """Collect frames until `limit` came, or with None until the sitting is over; return whether it is over."""
    count = 0
    while limit is None or count < limit:
        try:
            frame = json.loads(socket.recv(timeout=5 if limit is None else 0.3))
        except (TimeoutError, ConnectionClosed):
            return limit is None
        seen.append(frame["seq"])
        count += 1
    return False
