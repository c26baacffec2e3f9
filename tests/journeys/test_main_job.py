"""The main job by the product's own client: five questions, five feedbacks over the socket, a report."""

import json
import subprocess
import sys

import pytest

from tests.journeys.installation import PASSWORD, PROJECT

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
ANSWERS = str(PROJECT / "bootstrap" / "demo_answers.json")


def test_practice_plays_an_interview_to_its_report(installation):
    played = subprocess.run(
        [sys.executable, "manage.py", "practice", "--base-url", installation.base, "--email", "bob@acme.example",
         "--password", PASSWORD, "--answers", ANSWERS, "--json"],
        cwd=PROJECT, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert played.returncode == 0, played.stderr[-2000:]
    told = json.loads(played.stdout)
    assert told["interview"]["status"] == "completed"
    assert [len(told["answers"]), len(told["feedbacks"])] == [5, 5]
    assert told["report"]["final"] is True
    seqs = [event["seq"] for event in told["events"]]
    assert seqs == list(range(seqs[0], seqs[0] + len(seqs)))
    for answer, feedback in zip(told["answers"], told["feedbacks"], strict=True):
        points = [p for p in feedback["strengths"] + feedback["improvements"] if p["quote"] is not None]
        assert [answer["text"][p["start"] : p["end"]] for p in points] == [p["quote"] for p in points]
