"""Which answers are scored anew."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet

from interviews.evaluation.llm.blend import decides
from interviews.models import Answer, EvaluatorKind, Feedback
from interviews.rules import OVER
from interviews.selectors import policy_of
from interviews.services.ai.experiments import arms_for
from interviews.services.ai.policy import objection
from interviews.services.calibration.contender import Contender, serving, stored_as
from interviews.services.judging import rubric_of

LOADED = ("question", "slot__parent__question", "user", "interview")


@dataclass(frozen=True, slots=True)
class Selection:
    """Answers of the organization in scope, narrowed down; what is None or empty narrows nothing.

    `rubric` and `evaluator` (as stored with feedback) are those of an answer's newest feedback. Unless `again`, answers
    are left out whose newest feedback rests on what is in force already: that is how an interrupted run goes on.
    """

    interview: UUID | None = None
    question: UUID | None = None
    user: UUID | None = None
    rubric: UUID | None = None
    evaluator: str = ""
    status: str = ""
    since: datetime | None = None
    until: datetime | None = None
    again: bool = False
    limit: int | None = None

    def told(self) -> dict[str, Any]:
        """What was asked for, as the trail keeps it."""
        return {name: str(value) for name, value in asdict(self).items() if value not in (None, "", False)}


def selected(selection: Selection, organization_id: int) -> list[int]:
    """Return the ids of the answers of a selection that wait for no evaluation, oldest first."""
    answers = _judgeable().filter(organization=organization_id)
    answers = _of_newest_feedback(answers, selection).filter(**_conditions(selection))
    return list(answers.order_by("submitted_at", "pk").values_list("pk", flat=True))


def _judgeable() -> QuerySet[Answer]:
    """Answers that still have their words, and wait for no evaluation."""
    return Answer.objects.filter(evaluation_status__in=OVER, interview__words_erased_at__isnull=True)


def _conditions(selection: Selection) -> dict[str, Any]:
    wanted = {
        "interview__uuid": selection.interview, "question__uuid": selection.question, "user__uuid": selection.user,
        "evaluation_status": selection.status or None, "submitted_at__gte": selection.since,
        "submitted_at__lt": selection.until,
    }  # fmt: skip
    return {name: value for name, value in wanted.items() if value is not None}


def _of_newest_feedback(answers: QuerySet[Answer], selection: Selection) -> QuerySet[Answer]:
    newest = Feedback.objects.filter(answer=OuterRef("pk"), number=OuterRef("evaluation_number"))
    if selection.rubric is not None:
        answers = answers.filter(Exists(newest.filter(rubric__rubric__uuid=selection.rubric)))
    if selection.evaluator:
        answers = answers.filter(Exists(newest.filter(evaluator=selection.evaluator)))
    return answers


def load(answer_id: int) -> Answer | None:
    """Return an answer with all that judging it reads; None where it or its words are gone, or it waits by now."""
    answer: Answer | None = _judgeable().select_related(*LOADED).filter(pk=answer_id).first()
    return answer


def newest_feedback(answer: Answer) -> Feedback | None:
    """Return the feedback on an answer's words as they are; None where the evaluation failed."""
    rows = Feedback.objects.filter(answer=answer, number=F("answer__evaluation_number"))
    feedback: Feedback | None = rows.select_related("rubric__rubric").first()
    return feedback


def rests_on_what_is_in_force(answer: Answer, feedback: Feedback | None) -> bool:
    """Tell whether an evaluation now would be by the same rubric version, evaluator, version and model."""
    if feedback is None or feedback.rubric_id != rubric_of(answer).pk:
        return False
    wanted = _would_judge(answer, feedback)
    same = (feedback.evaluator, feedback.evaluator_version) == stored_as(wanted)
    return same and (not wanted.asks_a_model or feedback.ai_model == wanted.model)


def _would_judge(answer: Answer, feedback: Feedback) -> Contender:
    """Who would judge an answer now, as `services.ai.appraisal` decides it."""
    policy = policy_of(answer.organization_id)
    shown = arms_for(policy, answer.uuid).shown
    kept_from_models = _decided(feedback) or objection(policy, answer.user_id)
    if shown.kind == EvaluatorKind.LLM and kept_from_models:
        return Contender(answer.organization_id, EvaluatorKind.EMBEDDED.value)
    return serving(answer.organization_id, shown.kind, shown.model)


def _decided(feedback: Feedback) -> bool:
    """Tell whether what the guards found leaves a language model nothing to judge."""
    return any(decides(flag["cap"]) for flag in feedback.flags)
