"""The cast, the same in every test: alice runs acme, bob and emil practise there, dana coaches; charlie runs bravo."""

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import Organization, Role, User
from accounts.rules import Actor
from accounts.selectors import house, signed_in
from accounts.services import sessions
from accounts.services.registration import join
from interview_coach.celery import app
from interview_coach.core import tasks
from interview_coach.core.tenancy import tenant_scope
from questionbank.catalogue import install_rubrics
from tests.factories import BankFactory, OrganizationFactory, QuestionFactory, UserFactory

PASSWORD = "Correct-horse-7-battery"
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@dataclass
class Person:
    """Someone of the cast with a signed-in session, as the API and as the services know them."""

    user: User
    organization: Organization
    actor: Actor
    access: str
    refresh: str
    client: APIClient

    def scope(self):
        return self.actor.scope()


@pytest.fixture(autouse=True)
def _fresh_cache() -> None:
    cache.clear()


@pytest.fixture(autouse=True)
def _mail_is_delivered(monkeypatch) -> None:
    """The worker's part of mail happens at commit; all else that is asked of workers waits to be called by the test."""

    app.loader.import_default_modules()

    def send(name, kwargs):
        if name in ("accounts.deliver_mail", "accounts.mail_reset_token"):
            app.tasks[name](**kwargs)

    monkeypatch.setattr(tasks, "_send", send)


@pytest.fixture
def now() -> datetime:
    """A fixed time for services; the API uses the real clock."""
    return NOW


@pytest.fixture
def public(db: None) -> Organization:
    """The house organization with the default rubrics; a flush took away what the migrations had brought."""
    organization = Organization.objects.get_or_create(slug="public", defaults={"name": "Interview Coach"})[0]
    with tenant_scope(organization.pk):
        install_rubrics(organization_id=organization.pk, now=NOW)
    return organization


@pytest.fixture
def acme(public: Organization) -> Organization:
    return OrganizationFactory(slug="acme")


@pytest.fixture
def bravo(public: Organization) -> Organization:
    return OrganizationFactory(slug="bravo")


@pytest.fixture
def sign_in(public: Organization) -> Callable[..., Person]:
    """Make a person of `role` at an organization and sign them in."""

    def make(organization: Organization, role: str = Role.CANDIDATE, **columns) -> Person:
        user = UserFactory(password=PASSWORD, **columns)
        join(user=user, organization=organization, role=role, now=timezone.now())
        tokens = sessions.log_in(email=user.email, password=PASSWORD, now=timezone.now())
        _, actor = signed_in(tokens.session.uuid, timezone.now())
        client = APIClient(HTTP_AUTHORIZATION=f"Bearer {tokens.access}")
        return Person(user, organization, actor, tokens.access, tokens.refresh, client)

    return make


@pytest.fixture
def alice(acme, sign_in) -> Person:
    return sign_in(acme, Role.OWNER, email="alice@acme.example", first_name="Alice")


@pytest.fixture
def bob(acme, sign_in) -> Person:
    return sign_in(acme, Role.CANDIDATE, email="bob@acme.example", first_name="Bob")


@pytest.fixture
def emil(acme, sign_in) -> Person:
    return sign_in(acme, Role.CANDIDATE, email="emil@acme.example", first_name="Emil")


@pytest.fixture
def dana(acme, sign_in) -> Person:
    return sign_in(acme, Role.COACH, email="dana@acme.example", first_name="Dana")


@pytest.fixture
def charlie(bravo, sign_in) -> Person:
    return sign_in(bravo, Role.OWNER, email="charlie@bravo.example", first_name="Charlie")


@pytest.fixture
def library(public):
    """Seven mid-level questions of the house and one bank: enough for an interview of five."""
    with tenant_scope(public.pk):
        bank = BankFactory(organization=public, company_name="Umbra")
        return [QuestionFactory(organization=public, bank=bank if n == 0 else None) for n in range(7)]


@pytest.fixture
def house_scope(public):
    """Open the house's scope, for tests that read or write the library."""

    @contextmanager
    def scope():
        with tenant_scope(house().pk):
            yield

    return scope
