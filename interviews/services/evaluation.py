"""Evaluating answers so that none is lost and none counted twice.

The answer row is the queue. A worker takes an answer up by a conditional update that leaves a lease; everything an
evaluation changes is written in one transaction with the status; whoever dies in between leaves a lease that runs out.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError
from django.db.models import F
from django.utils import timezone

from accounts.selectors import house
from interview_coach.core.models import uuid7
from interview_coach.core.tenancy import all_tenants, tenant_scope
from interviews import rules, selectors
from interviews.evaluation import AnswerText, Evaluation, default_rubric, get_evaluator, rubric_from_criteria
from interviews.evaluation.interface import QuestionBrief, Rubric
from interviews.models import Answer, EvaluationStatus, Feedback
from interviews.services.scoring import announce_if_settled, rescore
from interviews.services.sitting import Sitting, any_sitting
from interviews.signals import answer_evaluated
from questionbank.models import Question
from questionbank.services.statistics import count_score as count_question_score

log = logging.getLogger(__name__)

LONGEST_BACKOFF = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Job:
    """An answer that was taken up, and the lease under which its result may be written."""

    answer: Answer
    lease: UUID


def evaluate_answer(*, answer_id: int, organization_id: int, clock: Callable[[], datetime] = timezone.now) -> bool:
    """Evaluate one answer if it is due; return whether it was. Safe to call any number of times, from anywhere."""
    with tenant_scope(organization_id, library_id=house().pk):
        job = take_up(answer_id=answer_id, now=clock())
        if job is None:
            return False
        if not job.answer.words:
            give_up(job, rules.NOTHING_TO_READ, now=clock())
            return True
        started = time.perf_counter()
        try:
            evaluation = _evaluate(job.answer)
            finish(job, evaluation, milliseconds=(time.perf_counter() - started) * 1000, now=clock())
        except Exception as error:  # an evaluator may fail in any way; the answer must not stay taken
            log.exception("evaluation_failed", extra={"answer": str(job.answer.uuid)})
            put_back(job, f"{type(error).__name__}: {error}", now=clock())
        return True


def evaluate_due(*, now: datetime, limit: int = 50) -> int:
    """Take up what waits or was forsaken, oldest first; return how many were evaluated. The sweeper calls this."""
    with all_tenants():
        due = list(selectors.due(now).order_by("submitted_at").values_list("pk", "organization_id")[:limit])
    return sum(_evaluate_or_log(answer_id, organization_id) for answer_id, organization_id in due)


def _evaluate_or_log(answer_id: int, organization_id: int) -> bool:
    """Evaluate one of many: what one breaks must not keep the others waiting; its lease runs out by itself."""
    try:
        return evaluate_answer(answer_id=answer_id, organization_id=organization_id)
    except DatabaseError:
        log.exception("evaluation_not_written", extra={"answer": answer_id})
        return False


def take_up(*, answer_id: int, now: datetime) -> Job | None:
    """Claim an answer for one evaluation; None where it is not due, or another worker was quicker."""
    candidate = selectors.due(now).filter(pk=answer_id).values_list("interview_id", flat=True).first()
    if candidate is None:
        return None
    lease = uuid7()
    with any_sitting(candidate, now) as sitting:
        taken = (
            selectors.due(now)
            .filter(pk=answer_id)
            .update(
                evaluation_status=EvaluationStatus.RUNNING,
                evaluation_lease=lease,
                evaluation_lease_expires_at=now + timedelta(seconds=settings.EVALUATION_LEASE_SECONDS),
                evaluation_attempts=F("evaluation_attempts") + 1,
            )
        )
        if not taken:
            return None
        answer = Answer.objects.select_related("question", "slot").get(pk=answer_id)
        if answer.evaluation_attempts > settings.EVALUATION_MAX_ATTEMPTS:
            # Its workers died without a word: whatever it does to them, it stops here.
            _fail(sitting, answer, answer.evaluation_error or "The worker died each time.")
            return None
        sitting.tell("evaluation.started", answer=str(answer.uuid), number=answer.evaluation_number)
    return Job(answer, lease)


def _evaluate(answer: Answer) -> Evaluation:
    if settings.EVALUATION_DELAY_SECONDS:
        time.sleep(settings.EVALUATION_DELAY_SECONDS)
    text = AnswerText(answer.words, answer.time_spent_seconds, answer.hint_used)
    return get_evaluator(settings.EVALUATOR).evaluate(brief_of(answer), rubric_of(answer.question), text)


def brief_of(answer: Answer) -> QuestionBrief:
    """Return the question an answer was given to, as evaluators see it."""
    question = answer.question
    if question is None:  # a follow-up has its own wording and no guidance
        return QuestionBrief(text=answer.slot.text)
    return QuestionBrief(
        text=question.text, category=question.category, subcategory=question.subcategory, field=question.field,
        level=question.level, difficulty=question.difficulty, sample_answer=question.sample_answer,
        keywords=tuple(question.keywords), follow_ups=tuple(f["text"] for f in question.follow_up_questions),
        ideal_answer_length=question.ideal_answer_length, time_limit_seconds=question.time_limit_seconds,
    )  # fmt: skip


def rubric_of(question: Question | None) -> Rubric:
    """Return a question's own criteria as a rubric, else the default of its category."""
    if question is None or not question.evaluation_criteria:
        return default_rubric(question.category if question else "")
    return rubric_from_criteria(question.evaluation_criteria, version=f"{question.uuid}.{question.version}")


def finish(job: Job, evaluation: Evaluation, *, milliseconds: float, now: datetime) -> Feedback | None:
    """Write an evaluation and all that follows from it, in one transaction; None where the lease is no longer ours."""
    with any_sitting(job.answer.interview_id, now) as sitting:
        answer = _still_ours(job)
        if answer is None:
            return None
        before = answer.score
        feedback = _store_feedback(answer, evaluation, milliseconds, now)
        _store_scores(answer, evaluation, milliseconds)
        rescore(sitting)
        if answer.question is not None:
            count_question_score(
                question=answer.question, organization_id=answer.organization_id, before=before,
                after=evaluation.score, seconds=answer.time_spent_seconds,
            )  # fmt: skip
        sitting.tell(
            "feedback.ready",
            answer=str(answer.uuid),
            feedback=str(feedback.uuid),
            score=feedback.score,
            confidence=feedback.ai_confidence_score,
            overall_score=sitting.interview.overall_score,
        )
        answer_evaluated.send(sender=Answer, answer=answer, feedback=feedback, interview=sitting.interview, now=now)
        announce_if_settled(sitting)
    return feedback


def _still_ours(job: Job) -> Answer | None:
    """Return the answer as it is now if our lease still stands: it may have been revised, or taken up by another."""
    return (
        Answer.objects.filter(pk=job.answer.pk, evaluation_lease=job.lease, evaluation_status=EvaluationStatus.RUNNING)
        .select_related("question")
        .first()
    )


def _store_feedback(answer: Answer, evaluation: Evaluation, milliseconds: float, now: datetime) -> Feedback:
    scores = evaluation.sub_scores
    feedback: Feedback = Feedback.objects.create(
        organization_id=answer.organization_id, user_id=answer.user_id, answer=answer,
        number=answer.evaluation_number, score=evaluation.score,
        strengths=[asdict(point) for point in evaluation.strengths],
        improvements=[asdict(point) for point in evaluation.improvements],
        detailed_feedback=evaluation.detailed_feedback,
        content_score=scores.content, structure_score=scores.structure, communication_score=scores.communication,
        technical_accuracy_score=scores.technical_accuracy,
        criteria=[asdict(criterion) for criterion in evaluation.criteria],
        flags=[asdict(flag) for flag in evaluation.flags],
        action_items=list(evaluation.action_items),
        learning_resources=[asdict(resource) for resource in evaluation.learning_resources],
        practice_suggestions=list(evaluation.practice_suggestions),
        ai_model=evaluation.model, ai_model_version=evaluation.model_version, ai_temperature=evaluation.temperature,
        ai_tokens_used=evaluation.tokens_used, ai_processing_time=round(milliseconds, 3),
        ai_confidence_score=evaluation.confidence, evaluator=evaluation.evaluator,
        evaluator_version=evaluation.evaluator_version, rubric_version=rubric_of(answer.question).version,
        prompt_version=evaluation.prompt_version, generated_at=now,
    )  # fmt: skip
    return feedback


def _store_scores(answer: Answer, evaluation: Evaluation, milliseconds: float) -> None:
    scores = evaluation.sub_scores
    answer.score = evaluation.score
    answer.clarity_score, answer.relevance_score = scores.clarity, scores.relevance
    answer.depth_score, answer.structure_score = scores.depth, scores.structure
    answer.communication_score, answer.technical_accuracy_score = scores.communication, scores.technical_accuracy
    answer.confidence_level, answer.sentiment_score = scores.confidence_level, scores.sentiment
    answer.key_phrases = list(evaluation.key_phrases)
    answer.ai_model_used, answer.ai_confidence = evaluation.model, evaluation.confidence
    answer.ai_processing_time = round(milliseconds, 3)
    answer.evaluation_status = EvaluationStatus.SUCCEEDED
    answer.evaluation_error = ""
    _release(answer)
    answer.save()


def _release(answer: Answer) -> None:
    answer.evaluation_lease = answer.evaluation_lease_expires_at = answer.evaluation_due_at = None


def put_back(job: Job, error: str, *, now: datetime) -> None:
    """Give an answer back after a failed attempt: due again after a growing pause, or failed for good."""
    with any_sitting(job.answer.interview_id, now) as sitting:
        answer = _still_ours(job)
        if answer is None:
            return
        if answer.evaluation_attempts >= settings.EVALUATION_MAX_ATTEMPTS:
            _fail(sitting, answer, error)
            return
        _release(answer)
        answer.evaluation_status, answer.evaluation_error = EvaluationStatus.PENDING, error[:2000]
        answer.evaluation_due_at = now + backoff(answer.evaluation_attempts)
        answer.save()


def backoff(attempts: int) -> timedelta:
    """Return the pause before the next attempt: doubling from `EVALUATION_BACKOFF_SECONDS`, ten minutes at most."""
    return min(timedelta(seconds=settings.EVALUATION_BACKOFF_SECONDS * 2 ** (attempts - 1)), LONGEST_BACKOFF)


def give_up(job: Job, reason: str, *, now: datetime) -> None:
    """Mark an answer as failed for good, with the reason its candidate will read."""
    with any_sitting(job.answer.interview_id, now) as sitting:
        answer = _still_ours(job)
        if answer is not None:
            _fail(sitting, answer, reason)


def _fail(sitting: Sitting, answer: Answer, reason: str) -> None:
    _release(answer)
    answer.evaluation_status, answer.evaluation_error = EvaluationStatus.FAILED, reason[:2000]
    answer.save()
    sitting.tell("evaluation.failed", answer=str(answer.uuid), reason=rules.told_reason(reason))
    announce_if_settled(sitting)
