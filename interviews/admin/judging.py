"""The page on which an owner or admin scores an answer: question, answer, and the rubric's levels to choose from."""

from decimal import Decimal
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from unfold.widgets import UnfoldAdminDecimalFieldWidget, UnfoldAdminTextareaWidget

from accounts.models import User
from accounts.rules import Actor
from accounts.selectors import house
from interview_coach.core.exceptions import DomainError
from interview_coach.core.models import uuid7
from interviews.models import Review, ReviewStatus
from interviews.rules import OPEN_REVIEWS
from interviews.services.reviews import reading, verdicts


class VerdictForm(forms.Form):
    """For each criterion a level of the rubric, or an exact score, which wins; and a comment."""

    comment = forms.CharField(required=False, max_length=5_000, widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
                              help_text="The candidate reads it.")  # fmt: skip

    def __init__(self, criteria: list[dict[str, Any]], own: dict[str, Any] | None, data: Any) -> None:
        super().__init__(data, initial={"comment": own["comment"] if own else ""})
        self.criteria = criteria
        self.given = {mark["key"]: mark for mark in own["criteria"]} if own else {}
        for criterion in criteria:
            given = self.given.get(criterion["key"], {}).get("score")
            self._add(criterion["key"], criterion.get("levels", []), given)

    def _add(self, key: str, levels: list[dict[str, Any]], given: float | None) -> None:
        """Add a criterion's two fields. They go by its key: the review may have got another rubric meanwhile."""
        choices = [(str(float(level["score"])), level["label"]) for level in levels]
        chosen = str(given) if given is not None and str(float(given)) in dict(choices) else None
        self.fields[f"level-{key}"] = forms.ChoiceField(choices=choices, required=False, initial=chosen)
        self.fields[f"exact-{key}"] = forms.DecimalField(
            min_value=0, max_value=10, max_digits=4, decimal_places=2, required=False,
            initial=None if chosen else given, widget=UnfoldAdminDecimalFieldWidget(attrs={"step": "0.5"}),
        )  # fmt: skip

    def rows(self) -> list[dict[str, Any]]:
        """Return each criterion with its two fields, for the template."""
        return [
            {"criterion": criterion, "level": self[f"level-{criterion['key']}"],
             "exact": self[f"exact-{criterion['key']}"], "chosen": self[f"level-{criterion['key']}"].value(),
             "levels": [(str(float(level["score"])), level) for level in criterion.get("levels", [])]}
            for criterion in self.criteria
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for key in (criterion["key"] for criterion in self.criteria):
            if f"exact-{key}" not in self.errors and self._score(cleaned, key) is None:
                self.add_error(f"level-{key}", "Choose a level, or type a score.")
        return cleaned

    def _score(self, cleaned: dict[str, Any], key: str) -> float | None:
        exact: Decimal | None = cleaned.get(f"exact-{key}")
        level: str = cleaned.get(f"level-{key}") or ""
        return float(exact) if exact is not None else float(level) if level else None

    def marks(self) -> list[dict[str, Any]]:
        """Return the verdict as the service takes it; remarks on single criteria, made by the API, stay."""
        return [
            {**self.given.get(key, {}), "key": key, "score": self._score(self.cleaned_data, key)}
            for key in (criterion["key"] for criterion in self.criteria)
        ]  # fmt: skip


def actor_of(request: HttpRequest) -> Actor:
    """Return who acts in the back office, as services know them; it has no session of the API's."""
    user, membership = cast(User, request.user), cast(Any, request).membership
    organization = membership.organization
    return Actor(user.pk, user.uuid, organization.pk, organization.uuid, house().pk, membership.role, uuid7())


def judge_page(model_admin: Any, request: HttpRequest, object_id: str) -> HttpResponse:
    """Show a review for its verdict and take it: a first one, a changed one, or one that settles a dispute."""
    review = cast(Review | None, model_admin.get_object(request, unquote(object_id)))
    if review is None:
        raise Http404
    actor = actor_of(request)
    page = reading.review_for(actor, review.uuid)
    form = VerdictForm(page["rubric"]["criteria"], page["own"], request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _taken(request, actor, review, page["own"], form):
        return HttpResponseRedirect(reverse("admin:interviews_review_change", args=[review.pk]))
    return TemplateResponse(request, "admin/judge.html", {
        **model_admin.admin_site.each_context(request), "opts": review._meta, "original": review,
        "title": "Review this answer", "review": review, "page": page, "form": form,
        "takes_verdicts": _takes_verdicts(actor, review),
    })  # fmt: skip


def _takes_verdicts(actor: Actor, review: Review) -> bool:
    return review.status in OPEN_REVIEWS and review.user_id != actor.user_id


def _taken(request: HttpRequest, actor: Actor, review: Review, own: dict[str, Any] | None, form: VerdictForm) -> bool:
    give: Any = verdicts.change_verdict if own else verdicts.give_verdict
    if review.status == ReviewStatus.DISPUTED:
        give = verdicts.settle_dispute
    try:
        after = give(actor=actor, review_uuid=review.uuid, criteria=form.marks(),
                     comment=form.cleaned_data["comment"], now=timezone.now())  # fmt: skip
    except DomainError as error:
        messages.error(request, str(error))
        return False
    messages.success(request, f"Your verdict is in. {after.get_status_display()}.")
    return True
