import pytest

from interview_coach.core.tenancy import tenant_scope
from questionbank import catalogue


@pytest.fixture
def installed(public):
    """The house with the whole catalogue."""
    with tenant_scope(public.pk):
        assert catalogue.install(organization_id=public.pk) == len(catalogue.questions())
    return public
