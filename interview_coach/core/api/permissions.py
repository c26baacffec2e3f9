"""Who may call at all. What a role allows is asked in the services and selectors."""

from typing import Any

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from interview_coach.core.exceptions import TwoFactorRequired


class SignedIn(BasePermission):
    """The caller proved who they are, by as many factors as their organization asks for; asks for no row of theirs.

    A view that says `without_two_factor` is open to those who have yet to switch them on.
    """

    def has_permission(self, request: Request, view: Any) -> bool:
        actor: Any = request.auth
        if actor is None:
            return False
        if actor.must_set_up_two_factor and not getattr(view, "without_two_factor", False):
            raise TwoFactorRequired
        return True
