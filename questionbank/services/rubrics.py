"""Rubrics: drafted, published, cloned, and chosen as default. What was published never changes."""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import HOUSE, Organization
from accounts.services.trail import changed, columns, record
from interview_coach.core.exceptions import Conflict
from interview_coach.core.locking import locked
from interview_coach.core.tenancy import check_writable
from questionbank.models import Rubric, RubricVersion
from questionbank.rules import PROBE_THRESHOLD, sound_criteria, sound_threshold
from questionbank.services.versions import add_version, make_live
from questionbank.signals import rubric_publishing


class RubricPublished(Conflict):
    code = "rubric_published"
    message = "A published version does not change: draft a new one."


class RubricNotPublished(Conflict):
    code = "rubric_not_published"
    message = "Publish a version of this rubric first."


class RubricNameTaken(Conflict):
    code = "rubric_name_taken"
    message = "There is a rubric of this name already."


class RubricFollowsQuestion(Conflict):
    code = "rubric_follows_question"
    message = "This rubric is made from its question's criteria: change them there."


class HouseNeedsDefault(Conflict):
    code = "house_needs_default"
    message = "The house has a default for every category: make another rubric the default instead."


@transaction.atomic
def create_rubric(
    *, organization_id: int, by: int, name: str, criteria: object, now: datetime, description: str = "",
    probe_threshold: float | None = PROBE_THRESHOLD, note: str = "", cloned_from: RubricVersion | None = None,
) -> RubricVersion:  # fmt: skip
    """Add a rubric with its first draft, and return that. Raises `RubricNameTaken`, and `Invalid` for the criteria."""
    locked(Organization.objects.all()).get(pk=organization_id)  # names are given one after the other
    if Rubric.objects.filter(organization=organization_id, name=name).exists():
        raise RubricNameTaken
    rubric = Rubric.objects.create(
        organization_id=organization_id, name=name, description=description, cloned_from=cloned_from
    )
    version = add_version(
        rubric, by=by, criteria=sound_criteria(criteria), threshold=probe_threshold, note=note, now=now
    )
    origin = {"cloned_from": cloned_from.label} if cloned_from else {}
    _record(rubric, "rubric_created", by, now, name=name, **origin)
    return version


def clone_rubric(*, version: RubricVersion, organization_id: int, by: int, name: str, now: datetime) -> RubricVersion:
    """Copy a version into a rubric of the organization's own, as its first draft."""
    return create_rubric(
        organization_id=organization_id, by=by, name=name, criteria=version.criteria, now=now,
        description=version.rubric.description, probe_threshold=version.probe_threshold, cloned_from=version,
    )  # fmt: skip


@transaction.atomic
def draft_version(*, rubric: Rubric, by: int, now: datetime, note: str = "", **changes: Any) -> RubricVersion:
    """Add a draft to a rubric: its newest version, with `criteria` and `probe_threshold` as in `changes`."""
    held = _lock(rubric)
    newest = RubricVersion.objects.filter(rubric=held).order_by("-number")[:1].get()
    version = add_version(held, by=by, now=now, note=note,
                          criteria=sound_criteria(changes.get("criteria", newest.criteria)),
                          threshold=changes.get("probe_threshold", newest.probe_threshold))  # fmt: skip
    _record(held, "rubric_drafted", by, now, number=version.number)
    return version


@transaction.atomic
def change_draft(*, version: RubricVersion, by: int, now: datetime, **changes: Any) -> RubricVersion:
    """Change `criteria`, `probe_threshold` or `note` of a draft. Raises `RubricPublished` for what is none."""
    held = _lock_draft(version)
    before = columns(held, *changes)
    if "criteria" in changes:
        held.criteria = sound_criteria(changes["criteria"])
    if "probe_threshold" in changes:
        held.probe_threshold = sound_threshold(changes["probe_threshold"])
    held.note = changes.get("note", held.note)
    held.save(update_fields=["criteria", "probe_threshold", "note"])
    _record(
        held.rubric, "rubric_draft_changed", by, now, number=held.number, **changed(before, columns(held, *changes))
    )
    return held


@transaction.atomic
def publish(*, version: RubricVersion, by: int, now: datetime, note: str | None = None) -> RubricVersion:
    """Let new answers be judged by a draft from now on; answers that were judged keep their version and score.

    Raises `RubricPublished`, `Invalid`, and whatever a receiver of `rubric_publishing` has against it.
    """
    held = _lock_draft(version)
    held.criteria = sound_criteria(held.criteria)
    held.note = held.note if note is None else note
    make_live(held, now)
    _record(held.rubric, "rubric_published", by, now, number=held.number)
    return held


@transaction.atomic
def make_default(*, rubric: Rubric, category: str | None, by: int, now: datetime) -> Rubric:
    """Let a rubric be the organization's default for `category`; None: for none any more, the house's holds again.

    Raises `RubricNotPublished`, `RubricFollowsQuestion`, `HouseNeedsDefault` where the house would be left bare, and
    whatever a receiver of `rubric_publishing` has against the live version: it is to judge other questions than before.
    """
    organization = locked(Organization.objects.all()).get(pk=rubric.organization_id)  # a default at a time
    held = _lock(rubric)
    if category and held.live_id is None:
        raise RubricNotPublished
    if organization.slug == HOUSE and held.default_for not in (None, category):
        raise HouseNeedsDefault
    if category and category != held.default_for:
        rubric_publishing.send(sender=RubricVersion, version=held.live, now=now)
    if category:
        for former in Rubric.objects.filter(organization=organization, default_for=category).exclude(pk=held.pk):
            former.default_for = None
            former.save(update_fields=["default_for", "updated_at"])
    before, held.default_for = held.default_for, category
    held.save(update_fields=["default_for", "updated_at"])
    _record(held, "rubric_default", by, now, before={"default_for": before}, after={"default_for": category})
    return held


def _lock(rubric: Rubric) -> Rubric:
    """Return a rubric's row as it is now, locked: its versions change under this lock alone.

    Raises `WrongTenant` for one that may only be read: the database would not even show it to whoever asks to lock it.
    """
    check_writable([rubric])
    held: Rubric = locked(Rubric.objects.all()).get(pk=rubric.pk)
    if held.question_id is not None:
        raise RubricFollowsQuestion
    return held


def _lock_draft(version: RubricVersion) -> RubricVersion:
    rubric = _lock(version.rubric)
    held: RubricVersion = RubricVersion.objects.get(pk=version.pk)
    if held.published_at is not None:
        raise RubricPublished
    held.rubric = rubric
    return held


def _record(rubric: Rubric, action: str, by: int, now: datetime, **more: Any) -> None:
    record(organization_id=rubric.organization_id, user_id=by, action=action, now=now, entity_type="rubric",
           entity_id=rubric.uuid, **more)  # fmt: skip
