"""Lines of the trail as CSV, for an auditor's own tools. Who takes them out is in the trail as well."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import ActivityLog
from accounts.services.trail import record
from interview_coach.core.exceptions import Conflict

MOST_LINES = 100_000
COLUMNS = (
    "uuid", "timestamp", "user_id", "subject_id", "action_type", "action_description", "entity_type", "entity_id",
    "metadata", "ip_address", "user_agent", "request_method", "request_path", "request_id", "status_code",
    "response_time",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class TooManyLines(Conflict):
    code = "too_many_lines"
    message = f"At most {MOST_LINES} lines are exported at once: choose a shorter time."


@transaction.atomic
def export(*, lines: QuerySet[ActivityLog], by: int | None, now: datetime) -> str:
    """Return `lines` as CSV, oldest first; each organization's trail says who took how many of its lines.

    Raises `TooManyLines`.
    """
    found = list(lines.order_by("pk").values_list("organization_id", *COLUMNS)[: MOST_LINES + 1])
    if len(found) > MOST_LINES:
        raise TooManyLines
    for organization, count in Counter(owner for owner, *_ in found).items():
        times = [line[2] for line in found if line[0] == organization]
        record(organization_id=organization, user_id=by, action="audit_export", now=now, lines=count,
               first=min(times).isoformat(), last=max(times).isoformat())  # fmt: skip
    return _as_csv(line[1:] for line in found)


def _as_csv(rows: Iterable[tuple[object, ...]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _cell(value: object) -> str:
    """A cell as text; what a spreadsheet would calculate is kept from it by an apostrophe."""
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    text = value.isoformat() if isinstance(value, datetime) else "" if value is None else str(value)
    return "'" + text if text.startswith(FORMULA) else text
