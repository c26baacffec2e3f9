"""Filters of lists: named, typed, and strict, since a misspelt filter that is ignored shows too much."""

from datetime import UTC
from typing import Any

from django import forms
from django_filters import rest_framework as django_filters
from django_filters.constants import EMPTY_VALUES
from django_filters.fields import IsoDateTimeField
from drf_spectacular.utils import extend_schema_field
from rest_framework.exceptions import ErrorDetail, ValidationError

from interview_coach.core.api.inputs import normalized

PAGING = {"cursor", "page_size", "ordering", "format"}


class StrictFilterBackend(django_filters.DjangoFilterBackend):
    """Answers 400 to a filter the view does not name."""

    def filter_queryset(self, request: Any, queryset: Any, view: Any) -> Any:
        if not request.query_params:
            return queryset
        filterset = self.get_filterset_class(view, queryset)
        known = PAGING | set(filterset.base_filters if filterset else ())
        unknown = sorted(set(request.query_params) - known)
        if unknown:
            raise ValidationError(
                {name[:100]: [ErrorDetail("There is no such filter.", "unknown_field")] for name in unknown[:20]}
            )
        asked = request.query_params.get("ordering")
        allowed = getattr(view, "ordering_fields", ())
        if asked is not None and asked.removeprefix("-") not in allowed:
            raise ValidationError({"ordering": [ErrorDetail(f"One of {', '.join(allowed)}.", "invalid_choice")]})
        return super().filter_queryset(request, queryset, view)


class MomentField(IsoDateTimeField):
    """A time that still is one in UTC."""

    def clean(self, value: Any) -> Any:
        moment = super().clean(value)
        try:
            return moment and moment.astimezone(UTC)
        except OverflowError as error:
            raise forms.ValidationError("This time is out of range.", code="invalid") from error


class MomentFilter(django_filters.IsoDateTimeFilter):
    """Compares with an ISO-8601 time."""

    field_class = MomentField


class WordFilter(django_filters.CharFilter):
    """Matches a vocabulary column, taking any case and spaces for underscores."""

    def filter(self, qs: Any, value: Any) -> Any:
        return qs if value in EMPTY_VALUES else super().filter(qs, normalized(value))


@extend_schema_field(bool)
class TruthFilter(django_filters.TypedChoiceFilter):
    """Takes `true` or `false`; a BooleanFilter would take any other word for no filter at all."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=[("true", "true"), ("false", "false")], coerce="true".__eq__, **kwargs)
