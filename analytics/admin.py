"""Measured points, in the back office."""

from django.contrib import admin

from analytics.models import PerformanceMetric
from interview_coach.core.admin import TenantAdmin


@admin.register(PerformanceMetric)
class PerformanceMetricAdmin(TenantAdmin):
    icon = "speed"
    reads_on_record = True
    list_display = ("timestamp", "user", "metric_type", "metric_value", "metric_unit", "question_number")
    list_filter = ("metric_type",)
    list_select_related = ("user",)
    date_hierarchy = "timestamp"
    ordering = ("-timestamp",)
    search_fields = ("user__email",)
    fields = ("user", "interview", "metric_type", "metric_value", "metric_unit", "question_number", "timestamp",
              "metadata")  # fmt: skip
