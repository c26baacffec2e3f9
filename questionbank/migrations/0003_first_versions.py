from django.db import migrations

from interview_coach.core.first_versions import first_versions


class Migration(migrations.Migration):
    """What the migrations before brought came past its signals: its history begins here."""

    dependencies = [("questionbank", "0002_default_rubrics")]

    operations = [first_versions("questionbank", "Rubric")]
