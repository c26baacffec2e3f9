"""The words a client may send, with their labels."""

from typing import Any

from django.db.models import TextChoices
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Organization
from interview_coach.core.api.views import ScopedView
from interviews.models import DifficultyPreference, EvaluationStatus, InterviewType, MediaKind, Mode, Status
from questionbank.models import Difficulty, Level
from questionbank.rules import known_fields

LISTS: dict[str, type[TextChoices]] = {
    "level": Level,
    "difficulty": Difficulty,
    "difficulty_preference": DifficultyPreference,
    "interview_type": InterviewType,
    "mode": Mode,
    "status": Status,
    "evaluation_status": EvaluationStatus,
    "media_kind": MediaKind,
}


class WordOut(serializers.Serializer[Any]):
    value = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]


class VocabularyOut(serializers.Serializer[Any]):
    def get_fields(self) -> dict[str, Any]:
        return {name: WordOut(many=True) for name in ("field", *LISTS)}


class Vocabulary(ScopedView):
    @extend_schema(responses=VocabularyOut)
    def get(self, request: Request) -> Response:
        """Every vocabulary: stored values with labels; fields include the organization's own."""
        organization = Organization.objects.get(pk=self.actor.organization_id)
        words = {"field": _words(known_fields(organization.extra_fields).items())}
        return Response({**words, **{name: _words(choices.choices) for name, choices in LISTS.items()}})


def _words(pairs: Any) -> list[dict[str, str]]:
    return [{"value": value, "label": str(label)} for value, label in pairs]
