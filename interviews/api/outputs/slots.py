"""Questions as they are put to a candidate."""

from typing import Any

from rest_framework import serializers

from interviews.models import InterviewQuestion, SlotKind
from questionbank.api.serializers import QuestionOut, localized
from questionbank.models import Question

# What is known of a question's answers says nothing of its follow-ups'.
FIGURES = ("avg_score", "avg_completion_time", "difficulty_rating")


class SlotOut(QuestionOut):
    """A question as it is put to the candidate. Send its `uuid` as `question` with the answer."""

    position = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=SlotKind.choices)
    parent = serializers.UUIDField(  # type: ignore[assignment]
        allow_null=True, help_text="The answer a follow-up goes back to."
    )
    reason = serializers.CharField(help_text="Why this question.")
    handed_out_at = serializers.DateTimeField()
    hint_available = serializers.BooleanField()
    draft = serializers.CharField()

    @classmethod
    def of_slot(cls, slot: InterviewQuestion, language: str) -> dict[str, Any]:
        """Return a slot with its question in `language`; a follow-up has its own text, and is what its question is."""
        placed = {
            "position": slot.position, "kind": slot.kind, "parent": slot.parent.uuid if slot.parent else None,
            "reason": slot.reason, "handed_out_at": slot.handed_out_at, "draft": slot.draft,
        }  # fmt: skip
        if slot.question is not None:
            return {**_row(slot.question, language), "hint_available": bool(slot.question.hint), **placed}
        main = slot.parent.question if slot.parent else None
        like = {} if main is None else _row(main, language)
        unlike = dict.fromkeys(("ideal_answer_length", "time_limit_seconds", *FIGURES))
        own = {"uuid": slot.uuid, "text": slot.text, "language": "en", "hint_available": False}
        return {**like, **unlike, **own, **placed}


def _row(question: Question, language: str) -> dict[str, Any]:
    names = [name for name in map(str, QuestionOut().fields) if name not in ("bank", "language")]
    row: dict[str, Any] = {name: getattr(question, name) for name in names}
    row |= {"bank": question.bank.uuid if question.bank else None, "translations": dict(question.translations)}
    return localized(row, language)


class HintOut(serializers.Serializer[Any]):
    hint = serializers.CharField()
    hints_used = serializers.IntegerField()


class DraftOut(serializers.Serializer[Any]):
    question = serializers.UUIDField(allow_null=True)
    text = serializers.CharField(allow_blank=True)
