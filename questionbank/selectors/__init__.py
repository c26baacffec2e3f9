"""Reads with a name: questions, banks and rubrics an organization may use."""

from uuid import UUID

from django.db.models import Case, CharField, F, IntegerField, Q, QuerySet, Value, When

from accounts.models import HOUSE
from accounts.rules import Actor, require
from interview_coach.core.exceptions import Forbidden, NotFound
from questionbank.models import Category, CompanyQuestionBank, Question, Rubric, RubricVersion


def open_questions() -> QuerySet[Question]:
    """Return the questions that may be asked here: the tenant's own and the house's."""
    return Question.objects.filter(is_active=True)


def questions_of_bank(bank: UUID) -> QuerySet[Question]:
    """Return the open questions of one bank; none for a bank that may not be used here."""
    return open_questions().filter(bank__uuid=bank, bank__is_active=True)


def open_banks() -> QuerySet[CompanyQuestionBank]:
    """Return the company banks that may be used here."""
    return CompanyQuestionBank.objects.filter(is_active=True)


def live_rubric(question: Question | None) -> RubricVersion:
    """Return the rubric version an answer is judged by now.

    The question's own comes first, then the organization's default for its category, then the house's.
    """
    named = question.category.strip().casefold() if question else ""
    category = named if named in Category.values else Category.TECHNICAL
    rank = Case(
        When(rubric__question__isnull=False, then=Value(0)),
        When(organization__slug=HOUSE, then=Value(2)),
        default=Value(1),
        output_field=IntegerField(),
    )
    return (
        RubricVersion.objects.select_related("rubric")
        .filter(rubric__live=F("pk"))
        .filter(Q(rubric__question=question, rubric__question__isnull=False) | Q(rubric__default_for=category))
        .order_by(rank)[:1]
        .get()
    )


def readable_rubrics(actor: Actor) -> QuerySet[Rubric]:
    """Return the rubrics of the actor's organization and the published ones of the house, and whether each `is_own`.

    Raises `Forbidden` for candidates: what an answer is judged on is told them once they gave it.
    """
    require(actor, "rubrics.read")
    own = Case(When(organization=actor.organization_id, then=Value(True)), default=Value(False))
    return Rubric.objects.filter(Q(organization=actor.organization_id) | Q(live__isnull=False)).annotate(is_own=own)


def home_of_rubrics(actor: Actor) -> int:
    """Return the organization that a new rubric of the actor's belongs to. Raises `Forbidden`."""
    require(actor, "rubrics.write")
    return actor.organization_id


def own_rubric(actor: Actor, uuid: UUID) -> Rubric:
    """Return a rubric the actor may change: of the organization they run. Raises `NotFound` and `Forbidden`."""
    rubric = readable_rubrics(actor).filter(uuid=uuid).select_related("live").first()
    if rubric is None:
        raise NotFound
    require(actor, "rubrics.write")
    if rubric.organization_id != actor.organization_id:
        raise Forbidden("This rubric is the house's: clone it.")
    return rubric


def readable_versions(actor: Actor, rubric: UUID) -> QuerySet[RubricVersion]:
    """Return the versions of a rubric, with their `status`: draft, live or retired. Others' drafts are not shown."""
    status = Case(
        When(published_at__isnull=True, then=Value("draft")),
        When(rubric__live=F("pk"), then=Value("live")),
        default=Value("retired"),
        output_field=CharField(),
    )
    return RubricVersion.objects.filter(
        Q(organization=actor.organization_id) | Q(published_at__isnull=False),
        rubric__in=readable_rubrics(actor).filter(uuid=rubric).values("pk"),
    ).annotate(status=status)


def own_version(actor: Actor, rubric: UUID, number: int) -> RubricVersion:
    """Return a version the actor may change. Raises `NotFound` and `Forbidden`."""
    own = own_rubric(actor, rubric)
    version = RubricVersion.objects.select_related("rubric").filter(rubric=own, number=number).first()
    if version is None:
        raise NotFound
    return version


def version_to_clone(actor: Actor, rubric: UUID, number: int | None) -> RubricVersion:
    """Return a readable version for who may write rubrics: the one named, else the live one, else the newest.

    Raises `NotFound` and `Forbidden`.
    """
    versions = readable_versions(actor, rubric).select_related("rubric")
    require(actor, "rubrics.write")
    if number is not None:
        versions = versions.filter(number=number)
    live_first = Case(When(rubric__live=F("pk"), then=Value(0)), default=Value(1), output_field=IntegerField())
    version = versions.order_by(live_first, "-number").first()
    if version is None:
        raise NotFound
    return version
