"""Whose answers a person should look at."""

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.rules import Actor, require
from interviews import rules
from interviews.models import Review, ReviewStatus, Verdict


def reviews(actor: Actor) -> QuerySet[Review]:
    """Return the reviews of the organization; raise `Forbidden` for those who review nobody."""
    require(actor, "reviews.read")
    return Review.objects.all()


def review_queue(actor: Actor, *, ended_too: bool) -> QuerySet[Review]:
    """Return the reviews that take verdicts, `ended_too` all, with how many are in and whether one is the actor's."""
    given = Verdict.objects.filter(review=OuterRef("pk"))
    number = given.order_by().values("review").annotate(number=Count("pk")).values("number")
    rows = reviews(actor) if ended_too else reviews(actor).filter(status__in=rules.OPEN_REVIEWS)
    return rows.annotate(
        verdicts_given=Coalesce(Subquery(number), 0), mine=Exists(given.filter(reviewer=actor.user_id))
    )


def unjudged_reviews(user_id: int) -> QuerySet[Review]:
    """Return the reviews on which a person may still give a verdict: not of their own answers, and none given yet."""
    waiting = Review.objects.filter(status__in=[ReviewStatus.OPEN, ReviewStatus.SECOND]).exclude(user=user_id)
    return waiting.filter(~Exists(Verdict.objects.filter(review=OuterRef("pk"), reviewer=user_id)))
