"""Scoring answers anew from the back office: first what would change, then the button that does it."""

from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from accounts.models import User
from interviews.admin.blind import without_what_is_hidden
from interviews.models import Answer
from interviews.selectors import policy_of
from interviews.services.ai.policy import uses_llm
from interviews.services.answers import requeue_answers
from interviews.services.reevaluation.diff import Change, summarize
from interviews.services.reevaluation.running import look_at

# So many answers are judged while somebody waits.
MOST_AT_ONCE = 50
HEADERS = ["Person", "Question", "Before", "After", "Change", "Rubric", "Flags", "Counts"]


@admin.action(description="Re-evaluate: show what would change", permissions=["view"])
def re_evaluate(model_admin: Any, request: HttpRequest, queryset: QuerySet[Answer]) -> HttpResponse | None:
    """Show the change in each chosen answer; with the page's button, have them evaluated again."""
    if "apply" in request.POST:
        queued = requeue_answers(answers=queryset, user_id=cast(User, request.user).pk, now=timezone.now())
        messages.success(request, f"{queued} answers will be evaluated again; the feedback so far is kept.")
        return None
    queryset = without_what_is_hidden(request, queryset, "pk")
    chosen = list(queryset.order_by("-submitted_at").values_list("pk", "organization_id")[: MOST_AT_ONCE + 1])
    if refusal := _refusal(chosen):
        messages.error(request, refusal)
        return None
    changes = look_at(chosen)
    return TemplateResponse(request, "admin/reevaluate.html", {
        **model_admin.admin_site.each_context(request), "opts": model_admin.opts, "title": "What would change",
        "summary": summarize(changes), "table": {"headers": HEADERS, "rows": [_row(change) for change in changes]},
        "chosen": [pk for pk, _ in chosen], "checkbox": ACTION_CHECKBOX_NAME, "action": "re_evaluate",
    })  # fmt: skip


def _refusal(chosen: list[tuple[int, int]]) -> str:
    if len(chosen) > MOST_AT_ONCE:
        return f"Choose {MOST_AT_ONCE} answers at most; for more there is manage.py reevaluate."
    if any(uses_llm(policy_of(organization)) for organization in {organization for _, organization in chosen}):
        return "A language model judges here, which takes too long for a page: use manage.py reevaluate."
    return ""


def _row(change: Change) -> list[str]:
    flags = [*(f"+{name}" for name in change.flags_added), *(f"-{name}" for name in change.flags_removed)]
    rubric = change.rubric_after if change.rubric_before == change.rubric_after else (
        f"{change.rubric_before or 'none'} → {change.rubric_after}"
    )  # fmt: skip
    return [
        change.person, change.question[:80], _score(change.before), change.error or _score(change.after),
        "-" if change.delta is None else f"{change.delta:+.2f}", rubric, " ".join(flags) or "-",
        "-" if change.human is None else f"{change.human:.2f}, a person's",
    ]  # fmt: skip


def _score(score: float | None) -> str:
    return "-" if score is None else f"{score:.2f}"
