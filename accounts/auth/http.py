"""How a request proves who sends it: a bearer token in the API, a session of Django's in the back office."""

from functools import partial
from typing import cast

from django.contrib.auth.backends import BaseBackend
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.request import Request

from accounts.models import User
from accounts.rules import Actor
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


class BackOfficeBackend(BaseBackend):
    """Tells who is signed in to the back office. Signing in is the business of its form."""

    def get_user(self, user_id: int) -> User | None:
        return User.objects.filter(pk=user_id, is_active=True).first()
