"""The two kinds of calls that do without idempotency keys."""

from rest_framework.permissions import AllowAny

from interview_coach.core.api.views import ScopedView


class OpenView(ScopedView):
    """A call that needs no sign-in, and looks at none."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    idempotent = False
    rate = "auth"


class AuthView(ScopedView):
    """A call of the signed-in person about the session and how it is proven."""

    idempotent = False
    without_two_factor = True
    rate = "auth"
