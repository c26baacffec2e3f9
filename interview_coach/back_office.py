"""The admin site: platform staff everywhere, owners and admins in their own organization."""

from typing import Any

from django.http import HttpRequest
from unfold.sites import UnfoldAdminSite


class BackOffice(UnfoldAdminSite):
    """Entered by platform staff, or by a membership that runs an organization."""

    def has_permission(self, request: HttpRequest) -> bool:
        user: Any = request.user
        return bool(
            user.is_authenticated and user.is_active
            and (user.is_platform_staff or getattr(request, "membership", None) is not None)
        )  # fmt: skip
