"""The model's verdict and the embedded evaluator's made one: both kept, the guards over both."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any

from interviews.evaluation.guards.run import lowest_cap
from interviews.evaluation.llm.config import ModelConfig
from interviews.evaluation.llm.meter import Meter
from interviews.evaluation.llm.prompt import PROMPT_VERSION
from interviews.evaluation.llm.verify import Sound
from interviews.evaluation.results import CriterionScore, Evaluation, Flag, Point, SubScores

NAME, VERSION = "llm+embedded", "1.0"  # the version counts up when the same two verdicts join to another score
# The model reads meaning, the embedded evaluator cannot be talked round. Set by hand: no public set of graded interview
# answers exists to fit them to.
LLM_WEIGHT, EMBEDDED_WEIGHT = 0.65, 0.35
# How far above the embedded evaluator a model may find an answer. What is further apart is either's error or an order
# that was obeyed: it does not count, and shows as disagreement. By hand, about the embedded one's error (RMSE 2.9).
MOST_LIFT = 3.0
DECIDED_CAP = 2.0  # a flag that leaves no more decides alone: there is nothing for a model to judge
PRAISED_FROM, ADVISED_BELOW = 7.0, 8.0
QUOTED_CONFIDENCE, LEAST_CONFIDENCE = 0.9, 0.5  # of a verdict with quotes throughout, and with none
LONGEST_VERSION = 20  # characters of a feedback's column; components keep the whole
_DIMENSIONS = frozenset(field.name for field in fields(SubScores)) - {"sentiment"}


@dataclass(frozen=True, slots=True)
class Blend:
    """One evaluation out of two, each evaluator's own score, and how far they lie apart (0-10)."""

    evaluation: Evaluation
    components: tuple[dict[str, Any], ...]
    disagreement: float


def version_over(embedded: str) -> str:
    """The version of the blend over a version of the embedded evaluator: another of either gives other scores."""
    return f"{VERSION}+{embedded}"


def decides(cap: float | None) -> bool:
    """Whether a flag with this cap decides an answer alone."""
    return cap is not None and cap <= DECIDED_CAP


def deciding_flag(embedded: Evaluation) -> Flag | None:
    """The flag that decides an answer alone, if there is one."""
    deciding = [flag for flag in embedded.flags if decides(flag.cap)]
    return min(deciding, key=lambda flag: flag.cap or 0.0, default=None)


def blended_score(of_model: float, of_embedded: float, cap: float) -> float:
    """The weighted mean of both, neither counted above the guards' cap, nor the model's beyond `MOST_LIFT`."""
    return round(LLM_WEIGHT * min(of_model, of_embedded + MOST_LIFT, cap) + EMBEDDED_WEIGHT * min(of_embedded, cap), 4)


def blended_criterion(item: Sound, embedded: Evaluation, text: str) -> CriterionScore:
    """One criterion of both, with the model's quote from the answer's `text`."""
    own = next(criterion for criterion in embedded.criteria if criterion.key == item.key)
    score = blended_score(item.score, own.score, lowest_cap(embedded.flags))
    start, end = item.place or (None, None)
    quote = None if item.place is None else text[start:end]
    reason = f"{item.level.capitalize()}: {item.reason}"
    return replace(own, score=score, reason=reason, quote=quote, start=start, end=end)


def blend(
    items: Iterable[Sound], summary: str, embedded: Evaluation, text: str, config: ModelConfig, meter: Meter
) -> Blend:
    """Join a verified verdict with the embedded evaluation of the same answer."""
    by_key = {item.key: item for item in items}
    cap = lowest_cap(embedded.flags)
    criteria = tuple(blended_criterion(by_key[own.key], embedded, text) for own in embedded.criteria)
    of_model = sum(own.weight * min(by_key[own.key].score, cap) for own in embedded.criteria) / 100
    disagreement = round(abs(of_model - embedded.score), 4)
    sure = _confidence(list(by_key.values()))
    confidence = (LLM_WEIGHT * sure + EMBEDDED_WEIGHT * embedded.confidence) * (1 - disagreement / 10)
    evaluation = replace(
        embedded, score=blended_score(of_model, embedded.score, cap), criteria=criteria,
        confidence=round(confidence, 4),
        sub_scores=replace(embedded.sub_scores, **{c.key: c.score for c in criteria if c.key in _DIMENSIONS}),
        strengths=_strengths(by_key, text, cap) or embedded.strengths,
        improvements=_improvements(by_key, text) or embedded.improvements,
        detailed_feedback=_told(summary, embedded.flags), evaluator=NAME,
        evaluator_version=version_over(embedded.evaluator_version), model=config.name,
        model_version=meter.model_version[:LONGEST_VERSION], prompt_version=PROMPT_VERSION,
        temperature=config.temperature, tokens_used=meter.tokens,
    )  # fmt: skip
    components = (
        _component("llm", PROMPT_VERSION, config.name, meter.model_version, of_model, sure, LLM_WEIGHT,
                   {item.key: item.score for item in by_key.values()}),
        _component("embedded", embedded.evaluator_version, embedded.model, embedded.model_version, embedded.score,
                   embedded.confidence, EMBEDDED_WEIGHT, {own.key: own.score for own in embedded.criteria}),
    )  # fmt: skip
    return Blend(evaluation, components, disagreement)


def _component(
    evaluator: str, evaluator_version: str, model: str, model_version: str, score: float, confidence: float,
    weight: float, criteria: dict[str, float],
) -> dict[str, Any]:  # fmt: skip
    """One evaluator's part; what counts up with a language model's is its prompt."""
    return {
        "evaluator": evaluator, "evaluator_version": evaluator_version, "model": model, "model_version": model_version,
        "score": round(score, 4), "confidence": round(confidence, 4), "weight": weight, "criteria": criteria,
    }  # fmt: skip


def _confidence(items: list[Sound]) -> float:
    """By how much of the verdict rests on words of the answer. Set by hand, not calibrated."""
    quoted = sum(item.place is not None for item in items) / len(items)
    return LEAST_CONFIDENCE + (QUOTED_CONFIDENCE - LEAST_CONFIDENCE) * quoted


def _strengths(items: dict[str, Sound], text: str, cap: float) -> tuple[Point, ...]:
    good = [item for item in items.values() if item.place and min(item.score, cap) >= PRAISED_FROM]
    return tuple(Point.at(item.key, item.reason, text, *item.place) for item in good if item.place)


def _improvements(items: dict[str, Sound], text: str) -> tuple[Point, ...]:
    weak = sorted(
        (item for item in items.values() if item.advice and item.score < ADVISED_BELOW), key=lambda i: i.score
    )
    return tuple(
        Point.at(item.key, item.advice, text, *item.place) if item.place else Point(item.key, item.advice)
        for item in weak
    )


def _told(summary: str, flags: tuple[Flag, ...]) -> str:
    limits = [flag for flag in flags if flag.cap is not None]
    if not limits:
        return summary.strip()
    least = min(limits, key=lambda flag: flag.cap or 0.0)
    return f"{summary.strip()} {least.reason} That limits the score to {least.cap:g}."
