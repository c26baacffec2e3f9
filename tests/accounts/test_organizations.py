"""Switching an organization off puts everyone out who is signed in there."""

import pytest
from django.utils import timezone

from accounts.models import UserSession
from accounts.services.members import save_organization

pytestmark = pytest.mark.django_db(transaction=True)


def test_closed_organization_ends_its_sessions_at_once(acme, bob, charlie):
    assert bob.client.get("/api/v1/users/me/").status_code == 200
    acme.is_active = False
    save_organization(organization=acme, now=timezone.now())
    assert bob.client.get("/api/v1/users/me/").status_code == 401
    assert charlie.client.get("/api/v1/users/me/").status_code == 200
    assert UserSession.objects.filter(organization=acme, is_active=True).count() == 0
