"""Recordings: known by their content, kept per tenant, read by links that end."""

import hashlib
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models.signals import pre_save

from accounts.models import ActivityLog
from interviews.models import Interview, Media
from interviews.services.media import signed_link

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

WEBM = (
    b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\xf7\x81\x01\x42\xf2\x81\x04\x42\xf3\x81\x08\x42\x82\x84webm" + b"\0" * 64
)
MP4 = b"\0\0\0\x18ftypisom\0\0\2\0isommp42" + b"\0\0\0\x08mdat" + b"\0" * 64
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64
HTML = b"<!doctype html><script>alert(1)</script>"
EXE = b"MZ" + b"\0" * 300


@pytest.fixture
def send(bob, sitting):
    """Upload content to Bob's sitting; return the response."""

    def post(content, kind="audio", name="recording.wav", **more):
        body = {"file": SimpleUploadedFile(name, content), "kind": kind, **more}
        return bob.client.post(f"/api/v1/interviews/{sitting.uuid}/media/", body, format="multipart")

    return post


def read(client, url):
    response = client.get(url)
    return response.status_code, b"".join(response.streaming_content) if response.streaming else response.content


def test_recording_is_kept_under_a_key_of_its_tenant(bob, sitting, send, wav, stored, now):
    shown = send(wav)
    with bob.scope():
        media = Media.objects.get()
        line = ActivityLog.objects.get(action_type="media_upload")
    assert (shown.status_code, shown.json()["uuid"]) == (201, str(media.uuid))
    assert media.key == f"{bob.organization.uuid}/{sitting.uuid}/{media.uuid}.wav"
    assert (media.kind, media.content_type, media.size) == ("audio", "audio/x-wav", len(wav))
    assert (media.sha256, media.created_at) == (hashlib.sha256(wav).hexdigest(), now)
    assert (media.user_id, media.organization_id) == (bob.user.pk, bob.organization.pk)
    assert stored() == [media.key]
    assert (line.entity_id, line.user_id) == (str(media.uuid), bob.user.pk)


@pytest.mark.parametrize(
    ("content", "kind", "content_type", "extension"),
    [(WEBM, "audio", "audio/webm", "webm"), (WEBM, "video", "video/webm", "webm"), (MP4, "video", "video/mp4", "mp4"),
     (MP4, "audio", "audio/mp4", "mp4")],
)  # fmt: skip
def test_recording_is_known_by_its_content_whatever_its_name(bob, send, stored, content, kind, content_type, extension):
    assert send(content, kind=kind, name="../../etc/passwd.exe").status_code == 201
    with bob.scope():
        media = Media.objects.get()
    assert (media.content_type, media.key.rsplit(".", 1)[1]) == (content_type, extension)
    assert stored() == [media.key]


def test_recording_too_large_for_memory_is_kept_the_same(bob, send, wav, stored, settings):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 100
    url = send(wav).json()["url"]
    with bob.scope():
        media = Media.objects.get()
    assert (media.sha256, stored()) == (hashlib.sha256(wav).hexdigest(), [media.key])
    assert read(bob.client, url) == (200, wav)


@pytest.mark.parametrize(
    "content", [HTML, EXE, PNG, b"RIFF", b"\0" * 9000], ids=["html", "exe", "png", "riff", "zeros"]
)
@pytest.mark.parametrize(("name", "kind"), [("a.wav", "audio"), ("a.mp4", "video")])
def test_other_content_is_refused_whatever_its_name(bob, send, stored, error_codes, content, name, kind):
    assert error_codes(send(content, kind=kind, name=name)) == [("file", "invalid")]
    assert stored() == []
    with bob.scope():
        assert Media.objects.count() == 0


def test_sound_is_no_video(send, wav, stored, error_codes):
    assert error_codes(send(wav, kind="video")) == [("file", "invalid")]
    assert stored() == []


@pytest.mark.parametrize(
    ("body", "errors"),
    [
        ({}, [("file", "required"), ("kind", "required")]),
        ({"kind": "hologram", "file": "text"}, [("file", "invalid"), ("kind", "invalid_choice")]),
        ({"kind": "audio", "file": SimpleUploadedFile("a.wav", b"")}, [("file", "invalid")]),
        ({"kind": "audio", "file": SimpleUploadedFile("a.wav", b"x"), "key": "../x"}, [("key", "unknown_field")]),
    ],
)
def test_upload_names_every_wrong_field(bob, sitting, error_codes, body, errors):
    url = f"/api/v1/interviews/{sitting.uuid}/media/"
    assert error_codes(bob.client.post(url, body, format="multipart")) == errors


def test_upload_is_multipart_alone(bob, sitting, problem):
    response = bob.client.post(f"/api/v1/interviews/{sitting.uuid}/media/", {"kind": "audio"}, format="json")
    assert problem(response) == (415, "unsupported_media_type")


def test_recording_over_the_limit_is_refused(bob, send, wav, stored, settings, error_codes):
    settings.MAX_MEDIA_BYTES = len(wav)
    assert send(wav).status_code == 201
    settings.MAX_MEDIA_BYTES = len(wav) - 1
    assert error_codes(send(wav)) == [("file", "max_length")]
    assert len(stored()) == 1


def test_body_far_over_the_limit_is_turned_away_unread(send, wav, stored, settings, problem):
    settings.MAX_MEDIA_BYTES = 1000
    assert problem(send(wav + b"\0" * 70_000)) == (413, "body_too_large")
    assert stored() == []


def test_link_serves_the_recording_until_it_expires(api_client, send, wav, clock, settings):
    settings.MEDIA_LINK_SECONDS = 900
    url = send(wav).json()["url"]
    assert read(api_client, url) == (200, wav)
    clock.shift(899)
    assert read(api_client, url) == (200, wav)
    clock.shift(2)
    assert api_client.get(url).status_code == 404


def test_served_recording_is_private_and_is_what_it_says(api_client, send, wav):
    response = api_client.get(send(wav).json()["url"])
    headers = ("Content-Type", "Cache-Control", "X-Content-Type-Options")
    assert [response[name] for name in headers] == ["audio/x-wav", "private, no-store", "nosniff"]


def test_tampered_link_is_not_found(api_client, bob, send, wav, problem):
    url = send(wav).json()["url"].rstrip("/")
    swapped = url[:-1] + ("a" if url[-1] != "a" else "b")
    assert problem(api_client.get(swapped + "/")) == (404, "not_found")
    assert problem(api_client.get(f"/media/{bob.organization.uuid}/")) == (404, "not_found")


def test_link_to_a_file_that_is_gone_is_not_found(api_client, problem):
    assert problem(api_client.get(signed_link("acme/none/gone.wav"))) == (404, "not_found")


def test_link_is_for_reading_alone(api_client, send, wav):
    assert api_client.post(send(wav).json()["url"]).status_code == 405


def test_link_in_the_answer_serves_the_recording(bob, sitting, upload, wav):
    body = {"question": sitting.first_slot.question.uuid, "time_spent_seconds": 5, "media": upload(bob, sitting)}
    answer = bob.client.post(f"/api/v1/interviews/{sitting.uuid}/answers/", body).json()["uuid"]
    shown = bob.client.get(f"/api/v1/answers/{answer}/").json()
    assert shown["video_url"] == ""
    assert read(bob.client, shown["audio_url"]) == (200, wav)


def test_video_goes_to_the_video_column(bob, sitting, upload):
    recording = upload(bob, sitting, content=WEBM, kind="video")
    body = {"question": sitting.first_slot.question.uuid, "time_spent_seconds": 5, "media": recording}
    answer = bob.client.post(f"/api/v1/interviews/{sitting.uuid}/answers/", body).json()["uuid"]
    shown = bob.client.get(f"/api/v1/answers/{answer}/").json()
    assert shown["audio_url"] == ""
    assert read(bob.client, shown["video_url"]) == (200, WEBM)


def test_recording_of_another_is_no_media_of_an_answer(bob, stranger, sitting, begin, upload, error_codes):
    theirs = upload(stranger, begin(stranger))
    body = {"question": sitting.first_slot.question.uuid, "text": "So.", "time_spent_seconds": 5, "media": theirs}
    response = bob.client.post(f"/api/v1/interviews/{sitting.uuid}/answers/", body)
    assert error_codes(response) == [("media", "invalid_choice")]


def test_recording_of_another_sitting_is_no_media_of_an_answer(bob, sitting, begin, upload, error_codes):
    other = upload(bob, begin(bob))
    body = {"question": sitting.first_slot.question.uuid, "text": "So.", "time_spent_seconds": 5, "media": other}
    response = bob.client.post(f"/api/v1/interviews/{sitting.uuid}/answers/", body)
    assert error_codes(response) == [("media", "invalid_choice")]


@pytest.mark.parametrize("end", ["completed", "abandoned"])
def test_ended_interview_takes_no_recording(sitting, enter, send, wav, stored, now, problem, end):
    enter(sitting, end, now + timedelta(minutes=1))
    assert problem(send(wav)) == (409, "interview_not_in_progress")
    assert stored() == []


def test_session_recording_is_named_by_the_interview(bob, send, wav, stored):
    send(wav, is_session_recording="true")
    with bob.scope():
        assert Interview.objects.get().session_recording_url == stored()[0]


def test_other_recordings_are_not_the_session(bob, send, wav):
    send(wav)
    with bob.scope():
        assert Interview.objects.get().session_recording_url == ""


@pytest.mark.parametrize("model", [Media, ActivityLog, Interview])
def test_file_is_taken_away_where_its_row_does_not_come_to_be(bob, sitting, send, wav, stored, clock, model):
    clock.shift(60)

    def refuse(**_):
        raise RuntimeError("disk full")

    pre_save.connect(refuse, sender=model)
    try:
        with pytest.raises(RuntimeError):
            send(wav)
    finally:
        pre_save.disconnect(refuse, sender=model)
    assert stored() == []
    with bob.scope():
        assert Media.objects.count() == 0


def test_upload_under_one_key_is_kept_once(bob, sitting, wav, stored, problem):
    def send(content):
        body = {"file": SimpleUploadedFile("a.wav", content), "kind": "audio"}
        url = f"/api/v1/interviews/{sitting.uuid}/media/"
        return bob.client.post(url, body, format="multipart", HTTP_IDEMPOTENCY_KEY="up-1")

    kept, replayed = send(wav), send(wav)
    assert (kept.status_code, replayed.status_code, replayed.json()) == (201, 201, kept.json())
    assert problem(send(wav + b"\0")) == (422, "idempotency_key_reused")
    assert len(stored()) == 1
