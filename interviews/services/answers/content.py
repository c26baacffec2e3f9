"""What an answer is made of: its recording, and its length in words."""

from uuid import UUID

from interview_coach.core.exceptions import Invalid
from interviews.models import Answer, Interview, Media, MediaKind


def media_for(interview: Interview, media_uuid: UUID | None) -> Media | None:
    if media_uuid is None:
        return None
    media = Media.objects.filter(interview=interview, uuid=media_uuid).first()
    if media is None:
        raise Invalid("media", "invalid_choice", "There is no such recording in this interview.")
    return media


def recording_of(media: Media | None) -> dict[str, str]:
    if media is None:
        return {}
    is_audio = media.kind == MediaKind.AUDIO
    return {"audio_url": media.key if is_audio else "", "video_url": "" if is_audio else media.key}


def count_words(answer: Answer) -> None:
    answer.word_count, answer.character_count = len(answer.words.split()), len(answer.words)
