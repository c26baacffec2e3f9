"""Rules about questions: what suits an interview, how hard and how well made one is."""

from collections.abc import Mapping
from typing import Any

from questionbank.models import Difficulty, Field

# Where no score tells yet, the difficulty a question was written for does.
WRITTEN_DIFFICULTY = {Difficulty.EASY: 3.0, Difficulty.MEDIUM: 5.0, Difficulty.HARD: 7.0}
# So many answers weigh as much as the author's own estimate.
PRIOR_ANSWERS = 10


def difficulty_rating(difficulty: str, scored: int, score_total: float) -> float:
    """Return how hard a question proves to be, 0–10: ten minus the mean score, shrunk towards what was written."""
    prior = WRITTEN_DIFFICULTY[Difficulty(difficulty)]
    observed = 10 * scored - score_total
    return round((PRIOR_ANSWERS * prior + observed) / (PRIOR_ANSWERS + scored), 2)


def quality_score(question: Any) -> float:
    """Return how complete a question's guidance is, 0–10: a question without it can be asked but hardly coached."""
    parts = {
        "sample_answer": 3.0,
        "evaluation_criteria": 2.0,
        "keywords": 1.5,
        "hint": 1.0,
        "follow_up_questions": 1.0,
        "ideal_answer_length": 0.5,
        "is_verified": 1.0,
    }
    return sum(weight for name, weight in parts.items() if getattr(question, name))


def fields_for(field: str, interview_type: str) -> list[str]:
    """Return the question fields an interview draws from: its own, the people side, or both."""
    return {
        "technical": [field],
        "behavioral": [Field.BEHAVIORAL.value],
        "hr": [Field.HR.value],
        "mixed": list(dict.fromkeys([field, Field.BEHAVIORAL.value, Field.HR.value])),
    }[interview_type]


def known_fields(extra: Mapping[str, str]) -> dict[str, str]:
    """Return the fields an organization may ask for, value to label."""
    return {**{value: str(label) for value, label in Field.choices}, **extra}
