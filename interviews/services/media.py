"""Recordings: checked by what they contain, stored under a key of their tenant, read by links that expire."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

import filetype
from django.conf import settings
from django.core import signing
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse

from accounts.rules import Actor
from interview_coach.core.exceptions import Invalid
from interview_coach.core.models import uuid7
from interviews import rules, selectors
from interviews.models import Interview, Media, MediaKind
from interviews.services.sitting import own_sitting

SALT = "interviews.media"
# Containers that hold either, and are told apart by nothing in their first bytes.
AUDIO = {"audio/mpeg", "audio/mp4", "audio/x-wav", "audio/ogg", "audio/aac", "audio/x-flac", "video/webm", "video/mp4"}
VIDEO = {"video/mp4", "video/webm", "video/quicktime", "video/x-matroska", "video/x-m4v"}
ALLOWED = {MediaKind.AUDIO: AUDIO, MediaKind.VIDEO: VIDEO}


def store(
    *,
    actor: Actor,
    interview_uuid: UUID,
    file: "UploadedFile[bytes]",
    kind: str,
    is_session_recording: bool,
    now: datetime,
) -> Media:
    """Store a recording for an open sitting; raise `Invalid` for content that is not audio or video, or too much."""
    found = selectors.find_own(actor, Interview, interview_uuid)
    content_type, extension = _recognise(file, kind)
    identity, sha256 = uuid7(), _digest(file)
    # Stored before the sitting is locked: a large file on its way to slow storage holds nobody up.
    key = default_storage.save(f"{actor.organization_uuid}/{found.uuid}/{identity}.{extension}", file)
    # A file without its row is nobody's: taken away again if the row does not come to be.
    with _removed_on_failure(key), own_sitting(actor, interview_uuid, now) as sitting:
        interview = sitting.interview
        rules.check_open(interview)
        media = Media.objects.create(
            organization_id=interview.organization_id, user_id=interview.user_id, uuid=identity, interview=interview,
            kind=kind, key=key, content_type=content_type, size=file.size or 0, sha256=sha256, created_at=now,
        )  # fmt: skip
        if is_session_recording:
            interview.session_recording_url = key
        sitting.record("media_upload", user_id=actor.user_id, entity_type="media", entity_id=media.uuid)
    return media


@contextmanager
def _removed_on_failure(key: str) -> Iterator[None]:
    try:
        yield
    except BaseException:
        default_storage.delete(key)
        raise


def _recognise(file: "UploadedFile[bytes]", kind: str) -> tuple[str, str]:
    """Return content type and extension by the first bytes, whatever the client called the file; raise `Invalid`."""
    if (file.size or 0) > settings.MAX_MEDIA_BYTES:
        raise Invalid("file", "max_length", f"A recording may have at most {settings.MAX_MEDIA_BYTES} bytes.")
    head = file.read(8192)
    file.seek(0)
    found = filetype.guess(head)
    if found is None or found.mime not in ALLOWED[MediaKind(kind)]:
        raise Invalid("file", "invalid", f"This is no {kind} file we can play.")
    return found.mime.replace("video/", "audio/") if kind == MediaKind.AUDIO else found.mime, found.extension


def _digest(file: "UploadedFile[bytes]") -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def signed_link(key: str) -> str:
    """Return a path that serves the file stored at `key` until it expires; empty for no key."""
    if not key:
        return ""
    return reverse("media", args=[signing.dumps(key, salt=SALT)])


def key_of_link(token: str) -> str | None:
    """Return the storage key a signed link stands for; None once it expired or where it was tampered with."""
    try:
        key: str = signing.loads(token, salt=SALT, max_age=settings.MEDIA_LINK_SECONDS)
    except signing.BadSignature:
        return None
    return key
