"""New passwords."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api import passwords_shapes as s
from accounts.api.base import AuthView, OpenView
from accounts.services import passwords


class ChangePassword(AuthView):
    @extend_schema(request=s.ChangePasswordIn, responses={204: None})
    def post(self, request: Request) -> Response:
        """Change one's own password. Every other session ends; this one goes on."""
        passwords.change(actor=self.actor, **self.body(s.ChangePasswordIn), now=self.now)
        return Response(status=204)


class AskForReset(OpenView):
    @extend_schema(request=s.AskForResetIn, responses={202: s.AskForResetIn})
    def post(self, request: Request) -> Response:
        """Have a token mailed that sets a new password. The answer is the same for every address."""
        body = self.body(s.AskForResetIn)
        passwords.ask_for_reset(**body)
        return Response(body, status=202)


class ResetPassword(OpenView):
    @extend_schema(request=s.ResetPasswordIn, responses={204: None})
    def post(self, request: Request) -> Response:
        """Set a new password by a mailed token, good once and for an hour. Every session ends."""
        passwords.reset(**self.body(s.ResetPasswordIn), now=self.now)
        return Response(status=204)
