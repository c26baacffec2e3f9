"""What is changed in the back office is on the trail: each form once, with every field that it lets somebody change."""

import json
from datetime import timedelta

import pytest
from django import forms
from django.contrib import admin
from django.utils import timezone

from accounts.models import ActivityLog, Invitation, Role, User
from interview_coach.core.tenancy import all_tenants
from questionbank.models import Rubric, RubricVersion
from questionbank.services.rubrics import draft_version
from tests.architecture import test_admin
from tests.architecture.test_admin import MODELS, signed_in, url
from tests.architecture.world import CRITERIA

pytestmark = pytest.mark.django_db

standing_answer, answer = test_admin.standing_answer, test_admin.answer
# Invitations and rubrics are made by a form, and changed by actions and by the rubric's drafts.
FORMS = [model for model in MODELS if not (admin.site._registry[model].read_only or model in (Invitation, Rubric))]
# What a generic value would break the rules of.
VALUES = {
    "evaluation_criteria": '[{"criterion": "all of it", "weight": 100}]', "follow_up_questions": '[{"text": "Why?"}]',
    "translations": '{"de": {"text": "Was ist neu?"}}', "timezone": "Europe/Berlin", "language_preference": "de",
    "criteria": json.dumps([CRITERIA[0] | {"label": "Width"}]), "challenger_share": 0.25,
    "review_below_confidence": 0.25, "gate_least_kappa": 0.25,
}  # fmt: skip
# What is judged by: there is one of each kind where nothing is installed or configured.
ONLY_ONE = {"evaluator", "model", "challenger", "challenger_model"}


@pytest.fixture
def alice_s_row(alice, answer, now):
    """One row at acme of each model that has a form."""
    with alice.scope():
        version = RubricVersion.objects.filter(organization=alice.organization, rubric__question=None).first()
        draft_version(rubric=version.rubric, by=alice.user.pk, now=now)

    def row(model):
        if model is RubricVersion:
            with all_tenants():
                return model.objects.get(organization=alice.organization, published_at=None)
        return test_admin.row_at_acme(model)

    return row


@pytest.mark.parametrize("model", FORMS, ids=lambda model: model._meta.model_name)
def test_a_changed_form_is_one_line_with_before_and_after(model, alice, sign_in, public, alice_s_row):
    User.objects.filter(pk=alice.user.pk).update(two_factor_enabled=True)  # so that she may ask others for them
    staff = sign_in(public, Role.OWNER, email="staff@example.com", is_platform_staff=True)
    by = staff.user if model is User else alice.user
    client, page = signed_in(by), url(model, "change", alice_s_row(model).pk)
    shown, begun = client.get(page), timezone.now()
    form = shown.context["adminform"].form
    changes = {name: VALUES.get(name) or another(form[name]) for name in set(form.fields) - ONLY_ONE}
    response = client.post(page, as_sent(shown) | {key: value for name in changes for key, value in
                                                   sent(form[name], changes[name]).items()})  # fmt: skip
    assert response.status_code == 302, response.context["adminform"].form.errors
    with all_tenants():
        lines = list(ActivityLog.objects.filter(timestamp__gte=begun))
    (line,) = [line for line in lines if line.metadata.get("after")]
    before, after = line.metadata["before"], line.metadata["after"]
    assert {line.user_id for line in lines} == {by.pk}
    assert set(before) == set(after) == set(changes)
    assert [name for name in changes if before[name] == after[name]] == []


def as_sent(page):
    """A page's forms as a browser would send them back, with nothing changed."""
    inlines = [inline.formset for inline in page.context["inline_admin_formsets"]]
    parts = [part for formset in inlines for part in (formset.management_form, *formset.forms)]
    bounds = [bound for part in (page.context["adminform"].form, *parts) for bound in part]
    hidden = {b.html_initial_name: b.value() for b in bounds if b.field.show_hidden_initial}
    return hidden | {name: value for bound in bounds for name, value in sent(bound, bound.value()).items()}


def sent(bound, value):
    if isinstance(bound.field, forms.SplitDateTimeField):
        return {f"{bound.html_name}_{n}": part or "" for n, part in enumerate(bound.field.widget.decompress(value))}
    if isinstance(bound.field, forms.BooleanField):
        return {bound.html_name: "on" if value else ""}
    return {bound.html_name: "" if value is None else value}


def another(bound):
    """A value of the kind that a field takes, and another than it has."""
    field, value = bound.field, bound.value()
    if isinstance(field, forms.SplitDateTimeField):
        return value + timedelta(days=1)
    if isinstance(field, forms.BooleanField):
        return not value
    if isinstance(field, forms.ModelChoiceField):
        return None  # a pointer is taken away
    if isinstance(field, forms.ChoiceField):
        return next(choice for choice, _ in field.choices if choice not in ("", value))
    if isinstance(field, forms.JSONField):
        held = json.loads(value)
        return json.dumps({**held, "added": "Added"} if isinstance(held, dict) else [*held, "added"])
    if isinstance(field, (forms.IntegerField, forms.FloatField)):
        return (value or 0) + 1
    return f"{value} more"
