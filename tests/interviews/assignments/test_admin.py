"""Collections and assignments in the back office: every change by its service."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.services.teams import found_team, place_in_team
from interviews.models import Assignment
from questionbank.models import CollectedQuestion, QuestionCollection
from questionbank.services.collections import make_collection

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_alice(alice):
    client = Client()
    client.force_login(alice.user)
    return client


@pytest.fixture
def red(alice, bob):
    with alice.scope():
        team = found_team(actor=alice.actor, name="Red", now=timezone.now())
        place_in_team(actor=alice.actor, team_uuid=team.uuid, user_uuid=bob.user.uuid, is_coach=False,
                      now=timezone.now())  # fmt: skip
    return team


def plan_form(**more):
    due = timezone.now() + timedelta(days=3)
    return {"title": "Plan", "note": "", "field": "hr", "level": "mid", "interview_type": "hr", "company": "",
            "questions_total": 3, "takes": 2, "minimum_score": "6", "due_at_0": due.date().isoformat(),
            "due_at_1": "12:00:00", **more}  # fmt: skip


def test_assignment_is_made_shown_with_its_people_and_taken_back(as_alice, alice, bob, red):
    assert as_alice.post(reverse("admin:interviews_assignment_add"), plan_form(team=red.pk)).status_code == 302
    with alice.scope():
        plan = Assignment.objects.get()
    assert (plan.team_id, plan.created_by_id, plan.takes, plan.minimum_score) == (red.pk, alice.user.pk, 2, 6.0)
    shown = as_alice.get(reverse("admin:interviews_assignment_change", args=[plan.pk])).content.decode()
    assert f"{bob.user.email}: 0 of 2 takes, open" in shown
    chosen = {"action": "withdraw", "_selected_action": [plan.pk], "index": 0}
    told = as_alice.post(reverse("admin:interviews_assignment_changelist"), chosen, follow=True)
    assert "1 assignments taken back." in told.content.decode()


@pytest.mark.parametrize("both", [True, False])
def test_assignment_is_for_a_team_or_a_person(as_alice, alice, bob, red, both):
    whose = {"team": red.pk, "user": bob.user.pk} if both else {}
    told = as_alice.post(reverse("admin:interviews_assignment_add"), plan_form(**whose))
    assert "Name a team or a person: one of the two." in told.content.decode()
    with alice.scope():
        assert Assignment.objects.count() == 0


def test_collection_is_put_in_another_order_and_shared(as_alice, alice, library, red):
    with alice.scope():
        held = make_collection(actor=alice.actor, name="First", questions=[q.uuid for q in library[:2]],
                               now=timezone.now())  # fmt: skip
        first, second = CollectedQuestion.objects.filter(collection=held).order_by("position")

    def entry(n, part, position):
        at = f"entries-{n}-"
        return {f"{at}id": part.pk, f"{at}collection": held.pk, f"{at}position": position}

    data = {"name": "First round", "description": "", "is_active": "on",
            "entries-TOTAL_FORMS": 2, "entries-INITIAL_FORMS": 2, **entry(0, first, 3), **entry(1, second, 1),
            "entries-2-TOTAL_FORMS": 1, "entries-2-INITIAL_FORMS": 0, "entries-2-0-position": 2,
            "entries-2-0-question": library[5].pk,
            "shares-TOTAL_FORMS": 0, "shares-INITIAL_FORMS": 0, "shares-2-TOTAL_FORMS": 1, "shares-2-INITIAL_FORMS": 0,
            "shares-2-0-team": red.pk}  # fmt: skip
    url = reverse("admin:questionbank_questioncollection_change", args=[held.pk])
    assert as_alice.post(url, data).status_code == 302
    with alice.scope():
        held = QuestionCollection.objects.get()
        asked = CollectedQuestion.objects.filter(collection=held).order_by("position")
        assert list(asked.values_list("question", flat=True)) == [library[n].pk for n in (1, 5, 0)]
        assert (held.name, held.shares.get().team_id) == ("First round", red.pk)
