"""`manage.py ai_arms --organization acme`: how each arm of an organization's A/B tests was rated."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import Organization
from interview_coach.core.tenancy import tenant_scope
from interviews.selectors import rated_arms


class Command(BaseCommand):
    help = "Show how the candidates of an organization rated each arm of its A/B tests."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--organization", required=True, metavar="SLUG")

    def handle(self, *args: Any, **options: Any) -> None:
        """One line for each arm, evaluator and model."""
        organization = Organization.objects.filter(slug=options["organization"]).first()
        if organization is None:
            raise CommandError(f"There is no organization {options['organization']!r}.")
        with tenant_scope(organization.pk):
            arms = rated_arms(organization.pk)
        if not arms:
            self.stdout.write("No feedback belongs to an A/B test.")
        for arm in arms:
            self.stdout.write(_line(arm))


def _line(arm: dict[str, Any]) -> str:
    rating = "not rated" if arm["rating"] is None else f"rated {arm['rating']:.2f} by {arm['rated']}"
    who = f"{arm['arm']:<10} {arm['evaluator']:<14} {arm['ai_model']:<20}"
    return f"{who} shown {arm['shown']}, {rating}, mean score {arm['score']:.2f}"
