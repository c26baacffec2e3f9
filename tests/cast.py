"""The people and the library that tests are played with: plain functions, for fixtures of any lifetime."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import Organization, Role, User
from accounts.rules import Actor
from accounts.selectors import signed_in
from accounts.services import sessions
from accounts.services.registration import join
from interview_coach.core.tenancy import tenant_scope
from questionbank.catalogue import install_rubrics
from questionbank.models import Question
from tests.factories import BankFactory, QuestionFactory, UserFactory

PASSWORD = "Correct-horse-7-battery"
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
# Alice runs acme, bob and emil practise there, dana coaches; charlie runs bravo.
CAST = {
    "alice": ("acme", Role.OWNER),
    "bob": ("acme", Role.CANDIDATE),
    "emil": ("acme", Role.CANDIDATE),
    "dana": ("acme", Role.COACH),
    "charlie": ("bravo", Role.OWNER),
}


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


def house_with_rubrics() -> Organization:
    """The house organization with the default rubrics; a flush took away what the migrations had brought."""
    organization = Organization.objects.get_or_create(slug="public", defaults={"name": "Interview Coach"})[0]
    with tenant_scope(organization.pk):
        install_rubrics(organization_id=organization.pk, now=NOW)
    return organization


def enter(organization: Organization, role: str = Role.CANDIDATE, **columns) -> Person:
    """Make a person of `role` at an organization and sign them in."""
    user = UserFactory(password=PASSWORD, **columns)
    join(user=user, organization=organization, role=role, now=timezone.now())
    tokens = sessions.log_in(email=user.email, password=PASSWORD, now=timezone.now())
    _, actor = signed_in(tokens.session.uuid, timezone.now())
    client = APIClient(HTTP_AUTHORIZATION=f"Bearer {tokens.access}")
    return Person(user, organization, actor, tokens.access, tokens.refresh, client)


def named(name: str) -> dict:
    """What `enter` is told of one of the `CAST`, beside the organization."""
    slug, role = CAST[name]
    return {"role": role, "email": f"{name}@{slug}.example", "first_name": name.title()}


def library_of(house: Organization) -> list[Question]:
    """Seven mid-level questions of the house and one bank: enough for an interview of five."""
    with tenant_scope(house.pk):
        bank = BankFactory(organization=house, company_name="Umbra")
        questions = [QuestionFactory.build(organization=house, bank=bank if n == 0 else None) for n in range(7)]
        return Question.objects.bulk_create(questions)
