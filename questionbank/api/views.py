"""Questions and company banks."""

from typing import Any
from uuid import UUID

from django.db.models import F, Value
from drf_spectacular.utils import extend_schema
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rules import may
from interview_coach.core.api.language import language_of
from interview_coach.core.api.views import ScopedViewSet
from questionbank import selectors
from questionbank.api import serializers as s
from questionbank.api.filters import QuestionFilters
from questionbank.models import CompanyQuestionBank, Question


class Questions(ScopedViewSet):
    """The questions a tenant may practise with."""

    queryset = Question.objects.none()
    model = Question
    filterset_class = QuestionFilters
    ordering_fields = ("uuid", "created_at", "usage_count")

    def rows(self, queryset: Any, row: Any) -> Any:
        # `language` is only known once a translation was picked; the column is filled in below.
        return row.shape(queryset.annotate(language=Value("en"))).annotate(translations=F("translations"))

    @extend_schema(responses=s.QuestionOut(many=True))
    def list(self, request: Request) -> Response:
        """Questions, filtered and searched (`?q=`), in the caller's language where a translation exists."""
        return self.question_page(selectors.open_questions())

    def question_page(self, queryset: Any) -> Response:
        language = language_of(self.request)
        page = self.paginate_queryset(self.rows(self.filter_queryset(queryset), s.QuestionOut))
        return self.get_paginated_response([s.localized(row, language) for row in page or []])

    @extend_schema(responses=s.GuidedQuestionOut)
    def retrieve(self, request: Request, uuid: UUID) -> Response:
        """One question; its guidance only for coach and up."""
        row = s.GuidedQuestionOut if may(self.actor, "questions.read_guidance") else s.QuestionOut
        found = get_object_or_404(self.rows(selectors.open_questions(), row), uuid=uuid)
        return Response(s.localized(found, language_of(request)))


class Companies(ScopedViewSet):
    """Company banks."""

    queryset = CompanyQuestionBank.objects.none()
    model = CompanyQuestionBank
    ordering_fields = ("uuid", "company_name")

    @extend_schema(responses=s.CompanyOut(many=True))
    def list(self, request: Request) -> Response:
        """The company banks a tenant may practise with."""
        return self.list_rows(selectors.open_banks(), s.CompanyOut)

    @extend_schema(responses=s.CompanyOut)
    def retrieve(self, request: Request, uuid: UUID) -> Response:
        """One company bank."""
        return Response(get_object_or_404(s.CompanyOut.shape(selectors.open_banks()), uuid=uuid))


class CompanyQuestions(Questions):
    @extend_schema(responses=s.QuestionOut(many=True))
    def list(self, request: Request, uuid: UUID) -> Response:  # type: ignore[override]
        """The questions of one company bank."""
        page = self.question_page(selectors.questions_of_bank(uuid))
        if not page.data["results"]:
            get_object_or_404(selectors.open_banks(), uuid=uuid)
        return page
