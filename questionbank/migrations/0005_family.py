"""All versions of one question have a family in common: that of the first."""

from django.db import migrations, models

from interview_coach.core.models import uuid7


def name_families(apps, schema_editor):
    Question = apps.get_model("questionbank", "Question")
    families = {}
    for pk, former in Question.objects.order_by("version", "pk").values_list("pk", "parent_question"):
        families[pk] = families.get(former) or uuid7()
        Question.objects.filter(pk=pk).update(family=families[pk])


class Migration(migrations.Migration):
    dependencies = [("questionbank", "0004_worded")]

    operations = [
        migrations.AddField("question", "family", models.UUIDField(null=True, editable=False)),
        migrations.RunPython(name_families, migrations.RunPython.noop),
        migrations.AlterField(
            "question",
            "family",
            models.UUIDField(
                default=uuid7, editable=False, db_index=True, help_text="Shared by all versions of one question."
            ),
        ),
    ]
