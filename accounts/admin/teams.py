"""Teams in the back office, with who is in them."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import Team, TeamMembership
from accounts.rules import may_coach_a_team
from accounts.selectors.back_office import acting
from accounts.services import teams
from interview_coach.core.admin import KeptPartInline, NewPartInline, TenantAdmin, TenantForm, role_of


class PlaceForm(forms.ModelForm):  # type: ignore[type-arg]
    """Somebody's place in the team, checked by the rules of the service that stores it."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        membership = cleaned.get("membership") or (self.instance.membership if self.instance.pk else None)
        if membership and membership.organization_id != self.instance.team.organization_id:
            raise ValidationError("This belongs to another organization.")
        if membership and cleaned.get("is_coach") and not may_coach_a_team(membership.role):
            raise ValidationError({"is_coach": "A candidate coaches no team."})
        return cleaned


class PlaceInline(KeptPartInline):
    model = TeamMembership
    form = PlaceForm
    verbose_name_plural = "People"
    fields = ("person", "is_coach")
    readonly_fields = ("person",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[TeamMembership]:
        rows: QuerySet[TeamMembership] = super().get_queryset(request)
        return rows.select_related("membership__user", "team").order_by("-is_coach", "membership__user__email")

    @admin.display(description="Person")
    def person(self, place: TeamMembership) -> str:
        return f"{place.membership.user.email}, {place.membership.get_role_display()}"


class NewPlaceInline(NewPartInline):
    model = TeamMembership
    form = PlaceForm
    verbose_name_plural = "Bring in"
    fields = ("membership", "is_coach")
    autocomplete_fields = ("membership",)


@admin.register(Team)
class TeamAdmin(TenantAdmin):
    icon = "groups"
    read_only = False
    service_records = True
    form = TenantForm
    list_display = ("name", "people", "coaches", "is_active", "created_at")
    list_filter = ("is_active",)
    search_fields = ("name",)
    ordering = ("name",)
    add_fieldsets = ((None, {"fields": ("name", "description")}),)
    fieldsets = ((None, {"fields": ("name", "description", "is_active", "created_at", "updated_at")}),)
    readonly_fields = ("created_at", "updated_at")
    inlines = (PlaceInline, NewPlaceInline)

    def get_inlines(self, request: HttpRequest, obj: Any) -> tuple[Any, ...]:
        return self.inlines if obj is not None else ()  # first the team, then who is in it

    def get_queryset(self, request: HttpRequest) -> QuerySet[Team]:
        rows: QuerySet[Team] = super().get_queryset(request)
        here = Q(places__membership__is_active=True)
        return rows.annotate(
            people_here=Count("places", filter=here & Q(places__is_coach=False)),
            coaches_here=Count("places", filter=here & Q(places__is_coach=True)),
        )

    @admin.display(description="People")
    def people(self, team: Any) -> int:
        return int(team.people_here)

    @admin.display(description="Coaches")
    def coaches(self, team: Any) -> int:
        return int(team.coaches_here)

    def save_model(self, request: HttpRequest, obj: Team, form: Any, change: bool) -> None:
        actor, now = acting(request.user, obj.organization, role_of(request)), timezone.now()
        if not change:
            made = teams.found_team(actor=actor, name=obj.name, description=obj.description, now=now)
            obj.__dict__.update(made.__dict__)
        elif form.changed_data:
            changes = {name: form.cleaned_data[name] for name in form.changed_data}
            teams.change_team(actor=actor, team_uuid=obj.uuid, changes=changes, now=now)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        formset.save(commit=False)
        team, now = formset.instance, timezone.now()
        actor = acting(request.user, team.organization, role_of(request))
        for place in formset.deleted_objects:
            teams.take_from_team(actor=actor, team_uuid=team.uuid, user_uuid=place.membership.user.uuid, now=now)
        for place in (*formset.new_objects, *(changed for changed, _ in formset.changed_objects)):
            teams.place_in_team(actor=actor, team_uuid=team.uuid, user_uuid=place.membership.user.uuid,
                                is_coach=place.is_coach, now=now)  # fmt: skip


@admin.register(TeamMembership)
class TeamMembershipAdmin(TenantAdmin):
    icon = "group_work"
    list_display = ("team", "person", "is_coach", "created_at")
    list_filter = ("is_coach",)
    list_select_related = ("team", "membership__user")
    search_fields = ("team__name", "membership__user__email")
    fields = ("team", "membership", "is_coach", "created_at")

    @admin.display(description="Person")
    def person(self, place: TeamMembership) -> str:
        return place.membership.user.email
