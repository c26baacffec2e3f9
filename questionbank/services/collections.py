"""Collections: made, changed, shared, and kept up with the questions in them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import Organization, Team
from accounts.rules import Actor, may, require
from accounts.selectors.places import coached_teams
from accounts.services.trail import record
from interview_coach.core.exceptions import Conflict, Forbidden, Invalid
from interview_coach.core.locking import locked
from questionbank.models import CollectedQuestion, CollectionShare, Question, QuestionCollection
from questionbank.selectors import open_questions
from questionbank.selectors.collections import collection_to_write

MOST_QUESTIONS = 100
MOST_TEAMS = 50


class CollectionNameTaken(Conflict):
    code = "collection_name_taken"
    message = "The organization has a collection of this name."


@transaction.atomic
def make_collection(
    *, actor: Actor, name: str, questions: Sequence[UUID], teams: Sequence[UUID] = (), now: datetime, **columns: Any
) -> QuestionCollection:
    """Put questions in an order under a name. Coaches share with the teams they coach; the whole organization is for
    those who run it.

    Raises `Forbidden`, `CollectionNameTaken`, and `Invalid` for a question or team that may not be used here.
    """
    require(actor, "collections.make")
    _check_name(actor, name)
    _check_reach(actor, columns)
    made: QuestionCollection = QuestionCollection.objects.create(
        organization_id=actor.organization_id, name=name, created_by_id=actor.user_id, **columns
    )
    _put_questions(actor, made, questions)
    _share(actor, made, teams)
    _record(actor, made, "collection_made", now, after={"name": name, "questions": len(questions)})
    return made


@transaction.atomic
def change_collection(
    *, actor: Actor, collection_uuid: UUID, now: datetime, questions: Sequence[UUID] | None = None,
    teams: Sequence[UUID] | None = None, **columns: Any,
) -> QuestionCollection:  # fmt: skip
    """Change a collection; lists that are given take the place of the former ones. Raises as `make_collection` does,
    and `NotFound`."""
    held = collection_to_write(actor, collection_uuid)
    if columns.get("name", held.name) != held.name:
        _check_name(actor, columns["name"])
    _check_reach(actor, columns)
    before = {name: getattr(held, name) for name in columns}
    for name, value in columns.items():
        setattr(held, name, value)
    held.save(update_fields=[*columns, "updated_at"])
    if questions is not None:
        _put_questions(actor, held, questions)
    if teams is not None:
        _share(actor, held, teams)
    _record(actor, held, "collection_changed", now, before=before, after=columns)
    return held


def follow_reworded(*, former: Question, reworded: Question) -> None:
    """Let the collections of the question's organization ask its new words from now on."""
    CollectedQuestion.objects.filter(question=former).update(question=reworded)


def _check_name(actor: Actor, name: str) -> None:
    locked(Organization.objects.all()).get(pk=actor.organization_id)  # two of one name may not be made at once
    if QuestionCollection.objects.filter(organization=actor.organization_id, name__iexact=name).exists():
        raise CollectionNameTaken


def _check_reach(actor: Actor, columns: dict[str, Any]) -> None:
    if columns.get("shared_with_all") and not may(actor, "collections.write"):
        raise Forbidden("You share with the teams you coach.")


def _put_questions(actor: Actor, collection: QuestionCollection, uuids: Sequence[UUID]) -> None:
    wanted = list(dict.fromkeys(uuids))
    usable = open_questions().filter(organization__in=(actor.organization_id, actor.house_id))
    found = {question.uuid: question for question in usable.filter(uuid__in=wanted)}
    for place, uuid in enumerate(wanted):
        if uuid not in found:
            raise Invalid(f"questions.{place}", "invalid_choice", "There is no such question.")
    CollectedQuestion.objects.filter(collection=collection).delete()
    CollectedQuestion.objects.bulk_create(
        CollectedQuestion(organization_id=collection.organization_id, collection=collection, question=found[uuid],
                          position=position)
        for position, uuid in enumerate(wanted, start=1)
    )  # fmt: skip


def _share(actor: Actor, collection: QuestionCollection, uuids: Sequence[UUID]) -> None:
    """Share with just these teams; a coach leaves what is shared with teams of others as it is."""
    every = Team.objects.filter(organization=actor.organization_id, is_active=True)
    reach = every if may(actor, "collections.write") else coached_teams(actor)
    found = {team.uuid: team for team in reach.filter(uuid__in=uuids)}
    held = CollectionShare.objects.filter(collection=collection)
    kept = set(held.values_list("team__uuid", flat=True))
    for place, uuid in enumerate(uuids):
        if uuid not in found and uuid not in kept:
            raise Invalid(f"teams.{place}", "invalid_choice", "There is no such team that you may share with.")
    held.filter(team__in=reach.exclude(uuid__in=uuids).values("pk")).delete()
    CollectionShare.objects.bulk_create(
        CollectionShare(organization_id=collection.organization_id, collection=collection, team=team)
        for uuid, team in found.items() if uuid not in kept
    )  # fmt: skip


def _record(actor: Actor, collection: QuestionCollection, action: str, now: datetime, **more: Any) -> None:
    record(organization_id=actor.organization_id, user_id=actor.user_id, action=action, now=now,
           entity_type="question_collection", entity_id=collection.uuid, **more)  # fmt: skip
