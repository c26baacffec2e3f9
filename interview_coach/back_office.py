"""The admin site: platform staff everywhere, owners and admins in their own organization."""

from collections.abc import Callable
from functools import update_wrapper
from math import ceil
from typing import Any
from urllib.parse import unquote

from django.core.exceptions import BadRequest
from django.core.paginator import InvalidPage
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from unfold.sites import UnfoldAdminSite

from accounts.models import AccountStatus, Membership, Organization, Role, User
from accounts.rules import Actor, enters_as_staff
from accounts.selectors import house
from accounts.selectors.back_office import acting
from accounts.services.trail import plain, record
from interview_coach.back_office_door import OwnPassword, SignIn
from interview_coach.core.api.throttling import may_pass, seconds_left
from interview_coach.core.request_context import current_request

# The sidebar's groups, from people down to machinery.
GROUPS = {
    "accounts": "People",
    "questionbank": "Question bank",
    "interviews": "Interviews",
    "analytics": "Analytics",
    "gamification": "Gamification",
    "core": "Platform",
}


def _organization_of(request: HttpRequest) -> Organization | None:
    membership: Membership | None = getattr(request, "membership", None)
    return membership.organization if membership else None


def _whose(obj: Any) -> int | None:
    """Return whose row it is, where it is somebody's."""
    person: int | None = obj.pk if isinstance(obj, User) else getattr(obj, "user_id", None)
    return person


class BackOffice(UnfoldAdminSite):
    """Entered by platform staff, or by a membership that runs an organization."""

    login_form = SignIn
    index_title = "Overview"

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Admit heirs of `core.admin.TenantAdmin` only: admins that packages bring along know no organization."""
        if getattr(admin_class, "tenant_scoped", False):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        user: Any = request.user
        return bool(
            user.is_authenticated and user.is_active and user.account_status == AccountStatus.ACTIVE
            and (enters_as_staff(user) or getattr(request, "membership", None) is not None)
        )  # fmt: skip

    def admin_view(self, view: Callable[..., HttpResponse], cacheable: bool = False) -> Any:
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if "\x00" in unquote(request.META.get("QUERY_STRING", "")):
                raise BadRequest("Null characters are not allowed.")
            return view(request, *args, **kwargs)

        return super().admin_view(update_wrapper(checked, view), cacheable)

    def record(self, request: HttpRequest, obj: Any, action: str, **metadata: Any) -> None:
        """Leave a line in the trail of the organization that `obj` belongs to."""
        owner = obj.pk if isinstance(obj, Organization) else getattr(obj, "organization_id", None)
        kind = obj._meta.verbose_name.replace(" ", "_")
        record(organization_id=owner or house().pk, user_id=request.user.pk, action=action, now=timezone.now(),
               entity_type=kind, entity_id=getattr(obj, "uuid", obj.pk), subject_id=_whose(obj),
               **plain(metadata))  # fmt: skip

    def actor_for(self, request: HttpRequest, obj: Any) -> Actor:
        """Return who asks, for services that act in the organization of `obj`: platform staff act as its owner."""
        membership = getattr(request, "membership", None)
        owner = obj if isinstance(obj, Organization) else obj.organization
        return acting(request.user, owner, Role.OWNER if membership is None else membership.role)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """The groups in their order, and in each the models as they are registered: what matters most comes first."""
        found = self._build_app_dict(request, app_label)
        return [{**found[label], "name": name} for label, name in GROUPS.items() if label in found]

    def get_sidebar_list(self, request: HttpRequest) -> list[dict[str, Any]]:
        overview = {"title": "Overview", "icon": "home", "link": reverse("admin:index")}
        groups = [{"items": [overview]}, *({"title": app["name"], "items": self._items(app), "collapsible": False}
                                           for app in self.get_app_list(request))]  # fmt: skip
        for item in (item for group in groups for item in group["items"]):
            item["has_permission"], item["active"] = True, self._get_is_active(request, item["link"])
        return groups

    def _items(self, app: dict[str, Any]) -> list[dict[str, Any]]:
        return [
            {"title": entry["name"], "link": entry["admin_url"], "icon": self.get_model_admin(entry["model"]).icon}
            for entry in app["models"]
        ]

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        staff = getattr(request.user, "is_platform_staff", False)
        where = "All organizations" if staff else _organization_of(request) or ""
        return {**super().each_context(request), "site_subheader": where}

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The page of the door, and what is brought to it: as often from an address as the API's `auth/` takes."""
        if request.method == "POST" and not may_pass("auth", current_request().ip_address):
            told = "Too many attempts from here. Try again in a minute."
            return HttpResponse(
                told, status=429, content_type="text/plain", headers={"Retry-After": ceil(seconds_left())}
            )
        response: HttpResponse = super().login(request, extra_context)
        return response

    def search(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        try:
            response: HttpResponse = super().search(request, extra_context)
        except (InvalidPage, ValueError) as error:
            raise Http404 from error
        return response

    def logout(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        response: HttpResponse = super().logout(request, extra_context)
        response["Clear-Site-Data"] = '"cache"'  # whoever sits here next pages back to nothing
        return response

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        done = reverse("admin:password_change_done")
        context = {**self.each_context(request), **(extra_context or {})}
        view: Callable[..., Any] = OwnPassword.as_view(success_url=done, extra_context=context)
        response: HttpResponse = view(request)
        return response
