"""How a request proves who sends it: a bearer token in the API, e-mail and password in the admin."""

from functools import partial
from typing import Any, cast

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.request import Request

from accounts.models import User
from accounts.rules import Actor
from accounts.services.credentials import InvalidCredentials, check_credentials
from accounts.services.lockout import AccountLocked
from accounts.services.one_time_codes import OtpRequired
from accounts.services.presence import actor_of_session
from accounts.services.sessions import SessionEnded
from accounts.services.tokens import session_of_access_token


class SessionTokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer <access>`: a signed token that names a session, and a session that still lives."""

    def authenticate(self, request: Request) -> tuple[User, Actor] | None:
        header = get_authorization_header(request).split()
        if not header or header[0].lower() != b"bearer":
            return None
        session_uuid = session_of_access_token(header[1].decode("latin-1")) if len(header) == 2 else None
        actor = actor_of_session(session_uuid, timezone.now()) if session_uuid else None
        if actor is None:
            raise SessionEnded
        # Most calls need to know who asks, few need the whole person.
        return cast(User, SimpleLazyObject(partial(User.objects.get, pk=actor.user_id))), actor

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="api"'


class EmailBackend(BaseBackend):
    """Signs people into the admin by e-mail address; whether they may enter is the admin site's question."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        otp: str | None = None,
        **_: Any,
    ) -> User | None:
        try:
            user = check_credentials(email=username or "", password=password or "", otp=otp, now=timezone.now())
        except (InvalidCredentials, OtpRequired, AccountLocked):
            return None
        return user if user.is_active else None  # a deleted account comes back by the API alone

    def get_user(self, user_id: int) -> User | None:
        return User.objects.filter(pk=user_id, is_active=True).first()
