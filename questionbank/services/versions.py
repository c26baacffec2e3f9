"""A rubric's numbered versions: the next one, and the one that is live."""

from datetime import datetime
from typing import Any

from django.db.models import Max

from questionbank.models import Rubric, RubricVersion
from questionbank.rules import sound_threshold
from questionbank.signals import rubric_publishing


def add_version(
    rubric: Rubric, *, by: int | None, criteria: list[dict[str, Any]], threshold: object, note: str, now: datetime
) -> RubricVersion:
    """Add the next version of a rubric that is new or locked; `criteria` are sound."""
    last = RubricVersion.objects.filter(rubric=rubric).aggregate(last=Max("number"))["last"] or 0
    version: RubricVersion = RubricVersion.objects.create(
        organization_id=rubric.organization_id, rubric=rubric, number=last + 1, criteria=criteria,
        probe_threshold=sound_threshold(threshold), note=note, author_id=by, created_at=now,
    )  # fmt: skip
    return version


def make_live(version: RubricVersion, now: datetime) -> None:
    """Publish a version of a locked rubric, unless a receiver of `rubric_publishing` raises."""
    rubric_publishing.send(sender=RubricVersion, version=version, now=now)
    version.published_at = now
    version.save(update_fields=["criteria", "note", "published_at"])
    version.rubric.live = version
    version.rubric.save(update_fields=["live", "updated_at"])
