"""The back office's one base: lists, details, pickers, search and actions keep to the signed-in person's tenant.

Which rows there are is the scope's business (`core.tenancy`, opened by the middleware). Who may do what follows from
the request: platform staff everywhere, else the membership by which someone runs an organization. Nothing is deleted.
"""

import json
from collections.abc import Hashable
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import unquote
from django.core.exceptions import BadRequest, ValidationError
from django.db import models
from django.forms.fields import InvalidJSONInput
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from unfold.admin import ModelAdmin, TabularInline

from interview_coach.core.exceptions import DomainError, Unavailable
from interview_coach.core.models import ColumnPass, IdempotencyKey
from interview_coach.core.tenancy import TenantModel, tenant_foreign_keys


def is_staff(request: HttpRequest) -> bool:
    """Whether platform staff asks: they work in every organization."""
    return bool(getattr(request.user, "is_platform_staff", False))


def organization_of(request: HttpRequest) -> Any:
    """Return the organization that the person runs and works in now; None for platform staff and for strangers."""
    membership = getattr(request, "membership", None)
    return membership.organization if membership is not None else None


def role_of(request: HttpRequest) -> str:
    """Return the role by which somebody works here: platform staff as an owner, everywhere."""
    membership = getattr(request, "membership", None)
    return "owner" if is_staff(request) else str(membership.role) if membership is not None else ""


class StrictJSONField(forms.JSONField):
    """JSON that every database can store, laid out to be read: no NUL, lone surrogate, NaN or endless nesting."""

    def to_python(self, value: Any) -> Any:
        try:
            parsed = super().to_python(value)
            stored = json.dumps(parsed, ensure_ascii=False, allow_nan=False)
            stored.encode()
        except (RecursionError, ValueError) as error:  # a surrogate's UnicodeEncodeError is a ValueError
            raise ValidationError("This JSON cannot be stored.", code="invalid") from error
        if "\\u0000" in stored:
            raise ValidationError("Null characters are not allowed.", code="invalid")
        return parsed

    def bound_data(self, data: Any, initial: Any) -> Any:
        try:
            return self.to_python(data)
        except ValidationError:
            return InvalidJSONInput(data)  # shown again as it was typed

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, InvalidJSONInput) else json.dumps(value, ensure_ascii=False, indent=2)


class TenantForm(forms.ModelForm):  # type: ignore[type-arg]
    """Knows the row's organization before it is validated: uniqueness and pointers are checked within it."""

    organization: Any = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.organization is not None and self.instance.pk is None:
            self.instance.organization = self.organization

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self._put_defaults(cleaned)
        owner = cleaned.get("organization") or self.organization
        for field in tenant_foreign_keys(cast(Hashable, type(self.instance))):
            target = cleaned.get(field.name)
            if field.name in self.changed_data and target and owner and target.organization_id != owner.pk:
                self.add_error(field.name, "This belongs to another organization.")
        return cleaned

    def _put_defaults(self, cleaned: dict[str, Any]) -> None:
        """An emptied JSON field is an empty list or object, not null."""
        for name, value in cleaned.items():
            column = self.instance._meta.get_field(name)
            if value is None and isinstance(column, models.JSONField) and not column.null:
                cleaned[name] = column.get_default()

    def _get_validation_exclusions(self) -> set[str]:
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded if "organization" in self.fields else excluded - {"organization"}


class TenantAdmin(ModelAdmin):
    """A model of one tenant's rows. Looked at unless `read_only` says otherwise; every field shown is named."""

    tenant_scoped = True  # what the site asks of whoever registers
    icon = "table_rows"
    read_only = True
    staff_only = False
    # Platform staff reading one of these rows leaves a line in its organization's trail.
    reads_on_record = False
    # The services behind a change write the trail themselves.
    service_records = False
    # What a new row is asked for, where that is not what is shown of it.
    add_fieldsets: tuple[Any, ...] = ()

    form = TenantForm
    # What is typed in as a number counts or measures something: none goes below zero.
    formfield_overrides = {models.JSONField: {"form_class": StrictJSONField}, models.IntegerField: {"min_value": 0}}
    ordering: tuple[str, ...] = ("-pk",)
    show_full_result_count = False
    list_per_page = 50

    # --- who may ------------------------------------------------------------------------------------------------------
    def _enters(self, request: HttpRequest) -> bool:
        return is_staff(request) or (not self.staff_only and organization_of(request) is not None)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self._enters(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._enters(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return not self.read_only and self._enters(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = not self.read_only and self._enters(request)
        return allowed and (obj is None or self.owns(request, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def owns(self, request: HttpRequest, obj: Any) -> bool:
        """Whether `obj` is the asking person's to change: a library row of the house is theirs to read only."""
        if is_staff(request):
            return True
        owner = organization_of(request)
        return owner is not None and getattr(obj, "organization_id", None) == owner.pk

    # --- what is shown ------------------------------------------------------------------------------------------------
    @property
    def _tenant_owned(self) -> bool:
        return issubclass(self.model, TenantModel)

    def _for_staff(self, request: HttpRequest) -> tuple[str, ...]:
        return ("organization",) if self._tenant_owned and is_staff(request) else ()

    def get_list_display(self, request: HttpRequest) -> tuple[Any, ...]:
        return (*super().get_list_display(request), *self._for_staff(request))

    def get_list_filter(self, request: HttpRequest) -> tuple[Any, ...]:
        return (*self._for_staff(request), *super().get_list_filter(request))

    def get_list_select_related(self, request: HttpRequest) -> tuple[str, ...]:
        return (*(super().get_list_select_related(request) or ()), *self._for_staff(request))

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        owner = [(None, {"fields": names})] if (names := self._for_staff(request)) else []
        asked = self.add_fieldsets if obj is None else ()
        return [*owner, *(asked or super().get_fieldsets(request, obj))]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        fixed = self._for_staff(request) if obj is not None else ()  # rows do not change organization
        return (*super().get_readonly_fields(request, obj), *fixed)

    def lookup_allowed(self, lookup: str, value: str, request: Any = None) -> bool:
        """Only what the list offers may be asked: any other column would answer by how many rows remain."""
        offered = {"pk", "id", self.date_hierarchy, *(_name(f) for f in self.get_list_filter(request))}
        return lookup.split("__")[0] in offered and bool(super().lookup_allowed(lookup, value, request))

    # --- forms --------------------------------------------------------------------------------------------------------
    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        if self._tenant_owned:
            form.organization = obj.organization if obj is not None else organization_of(request)
        return form

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A picker offers what the list of the picked model shows."""
        model = db_field.remote_field.model
        rows = self.admin_site.get_model_admin(model).get_queryset(request)
        return super().formfield_for_foreignkey(db_field, request, **{"queryset": rows, **kwargs})

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response: HttpResponse = super().changeform_view(request, *args, **kwargs)
        except Unavailable:
            raise  # not to be told on the page, which needs it too
        except DomainError as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(request.get_full_path())
        return response

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        obj = kwargs.get("obj")
        context["show_history"] = obj is not None and self.owns(request, obj)
        if obj is not None and self.reads_on_record and is_staff(request):
            self.admin_site.record(request, obj, "staff_read")
        response: HttpResponse = super().render_change_form(request, context, **kwargs)
        return response

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        obj = self.get_object(request, unquote(object_id))
        if obj is None or not self.owns(request, obj):
            raise Http404  # who tends the shared library is not its readers' business
        response: HttpResponse = super().history_view(request, object_id, extra_context)
        return response

    # --- changes ------------------------------------------------------------------------------------------------------
    def response_action(self, request: HttpRequest, queryset: Any) -> Any:
        chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
        if not all(key.isdecimal() and len(key) < 19 for key in chosen):
            raise BadRequest("Rows are chosen by their number.")
        return super().response_action(request, queryset)

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:
        """What changed, for the trail too: Django asks for it just before it logs."""
        before = {} if add else {name: form.initial.get(name) for name in form.changed_data}
        after = {name: form.cleaned_data.get(name) for name in form.changed_data}
        request.changed = {"before": before, "after": after}  # type: ignore[attr-defined]
        return super().construct_change_message(request, form, formsets, add)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        self._record(request, obj, "admin_add", message)
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        self._record(request, obj, "admin_change", message)
        return super().log_change(request, obj, message)

    def _record(self, request: HttpRequest, obj: Any, action: str, message: Any) -> None:
        if message and not self.service_records:
            self.admin_site.record(request, obj, action, **getattr(request, "changed", {}))


def _name(list_filter: Any) -> str:
    """Return the field a list filter is about."""
    chosen = list_filter[0] if isinstance(list_filter, (tuple, list)) else list_filter
    return chosen.split("__")[0] if isinstance(chosen, str) else str(chosen.parameter_name)


class ReadOnlyInline(TabularInline):
    """Rows that hang on the one shown, to be looked at."""

    extra = 0
    can_delete = False
    hide_title = True
    readonly_fields: tuple[str, ...] = ("page",)

    @admin.display(description="Page")
    def page(self, row: Any) -> SafeString:
        name = f"{self.opts.app_label}_{self.opts.model_name}_change"
        return format_html('<a class="text-link" href="{}">Open</a>', reverse("admin:" + name, args=[row.pk]))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_staff(request) or organization_of(request) is not None

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class PartInline(TabularInline):
    """Parts of the row shown, that whoever enters may change; a service stores them.

    Each kind of part is two inlines, of those that are there and of new ones: what a part is about is picked once and
    then shown, since every picker on a page costs a statement.
    """

    extra = 0
    hide_title = True

    def _enters(self, request: HttpRequest) -> bool:
        return is_staff(request) or organization_of(request) is not None

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._enters(request)


class KeptPartInline(PartInline):
    """Parts that are there: changed and taken out."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._enters(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._enters(request)


class NewPartInline(PartInline):
    """Parts to be added."""

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).none()

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._enters(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(IdempotencyKey)
class IdempotencyKeyAdmin(TenantAdmin):
    """Machinery: what was answered is left out, it is somebody's work."""

    icon = "key"
    staff_only = True
    list_display = ("id", "user", "status_code", "created_at", "lease_expires_at")
    list_select_related = ("user",)
    list_filter = ("status_code",)
    search_fields = ("user__email",)
    fields = ("user", "scope", "fingerprint", "status_code", "lease_token", "lease_expires_at", "created_at")


@admin.register(ColumnPass)
class ColumnPassAdmin(TenantAdmin):
    """How far keys are rotated, and texts rewritten as organizations ask."""

    icon = "sync_lock"
    staff_only = True
    list_display = ("job", "column", "rewritten", "started_at", "finished_at")
    list_filter = ("job",)
    search_fields = ("job", "column")
    fields = ("job", "column", "cursor", "rewritten", "started_at", "finished_at")
