"""The cast, the same in every test: alice runs acme, bob and emil practise there, dana coaches; charlie runs bravo."""

from collections.abc import Callable
from contextlib import contextmanager
from datetime import datetime

import pytest
from django.conf import settings
from django.core.cache import cache

from accounts.models import Organization
from accounts.selectors import house
from interview_coach.celery import app
from interview_coach.core import tasks
from interview_coach.core.tenancy import tenant_scope
from tests.cast import NOW, Person, enter, house_with_rubrics, library_of, named
from tests.factories import OrganizationFactory


def pytest_collection_modifyitems(config, items) -> None:
    """What never meets a database says nothing new on another one."""
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        return
    meets = {item: _meets_a_database(item) for item in items}
    config.hook.pytest_deselected(items=[item for item in items if not meets[item]])
    items[:] = [item for item in items if meets[item]]


def _meets_a_database(item) -> bool:
    asked = {"db", "transactional_db"} & set(item.fixturenames)
    return bool(asked or item.get_closest_marker("django_db"))


@pytest.fixture(autouse=True)
def _fresh_cache() -> None:
    cache.clear()


@pytest.fixture(scope="session")
def _tasks() -> dict:
    """Every task by its name. Celery would look for them again at each asking, a twentieth of a second long."""
    app.loader.import_default_modules()
    return app.tasks


@pytest.fixture(autouse=True)
def _mail_is_delivered(monkeypatch, _tasks) -> None:
    """The worker's part of mail happens at commit; all else that is asked of workers waits to be called by the test."""

    def send(name, kwargs, seconds):
        if not seconds and name in ("accounts.deliver_mail", "accounts.mail_reset_token"):
            _tasks[name](**kwargs)

    monkeypatch.setattr(tasks, "_send", send)


@pytest.fixture
def now() -> datetime:
    """A fixed time for services; the API uses the real clock."""
    return NOW


@pytest.fixture
def public(db: None) -> Organization:
    """The house organization with the default rubrics."""
    return house_with_rubrics()


@pytest.fixture
def acme(public: Organization) -> Organization:
    return OrganizationFactory(slug="acme")


@pytest.fixture
def bravo(public: Organization) -> Organization:
    return OrganizationFactory(slug="bravo")


@pytest.fixture
def sign_in(public: Organization) -> Callable[..., Person]:
    """Make a person of a role at an organization and sign them in: see `tests.cast.enter`."""
    return enter


@pytest.fixture
def alice(acme, sign_in) -> Person:
    return sign_in(acme, **named("alice"))


@pytest.fixture
def bob(acme, sign_in) -> Person:
    return sign_in(acme, **named("bob"))


@pytest.fixture
def emil(acme, sign_in) -> Person:
    return sign_in(acme, **named("emil"))


@pytest.fixture
def dana(acme, sign_in) -> Person:
    return sign_in(acme, **named("dana"))


@pytest.fixture
def charlie(bravo, sign_in) -> Person:
    return sign_in(bravo, **named("charlie"))


@pytest.fixture
def library(public):
    """Questions of the house: see `tests.cast.library_of`."""
    return library_of(public)


@pytest.fixture
def house_scope(public):
    """Open the house's scope, for tests that read or write the library."""

    @contextmanager
    def scope():
        with tenant_scope(house().pk):
            yield

    return scope
