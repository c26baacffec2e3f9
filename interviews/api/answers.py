"""Answers: submitting, revising, recordings, feedback and what the candidate thinks of it."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from interview_coach.core.api.views import ScopedView
from interview_coach.core.exceptions import NotFound
from interviews import selectors
from interviews.api import examples, inputs, outputs
from interviews.models import Answer
from interviews.rules import WAITING, told_reason
from interviews.services import answers, media
from interviews.services.feedback import rate


class Submit(ScopedView):
    @extend_schema(
        request=inputs.AnswerIn,
        responses={202: outputs.SubmittedOut},
        examples=[examples.ANSWER, examples.SUBMITTED],
    )
    def post(self, request: Request, uuid: UUID) -> Response:
        """Answer a question that was handed out. The evaluation follows on the socket."""
        body = self.body(inputs.AnswerIn)
        question = body.pop("question")
        interview, answer, _ = answers.submit_answer(
            actor=self.actor, interview_uuid=uuid, question_uuid=question, media_uuid=body.pop("media", None),
            now=self.now, **body,
        )  # fmt: skip
        return Response(
            {
                "uuid": answer.uuid,
                "question": question,
                "evaluation_status": answer.evaluation_status,
                "questions_answered": interview.questions_answered,
                "questions_total": interview.questions_total,
            },
            status=202,
        )


class Upload(ScopedView):
    parser_classes = (MultiPartParser,)

    @extend_schema(request={"multipart/form-data": inputs.MediaIn}, responses={201: outputs.MediaOut})
    def post(self, request: Request, uuid: UUID) -> Response:
        """Store a recording; name it as `media` of an answer. What it is, is told by its content."""
        body: dict[str, Any] = self.body(inputs.MediaIn)
        stored = media.store(actor=self.actor, interview_uuid=uuid, now=self.now, **body)
        url = request.build_absolute_uri(media.signed_link(stored.key))
        return Response({"uuid": stored.uuid, "url": url}, status=201)


class OneAnswer(ScopedView):
    @extend_schema(responses=outputs.AnswerOut)
    def get(self, request: Request, uuid: UUID) -> Response:
        """An answer: one's own, or any of the organization for coach and up."""
        answer = selectors.find(self.actor, Answer, uuid, "interview", "question", "slot")
        return Response(outputs.AnswerOut.of_answer(answer))

    @extend_schema(request=inputs.RevisionIn, responses=outputs.AnswerOut)
    def patch(self, request: Request, uuid: UUID) -> Response:
        """Change an answer while its interview is open; it is evaluated again and the former wording kept."""
        body = self.body(inputs.RevisionIn)
        answer = answers.revise_answer(
            actor=self.actor, answer_uuid=uuid, media_uuid=body.pop("media", None), now=self.now, **body
        )
        return Response(outputs.AnswerOut.of_answer(answer))


class FeedbackOnAnswer(ScopedView):
    @extend_schema(responses={200: outputs.JudgedOut, 202: outputs.StatusOut})
    def get(self, request: Request, uuid: UUID) -> Response:
        """The latest feedback; 202 with the status while one is due, 404 `evaluation_failed` where none came."""
        answer = selectors.find(self.actor, Answer, uuid)
        feedback = selectors.latest_feedback(answer)
        if answer.evaluation_status in WAITING:
            return Response(outputs.StatusOut.of_answer(answer), status=202)
        if feedback is None:
            raise EvaluationFailed(told_reason(answer.evaluation_error))
        feedback.answer = answer
        return Response(outputs.JudgedOut.of_feedback(feedback, self.actor))


class EvaluationFailed(NotFound):
    code = "evaluation_failed"


class Evaluate(ScopedView):
    @extend_schema(request=None, responses={202: outputs.StatusOut})
    def post(self, request: Request, uuid: UUID) -> Response:
        """Evaluate an answer once more; earlier feedback is kept. 409 `evaluations_used_up` for its candidate once a
        language model had the same words three times."""
        self.no_body()
        answer = answers.evaluate_again(actor=self.actor, answer_uuid=uuid, now=self.now)
        return Response(outputs.StatusOut.of_answer(answer), status=202)


class Rating(ScopedView):
    @extend_schema(request=inputs.RatingIn, responses=outputs.JudgedOut, examples=[examples.RATING])
    def post(self, request: Request, uuid: UUID) -> Response:
        """Say how good the feedback was, 1–5."""
        feedback = rate(actor=self.actor, feedback_uuid=uuid, now=self.now, **self.body(inputs.RatingIn))
        return Response(outputs.JudgedOut.of_feedback(feedback, self.actor))
