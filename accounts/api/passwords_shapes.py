"""What the calls under `auth/password/` take and answer."""

from accounts.api.account_shapes import StepUpIn
from accounts.api.fields import EmailField
from interview_coach.core.api.inputs import ExactCharField, StrictCharField, StrictSerializer


class ChangePasswordIn(StepUpIn):
    new_password = ExactCharField(max_length=128)


class AskForResetIn(StrictSerializer):
    email = EmailField(max_length=120)


class ResetPasswordIn(StrictSerializer):
    token = StrictCharField(max_length=256)
    password = ExactCharField(max_length=128)
