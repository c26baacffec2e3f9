"""The `metrics` of an answer: what a client measured while it was given."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework.exceptions import ErrorDetail, ValidationError

from interview_coach.core.api.inputs import JSONObjectField
from interviews.evaluation.metrics import (
    LONGEST_WORD,
    MOST_PAUSES,
    MOST_SECONDS,
    MOST_WORDS,
    MetricError,
    check_metrics,
)

_SECONDS = {"type": "number", "minimum": 0, "maximum": MOST_SECONDS}
_WORD = {
    "type": "object",
    "required": ["word", "start", "end"],
    "properties": {
        "word": {"type": "string", "minLength": 1, "maxLength": LONGEST_WORD},
        "start": {**_SECONDS, "description": "Seconds from the start of the recording, in rising order."},
        "end": {**_SECONDS, "description": "No less than `start`."},
    },
    "additionalProperties": True,
}
_METRICS = {
    "type": "object",
    "description": "What the client measured. Keys beside these are the client's own: kept, and not read.",
    "properties": {
        "words": {"type": "array", "items": _WORD, "maxItems": MOST_WORDS},
        "time_to_first_word_seconds": _SECONDS,
        "duration_seconds": _SECONDS,
        "pause_count": {"type": "integer", "minimum": 0, "maximum": MOST_PAUSES},
        "pause_seconds": _SECONDS,
    },
    "additionalProperties": True,
}


@extend_schema_field(_METRICS)
class MetricsField(JSONObjectField):
    """A JSON object whose known keys are right; an error names its place, as in `metrics.words.3.start`."""

    def to_internal_value(self, data: Any) -> Any:
        metrics = super().to_internal_value(data)
        try:
            check_metrics(metrics)
        except MetricError as error:
            raise ValidationError(_nested(error.path, ErrorDetail(error.detail, error.code))) from error
        return metrics


def _nested(path: str, detail: ErrorDetail) -> dict[str, Any]:
    """ "words.3.start" → {"words": {"3": {"start": [detail]}}}"""
    head, _, rest = path.partition(".")
    return {head: _nested(rest, detail) if rest else [detail]}
