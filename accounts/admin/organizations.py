"""Tenants and memberships, in the back office."""

from typing import Any, cast

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import Membership, Organization, Role, User
from accounts.rules import grantable_roles, sound_extra_fields
from accounts.services import versions
from accounts.services.kinds import MEMBERSHIPS, ORGANIZATIONS
from accounts.services.members import change_membership, check_may_require_two_factor, save_organization
from interview_coach.core.admin import TenantForm, is_staff, organization_of, role_of
from interview_coach.core.exceptions import Invalid
from interview_coach.core.versioned_admin import VersionedAdmin


class OrganizationForm(TenantForm):
    def clean_extra_fields(self) -> dict[str, str]:
        try:
            return sound_extra_fields(self.cleaned_data["extra_fields"] or {})
        except Invalid as error:
            raise ValidationError(str(error)) from error


@admin.register(Organization)
class OrganizationAdmin(VersionedAdmin):
    kind, service = ORGANIZATIONS, versions
    icon = "apartment"
    read_only = False
    form = OrganizationForm
    list_display = ("name", "slug", "is_active", "shows_averages", "created_at")
    search_fields = ("name", "slug")
    fields = ("name", "slug", "is_active", "extra_fields", "shows_averages", "requires_two_factor", "words_kept_days",
              "recordings_kept_days", "encrypts_texts", "texts_due_at", "created_at", "updated_at")  # fmt: skip

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
        by = cast(User, request.user)
        if obj.requires_two_factor and "requires_two_factor" in form.changed_data:
            check_may_require_two_factor(by)
        save_organization(organization=obj, by=by.pk, now=timezone.now())

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        fixed = ("slug", "is_active") if not is_staff(request) else ("slug",) if obj is not None else ()
        return ("texts_due_at", "created_at", "updated_at", *fixed)


class MembershipForm(TenantForm):
    def clean_user(self) -> User:
        user: User = self.cleaned_data["user"]
        if not user.is_verified:
            raise ValidationError("Nobody joins before the address is proven.")
        return user


@admin.register(Membership)
class MembershipAdmin(VersionedAdmin):
    kind, service = MEMBERSHIPS, versions
    form = MembershipForm
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

    def get_queryset(self, request: HttpRequest) -> QuerySet[Membership]:
        rows: QuerySet[Membership] = super().get_queryset(request)
        return rows.select_related("user", "organization")  # pickers show who it is, staff's list also where

    def has_add_permission(self, request: HttpRequest) -> bool:
        return is_staff(request)  # others invite

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or obj.role in grantable_roles(role_of(request)))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return (*super().get_readonly_fields(request, obj), *(("user",) if obj is not None else ()))

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "role":
            mine = grantable_roles(role_of(request))
            kwargs["choices"] = [(value, label) for value, label in Role.choices if value in mine]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Membership, form: Any, change: bool) -> None:
        if not change:
            super().save_model(request, obj, form, change)
            self.admin_site.record(request, obj, "member_joined", role=obj.role)
        elif form.changed_data:
            change_membership(membership=obj, role=obj.role, is_active=obj.is_active, by=cast(User, request.user).pk,
                              by_role=role_of(request), now=timezone.now())  # fmt: skip
