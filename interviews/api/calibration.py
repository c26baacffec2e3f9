"""Calibration: anchors, and how well evaluators agree with them. Read by coach and up, changed by owner and admin."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from interview_coach.core.api.views import ScopedView, ScopedViewSet
from interviews.api import calibration_shapes as shapes
from interviews.api import examples
from interviews.models import Anchor, CalibrationRun
from interviews.services.calibration import anchors, reading, runs


class Anchors(ScopedViewSet):
    """The organization's anchors for a rubric of its own or of the house."""

    queryset = Anchor.objects.none()
    model = Anchor
    ordering_fields = ("uuid", "created_at")

    @extend_schema(responses=shapes.AnchorOut(many=True))
    def list(self, request: Request, uuid: UUID) -> Response:
        """The answers with human scores that evaluators are measured by; for coach and up."""
        return self.list_rows(reading.anchors_of(self.actor, uuid), shapes.AnchorOut)

    @extend_schema(request=shapes.AnchorIn, responses={201: shapes.AnchorOut}, examples=[examples.ANCHOR])
    def create(self, request: Request, uuid: UUID) -> Response:
        """Add one; owner and admin. 409 `anchor_known` where this answer is one already."""
        body = self.body(shapes.AnchorIn)
        added = anchors.add_anchor(actor=self.actor, rubric_uuid=uuid, now=self.now, **body)
        return Response(shapes.AnchorOut.of(added), status=201)


class OneAnchor(ScopedView):
    @extend_schema(request=shapes.SwitchIn, responses=shapes.AnchorOut)
    def patch(self, request: Request, uuid: UUID) -> Response:
        """Let an anchor count, or no more; owner and admin."""
        body = self.body(shapes.SwitchIn)
        return Response(
            shapes.AnchorOut.of(anchors.change_anchor(actor=self.actor, anchor_uuid=uuid, now=self.now, **body))
        )

    @extend_schema(responses={204: None})
    def delete(self, request: Request, uuid: UUID) -> Response:
        """Let an anchor count no more. The row stays, since runs were made with it; owner and admin."""
        self.no_body()
        anchors.change_anchor(actor=self.actor, anchor_uuid=uuid, is_active=False, now=self.now)
        return Response(status=204)


class CalibrationRuns(ScopedViewSet):
    """How well evaluators agreed with people."""

    queryset = CalibrationRun.objects.none()
    model = CalibrationRun
    filterset_class = shapes.RunFilters
    ordering_fields = ("uuid", "ran_at")

    @extend_schema(responses=shapes.RunOut(many=True))
    def list(self, request: Request) -> Response:
        """The organization's calibration runs, newest first; for coach and up."""
        return self.list_rows(reading.runs_of(self.actor), shapes.RunOut)


class Calibrate(ScopedView):
    @extend_schema(
        request=shapes.RunIn, responses={201: shapes.RunOut, 202: shapes.RunAskedOut}, examples=[examples.RUN]
    )
    def post(self, request: Request, uuid: UUID) -> Response:
        """Measure an evaluator under a rubric version; owner and admin.

        202 where it takes longer than a request may: a language model, or more than 300 evaluations.
        """
        body = self.body(shapes.RunIn)
        number = body.pop("version", None)
        run = runs.ask_for_run(actor=self.actor, rubric_uuid=uuid, number=number, now=self.now, **body)
        if run is None:
            return Response({"detail": "The run comes into calibration-runs/ when it is done."}, status=202)
        return Response(shapes.RunOut.of(run), status=201)
