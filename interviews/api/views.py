"""Interviews: configuring and steering a sitting, and reading what became of it."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from interview_coach.core.api.language import language_of
from interview_coach.core.api.views import ScopedView, ScopedViewSet
from interviews import selectors
from interviews.api import examples, inputs, outputs
from interviews.api.filters import InterviewFilters
from interviews.api.params import event_number, query_uuid
from interviews.models import Interview, Status
from interviews.services import lifecycle, notes, questions
from interviews.services.report import build_report


class Interviews(ScopedViewSet):
    """The caller's sittings."""

    queryset = Interview.objects.none()
    model = Interview
    filterset_class = InterviewFilters
    ordering_fields = ("uuid", "started_at")

    @extend_schema(responses=outputs.InterviewOut(many=True))
    def list(self, request: Request) -> Response:
        """Own interviews, newest first; coach and up may ask for another person's with `?user=`."""
        whose = query_uuid(request, "user")
        return self.list_rows(selectors.listed_interviews(self.actor, whose), outputs.InterviewOut)

    @extend_schema(request=inputs.StartIn, responses={201: outputs.StartedOut}, examples=[examples.START])
    def create(self, request: Request) -> Response:
        """Start an interview: the first question is chosen at once; `widened` names filters that had to give way."""
        interview, slot = questions.start_interview(actor=self.actor, now=self.now, **self.body(inputs.StartIn))
        interview.user = self.person
        return Response(outputs.StartedOut.of_start(interview, slot, language_of(request)), status=201)

    @extend_schema(responses=outputs.InterviewOut)
    def retrieve(self, request: Request, uuid: UUID) -> Response:
        """One interview: one's own, or any of the organization for coach and up."""
        rows = outputs.InterviewOut.shape(selectors.visible(self.actor, Interview))
        return Response(get_object_or_404(rows, uuid=uuid))

    @extend_schema(request=inputs.NotesIn, responses=outputs.InterviewOut)
    def partial_update(self, request: Request, uuid: UUID) -> Response:
        """Keep one's own notes on a sitting."""
        body = self.body(inputs.NotesIn)
        return self.shown(notes.write_notes(actor=self.actor, interview_uuid=uuid, now=self.now, **body))

    @extend_schema(responses=outputs.SlotOut)
    def next_question(self, request: Request, uuid: UUID) -> Response:
        """The question to answer now: chosen when first asked for, then the same until answered or skipped."""
        _, slot = questions.next_question(actor=self.actor, interview_uuid=uuid, now=self.now)
        return Response(outputs.SlotOut.of_slot(slot, language_of(request)))

    @extend_schema(request=None, responses=outputs.InterviewOut)
    def skip(self, request: Request, uuid: UUID) -> Response:
        """Leave the current question unanswered."""
        self.no_body()
        return self.shown(questions.skip(actor=self.actor, interview_uuid=uuid, now=self.now))

    @extend_schema(request=None, responses=outputs.HintOut)
    def hint(self, request: Request, uuid: UUID) -> Response:
        """A nudge for the current question; asking again counts once."""
        self.no_body()
        text, used = questions.hint(actor=self.actor, interview_uuid=uuid, language=language_of(request), now=self.now)
        return Response({"hint": text, "hints_used": used})

    def enter(self, uuid: UUID, status: str) -> Response:
        self.no_body()
        return self.shown(lifecycle.change_status(actor=self.actor, interview_uuid=uuid, to=status, now=self.now))

    @extend_schema(request=None, responses=outputs.InterviewOut)
    def pause(self, request: Request, uuid: UUID) -> Response:
        """Stop the clock."""
        return self.enter(uuid, Status.PAUSED)

    @extend_schema(request=None, responses=outputs.InterviewOut)
    def resume(self, request: Request, uuid: UUID) -> Response:
        """Go on after a pause."""
        return self.enter(uuid, Status.IN_PROGRESS)

    @extend_schema(request=None, responses=outputs.InterviewOut)
    def complete(self, request: Request, uuid: UUID) -> Response:
        """Finish; questions may be left unanswered."""
        return self.enter(uuid, Status.COMPLETED)

    @extend_schema(request=None, responses=outputs.InterviewOut)
    def abandon(self, request: Request, uuid: UUID) -> Response:
        """Give up the sitting."""
        return self.enter(uuid, Status.ABANDONED)

    def shown(self, interview: Interview) -> Response:
        interview.user = self.person
        return Response(outputs.InterviewOut.of(interview))

    @extend_schema(responses=outputs.ReportOut)
    def report(self, request: Request, uuid: UUID) -> Response:
        """Scores, per-question table, strengths, improvements, plan and comparisons; `final` once all is evaluated."""
        interview = selectors.find(self.actor, Interview, uuid, "user", "organization")
        return Response(build_report(interview, outputs.InterviewOut.of(interview)))

    @extend_schema(
        parameters=[OpenApiParameter("after", int, description="The last `seq` seen; 0 for all.")],
        responses=outputs.EventsOut,
        examples=[examples.EVENTS],
    )
    def events(self, request: Request, uuid: UUID) -> Response:
        """What happened, numbered without gaps: the frames of the socket, 500 at most."""
        interview = selectors.find(self.actor, Interview, uuid)
        frames = selectors.events_after(interview.pk, event_number(request))
        newest = frames[-1]["seq"] if frames else 0  # what happened since the row was read is in the frames
        return Response({"results": frames, "last_seq": max(interview.last_seq, newest)})


class Draft(ScopedView):
    """What the candidate has typed so far."""

    @extend_schema(parameters=[OpenApiParameter("question", UUID)], responses=outputs.DraftOut)
    def get(self, request: Request, uuid: UUID) -> Response:
        """The draft for a question, by default the current one; empty where there is none."""
        question, text = questions.draft_of(
            actor=self.actor, interview_uuid=uuid, question_uuid=query_uuid(request, "question")
        )
        return Response({"question": question, "text": text})

    @extend_schema(request=inputs.DraftIn, responses=outputs.DraftOut)
    def put(self, request: Request, uuid: UUID) -> Response:
        """Save a draft; one a question."""
        body: dict[str, Any] = self.body(inputs.DraftIn)
        questions.save_draft(
            actor=self.actor, interview_uuid=uuid, question_uuid=body["question"], text=body["text"], now=self.now
        )
        return Response(body)
