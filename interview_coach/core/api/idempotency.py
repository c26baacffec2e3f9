"""`Idempotency-Key`: a lost answer may be asked for again, and the work is done once.

The key is claimed with a lease in a transaction of its own, so that a second request sees at once that the first is
still running. The work and its answer are then stored in one transaction: a process that dies leaves either both or
neither, and after the lease the key may be claimed anew.
"""

import hashlib
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from rest_framework.response import Response

from interview_coach.core.durability import need_not_survive_a_crash
from interview_coach.core.exceptions import Conflict, Invalid, KeyReused
from interview_coach.core.models import IdempotencyKey, uuid7

VISIBLE_ASCII = re.compile(r"[\x21-\x7e]{1,128}")
NOT_KEPT = {401, 409, 413, 429}


class RequestInProgress(Conflict):
    code = "request_in_progress"
    message = "The first request with this Idempotency-Key is still running."


def read_key(request: Any) -> str | None:
    """Return the request's key, None without one; raise `Invalid` for an unusable one."""
    key: str | None = request.headers.get("Idempotency-Key")
    if key is not None and not VISIBLE_ASCII.fullmatch(key):
        raise Invalid("Idempotency-Key", "invalid", "An Idempotency-Key has 1 to 128 visible ASCII characters.")
    return key


def fingerprint(data: Any) -> str:
    """Return a digest of a parsed body: the same for the same JSON however it is spaced, and by content for files."""
    if isinstance(data, dict) and any(isinstance(value, UploadedFile) for value in data.values()):
        data = {name: _digest_file(v) if isinstance(v, UploadedFile) else str(v) for name, v in data.items()}
    elif hasattr(data, "dict"):
        data = data.dict()
    return hashlib.sha256(orjson.dumps(data, option=orjson.OPT_SORT_KEYS, default=str)).hexdigest()


def _digest_file(file: "UploadedFile[bytes]") -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def run_once(
    key: str, request: Any, work: Callable[[], Response], on_error: Callable[[Exception], Response]
) -> Response:
    """Run `work` under `key`, or give the first answer again.

    `on_error` turns what `work` raised into an answer, or raises again. Raises `RequestInProgress` and `KeyReused`.
    """
    now = timezone.now()
    digest = fingerprint(request.data)
    row, lease = _claim(key, request, digest, now)
    if lease is None:
        return _replay(row, digest)
    mine = IdempotencyKey.objects.filter(pk=row.pk, lease_token=lease)
    try:
        with transaction.atomic():
            response = work()
            _keep(mine, response)
        return response
    except Exception as error:  # noqa: BLE001  (answered or raised again by `on_error`; the key must not stay taken)
        try:
            response = on_error(error)
        except Exception:
            mine.delete()
            raise
        _settle_refusal(mine, response)
        return response


def _claim(key: str, request: Any, digest: str, now: datetime) -> tuple[IdempotencyKey, UUID | None]:
    """Return the key's row and the lease when it is ours to run, None when another request holds or held it."""
    actor = request.auth
    scope = hashlib.sha256(f"{actor.organization_id}\n{request.method}\n{request.path}\n{key}".encode()).hexdigest()
    lease = uuid7()
    expires = now + timedelta(seconds=settings.IDEMPOTENCY_LEASE_SECONDS)
    row = IdempotencyKey(
        organization_id=actor.organization_id, user_id=actor.user_id, scope=scope, fingerprint=digest,
        lease_token=lease, lease_expires_at=expires, created_at=now,
    )  # fmt: skip
    try:
        with transaction.atomic():
            need_not_survive_a_crash()
            row.save(force_insert=True)
        return row, lease
    except IntegrityError:
        pass  # the key is known: below, who holds it
    known = IdempotencyKey.objects.filter(user=actor.user_id, scope=scope)
    stale = now - timedelta(hours=settings.IDEMPOTENCY_KEEP_HOURS)
    if known.filter(created_at__lt=stale).update(
        fingerprint=digest, lease_token=lease, lease_expires_at=expires, status_code=None, response=None, created_at=now
    ) or known.filter(fingerprint=digest, status_code=None, lease_expires_at__lt=now).update(
        lease_token=lease, lease_expires_at=expires
    ):
        return known.get(), lease
    held = known.first()
    if held is None:  # released between our insert and this read: the client may simply try again
        raise RequestInProgress
    return held, None


def _replay(row: IdempotencyKey, digest: str) -> Response:
    if row.fingerprint != digest:
        raise KeyReused
    if row.status_code is None:
        raise RequestInProgress
    response = Response(row.response, status=row.status_code, headers={"Idempotent-Replayed": "true"})
    if row.status_code >= 400:
        response.content_type = "application/problem+json"
    return response


def _keep(mine: Any, response: Response) -> None:
    """Store the answer; if the lease was lost to another request, undo the work by raising."""
    if not mine.update(status_code=response.status_code, response=_plain(response.data)):
        raise RequestInProgress


def _settle_refusal(mine: Any, response: Response) -> None:
    if response.status_code in NOT_KEPT or response.status_code >= 500:
        mine.delete()
    else:
        mine.update(status_code=response.status_code, response=_plain(response.data))


def _plain(data: Any) -> Any:
    """Return `data` as the client will read it, so that a replay says the same."""
    return orjson.loads(orjson.dumps(data, default=str, option=orjson.OPT_UTC_Z | orjson.OPT_NON_STR_KEYS))
