"""The demo's own rubric: acme's engineers took the house's and raised their bar."""

from datetime import datetime, timedelta

from accounts.models import Organization, User
from accounts.selectors import house
from interview_coach.core.tenancy import tenant_scope
from questionbank.models import Rubric, RubricVersion
from questionbank.services.rubrics import clone_rubric, draft_version, publish

NAME = "Acme engineering bar"
# Since version 2, depth weighs what accuracy did.
WEIGHTS = {"technical_accuracy": 30, "relevance": 15, "depth": 35, "structure": 10, "communication": 10}


def raise_bar(people: dict[str, User], *, now: datetime) -> None:
    """Give acme a rubric cloned from the house's, once: version 1 retired, version 2 live."""
    acme = Organization.objects.get(slug="acme")
    with tenant_scope(acme.pk, library_id=house().pk):
        if Rubric.objects.filter(organization=acme, name=NAME).exists():
            return
        source = RubricVersion.objects.select_related("rubric").get(
            organization=house(),
            rubric__name="Technical",
            number=1,  # as it came with the product
        )
        _make(source, acme, people["alice@acme.example"], now)


def _make(source: RubricVersion, acme: Organization, author: User, now: datetime) -> None:
    start = now - timedelta(days=30)
    first = clone_rubric(version=source, organization_id=acme.pk, by=author.pk, name=NAME, now=start)
    publish(version=first, by=author.pk, now=start, note="As the house has it.")
    raised = [{**criterion, "weight": WEIGHTS[criterion["key"]]} for criterion in first.criteria]
    later = start + timedelta(days=14)
    second = draft_version(rubric=first.rubric, by=author.pk, now=later, criteria=raised, probe_threshold=7.0,
                           note="Depth weighs more: we hire people who know what they give up.")  # fmt: skip
    publish(version=second, by=author.pk, now=later)
