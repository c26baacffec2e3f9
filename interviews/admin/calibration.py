"""Calibration runs in the back office: looked at, with the figures between people beside the evaluator's."""

from django.contrib import admin
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from unfold.decorators import display

from interview_coach.core.admin import TenantAdmin
from interviews.models import CalibrationRun

BADGES = {"passed": "success", "failed": "danger", "not_enough": "warning"}


@admin.register(CalibrationRun)
class CalibrationRunAdmin(TenantAdmin):
    icon = "balance"
    list_display = ("ran_at", "rubric", "evaluator", "model", "purpose", "anchors", "mae", "kappa", "verdict")
    list_filter = ("passed", "purpose", "evaluator")
    list_select_related = ("rubric__rubric",)
    date_hierarchy = "ran_at"
    ordering = ("-ran_at",)
    fieldsets = (
        (None, {"fields": ("verdict", "why", "rubric", "evaluator", "evaluator_version", "model", "purpose", "anchors",
                           "user", "ran_at")}),
        ("Figures", {"fields": ("figures",)}),
    )  # fmt: skip

    @display(description="Verdict", ordering="passed", label=BADGES)  # type: ignore[untyped-decorator]
    def verdict(self, run: CalibrationRun) -> tuple[str, str]:
        return run.verdict, run.verdict.replace("_", " ")

    @admin.display(description="Why")
    def why(self, run: CalibrationRun) -> str:
        return " ".join(run.reasons)

    @admin.display(description="With people, and people with each other")
    def figures(self, run: CalibrationRun) -> SafeString:
        labels = {"mae": "MAE", "bias": "Bias", "pearson": "Pearson", "kappa": "Quadratic weighted kappa"}
        rows = [(label, _shown(getattr(run, name)), _shown(run.human.get(name))) for name, label in labels.items()]
        rows.append(("Repeat variance", _shown(run.repeat_variance), "-"))
        cell = '<td style="padding: .25rem 0 .25rem 2rem; text-align: right">{}</td>'
        row = f'<tr><th scope="row" style="text-align: left">{{}}</th>{cell}{cell}</tr>'
        head = format_html(row, "Scale 0–10", "with people", "people with each other")
        return format_html("<table>{}{}</table>", head, format_html_join("", row, rows))


def _shown(figure: float | None) -> str:
    return "-" if figure is None else f"{figure:.2f}"
