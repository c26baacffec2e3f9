"""Proves the audit trail of organizations unbroken, or names the first line that is not (exit code 1)."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import Organization
from accounts.services.audit.verification import Verdict, verify
from interview_coach.core.append_only import unguarded_tables
from interview_coach.core.management.arguments import moment
from interview_coach.core.tenancy import tenant_scope


class Command(BaseCommand):
    help = "Verify the hash chain of the audit trail: exit 0 where it is whole, 1 with the first line that is not."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--organization", default="", metavar="SLUG", help="this one alone (default: all)")
        parser.add_argument("--from", dest="since", type=moment, help="lines sealed from this time on")
        parser.add_argument("--to", dest="until", type=moment, help="lines sealed until this time")
        parser.add_argument("--head", default="", metavar="DIGEST", help="a head noted earlier must still be there")

    def handle(self, *args: Any, **options: Any) -> None:
        organizations = Organization.objects.order_by("slug")
        if options["organization"]:
            organizations = organizations.filter(slug=options["organization"])
            if not organizations.exists():
                raise CommandError(f"There is no organization {options['organization']!r}.", returncode=2)
        elif options["head"]:
            raise CommandError("A head is one organization's: name it with --organization.", returncode=2)
        broken = [f"The database lets {table} be changed: run migrate." for table in unguarded_tables()]
        for organization in organizations:
            with tenant_scope(organization.pk):
                verdict = verify(since=options["since"], until=options["until"], head=options["head"])
            self.stdout.write(f"{organization.slug}: {_told(verdict)}")
            if verdict.finding:
                broken.append(f"{organization.slug}: {verdict.finding}")
        if broken:
            raise CommandError("\n".join(broken))


def _told(verdict: Verdict) -> str:
    if verdict.finding:
        return f"BROKEN after {verdict.lines} lines."
    number, digest = verdict.head
    return (f"{verdict.lines} lines whole ({verdict.erased} parts erased, {verdict.rotated} lines rotated out, "
            f"{verdict.waiting} not sealed yet). Head: {number} {digest}")  # fmt: skip
