"""Filters of the question list."""

from typing import Any

import django_filters

from interview_coach.core.api.filters import WordFilter
from questionbank.models import Question


class QuestionFilters(django_filters.FilterSet):
    field = WordFilter()
    level = WordFilter()
    category = django_filters.CharFilter(lookup_expr="iexact", max_length=50)
    subcategory = django_filters.CharFilter(lookup_expr="iexact", max_length=50)
    difficulty = WordFilter()
    company = django_filters.CharFilter(lookup_expr="iexact", max_length=100)
    tags = django_filters.CharFilter(method="with_tags", max_length=500, label="Comma separated; all must be there.")
    language = django_filters.CharFilter(method="in_language", max_length=10)
    bank = django_filters.UUIDFilter(field_name="bank__uuid")
    q = django_filters.CharFilter(field_name="text", lookup_expr="icontains", max_length=200)

    class Meta:
        model = Question
        fields: tuple[str, ...] = ()

    def with_tags(self, queryset: Any, name: str, value: str) -> Any:
        for tag in filter(None, (part.strip() for part in value.split(","))):
            queryset = queryset.filter(tag_rows__tag=tag)
        return queryset

    def in_language(self, queryset: Any, name: str, value: str) -> Any:
        # English is what questions are written in; other languages are translations.
        return queryset if value == "en" else queryset.filter(translations__has_key=value)
