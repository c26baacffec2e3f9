"""What commands name on their command line: organizations and rubrics."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.core.management.base import CommandError
from django.db.models import QuerySet

from accounts.models import Organization
from accounts.selectors import house
from interview_coach.core.tenancy import tenant_scope
from questionbank.models import Rubric


@contextmanager
def organization_called(slug: str) -> Iterator[Organization]:
    """Open the scope of the organization with this slug and yield it; raise `CommandError` where there is none."""
    organization = Organization.objects.filter(slug=slug).first()
    if organization is None:
        raise CommandError(f"There is no organization {slug!r}.")
    with tenant_scope(organization.pk, library_id=house().pk):
        yield organization


def rubrics_called(name: str, organization: Organization) -> QuerySet[Rubric]:
    """Return the rubrics in scope of this name or uuid; none given: all of them. The organization's own come first."""
    rubrics = Rubric.objects.select_related("live__rubric").order_by("pk")
    if not name:
        return rubrics
    try:
        return rubrics.filter(uuid=UUID(name))
    except ValueError:
        named = rubrics.filter(name=name)
        return own if (own := named.filter(organization=organization)).exists() else named


def rubric_called(name: str, organization: Organization) -> Rubric:
    """Return the rubric of this name or uuid; raise `CommandError` where there is none."""
    rubric = rubrics_called(name, organization).first()
    if rubric is None:
        known = ", ".join(Rubric.objects.filter(question=None).order_by("name").values_list("name", flat=True)[:20])
        raise CommandError(f"There is no rubric {name!r}. There are: {known}.")
    return rubric
