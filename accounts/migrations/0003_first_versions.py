from django.db import migrations

from interview_coach.core.first_versions import first_versions


class Migration(migrations.Migration):
    """What the migrations before brought came past its signals: its history begins here."""

    dependencies = [("accounts", "0002_house")]

    operations = [first_versions("accounts", "Organization")]
