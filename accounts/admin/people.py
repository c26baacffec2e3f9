"""People, in the back office."""

import zoneinfo
from datetime import datetime
from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime

from accounts.models import AccountStatus, Guarded, Membership, Role, User
from accounts.rules import may_be_changed
from accounts.selectors import house
from accounts.services import lockout
from accounts.services.members import change_account
from interview_coach.core.admin import TenantAdmin, TenantForm, is_staff, organization_of


class UserForm(TenantForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if (status := self.fields.get("account_status")) is not None:
            kept = (AccountStatus.ACTIVE, AccountStatus.SUSPENDED)
            cast(forms.ChoiceField, status).choices = [(choice.value, choice.label) for choice in kept]

    def clean_timezone(self) -> str:
        name: str = self.cleaned_data["timezone"]
        if name not in zoneinfo.available_timezones():
            raise ValidationError("This is no time zone.")
        return name

    def clean_language_preference(self) -> str:
        code: str = self.cleaned_data["language_preference"]
        if code not in dict(settings.LANGUAGES):
            raise ValidationError(f"One of {', '.join(dict(settings.LANGUAGES))}.")
        return code


@admin.register(User)
class UserAdmin(TenantAdmin):
    """An account spans organizations: one of them sees who its members are, platform staff tend the rest."""

    icon = "person"
    read_only = False
    service_records = True
    form = UserForm
    search_fields = ("email", "first_name", "last_name")
    ordering = ("email",)
    actions = ("lift_lock",)
    seen_by_organization = ("email", "first_name", "last_name", "role", "member_since")
    staff_fieldsets = (
        (None, {"fields": ("email", "first_name", "last_name", "account_status", "subscription_tier")}),
        ("Profile", {"fields": ("bio", "location", "timezone", "language_preference")}),
        ("Account", {"fields": ("is_active", "is_verified", "is_platform_staff", "is_demo", "two_factor_enabled",
                                "last_login", "failed_login_attempts", "last_failed_login", "locked_until",
                                "password_changed_at",
                                "created_at", "updated_at", "deleted_at")}),
        ("Practice", {"fields": ("total_interviews", "total_practice_time", "average_score", "current_streak",
                                 "longest_streak", "last_practice_date")}),
    )  # fmt: skip
    fieldsets = staff_fieldsets
    readonly_fields = ("email", *staff_fieldsets[2][1]["fields"], *staff_fieldsets[3][1]["fields"])

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        people: QuerySet[User] = super().get_queryset(request)
        if is_staff(request):
            return people
        owner = organization_of(request)
        if owner is None:
            return people.none()
        here = Membership.objects.filter(organization=owner, user=OuterRef("pk"))
        return people.filter(memberships__organization=owner).annotate(
            role_here=Subquery(here.values("role")[:1]), since=Subquery(here.values("created_at")[:1])
        )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # accounts come by registration

    def owns(self, request: HttpRequest, obj: Any) -> bool:
        return is_staff(request) and may_be_changed(obj)

    def get_list_display(self, request: HttpRequest) -> tuple[Any, ...]:
        staff = ("email", "first_name", "last_name", "account_status", "subscription_tier", "is_platform_staff")
        return staff if is_staff(request) else self.seen_by_organization

    def get_list_filter(self, request: HttpRequest) -> tuple[Any, ...]:
        return ("account_status", "subscription_tier", "is_platform_staff") if is_staff(request) else ()

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        return list(self.fieldsets) if is_staff(request) else [(None, {"fields": self.seen_by_organization})]

    @admin.display(description="Locked until")
    def locked_until(self, user: User) -> datetime | None:
        return lockout.locked_until(user.email, timezone.now())

    @admin.action(description="Lift the lock of sign-in", permissions=["change"])
    def lift_lock(self, request: HttpRequest, people: QuerySet[User]) -> None:
        """Clear what is counted against accounts, on record."""
        by: dict[str, Any] = {"by": cast(User, request.user).pk, "organization_id": house().pk, "now": timezone.now()}
        accounts = {user.pk: lockout.subject_of(Guarded.ACCOUNT, user.email) for user in people}
        lifted = [lockout.lift_on_record(subject=subject, person=person, **by) for person, subject in accounts.items()]
        messages.success(request, f"Lifted: {sum(lifted)}.")

    def get_actions(self, request: HttpRequest) -> Any:
        return super().get_actions(request) if is_staff(request) else {}

    @admin.display(description="Role")
    def role(self, user: Any) -> str:
        return str(Role(user.role_here).label)

    @admin.display(description="Member since")
    def member_since(self, user: Any) -> str:
        return date_format(localtime(user.since), "DATETIME_FORMAT")

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        if form.changed_data:
            changes = {name: form.cleaned_data[name] for name in form.changed_data}
            change_account(user=obj, changes=changes, by=cast(User, request.user).pk, organization_id=house().pk,
                           now=timezone.now())  # fmt: skip
