"""The house organization is there from the start: it owns the shared library and hosts people of no company."""

from django.db import migrations


def open_house(apps, schema_editor):
    organization = apps.get_model("accounts", "Organization")
    organization.objects.get_or_create(slug="public", defaults={"name": "Interview Coach"})


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunPython(open_house, migrations.RunPython.noop)]
