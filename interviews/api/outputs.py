"""What the interview calls answer."""

from typing import Any

from rest_framework import serializers

from accounts.rules import Actor
from interview_coach.core.api.rows import RowSerializer
from interviews.models import Answer, EvaluationStatus, Feedback, Interview, InterviewQuestion, Mode, SlotKind, Status
from interviews.rules import told_reason
from interviews.services.media import signed_link
from interviews.services.reviews.reading import human_verdict
from questionbank.api.serializers import QuestionOut, localized
from questionbank.models import Level, Question

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


class InterviewOut(RowSerializer):
    uuid = serializers.UUIDField()
    user = serializers.UUIDField(source="user.uuid")
    field = serializers.CharField()
    level = serializers.ChoiceField(choices=Level.choices)
    interview_type = serializers.CharField()
    company = serializers.CharField()
    position = serializers.CharField()
    mode = serializers.ChoiceField(choices=Mode.choices)
    difficulty_preference = serializers.CharField()
    bank = serializers.UUIDField(source="bank.uuid", allow_null=True)
    tags = serializers.ListField(child=serializers.CharField())
    widened = serializers.ListField(child=serializers.CharField())
    asks_follow_ups = serializers.BooleanField()
    status = serializers.ChoiceField(choices=Status.choices)
    started_at = serializers.DateTimeField()
    completed_at = serializers.DateTimeField(allow_null=True)
    paused_at = serializers.DateTimeField(allow_null=True)
    resumed_at = serializers.DateTimeField(allow_null=True)
    duration_seconds = serializers.IntegerField()
    active_time_seconds = serializers.IntegerField()
    overall_score = serializers.FloatField(allow_null=True)
    technical_score = serializers.FloatField(allow_null=True)
    communication_score = serializers.FloatField(allow_null=True)
    confidence_score = serializers.FloatField(allow_null=True)
    questions_answered = serializers.IntegerField()
    questions_total = serializers.IntegerField()
    average_answer_time = serializers.FloatField(allow_null=True)
    total_hints_used = serializers.IntegerField()
    pause_count = serializers.IntegerField()
    quality_rating = serializers.CharField()
    notes = serializers.CharField()
    last_seq = serializers.IntegerField()


class StartedOut(InterviewOut):
    current_question = SlotOut()

    @classmethod
    def of_start(cls, interview: Interview, slot: InterviewQuestion, language: str) -> dict[str, Any]:
        """Return a sitting that has just begun, with its first question."""
        return {**InterviewOut.of(interview), "current_question": SlotOut.of_slot(slot, language)}


class HintOut(serializers.Serializer[Any]):
    hint = serializers.CharField()
    hints_used = serializers.IntegerField()


class SubmittedOut(serializers.Serializer[Any]):
    uuid = serializers.UUIDField()
    question = serializers.UUIDField()
    evaluation_status = serializers.ChoiceField(choices=EvaluationStatus.choices)
    questions_answered = serializers.IntegerField()
    questions_total = serializers.IntegerField()


class DraftOut(serializers.Serializer[Any]):
    question = serializers.UUIDField(allow_null=True)
    text = serializers.CharField(allow_blank=True)


class MediaOut(serializers.Serializer[Any]):
    uuid = serializers.UUIDField()
    url = serializers.CharField(help_text="Expires.")


class AnswerOut(RowSerializer):
    uuid = serializers.UUIDField()
    interview = serializers.UUIDField(source="interview.uuid")
    question = serializers.UUIDField(source="question.uuid", allow_null=True)
    text = serializers.CharField()
    transcript = serializers.CharField()
    audio_url = serializers.CharField()
    video_url = serializers.CharField()
    score = serializers.FloatField(allow_null=True, help_text="The one that counts: people's where they gave one.")
    ai_score = serializers.FloatField(allow_null=True)
    human_score = serializers.FloatField(allow_null=True)
    time_spent_seconds = serializers.IntegerField()
    word_count = serializers.IntegerField()
    character_count = serializers.IntegerField()
    clarity_score = serializers.FloatField(allow_null=True)
    relevance_score = serializers.FloatField(allow_null=True)
    depth_score = serializers.FloatField(allow_null=True)
    structure_score = serializers.FloatField(allow_null=True)
    communication_score = serializers.FloatField(allow_null=True)
    technical_accuracy_score = serializers.FloatField(allow_null=True)
    confidence_level = serializers.FloatField(allow_null=True)
    sentiment_score = serializers.FloatField(allow_null=True)
    key_phrases = serializers.ListField(child=serializers.CharField())
    submitted_at = serializers.DateTimeField()
    edited_count = serializers.IntegerField()
    hint_used = serializers.BooleanField()
    revision_history = serializers.ListField(child=serializers.DictField())
    ai_model_used = serializers.CharField()
    ai_processing_time = serializers.FloatField(allow_null=True, help_text="Milliseconds.")
    ai_confidence = serializers.FloatField(allow_null=True)
    evaluation_status = serializers.ChoiceField(choices=EvaluationStatus.choices)
    evaluation_error = serializers.CharField()

    @classmethod
    def of_answer(cls, answer: Answer) -> dict[str, Any]:
        """Return an answer with links in place of storage keys."""
        return {
            **cls.of(answer),
            "question": answer.question.uuid if answer.question else answer.slot.uuid,
            "audio_url": signed_link(answer.audio_url),
            "video_url": signed_link(answer.video_url),
            "evaluation_error": told_reason(answer.evaluation_error),
        }


class StatusOut(serializers.Serializer[Any]):
    uuid = serializers.UUIDField()
    evaluation_status = serializers.ChoiceField(choices=EvaluationStatus.choices)
    evaluation_error = serializers.CharField(allow_blank=True)

    @classmethod
    def of_answer(cls, answer: Answer) -> dict[str, Any]:
        """Return how far an answer's evaluation is."""
        return {
            "uuid": answer.uuid,
            "evaluation_status": answer.evaluation_status,
            "evaluation_error": told_reason(answer.evaluation_error),
        }


class PointOut(serializers.Serializer[Any]):
    criterion = serializers.CharField()
    text = serializers.CharField()
    quote = serializers.CharField(allow_null=True)
    start = serializers.IntegerField(allow_null=True, help_text="In code points of the answer's text.")
    end = serializers.IntegerField(allow_null=True)


class FeedbackOut(RowSerializer):
    uuid = serializers.UUIDField()
    answer = serializers.UUIDField(source="answer.uuid")
    number = serializers.IntegerField()
    score = serializers.FloatField()
    strengths = PointOut(many=True)
    improvements = PointOut(many=True)
    detailed_feedback = serializers.CharField()
    content_score = serializers.FloatField(allow_null=True)
    structure_score = serializers.FloatField(allow_null=True)
    communication_score = serializers.FloatField(allow_null=True)
    technical_accuracy_score = serializers.FloatField(allow_null=True)
    criteria = serializers.ListField(child=serializers.DictField())
    flags = serializers.ListField(child=serializers.DictField())
    observations = serializers.ListField(
        child=serializers.DictField(), help_text="How it was said, each with its places in the answer."
    )
    components = serializers.ListField(
        child=serializers.DictField(), help_text="Each evaluator's own score, where several took part."
    )
    disagreement = serializers.FloatField(allow_null=True, help_text="How far they lie apart, 0–10.")
    fallback_reason = serializers.CharField(help_text="Why the embedded evaluator served instead of the one asked for.")
    arm = serializers.CharField(help_text="The arm of an A/B test that is shown; empty without one.")
    action_items = serializers.ListField(child=serializers.CharField())
    learning_resources = serializers.ListField(child=serializers.DictField())
    practice_suggestions = serializers.ListField(child=serializers.CharField())
    ai_model = serializers.CharField()
    ai_model_version = serializers.CharField()
    ai_temperature = serializers.FloatField(allow_null=True)
    ai_tokens_used = serializers.IntegerField()
    ai_processing_time = serializers.FloatField(allow_null=True, help_text="Milliseconds.")
    ai_confidence_score = serializers.FloatField(allow_null=True)
    evaluator = serializers.CharField()
    evaluator_version = serializers.CharField()
    rubric_version = serializers.CharField()
    prompt_version = serializers.CharField()
    generated_at = serializers.DateTimeField()
    user_rating = serializers.IntegerField(allow_null=True)
    helpfulness_score = serializers.FloatField(allow_null=True)
    was_helpful = serializers.BooleanField(allow_null=True)
    alternative_feedbacks = serializers.ListField(
        child=serializers.DictField(), help_text="The other arm of an A/B test; for coach and up."
    )


class HumanOut(serializers.Serializer[Any]):
    """What people gave in a review: where there is one, this score counts."""

    score = serializers.FloatField()
    criteria = serializers.ListField(child=serializers.DictField(), help_text="As the AI's; the reviewers' mean.")
    comment = serializers.CharField(allow_blank=True)


class JudgedOut(FeedbackOut):
    """The AI's feedback, with the people's verdict beside it."""

    human = HumanOut(allow_null=True)

    @classmethod
    def of_feedback(cls, feedback: Feedback, actor: Actor) -> dict[str, Any]:
        """Return feedback, its `answer` loaded, with what people gave the answer.

        Who rates it is not shown the other arm of an A/B test: a rating is of the feedback that was shown.
        """
        shown = {**FeedbackOut.of(feedback), "human": human_verdict(feedback.answer)}
        return shown if actor.coaches else {**shown, "alternative_feedbacks": []}


class FrameOut(serializers.Serializer[Any]):
    seq = serializers.IntegerField()
    type = serializers.CharField()
    at = serializers.DateTimeField()
    data = serializers.DictField()  # type: ignore[assignment]


class EventsOut(serializers.Serializer[Any]):
    results = FrameOut(many=True)
    last_seq = serializers.IntegerField()


class ReportOut(serializers.Serializer[Any]):
    """What a sitting amounts to."""

    interview = InterviewOut()
    final = serializers.BooleanField(help_text="Complete, and every answer evaluated or failed.")
    scores = serializers.DictField(child=serializers.FloatField(allow_null=True))
    quality_rating = serializers.CharField(allow_blank=True)
    questions = serializers.ListField(child=serializers.DictField(), help_text="One row a slot, in order.")
    strengths = serializers.ListField(child=serializers.DictField(), help_text="Points, with the uuid of the `answer`.")
    improvements = serializers.ListField(child=serializers.DictField())
    plan = serializers.DictField(help_text="`action_items`, `practice_suggestions`, `learning_resources`.")
    delivery = serializers.DictField()
    comparison = serializers.DictField(help_text="With one's own past, and with the organization where it allows that.")
    session_recording_url = serializers.CharField(allow_blank=True, help_text="Expires.")
    notes = serializers.CharField(allow_blank=True)
