"""An answer appraised by one evaluator; where a language model cannot serve, the embedded one does and says why."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings

from interviews.evaluation import AnswerText, Evaluation, QuestionBrief, Rubric, UnknownEvaluator, get_evaluator
from interviews.evaluation.contextual.files import ContextualUnavailable
from interviews.evaluation.llm.blend import Blend, deciding_flag
from interviews.evaluation.llm.config import ModelConfig
from interviews.evaluation.llm.evaluator import LLMEvaluator, OnCriterion, terms_of, unheard
from interviews.evaluation.llm.faults import Fault
from interviews.evaluation.llm.meter import Meter, allowance_for
from interviews.models import AICall, AIPolicy, EvaluatorKind, Outcome
from interviews.services.ai.breaker import Breaker
from interviews.services.ai.ledger import Purpose, close_call, not_made, open_call
from interviews.services.ai.policy import Choice, model_called, objection

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Case:
    """What is judged, by whose rules, whose words they are, and what the ledger calls it."""

    question: QuestionBrief
    rubric: Rubric
    answer: AnswerText
    policy: AIPolicy
    purpose: Purpose
    clock: Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Appraisal:
    """An evaluation and how it came about (see `services.judging.Judgement`)."""

    evaluation: Evaluation
    components: tuple[dict[str, Any], ...] = ()
    disagreement: float | None = None
    fallback_reason: str = ""


class NotServed(Exception):
    """The evaluator asked for does not serve this answer; the message says why."""


def appraise(case: Case, choice: Choice, on_criterion: OnCriterion = unheard) -> Appraisal:
    """Have `choice` judge the case. Outside any transaction: a model takes its time."""
    embedded = get_evaluator("embedded").evaluate(case.question, case.rubric, case.answer)
    try:
        if choice.kind == EvaluatorKind.LLM:
            joined = _by_model(case, choice.model, embedded, on_criterion)
            return Appraisal(joined.evaluation, joined.components, joined.disagreement)
        return Appraisal(embedded if choice.kind == EvaluatorKind.EMBEDDED else _by_name(case, choice.kind))
    except NotServed as reason:
        return Appraisal(embedded, fallback_reason=f"Scored by the embedded evaluator: {reason}."[:200])


def _by_name(case: Case, name: str) -> Evaluation:
    try:
        return get_evaluator(name).evaluate(case.question, case.rubric, case.answer)
    except (UnknownEvaluator, ContextualUnavailable):
        log.warning("evaluator_unavailable", extra={"evaluator": name}, exc_info=True)
        raise NotServed(f"the {name} evaluator is not installed here") from None


def _by_model(case: Case, name: str, embedded: Evaluation, on_criterion: OnCriterion) -> Blend:
    if flag := deciding_flag(embedded):
        raise NotServed(f"{flag.name} decides without a language model")
    if case.purpose.user_id is not None and (why := objection(case.policy, case.purpose.user_id)):
        raise NotServed(why)
    config = model_called(name)
    if config is None:
        raise NotServed("the language model is not configured")
    row = _opened(case, config)
    meter = Meter()
    evaluator = LLMEvaluator(config, secret=_secret(), on_criterion=on_criterion, meter=meter)
    return _called(case, config, row, meter, lambda: evaluator.join(embedded, case.question, case.rubric, case.answer))


def _opened(case: Case, config: ModelConfig) -> AICall:
    """The call's row in the ledger, if it may be made now."""
    now = case.clock()
    if not Breaker(config.name).lets_through(now):
        not_made(policy=case.policy, config=config, purpose=case.purpose, outcome=Outcome.CIRCUIT_OPEN, now=now)
        raise NotServed("the language model failed too often and is left alone for a while")
    prompt = terms_of(case.question, case.rubric, case.answer, _secret()).prompt
    most = allowance_for(prompt, config)
    row = open_call(policy=case.policy, config=config, purpose=case.purpose, tokens_in=most.tokens_in,
                    tokens_out=most.tokens_out, now=now)  # fmt: skip
    if row.outcome == Outcome.OVER_BUDGET:
        raise NotServed("this month's budget for language models is spent")
    return row


def _called(case: Case, config: ModelConfig, row: AICall, meter: Meter, call: Callable[[], Blend]) -> Blend:
    """Make the call; whatever comes of it, its row is completed and the breaker told."""
    outcome, detail = Outcome.SERVER_ERROR.value, "interrupted"
    try:
        joined = call()
        outcome, detail = Outcome.OK.value, ""
    except Fault as fault:
        outcome, detail = fault.outcome, fault.reason
        log.warning("llm_failed", extra={"model": config.name, "outcome": outcome, "detail": detail})
        _tell_breaker(config, fails=fault.blames_service, now=case.clock())
        raise NotServed(detail) from None
    finally:
        close_call(row=row, config=config, meter=meter, outcome=outcome, detail=detail,
                   keeps=case.policy.retention_days is not None)  # fmt: skip
    _tell_breaker(config, fails=False, now=case.clock())
    return joined


def _tell_breaker(config: ModelConfig, *, fails: bool, now: datetime) -> None:
    if fails:
        Breaker(config.name).failed(now)
    else:
        Breaker(config.name).succeeded()


def _secret() -> bytes:
    return settings.SECRET_KEY.encode()
