"""Everything that is held about a person, as one file to take along."""

import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

import orjson
from django.core.files.storage import default_storage

from accounts.models import User
from accounts.rules import Actor
from accounts.services import step_up
from accounts.services.trail import record
from interview_coach.core.personal_data import Holding, Kept, holdings
from interview_coach.core.tenancy import all_tenants

FORMAT = "interview-coach-export/1"
# Larger files than this are kept on disk while they are sent.
IN_MEMORY = 1_048_576
_SECRET = frozenset({"password", "verification_token", "two_factor_secret"})
_ACCOUNT = Holding(User, Kept("It becomes a shell."), person="pk", secret=_SECRET)


@dataclass(frozen=True, slots=True)
class Export:
    """A file at its beginning, with the name and the type it goes out under."""

    file: IO[bytes]
    name: str
    content_type: str


def export_person(*, actor: Actor, password: str, otp: str | None, now: datetime) -> Export:
    """Return what all tables of all organizations hold about the actor: JSON, or a ZIP where there are recordings.

    Raises what `step_up.confirm` raises: whoever holds a signed-in device for a minute shall not take all this along.
    """
    step_up.confirm(user=User.objects.get(pk=actor.user_id), password=password, otp=otp, now=now)
    record(organization_id=actor.organization_id, user_id=actor.user_id, action="data_exported", now=now,
           entity_type="user", entity_id=actor.user_uuid)  # fmt: skip
    name = f"interview-coach-{now:%Y-%m-%d}"
    with all_tenants():
        document = _document(actor.user_id, now)
        keys = [key for key in _files(actor.user_id) if default_storage.exists(key)]
        if not keys:
            return Export(document, f"{name}.json", "application/json")
        return Export(_archive(document, keys), f"{name}.zip", "application/zip")


def _temporary() -> IO[bytes]:
    return tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # closed by the response that sends it


def _document(user_id: int, now: datetime) -> IO[bytes]:
    """Write table by table and row by row: a history of years is never in memory at once."""
    file = _temporary()
    (account,) = _ACCOUNT.export(user_id)
    head = {"format": FORMAT, "exported_at": now, "account": account}
    file.write(orjson.dumps(head)[:-1] + b',"tables":{')
    for number, holding in enumerate(reversed(holdings())):
        file.write(b"," * bool(number) + orjson.dumps(holding.name) + b":[")
        file.writelines(_separated(holding.export(user_id)))
        file.write(b"]")
    file.write(b"}}")
    file.seek(0)
    return file


def _separated(rows: Iterator[dict[str, Any]]) -> Iterator[bytes]:
    for number, row in enumerate(rows):
        yield b"," * bool(number) + orjson.dumps(row, default=str)


def _files(user_id: int) -> Iterator[str]:
    for holding in holdings():
        for column in holding.files:
            yield from holding.rows(user_id).exclude(**{column: ""}).values_list(column, flat=True)


def _archive(document: IO[bytes], keys: list[str]) -> IO[bytes]:
    """Put the document and the recordings together; recordings are compressed already."""
    file = _temporary()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("export.json", document.read(), zipfile.ZIP_DEFLATED)
        for key in keys:
            with (
                default_storage.open(key) as source,
                archive.open(f"recordings/{key}", "w", force_zip64=True) as target,
            ):
                for chunk in source.chunks():
                    target.write(chunk)
    document.close()
    file.seek(0)
    return file
