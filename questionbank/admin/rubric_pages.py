"""What the pages of rubrics and of their versions have in common."""

from typing import Any, TypeVar, cast

from django.contrib import messages
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import User
from interview_coach.core.admin import TenantAdmin, TenantForm, is_staff, organization_of
from interview_coach.core.exceptions import DomainError, Forbidden
from questionbank.admin.soundness import checked
from questionbank.models import RubricVersion
from questionbank.rules import sound_criteria
from questionbank.services import rubrics

_Row = TypeVar("_Row", bound=Model)


class CriteriaForm(TenantForm):
    def clean_criteria(self) -> list[dict[str, Any]]:
        return checked(sound_criteria, self.cleaned_data["criteria"] or [])


def shown_to(request: HttpRequest, rows: QuerySet[_Row], **published: bool) -> QuerySet[_Row]:
    """Return the rows of the person's own organization, and what is `published` of the house's."""
    return rows if is_staff(request) else rows.filter(Q(organization=organization_of(request)) | Q(**published))


class RubricPages(TenantAdmin):
    """What the pages of rubrics and of their versions have in common."""

    read_only = False
    service_records = True

    def act(self, request: HttpRequest, rows: Any, service: Any, done: str, *, on_own: bool = True) -> Any:
        """Call a service for each chosen row, tell how it went, and return the last result."""
        result = None
        for row in rows:
            try:
                if on_own and not self.owns(request, row):
                    raise Forbidden("This is the house's: clone it.")
                result = service(row, by=cast(User, request.user).pk, now=timezone.now())
                messages.success(request, f"{row}: {done}")
            except DomainError as error:
                messages.error(request, f"{row}: {error}")
        return result

    def clone_of(self, request: HttpRequest, version: RubricVersion, **who: Any) -> RubricVersion:
        """Copy a version to where the person works; platform staff work where the rubric is."""
        home = organization_of(request) or version.organization
        return rubrics.clone_rubric(
            version=version, organization_id=home.pk, name=f"{version.rubric.name[:93]} (copy)", **who
        )
