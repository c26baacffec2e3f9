"""Random probes of the back office by bravo's owner: pages, pickers, searches and actions over acme's rows."""

import re

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from interview_coach.core.postgresql.wall import tenant_tables
from interview_coach.core.tenancy import all_tenants
from tests.architecture.world import SECRET
from tests.core.problems import row_counts
from tests.walls.probing import REQUESTS, dice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("filters")]

# Lists cost most: the greater part are pages of single rows.
KINDS = ["page"] * 10 + ["picker"] * 5 + ["search"] * 3 + ["action"] * 2
NOBODY = 99_999_999


@pytest.fixture
def rows(acme, acme_rows, bravo_rows):
    """Acme's rows of every kind: model, primary key, and the uuid where there is one."""
    with all_tenants():
        return [
            (model, row.pk, str(getattr(row, "uuid", row.pk)))
            for model in tenant_tables().values() if model in admin.site._registry
            for row in model.objects.filter(organization=acme)
        ]  # fmt: skip


def page(client, roll, model, pk, uuid):
    """The pages of a row, asked for and posted to: they say what they say of a row that is not there."""
    name, method = roll.choice(["change", "history", "delete"]), roll.choice([client.get, client.post])
    told = []
    for key in (pk, NOBODY):
        response = method(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=[key]))
        told.append((response.status_code, response.get("Location"), re.sub(rb"\b%d\b" % key, b"", response.content)))
    assert told[0] == told[1]
    return told[0][2]


def picker(client, roll, model, pk, uuid):
    field = roll.choice([f for f in model._meta.concrete_fields if f.many_to_one])
    query = {"app_label": model._meta.app_label, "model_name": model._meta.model_name, "field_name": field.name}
    return client.get(reverse("admin:autocomplete"), {**query, "term": roll.choice(["acme", "acm", "@acme"])}).content


def search(client, roll, model, pk, uuid):
    asked = roll.choice([SECRET, "acm", uuid])
    response = client.get(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"), {"q": asked})
    found = response.context["cl"].result_list if response.status_code == 200 else []
    assert {row.organization.slug for row in found} <= {"bravo", "public"}
    return response.content.replace(uuid.encode(), b"")  # what was asked stands in the page


def action(client, roll, model, pk, uuid):
    url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    name = roll.choice([*admin.site._registry[model].actions, "delete_selected"])
    data = {"action": getattr(name, "__name__", name), "_selected_action": [pk], "post": "yes"}
    return client.post(url, data).content


def test_admin(charlie, rows):
    client, roll = Client(), dice("admin")
    client.force_login(charlie.user)
    before = row_counts()
    for _ in range(REQUESTS):
        model, pk, uuid = roll.choice(rows)
        kind = globals()[roll.choice(KINDS)]
        content = kind(client, roll, model, pk, uuid)
        assert b"acme" not in content.lower(), (kind.__name__, model)
        assert uuid.encode() not in content or len(uuid) < 36, (kind.__name__, model)
    assert row_counts() == before
