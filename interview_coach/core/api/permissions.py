"""Who may call at all. What a role allows is asked in the services and selectors."""

from typing import Any

from rest_framework.permissions import BasePermission
from rest_framework.request import Request


class SignedIn(BasePermission):
    """The caller proved who they are; asks for no row of theirs."""

    def has_permission(self, request: Request, view: Any) -> bool:
        return request.auth is not None
