"""Filters of the interview list."""

import django_filters

from interview_coach.core.api.filters import MomentFilter, WordFilter
from interviews.models import Interview


class InterviewFilters(django_filters.FilterSet):
    status = WordFilter()
    field = WordFilter()
    level = WordFilter()
    interview_type = WordFilter()
    company = django_filters.CharFilter(lookup_expr="iexact", max_length=100)
    started_after = MomentFilter(field_name="started_at", lookup_expr="gte")
    started_before = MomentFilter(field_name="started_at", lookup_expr="lt")
    # Whose: read by the view, which knows whom the caller may ask about.
    user = django_filters.UUIDFilter(method="whose")

    class Meta:
        model = Interview
        fields: tuple[str, ...] = ()

    def whose(self, queryset, name, value):  # type: ignore[no-untyped-def]
        return queryset.filter(user__uuid=value)
