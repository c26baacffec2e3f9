"""What is held about the signed-in person, and what they agreed to."""

from typing import Any

from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import selectors
from accounts.api import privacy_shapes as s
from accounts.api.account_shapes import StepUpIn
from accounts.models import Consent
from accounts.services import consents
from accounts.services.export import export_person
from interview_coach.core.api.views import ScopedView, ScopedViewSet


class MyExport(ScopedView):
    # A file is no answer to keep and give again; asking twice makes it twice.
    idempotent = False
    rate = "auth"

    @extend_schema(
        request=StepUpIn,
        responses={(200, "application/json"): OpenApiTypes.OBJECT, (200, "application/zip"): OpenApiTypes.BINARY},
    )
    def post(self, request: Request) -> Any:
        """Everything held about the person in all organizations: JSON, or a ZIP where there are recordings."""
        body = self.body(StepUpIn)
        made = export_person(actor=self.actor, password=body["password"], otp=body.get("otp"), now=self.now)
        return FileResponse(made.file, as_attachment=True, filename=made.name, content_type=made.content_type)


class MyConsents(ScopedViewSet):
    """What the person said about documents and uses, in the active organization."""

    queryset = Consent.objects.none()
    model = Consent

    @extend_schema(responses=s.StatementOut(many=True))
    def list(self, request: Request) -> Response:
        """Every statement, newest first; of each kind the newest counts."""
        return self.list_rows(selectors.consents_of(self.actor.user_id), s.StatementOut)

    @extend_schema(request=s.StatementIn, responses={201: s.StatementOut})
    def create(self, request: Request) -> Response:
        """Agree to a version of a document, or take that back; earlier statements stay."""
        consent = consents.state(actor=self.actor, **self.body(s.StatementIn), now=self.now)
        return Response(s.StatementOut.of(consent), status=201)
