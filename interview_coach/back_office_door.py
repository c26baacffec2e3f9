"""The back office's door: signing in and a new password of one's own, with the second factor where it is on."""

from typing import Any

from django import forms
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.views import PasswordChangeView
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from unfold.forms import AdminOwnPasswordChangeForm, AuthenticationForm
from unfold.widgets import UnfoldAdminTextInputWidget

from accounts.models import User
from accounts.rules import enters_as_staff
from accounts.selectors import back_office_membership, house, running_memberships
from accounts.services import passwords, step_up
from accounts.services.credentials import InvalidCredentials, check_credentials
from interview_coach.core.exceptions import DomainError


def code_field() -> forms.CharField:
    """Return the field for a code of the authenticator app, or a recovery code."""
    return forms.CharField(
        label="Code", required=False, max_length=40,
        help_text="If two factors are on: the code of your authenticator app, or a recovery code.",
        widget=UnfoldAdminTextInputWidget(attrs={"autocomplete": "one-time-code"}),
    )  # fmt: skip


class TwoFactorFirst(InvalidCredentials):
    """Right, and for somebody who would have a place here with two factors; `told_as` names what the form says."""

    def __init__(self, told_as: str) -> None:
        super().__init__("place")
        self.told_as = told_as


class SignIn(AuthenticationForm):
    """E-mail address, password and code, for those who have something to do here."""

    otp = code_field()
    error_messages = {
        "invalid_login": "The address, the password or the code is wrong, or there were too many attempts.",
        "two_factor_required": "Your organization asks for two factors. Switch them on first, by the API.",
        "staff_two_factor": "Platform staff come by two factors. Switch them on first, by the API (auth/2fa/setup/).",
    }

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = self.cleaned_data
        if {"username", "password", "otp"} <= given.keys():
            try:
                self.user_cache = self._let_in(**given)
            except DomainError as error:
                raise self._refusal(error) from error
        return given

    def _let_in(self, username: str, password: str, otp: str) -> User:
        with check_credentials(email=username, password=password, otp=otp, now=timezone.now()) as user:
            if not user.is_active:  # a deleted account comes back by the API alone
                raise InvalidCredentials("account")
            self.confirm_login_allowed(user)
        return user

    def confirm_login_allowed(self, user: User) -> None:
        """Raise `InvalidCredentials` for whom there is nothing here, `TwoFactorFirst` for whom there would be."""
        if enters_as_staff(user):
            return
        if user.is_platform_staff:
            raise TwoFactorFirst("staff_two_factor")
        if back_office_membership(user, None) is not None:
            return
        if running_memberships(user):
            raise TwoFactorFirst("two_factor_required")
        raise InvalidCredentials("place")

    def _refusal(self, error: DomainError) -> ValidationError:
        if isinstance(error, TwoFactorFirst):
            return ValidationError(self.error_messages[error.told_as], code=error.told_as)
        refused: ValidationError = self.get_invalid_login_error()
        return refused


class OwnPasswordForm(AdminOwnPasswordChangeForm):
    """Asks for the code beside the old password; both are looked at once the new one is good."""

    otp = code_field()

    def clean_old_password(self) -> str:
        return str(self.cleaned_data["old_password"])

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                step_up.confirm(user=self.user, password=given["old_password"], otp=given["otp"], now=timezone.now())
            except DomainError as error:
                raise ValidationError(str(error)) from error
        return given


class OwnPassword(PasswordChangeView):
    """A new password of one's own; whoever held the old one is out."""

    form_class = OwnPasswordForm

    def form_valid(self, form: Any) -> HttpResponse:
        membership = getattr(self.request, "membership", None)
        try:
            passwords.store(user=form.user, password=form.cleaned_data["new_password1"], now=timezone.now(),
                            organization_id=(membership.organization if membership else house()).pk)  # fmt: skip
        except DomainError as error:
            form.add_error("old_password", str(error))
            return self.form_invalid(form)
        form.user.refresh_from_db()  # that all sessions have ended goes into the hash
        update_session_auth_hash(self.request, form.user)
        return HttpResponseRedirect(self.get_success_url())
