"""Invitations from a CSV file: every row is reported on, and all that are sound are sent, or none as a dry run."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from accounts.models import Role, Team
from accounts.rules import Actor, grantable_roles, require
from accounts.selectors import places
from accounts.services.invitations import Known, refusal, send_new, taking_turns
from interview_coach.core import csv_files
from interview_coach.core.exceptions import Conflict, DomainError, Forbidden, Invalid

MOST_ROWS = 500
LARGEST_FILE = 256 * 1024
NEEDED, OPTIONAL = {"email", "role"}, {"team"}
LONGEST_EMAIL = 120


class NamedTwice(Conflict):
    code = "duplicate"
    message = "This address stands in a row above."


@dataclass(frozen=True, slots=True)
class RowReport:
    """What became of one row: its `line` as rows are counted, from 1; `code` empty where it is sound."""

    line: int
    email: str
    code: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What a file did or, as a dry run, would do."""

    rows: tuple[RowReport, ...]
    sent: int
    dry_run: bool

    @property
    def refused(self) -> tuple[RowReport, ...]:
        """The rows that nothing was sent for."""
        return tuple(row for row in self.rows if row.code)


@dataclass(frozen=True, slots=True)
class Order:
    """A row that was found sound."""

    email: str
    role: str
    team: Team | None


def read_rows(content: bytes) -> list[csv_files.Row]:
    """Return the rows of a file with the columns email, role and, if need be, team (its name). Raises `Invalid`."""
    return csv_files.read_rows(content, needed=NEEDED, optional=OPTIONAL, most=MOST_ROWS, largest=LARGEST_FILE)


@transaction.atomic
def invite_many(*, actor: Actor, rows: list[csv_files.Row], dry_run: bool, now: datetime) -> Report:
    """Invite everybody a file names, in one transaction; rows that cannot be are left out. Raises `Forbidden`."""
    require(actor, "invitations.write")
    taking_turns(actor.organization_id)
    known = Known.of(actor.organization_id, [_email(row) for row in rows], now)
    teams = {team.name.casefold(): team for team in places.teams(actor).filter(is_active=True)}
    orders: dict[str, Order] = {}
    reports = []
    for line, row in enumerate(rows, start=1):
        email = _email(row)
        try:
            if email in orders:
                raise NamedTwice
            orders[email] = _order(row, known, teams, actor)
            reports.append(RowReport(line, email))
        except DomainError as error:
            reports.append(RowReport(line, email[:LONGEST_EMAIL], *refusal(error)))
    if not dry_run:
        for order in orders.values():
            send_new(actor=actor, email=order.email, role=order.role, team=order.team, now=now)
    return Report(tuple(reports), len(orders), dry_run)


def _email(row: csv_files.Row) -> str:
    return (row.get("email") or "").strip().lower()


def _order(row: csv_files.Row, known: Known, teams: Mapping[str, Team], actor: Actor) -> Order:
    csv_files.check_whole(row)
    email, role, team = _email(row), row["role"].strip().lower(), row.get("team", "").strip()
    _check_email(email)
    if role not in Role.values:
        raise Invalid("role", "invalid_choice", f"One of {', '.join(Role.values)}.")
    if role not in grantable_roles(actor.role):
        raise Forbidden("You give no such role.")
    if team and team.casefold() not in teams:
        raise Invalid("team", "invalid_choice", "There is no such team.")
    known.check(email)
    return Order(email, role, teams.get(team.casefold()))


def _check_email(email: str) -> None:
    if not email:
        raise Invalid("email", "blank", "An address is needed.")
    if len(email) > LONGEST_EMAIL:
        raise Invalid("email", "max_length", f"{LONGEST_EMAIL} characters at most.")
    try:
        validate_email(email)
    except ValidationError as error:
        raise Invalid("email", "invalid", "This is no e-mail address.") from error
