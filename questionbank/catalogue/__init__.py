"""The questions, banks and rubrics the product comes with, and how they are brought into the house organization."""

import json
import uuid
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction

from questionbank.models import CompanyQuestionBank, Question, Rubric, RubricVersion
from questionbank.services.banks import save_question

HERE = Path(__file__).parent
# A question keeps its uuid for good: it is derived from the key under which the catalogue names it.
NAMESPACE = uuid.UUID("6f6f9f0e-6a5b-5d27-9d5a-3f6b1f0c7a11")


@cache
def questions() -> tuple[dict[str, Any], ...]:
    """Return the catalogue's questions, each as the columns of its row beside its `key`."""
    files = sorted((HERE / "questions").glob("*.json"))
    return tuple(question for file in files for question in json.loads(file.read_text(encoding="utf-8")))


@cache
def banks() -> tuple[dict[str, Any], ...]:
    """Return the catalogue's company banks."""
    return tuple(json.loads((HERE / "banks.json").read_text(encoding="utf-8")))


@cache
def rubrics() -> tuple[dict[str, Any], ...]:
    """Return the default rubrics, each with `key`, `name`, `default_for`, `criteria` and `probe_threshold`."""
    return tuple(json.loads((HERE / "rubrics.json").read_text(encoding="utf-8")))


def install_rubrics(*, organization_id: int, now: datetime) -> int:
    """Bring in the default rubrics that are not there; return how many came. Safe to repeat.

    One that is there stays as it is: what answers are judged by changes by a published version, not by an update.
    """
    wanted = {uuid.uuid5(NAMESPACE, f"rubric:{row['key']}"): row for row in rubrics()}
    held = set(Rubric.objects.filter(uuid__in=wanted).values_list("uuid", flat=True))
    missing = {identity: row for identity, row in wanted.items() if identity not in held}
    for identity, row in missing.items():
        _install_rubric(organization_id, identity, row, now)
    return len(missing)


@transaction.atomic
def _install_rubric(organization_id: int, identity: uuid.UUID, row: dict[str, Any], now: datetime) -> None:
    rubric = Rubric.objects.create(
        organization_id=organization_id, uuid=identity, name=row["name"], description=row["description"],
        default_for=row["default_for"],
    )  # fmt: skip
    rubric.live = RubricVersion.objects.create(
        organization_id=organization_id, rubric=rubric, number=1, criteria=row["criteria"],
        probe_threshold=row["probe_threshold"], created_at=now, published_at=now,
    )  # fmt: skip
    rubric.save(update_fields=["live"])


def install(*, organization_id: int) -> int:
    """Bring every bank and question into an organization; return how many questions. Safe to repeat."""
    by_company = {row["company_name"]: _install_bank(organization_id, row) for row in banks()}
    for row in questions():
        _install_question(organization_id, row, by_company)
    return len(questions())


def _install_bank(organization_id: int, row: dict[str, Any]) -> CompanyQuestionBank:
    bank, _ = CompanyQuestionBank.objects.update_or_create(
        organization_id=organization_id, company_name=row["company_name"], defaults=row
    )
    return bank


def _install_question(organization_id: int, row: dict[str, Any], banks: dict[str, CompanyQuestionBank]) -> None:
    columns = {name: value for name, value in row.items() if name not in ("key", "company")}
    company = row["company"] or ""
    identity = uuid.uuid5(NAMESPACE, row["key"])
    question = Question.objects.filter(uuid=identity).first() or Question(uuid=identity)
    wanted = {**columns, "company": company, "bank": banks.get(company), "is_verified": True}
    if question.pk and all(getattr(question, name) == value for name, value in wanted.items()):
        return
    for name, value in wanted.items():
        setattr(question, name, value)
    question.organization_id = organization_id
    save_question(question=question)
