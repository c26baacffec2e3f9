"""The words a client may send."""

import pytest

from accounts.models import Organization

pytestmark = pytest.mark.django_db

URL = "/api/v1/vocabulary/"


def test_vocabulary_lists_every_word(bob):
    words = {name: [word["value"] for word in list_] for name, list_ in bob.client.get(URL).json().items()}
    assert words == {
        "field": ["software_engineering", "data_science", "behavioral", "hr"],
        "level": ["junior", "mid", "senior"],
        "difficulty": ["easy", "medium", "hard"],
        "difficulty_preference": ["easy", "medium", "hard", "adaptive"],
        "interview_type": ["technical", "behavioral", "hr", "mixed"],
        "mode": ["text", "audio", "video"],
        "status": ["in_progress", "paused", "completed", "abandoned"],
        "evaluation_status": ["pending", "running", "succeeded", "failed"],
        "media_kind": ["audio", "video"],
    }


def test_words_have_labels(bob):
    assert bob.client.get(URL).json()["field"][0] == {"value": "software_engineering", "label": "Software engineering"}


def test_fields_of_ones_own_organization_are_listed(bob, charlie, acme):
    Organization.objects.filter(pk=acme.pk).update(extra_fields={"juggling": "Juggling"})
    last = [person.client.get(URL).json()["field"][-1] for person in (bob, charlie)]
    assert last == [{"value": "juggling", "label": "Juggling"}, {"value": "hr", "label": "HR"}]


def test_vocabulary_is_for_the_signed_in(api_client, problem):
    assert problem(api_client.get(URL)) == (401, "not_authenticated")
