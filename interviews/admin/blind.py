"""Whoever has still to give their verdict on an answer is not shown the AI's score of it: it would lead them.

Owners and admins judge in the back office; platform staff do not, and see all.
"""

from typing import Any, TypeVar

from django.contrib import admin
from django.db.models import BooleanField, Case, Exists, F, Model, OuterRef, QuerySet, Value, When
from django.http import HttpRequest

from interview_coach.core.admin import organization_of
from interviews.models import Answer, Review
from interviews.selectors import unjudged_reviews

_Row = TypeVar("_Row", bound=Model)

HIDDEN = "Shown once you have given your verdict, so that it does not lead you."


def with_what_is_hidden(request: HttpRequest, answers: QuerySet[Answer]) -> QuerySet[Answer]:
    """Annotate `awaits_verdict`, whether the person asking may still judge it, and `known_score`, empty where so."""
    hidden = answers.annotate(awaits_verdict=_still_to_judge(request, answer=OuterRef("pk")))
    return hidden.annotate(known_score=Case(When(awaits_verdict=False, then=F("score"))))


def with_own_part(request: HttpRequest, reviews: QuerySet[Review]) -> QuerySet[Review]:
    """Annotate `awaits_verdict`: whether the person asking may still give one."""
    return reviews.annotate(awaits_verdict=_still_to_judge(request, pk=OuterRef("pk")))


def without_what_is_hidden(request: HttpRequest, rows: QuerySet[_Row], answer: str = "answer") -> QuerySet[_Row]:
    """Leave out the rows whose `answer` the person asking may still judge."""
    if organization_of(request) is None:
        return rows
    return rows.exclude(**{f"{answer}__in": unjudged_reviews(request.user.pk or 0).values("answer")})


def _still_to_judge(request: HttpRequest, **which: OuterRef) -> Exists | Value:
    if organization_of(request) is None:
        return Value(False, output_field=BooleanField())
    return Exists(unjudged_reviews(request.user.pk or 0).filter(**which))


class ScoreAfterVerdict:
    """The column of an answer's score, on an admin class whose rows come from `with_what_is_hidden`."""

    @admin.display(description="Score that counts", ordering="known_score")
    def shown_score(self, answer: Any) -> str:
        if answer.awaits_verdict:
            return "after your verdict"
        return "-" if answer.known_score is None else f"{answer.known_score:.2f}"
