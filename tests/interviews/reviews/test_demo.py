"""The demo's reviews: some wait at acme, the coach has settled one, and seeding again adds none."""

import pytest
from django.core.management import call_command
from django.db.models import Count

from accounts.models import Organization
from accounts.selectors import house
from interview_coach.core.tenancy import tenant_scope
from interviews.models import Anchor, Review, Verdict

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_demo_has_answers_in_review_and_one_settled(public):
    for _ in range(2):
        call_command("seed_demo", verbosity=0)
    with tenant_scope(Organization.objects.get(slug="acme").pk):
        asked = Review.objects.exclude(appeal="").order_by("pk").values_list("user__email", "status")
        assert sorted(asked) == [
            ("bob@acme.example", "open"), ("bob@acme.example", "settled"), ("emil@acme.example", "open"),
        ]  # fmt: skip
        verdict = Verdict.objects.select_related("review__answer", "reviewer").get()
        answer = verdict.review.answer
        assert (verdict.reviewer.email, verdict.score) == ("dana@acme.example", 7.5)
        assert (answer.score, answer.human_score, Anchor.objects.get(review=verdict.review).score) == (7.5, 7.5, 7.5)
        assert answer.ai_score not in (None, 7.5)
    assert anchors_of("acme") == [("behavioral", 12), ("technical", 12)]
    assert anchors_of("bravo") == [("hr", 6)]


def anchors_of(slug):
    """How many imported anchors a tenant has under each default rubric."""
    with tenant_scope(Organization.objects.get(slug=slug).pk, library_id=house().pk):
        rows = Anchor.objects.filter(source="imported").values_list("rubric__default_for").annotate(Count("pk"))
        return sorted(rows)
