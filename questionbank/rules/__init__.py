"""Rules about questions and about what answers are judged on."""

from questionbank.rules import access  # noqa: F401  (names its permissions)
from questionbank.rules.questions import (
    PRIOR_ANSWERS,
    WRITTEN_DIFFICULTY,
    difficulty_rating,
    fields_for,
    known_fields,
    quality_score,
)
from questionbank.rules.rubrics import (
    PROBE_THRESHOLD,
    sound_criteria,
    sound_question_criteria,
    sound_threshold,
)

__all__ = [
    "PRIOR_ANSWERS",
    "PROBE_THRESHOLD",
    "WRITTEN_DIFFICULTY",
    "difficulty_rating",
    "fields_for",
    "known_fields",
    "quality_score",
    "sound_criteria",
    "sound_question_criteria",
    "sound_threshold",
]
