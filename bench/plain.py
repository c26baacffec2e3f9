"""The yardstick: what one writes first with DRF, ModelViewSets with ModelSerializers, for the same reads and writes."""

import hashlib
from typing import Any

from django.db import transaction
from django.utils import timezone
from rest_framework import serializers, viewsets
from rest_framework.pagination import PageNumberPagination
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.routers import DefaultRouter
from rest_framework_simplejwt.authentication import JWTAuthentication

from accounts.models import ActivityLog
from interview_coach.core.api.views import ScopedView
from interview_coach.core.models import IdempotencyKey
from interview_coach.core.tenancy import all_tenants
from interviews.models import Answer, Interview, InterviewEvent, InterviewQuestion


class PlainInterview(serializers.ModelSerializer[Interview]):
    class Meta:
        model = Interview
        exclude = ("device_type", "browser", "ip_address", "session_recording_url")


class PlainAnswer(serializers.ModelSerializer[Answer]):
    class Meta:
        model = Answer
        fields = ("uuid", "interview", "question", "slot", "text", "time_spent_seconds", "evaluation_status")
        read_only_fields = ("uuid", "evaluation_status")


class Pages(PageNumberPagination):
    page_size = 20


class Plain(viewsets.ModelViewSet[Any]):
    authentication_classes = (JWTAuthentication,)
    pagination_class = Pages
    renderer_classes = (JSONRenderer,)
    filter_backends = ()

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        with all_tenants():
            response = super().dispatch(request, *args, **kwargs)
            return response.render()


class PlainInterviews(Plain):
    serializer_class = PlainInterview

    def get_queryset(self) -> Any:
        return Interview.objects.filter(user=self.request.user).order_by("-id")


class PlainAnswers(Plain):
    """Creates an answer with what belongs to it: counters, event, audit line and idempotency key."""

    serializer_class = PlainAnswer

    def get_queryset(self) -> Any:
        return Answer.objects.filter(user=self.request.user)

    @transaction.atomic
    def create(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        now = timezone.now()
        interview = Interview.objects.get(pk=request.data["interview"])
        key = IdempotencyKey.objects.create(
            organization=interview.organization, user=request.user, fingerprint="", created_at=now,
            lease_expires_at=now,
            scope=hashlib.sha256(request.headers["Idempotency-Key"].encode()).hexdigest(),
        )  # fmt: skip
        response = super().create(request, *args, **kwargs)
        key.status_code, key.response = response.status_code, {"uuid": str(response.data["uuid"])}
        key.save()
        return response

    def perform_create(self, serializer: Any) -> None:
        now = timezone.now()
        interview = Interview.objects.select_for_update().get(pk=serializer.validated_data["interview"].pk)
        slot = InterviewQuestion.objects.get(pk=serializer.validated_data["slot"].pk)
        answer = serializer.save(
            organization=interview.organization, user=self.request.user, submitted_at=now, evaluation_due_at=now,
            word_count=len(serializer.validated_data["text"].split()), hint_used=slot.hinted_at is not None,
        )  # fmt: skip
        interview.questions_answered += 1
        interview.last_seq += 1
        interview.last_activity_at = now
        interview.save()
        InterviewEvent.objects.create(
            organization=interview.organization, user=self.request.user, interview=interview, seq=interview.last_seq,
            type="answer.received", at=now, data={"answer": str(answer.uuid)},
        )  # fmt: skip
        ActivityLog.objects.create(
            organization=interview.organization, user=self.request.user, action_type="answer_submit", timestamp=now,
            entity_type="answer", entity_id=str(answer.uuid),
        )  # fmt: skip


class Empty(ScopedView):
    """A call of the product that does nothing but find out who asks."""

    def get(self, request: Any) -> Response:
        return Response({})


router = DefaultRouter()
router.register("interviews", PlainInterviews, basename="plain-interviews")
router.register("answers", PlainAnswers, basename="plain-answers")
