"""`manage.py seed_demo`: the question catalogue, the demo tenants with their people, and a few finished interviews."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.selectors import house
from interview_coach.core.tenancy import tenant_scope
from interview_coach.demo import anchors, cast, reviews, rubrics, sittings, teams
from questionbank import catalogue


class Command(BaseCommand):
    help = "Install the question catalogue and the demo tenants acme and bravo. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        public = house()
        with tenant_scope(public.pk):
            questions = catalogue.install(organization_id=public.pk)
        people = cast.bring_in(now=now)
        rubrics.raise_bar(people, now=now)
        held = sittings.hold(people, now=now)
        reviews.look_again(people)
        anchors.compare_with_people(now=now)
        teams.gather(people, now=now)
        if options["verbosity"]:
            self.stdout.write(f"{questions} questions, {len(people)} people, {held} new interviews")
