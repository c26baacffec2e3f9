"""Who is who in the demo."""

from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.hashers import make_password

from accounts.models import Organization, Role, User
from accounts.selectors import house
from accounts.services.registration import join


class DemoAddressTaken(RuntimeError):
    """An address of the cast is somebody's account."""


class Person(NamedTuple):
    email: str
    first_name: str
    last_name: str
    organization: str
    role: str
    is_platform_staff: bool = False


ORGANIZATIONS = {"acme": "Acme", "bravo": "Bravo"}
CAST = (
    Person("admin@example.com", "Ada", "Quill", "public", Role.OWNER, is_platform_staff=True),
    Person("alice@acme.example", "Alice", "Arden", "acme", Role.OWNER),
    Person("bob@acme.example", "Bob", "Birch", "acme", Role.CANDIDATE),
    Person("dana@acme.example", "Dana", "Dorn", "acme", Role.COACH),
    Person("emil@acme.example", "Emil", "Ebers", "acme", Role.CANDIDATE),
    Person("charlie@bravo.example", "Charlie", "Cole", "bravo", Role.OWNER),
    Person("fay@bravo.example", "Fay", "Finch", "bravo", Role.CANDIDATE),
)


def bring_in(*, now: datetime) -> dict[str, User]:
    """Create the tenants and people that are not there yet; return the people by e-mail address."""
    places = {slug: Organization.objects.get_or_create(slug=slug, defaults={"name": name})[0]
              for slug, name in ORGANIZATIONS.items()}  # fmt: skip
    places["public"] = house()
    people = {user.email: user for user in User.objects.filter(email__in=[person.email for person in CAST])}
    if taken := [user.email for user in people.values() if not user.is_demo]:
        raise DemoAddressTaken(f"{', '.join(taken)} belong to real people here: no demo on this database.")
    hashed = "" if len(people) == len(CAST) else make_password(settings.DEMO_PASSWORD)
    for person in CAST:
        user = people.get(person.email) or _create(person, hashed, now)
        people[person.email] = user
        join(user=user, organization=places[person.organization], role=person.role, now=now)
    return people


def _create(person: Person, hashed: str, now: datetime) -> User:
    return User.objects.create(
        email=person.email, password=hashed, first_name=person.first_name, last_name=person.last_name,
        is_platform_staff=person.is_platform_staff, is_verified=True, is_demo=True, password_changed_at=now,
    )  # fmt: skip
