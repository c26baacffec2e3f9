"""The page on which anchors come from a CSV file: checked row by row, and written all or none."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldBooleanSwitchWidget

from accounts.models import User
from interview_coach.core.admin import organization_of
from interview_coach.core.exceptions import Invalid
from interviews.services.calibration.imports import LARGEST_FILE, ImportReport, import_anchors, read_rows
from questionbank.models import Rubric

# So many wrong rows are shown; whoever has more begins with these.
MOST_SHOWN = 100


class FileForm(forms.Form):
    """Which rubric the scores are for, the file, and whether it is only to be checked."""

    rubric = forms.ModelChoiceField(queryset=Rubric.objects.none(), widget=UnfoldAdminSelectWidget)
    file = forms.FileField(
        help_text="CSV in UTF-8: question (uuid or text), answer, scores (7;8) or grader_1…, sample_answer if you like."
    )
    dry_run = forms.BooleanField(required=False, initial=True, label="Only check it", widget=UnfoldBooleanSwitchWidget)

    def __init__(self, rubrics: QuerySet[Rubric], *args: Any) -> None:
        super().__init__(*args)
        ordered = rubrics.order_by(F("question").asc(nulls_first=True), "name")
        self.fields["rubric"].queryset = ordered  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            return read_rows(file.read(LARGEST_FILE + 1))
        except Invalid as error:
            raise forms.ValidationError(str(error)) from error


def import_page(model_admin: Any, request: HttpRequest) -> HttpResponse:
    """Take a file and report on its rows; once all are sound and it is meant, add them and go back to the list."""
    rubrics = model_admin.admin_site.get_model_admin(Rubric).get_queryset(request)  # of the house what is published
    form = FileForm(rubrics, *((request.POST, request.FILES) if request.method == "POST" else ()))
    report = _imported(request, form) if request.method == "POST" and form.is_valid() else None
    if report is not None and not report.errors and not form.cleaned_data["dry_run"]:
        messages.success(request, f"{report.added} anchors added.")
        return HttpResponseRedirect(reverse("admin:interviews_anchor_changelist"))
    return TemplateResponse(request, "admin/import_file.html", {
        **model_admin.admin_site.each_context(request), "opts": model_admin.opts, "title": "Import anchors",
        "form": form, "summary": _summary(report) if report else "", "table": _table(report) if report else None,
    })  # fmt: skip


def _imported(request: HttpRequest, form: FileForm) -> ImportReport:
    given = form.cleaned_data
    return import_anchors(
        rubric=given["rubric"], rows=given["file"], organization_id=organization_of(request).pk,
        user_id=cast(User, request.user).pk, now=timezone.now(), dry_run=given["dry_run"],
    )  # fmt: skip


def _summary(report: ImportReport) -> str:
    known = sum(row.known for row in report.rows)
    written = "Nothing was written." if report.errors else "Checked only, nothing was written."
    counted = f"{report.added} new, {known} known already, {len(report.errors)} wrong"
    return f"{len(report.rows)} rows: {counted}. {written}"


def _table(report: ImportReport) -> dict[str, Any] | None:
    if not report.errors:
        return None
    return {"headers": ["Row", "What is wrong"],
            "rows": [[str(row.line), row.error] for row in report.errors[:MOST_SHOWN]]}  # fmt: skip
