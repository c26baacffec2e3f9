"""How a probe is sent, and what its answer has to be: word for word that of a row which never was."""

import json
import os
import random
from typing import Any
from uuid import UUID

from rest_framework.test import APIClient

# Probes of each kind: where one is a query, and where it is a whole request. Every run of the suite sends few;
# WALL_PROBES=1000 asks for more of both, and `-s` prints the figures.
REQUESTS = int(os.environ.get("WALL_PROBES", "50"))
QUERIES = max(200, REQUESTS)
# Of the form of ours, so that it sorts among them.
NOWHERE = UUID("01a20000-0000-7000-8000-000000000000")


def dice(kind: str) -> random.Random:
    """Return the same dice for a kind of probe on every run."""
    return random.Random(f"walls {kind} 2026")


class Stranger:
    """Someone of another tenant, and how the API answers to them."""

    def __init__(self, person: Any) -> None:
        self.person = person
        self.client = APIClient(HTTP_AUTHORIZATION=f"Bearer {person.access}")
        self._known: dict[tuple[str, str, str], tuple[int, bytes]] = {}

    def ask(self, method: str, url: str, body: Any = None, **headers: str) -> tuple[int, bytes]:
        """Return status and body of an answer."""
        sent = {} if method in ("get", "head") or body is None else {"data": json.dumps(body)}
        more = {"content_type": "application/json"} if sent else {}
        response = getattr(self.client, method)(url, **sent, **more, **headers)
        return response.status_code, response.content

    def probe(self, method: str, url: str, uuid: UUID, body: Any = None) -> tuple[int, bytes]:
        """Ask for what `{uuid}` stands for in url and body; fail unless a name of nothing gets the same answer."""
        told = self._ask_for(uuid, method, url, body)
        key = (method, url, json.dumps(body))
        if key not in self._known:
            self._known[key] = self._ask_for(NOWHERE, method, url, body)
        status, content = self._known[key]
        expected = (status, content.replace(str(NOWHERE).encode(), str(uuid).encode()))
        assert told == expected, f"{method} {url} {uuid}: {told} instead of {expected}"
        return told

    def _ask_for(self, uuid: UUID, method: str, url: str, body: Any) -> tuple[int, bytes]:
        text = json.dumps(body).replace("{uuid}", str(uuid))
        return self.ask(method, url.replace("{uuid}", str(uuid)), json.loads(text))
