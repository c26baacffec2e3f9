"""How an anchor is scored: as an answer of the organization would be, but outside any sitting."""

from collections.abc import Callable
from datetime import datetime

from interviews.evaluation.llm.blend import deciding_flag
from interviews.evaluation.llm.prompt import PROMPT_VERSION
from interviews.models import Anchor
from interviews.selectors import policy_of
from interviews.services.ai.appraisal import Case, appraise
from interviews.services.ai.ledger import Purpose
from interviews.services.ai.policy import Choice
from interviews.services.calibration.contender import Contender
from interviews.services.calibration.measurement import Scorer, answer_of, brief_of_anchor
from interviews.services.judging import as_rubric
from questionbank.models import RubricVersion


def scorer_for(version: RubricVersion, contender: Contender, clock: Callable[[], datetime]) -> Scorer:
    """Return what scores an anchor by `contender` under a rubric version.

    Calls of a model are made by `clock`, which goes on while they take their time: breaker, budget and ledger need it.

    It gives None where the embedded evaluator served in a language model's place: that measures the wrong one. An
    answer that a guard decides is the embedded evaluator's to score, for candidates as well.
    """
    rubric, policy = as_rubric(version), policy_of(contender.organization_id)
    choice = Choice(contender.evaluator, contender.model)

    def score(anchor: Anchor) -> float | None:
        whose = anchor.review.user_id if anchor.review is not None else None
        purpose = Purpose("calibration", PROMPT_VERSION, whose)
        case = Case(brief_of_anchor(anchor), rubric, answer_of(anchor), policy, purpose, clock)
        found = appraise(case, choice)
        served_instead = found.fallback_reason and deciding_flag(found.evaluation) is None
        return None if served_instead else found.evaluation.score

    return score
