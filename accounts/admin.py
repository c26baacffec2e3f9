"""People, places and the trail, in the back office."""

import zoneinfo
from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import AccountStatus, ActivityLog, Membership, Organization, Role, User, UserSession
from accounts.rules import grantable_roles
from accounts.selectors import house
from accounts.services.members import change_account, change_membership, save_organization
from interview_coach.core.admin import TenantAdmin, TenantForm, is_staff, organization_of

EDITABLE_STATUS = (AccountStatus.ACTIVE, AccountStatus.SUSPENDED)


class OrganizationForm(TenantForm):
    def clean_extra_fields(self) -> dict[str, str]:
        """Fields of interviews by their stored value: lower case words joined by underscores."""
        given = self.cleaned_data["extra_fields"]
        if not isinstance(given or {}, dict):
            raise ValidationError('An object: {"nursing": "Nursing"}.')
        for value, label in (given or {}).items():
            if not (value.isidentifier() and value == value.lower() and len(value) <= 100):
                raise ValidationError(f"{value!r} is no stored value: lower case words joined by underscores.")
            if not isinstance(label, str) or not 0 < len(label.strip()) <= 100:
                raise ValidationError(f"The label of {value!r} is a text of at most 100 characters.")
        return given or {}


@admin.register(Organization)
class OrganizationAdmin(TenantAdmin):
    icon = "apartment"
    read_only = False
    form = OrganizationForm
    list_display = ("name", "slug", "is_active", "shows_averages", "created_at")
    search_fields = ("name", "slug")
    fields = ("name", "slug", "is_active", "extra_fields", "shows_averages", "created_at", "updated_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Organization]:
        rows: QuerySet[Organization] = super().get_queryset(request)
        owner = organization_of(request)
        if is_staff(request):
            return rows
        return rows.filter(pk=owner.pk) if owner else rows.none()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return is_staff(request)

    def owns(self, request: HttpRequest, obj: Any) -> bool:
        owner = organization_of(request)
        return is_staff(request) or (owner is not None and obj.pk == owner.pk)

    def save_model(self, request: HttpRequest, obj: Organization, form: Any, change: bool) -> None:
        save_organization(organization=obj, now=timezone.now())

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        fixed = ("slug", "is_active") if not is_staff(request) else ("slug",) if obj is not None else ()
        return ("created_at", "updated_at", *fixed)


@admin.register(Membership)
class MembershipAdmin(TenantAdmin):
    icon = "badge"
    read_only = False
    service_records = True
    list_display = ("user", "role", "is_active", "created_at", "last_used_at")
    list_filter = ("role", "is_active")
    list_select_related = ("user",)
    search_fields = ("user__email", "user__first_name", "user__last_name")
    fields = ("user", "role", "is_active", "created_at", "last_used_at")
    readonly_fields = ("created_at", "last_used_at")
    autocomplete_fields = ("user",)

    def _role_of(self, request: HttpRequest) -> str:
        return Role.OWNER if is_staff(request) else cast(Any, request).membership.role

    def has_add_permission(self, request: HttpRequest) -> bool:
        return is_staff(request)  # others invite

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or obj.role in grantable_roles(self._role_of(request)))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return (*super().get_readonly_fields(request, obj), *(("user",) if obj is not None else ()))

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "role":
            mine = grantable_roles(self._role_of(request))
            kwargs["choices"] = [(value, label) for value, label in Role.choices if value in mine]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Membership, form: Any, change: bool) -> None:
        if not change:
            super().save_model(request, obj, form, change)
            self.admin_site.record(request, obj, "member_joined", role=obj.role)
        elif form.changed_data:
            change_membership(membership=obj, role=obj.role, is_active=obj.is_active, by=cast(User, request.user).pk,
                              by_role=self._role_of(request), now=timezone.now())  # fmt: skip


class UserForm(TenantForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if (status := self.fields.get("account_status")) is not None:
            kept = {*EDITABLE_STATUS, self.instance.account_status}
            choices = [choice for choice in AccountStatus.choices if choice[0] in kept]
            cast(forms.ChoiceField, status).choices = choices

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
    seen_by_organization = ("email", "first_name", "last_name", "role", "member_since")
    staff_fieldsets = (
        (None, {"fields": ("email", "first_name", "last_name", "account_status", "subscription_tier")}),
        ("Profile", {"fields": ("bio", "location", "timezone", "language_preference")}),
        ("Account", {"fields": ("is_active", "is_verified", "is_platform_staff", "is_demo", "two_factor_enabled",
                                "last_login", "failed_login_attempts", "last_failed_login", "password_changed_at",
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
        return is_staff(request)

    def get_list_display(self, request: HttpRequest) -> tuple[Any, ...]:
        staff = ("email", "first_name", "last_name", "account_status", "subscription_tier", "is_platform_staff")
        return staff if is_staff(request) else self.seen_by_organization

    def get_list_filter(self, request: HttpRequest) -> tuple[Any, ...]:
        return ("account_status", "subscription_tier", "is_platform_staff") if is_staff(request) else ()

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        return list(self.fieldsets) if is_staff(request) else [(None, {"fields": self.seen_by_organization})]

    @admin.display(description="Role")
    def role(self, user: Any) -> str:
        return str(Role(user.role_here).label)

    @admin.display(description="Member since")
    def member_since(self, user: Any) -> Any:
        return user.since

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        if form.changed_data:
            changes = {name: form.cleaned_data[name] for name in form.changed_data}
            change_account(user=obj, changes=changes, by=cast(User, request.user).pk, organization_id=house().pk,
                           now=timezone.now())  # fmt: skip


@admin.register(UserSession)
class UserSessionAdmin(TenantAdmin):
    """Sign-ins that work in this organization now; the token's digest stays out of sight."""

    icon = "devices"
    list_display = ("user", "device_type", "browser", "os", "last_activity", "is_active")
    list_filter = ("is_active",)
    list_select_related = ("user",)
    search_fields = ("user__email",)
    fields = ("user", "organization", "device_type", "browser", "os", "ip_address", "location", "created_at",
              "last_activity", "expires_at", "is_active")  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[UserSession]:
        rows: QuerySet[UserSession] = super().get_queryset(request)
        owner = organization_of(request)
        if is_staff(request):
            return rows
        return rows.filter(organization=owner.pk) if owner else rows.none()


@admin.register(ActivityLog)
class ActivityLogAdmin(TenantAdmin):
    icon = "history"
    list_display = ("timestamp", "user", "action_type", "entity_type", "ip_address")
    list_filter = ("action_type", "entity_type")
    list_select_related = ("user",)
    date_hierarchy = "timestamp"
    ordering = ("-timestamp",)
    search_fields = ("user__email", "action_type", "entity_id", "request_id")
    fields = ("timestamp", "user", "action_type", "action_description", "entity_type", "entity_id", "metadata",
              "ip_address", "user_agent", "request_method", "request_path", "request_id", "status_code",
              "response_time")  # fmt: skip
