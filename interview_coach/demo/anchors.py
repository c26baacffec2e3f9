"""The demo's anchors: answers in our own words, scored by the levels of the default rubrics.

They show what calibration is, and prove nothing of an evaluator: their scores were set by their authors when they were
written, before any evaluator saw them. At acme they are enough to judge by; at bravo they are too few.
"""

import json
from datetime import datetime
from pathlib import Path
from typing import TypedDict

from accounts.models import Organization
from accounts.selectors import house
from interview_coach.core.csv_files import Row
from interview_coach.core.tenancy import tenant_scope
from interviews.services.calibration.imports import import_anchors
from questionbank.models import Question, Rubric


class Scored(TypedDict):
    score: float
    text: str


class Asked(TypedDict):
    question: str
    answers: list[Scored]


FILE = Path(__file__).with_name("anchors.json")


def compare_with_people(*, now: datetime) -> int:
    """Give each tenant of the demo the anchors it has not got yet; return how many were added."""
    tenants = json.loads(FILE.read_text())
    return sum(_import(Organization.objects.get(slug=slug), rubrics, now) for slug, rubrics in tenants.items())


def _import(tenant: Organization, rubrics: dict[str, list[Asked]], now: datetime) -> int:
    added = 0
    with tenant_scope(tenant.pk, library_id=house().pk):
        for default_for, questions in rubrics.items():
            rubric = Rubric.objects.get(organization=house(), default_for=default_for)
            rows = [row for asked in questions for row in _rows(asked)]
            report = import_anchors(rubric=rubric, rows=rows, organization_id=tenant.pk, user_id=None, now=now)
            added += report.added
    return added


def _rows(asked: Asked) -> list[Row]:
    question = Question.objects.get(organization=house(), text=asked["question"])
    return [{"question": str(question.uuid), "answer": answer["text"], "scores": str(answer["score"])}
            for answer in asked["answers"]]  # fmt: skip
