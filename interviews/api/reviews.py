"""Reviews: the coaches' queue, their verdicts, and the candidate who asks for one."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from interview_coach.core.api.views import ScopedView, ScopedViewSet
from interviews import selectors
from interviews.api import examples
from interviews.api import review_shapes as shapes
from interviews.models import Review
from interviews.services.reviews import queue, reading, verdicts


class Reviews(ScopedViewSet):
    """The answers a person should look at; for coach and up."""

    queryset = Review.objects.none()
    model = Review
    filterset_class = shapes.ReviewFilters
    ordering = "opened_at"
    ordering_fields = ("uuid", "opened_at")

    @extend_schema(responses=shapes.QueuedOut(many=True))
    def list(self, request: Request) -> Response:
        """What waits for a verdict, longest waiting first; `?status=` asks for others. For coach and up."""
        ended_too = bool(request.query_params.get("status"))
        return self.list_rows(selectors.review_queue(self.actor, ended_too=ended_too), shapes.QueuedOut)

    @extend_schema(responses=shapes.ReviewOut)
    def retrieve(self, request: Request, uuid: UUID) -> Response:
        """The answer, its question with guidance and the rubric. Scores given so far come after one's own verdict."""
        return Response(reading.review_for(self.actor, uuid))


class Verdicts(ScopedView):
    @extend_schema(request=shapes.VerdictIn, responses={201: shapes.ReviewOut}, examples=[examples.VERDICT])
    def post(self, request: Request, uuid: UUID) -> Response:
        """Score the answer by the rubric under review, every criterion once. For coach and up, on others' answers."""
        verdicts.give_verdict(actor=self.actor, review_uuid=uuid, now=self.now, **self.body(shapes.VerdictIn))
        return Response(reading.review_for(self.actor, uuid), status=201)

    @extend_schema(request=shapes.VerdictChangeIn, responses=shapes.ReviewOut)
    def patch(self, request: Request, uuid: UUID) -> Response:
        """Change one's own verdict while the review is not settled."""
        verdicts.change_verdict(actor=self.actor, review_uuid=uuid, now=self.now, **self.body(shapes.VerdictChangeIn))
        return Response(reading.review_for(self.actor, uuid))


class Settle(ScopedView):
    @extend_schema(request=shapes.VerdictIn, responses=shapes.ReviewOut, examples=[examples.VERDICT])
    def post(self, request: Request, uuid: UUID) -> Response:
        """Decide between two reviewers who disagree: owner, admin, or a coach who is neither of them."""
        verdicts.settle_dispute(actor=self.actor, review_uuid=uuid, now=self.now, **self.body(shapes.VerdictIn))
        return Response(reading.review_for(self.actor, uuid))


class ReviewOfAnswer(ScopedView):
    @extend_schema(responses=shapes.OutcomeOut)
    def get(self, request: Request, uuid: UUID) -> Response:
        """How the newest review of an answer stands; 404 `no_review` where nobody looks."""
        return Response(reading.review_of(self.actor, uuid))

    @extend_schema(request=shapes.AppealIn, responses={202: shapes.OutcomeOut}, examples=[examples.APPEAL])
    def post(self, request: Request, uuid: UUID) -> Response:
        """Have a person look at the score of one's own answer."""
        queue.request_review(actor=self.actor, answer_uuid=uuid, now=self.now, **self.body(shapes.AppealIn))
        return Response(reading.review_of(self.actor, uuid), status=202)
