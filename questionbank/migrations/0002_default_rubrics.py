"""The house's default rubrics are there from the start.

The texts are read from the catalogue, their one home, as they stand when an installation comes by here. From then on
it judges by its own rows, which no later edit of that file reaches.
"""

import json
import uuid
from pathlib import Path

from django.db import migrations
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from interview_coach.core.models import uuid7

CATALOGUE = Path(__file__).parents[1] / "catalogue" / "rubrics.json"
NAMESPACE = uuid.UUID("6f6f9f0e-6a5b-5d27-9d5a-3f6b1f0c7a11")  # that of the catalogue, so that it knows them again
BATCH = 500


def install_defaults(apps, schema_editor):
    rubrics = apps.get_model("questionbank", "Rubric").objects
    house = apps.get_model("accounts", "Organization").objects.get(slug="public")
    rows = json.loads(CATALOGUE.read_text(encoding="utf-8"))
    made = [
        rubrics.create(
            organization=house, uuid=uuid.uuid5(NAMESPACE, f"rubric:{row['key']}"), name=row["name"],
            description=row["description"], default_for=row["default_for"],
        )
        for row in rows
    ]  # fmt: skip
    contents = [(rubric, row["criteria"], row["probe_threshold"]) for rubric, row in zip(made, rows, strict=True)]
    first_versions(apps, contents)


def first_versions(apps, contents):
    """Add version 1 of each (rubric, criteria, probe_threshold), published, and let the rubrics live by it."""
    Rubric, RubricVersion = (apps.get_model("questionbank", name) for name in ("Rubric", "RubricVersion"))
    now = timezone.now()
    RubricVersion.objects.bulk_create(
        [
            RubricVersion(organization_id=rubric.organization_id, uuid=uuid7(), rubric=rubric, number=1, note="",
                          criteria=criteria, probe_threshold=threshold, created_at=now, published_at=now)
            for rubric, criteria, threshold in contents
        ],
        batch_size=BATCH,
    )  # fmt: skip
    first = RubricVersion.objects.filter(rubric=OuterRef("pk")).values("pk")[:1]
    Rubric.objects.filter(live__isnull=True).update(live=Subquery(first))


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_house"), ("questionbank", "0001_initial")]
    operations = [migrations.RunPython(install_defaults, migrations.RunPython.noop)]
