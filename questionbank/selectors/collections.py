"""The collections of an organization, and how much of them somebody may use."""

from uuid import UUID

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from accounts.rules import Actor, may, require
from accounts.selectors.places import own_teams
from interview_coach.core.exceptions import NotFound
from interview_coach.core.locking import locked
from questionbank.models import CollectedQuestion, CollectionShare, Question, QuestionCollection


def collections(actor: Actor) -> QuerySet[QuestionCollection]:
    """Return the organization's collections, for a candidate those shared with everybody or with their teams.

    Each with how many `questions` it can ask now, and whether it `is_own`.
    """
    open_entries = CollectedQuestion.objects.filter(collection=OuterRef("pk"), question__is_active=True)
    number = open_entries.order_by().values("collection").annotate(number=Count("pk")).values("number")
    rows = QuestionCollection.objects.filter(organization=actor.organization_id).annotate(
        questions=Coalesce(Subquery(number), 0),
        is_own=Case(When(created_by=actor.user_id, then=Value(True)), default=Value(False)),
    )
    if may(actor, "collections.read"):
        return rows
    shares = CollectionShare.objects.filter(collection=OuterRef("pk"), team__in=own_teams(actor).values("pk"))
    return rows.filter(Q(shared_with_all=True) | Exists(shares), is_active=True)


def collection(actor: Actor, uuid: UUID) -> QuestionCollection:
    """Return a collection the actor may use; raise `NotFound`."""
    found = collections(actor).filter(uuid=uuid).first()
    if found is None:
        raise NotFound
    return found


def collection_to_write(actor: Actor, uuid: UUID) -> QuestionCollection:
    """Return a collection for a change by whoever runs the organization, or the coach who made it.

    Raises `NotFound` and `Forbidden`.
    """
    require(actor, "collections.write", is_own=True)
    found = collection(actor, uuid)
    require(actor, "collections.write", is_own=found.created_by_id == actor.user_id)
    held: QuestionCollection = locked(QuestionCollection.objects.all()).get(pk=found.pk)
    return held


def questions_in(collection_id: int) -> list[Question]:
    """Return what a collection can ask now, in its order."""
    entries = CollectedQuestion.objects.filter(collection=collection_id, question__is_active=True)
    return [entry.question for entry in entries.select_related("question__bank").order_by("position", "pk")]


def shared_with(collection_id: int) -> list[UUID]:
    """Return the teams a collection is shared with."""
    shares = CollectionShare.objects.filter(collection=collection_id).order_by("pk")
    return list(shares.values_list("team__uuid", flat=True))
