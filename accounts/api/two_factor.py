"""Two factors, of one's own account."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api import two_factor_shapes as s
from accounts.api.base import AuthView
from accounts.services import two_factor


class SetUpTwoFactor(AuthView):
    @extend_schema(request=s.SetupIn, responses=s.SetupOut)
    def post(self, request: Request) -> Response:
        """A secret for an authenticator app; it counts once a code of the app was shown to `confirm/`. The password is
        asked for where the session is older than five minutes."""
        return Response(two_factor.set_up(actor=self.actor, **self.body(s.SetupIn), now=self.now)._asdict())


class ConfirmTwoFactor(AuthView):
    @extend_schema(request=s.OtpIn, responses=s.RecoveryCodesOut)
    def post(self, request: Request) -> Response:
        """Switch two factors on by a code of the app. The recovery codes are shown this once."""
        codes = two_factor.switch_on(actor=self.actor, **self.body(s.OtpIn), now=self.now)
        return Response({"recovery_codes": codes})


class DisableTwoFactor(AuthView):
    @extend_schema(request=s.PasswordAndOtpIn, responses={204: None})
    def post(self, request: Request) -> Response:
        """Switch two factors off."""
        two_factor.switch_off(actor=self.actor, **self.body(s.PasswordAndOtpIn), now=self.now)
        return Response(status=204)


class RenewRecoveryCodes(AuthView):
    @extend_schema(request=s.PasswordAndOtpIn, responses=s.RecoveryCodesOut)
    def post(self, request: Request) -> Response:
        """New recovery codes in place of the former ones."""
        codes = two_factor.renew_recovery_codes(actor=self.actor, **self.body(s.PasswordAndOtpIn), now=self.now)
        return Response({"recovery_codes": codes})
