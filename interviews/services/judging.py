"""Judging one answer: the question as evaluators see it, the rubric it is judged by, and who judges."""

import logging
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from interviews.evaluation import AnswerText, Evaluation, QuestionBrief, Rubric, rubric_from_version
from interviews.evaluation.llm.evaluator import OnCriterion, unheard
from interviews.evaluation.llm.prompt import PROMPT_VERSION
from interviews.evaluation.metrics import speech_from_metrics
from interviews.evaluation.probing import follow_up_brief
from interviews.models import Answer
from interviews.selectors import policy_of
from interviews.services.ai.appraisal import Appraisal, Case, appraise
from interviews.services.ai.experiments import Arms, arms_for
from interviews.services.ai.ledger import Purpose
from questionbank.models import Question, RubricVersion
from questionbank.selectors import live_rubric

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Judgement:
    """An evaluation with what it rests on. `milliseconds` is how long it took in all.

    `components` are the scores of each evaluator that took part, `disagreement` their widest distance; `alternatives`
    is the other arm of an A/B test and `arm` the one shown; `fallback_reason` says why the embedded evaluator served.
    """

    evaluation: Evaluation
    rubric: RubricVersion
    milliseconds: float
    components: tuple[dict[str, Any], ...] = ()
    disagreement: float | None = None
    fallback_reason: str = ""
    arm: str = ""
    alternatives: tuple[dict[str, Any], ...] = ()


def judge(
    answer: Answer, on_criterion: OnCriterion = unheard, *, clock: Callable[[], datetime] = timezone.now
) -> Judgement:
    """Judge an answer by the rubric that is live for its question and by the organization's policy.

    `on_criterion` hears of criteria as a streaming evaluator says them. Whatever the evaluator of the shown arm
    raises is raised; what the other arm raises is logged, and its verdict left out. Call it outside any transaction.
    """
    if settings.EVALUATION_DELAY_SECONDS:
        time.sleep(settings.EVALUATION_DELAY_SECONDS)
    rubric = rubric_of(answer)
    policy = policy_of(answer.organization_id)
    purpose = Purpose("evaluation", PROMPT_VERSION, answer.user_id, answer.pk)
    case = Case(brief_of(answer), as_rubric(rubric), text_of(answer), policy, purpose, clock)
    arms = arms_for(policy, answer.uuid)
    started = time.perf_counter()
    shown = appraise(case, arms.shown, on_criterion)
    milliseconds = (time.perf_counter() - started) * 1000
    return Judgement(
        shown.evaluation, rubric, milliseconds, shown.components, shown.disagreement, shown.fallback_reason, arms.arm,
        _alternatives(case, arms),
    )  # fmt: skip


def _alternatives(case: Case, arms: Arms) -> tuple[dict[str, Any], ...]:
    """The verdict of a test's other arm. Nobody waits for it: what breaks there must not cost the one that is shown."""
    if arms.other is None:
        return ()
    try:
        return (_alternative(arms.other_arm, appraise(case, arms.other)),)
    except Exception:
        log.exception("other_arm_failed", extra={"answer": case.purpose.answer_id, "evaluator": arms.other.kind})
        return ()


def _alternative(arm: str, appraisal: Appraisal) -> dict[str, Any]:
    """The other arm's verdict, as `alternative_feedbacks` keeps it."""
    evaluation = appraisal.evaluation
    names = ("score", "confidence", "evaluator", "evaluator_version", "model", "model_version", "prompt_version",
             "detailed_feedback")  # fmt: skip
    lists = ("criteria", "strengths", "improvements")
    return {
        "arm": arm, "fallback_reason": appraisal.fallback_reason, "disagreement": appraisal.disagreement,
        "components": list(appraisal.components), **{name: getattr(evaluation, name) for name in names},
        **{name: [asdict(item) for item in getattr(evaluation, name)] for name in lists},
    }  # fmt: skip


def rubric_of(answer: Answer) -> RubricVersion:
    """Return the rubric version an answer is judged by now: of its question, else of its category."""
    question = answer.question
    if question is None and answer.slot.parent is not None:
        question = answer.slot.parent.question
    return live_rubric(question)


def as_rubric(version: RubricVersion) -> Rubric:
    """Return a rubric version as evaluators take it."""
    return rubric_from_version(version.criteria, version.label, is_general=version.rubric.question_id is None)


def text_of(answer: Answer) -> AnswerText:
    """Return what was said, as evaluators take it."""
    speech = speech_from_metrics(answer.delivery_metrics)
    return AnswerText(answer.words, answer.time_spent_seconds, answer.hint_used, speech)


def brief_of(answer: Answer) -> QuestionBrief:
    """Return the question an answer was given to, as evaluators see it."""
    slot = answer.slot
    if slot.parent is not None and slot.parent.question is not None:
        main = question_brief(slot.parent.question)
        return follow_up_brief(main, slot.text, slot.probes, said=[slot.parent.words, slot.reason])
    return question_brief(answer.question) if answer.question else QuestionBrief(text=slot.text)


def question_brief(question: Question) -> QuestionBrief:
    """Return a question of the library as evaluators see it."""
    return QuestionBrief(
        text=question.text, category=question.category, subcategory=question.subcategory, field=question.field,
        level=question.level, difficulty=question.difficulty, sample_answer=question.sample_answer,
        keywords=tuple(question.keywords), follow_ups=tuple(f["text"] for f in question.follow_up_questions),
        ideal_answer_length=question.ideal_answer_length, time_limit_seconds=question.time_limit_seconds,
    )  # fmt: skip
