"""What a judgement leaves in the rows of answer and feedback."""

from dataclasses import asdict
from datetime import datetime

from interviews.models import Answer, Feedback
from interviews.services.judging import Judgement


def store_feedback(answer: Answer, judgement: Judgement, now: datetime) -> Feedback:
    """Add the feedback row of this evaluation; earlier ones stay."""
    evaluation = judgement.evaluation
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
        observations=[asdict(observation) for observation in evaluation.observations],
        components=list(judgement.components), disagreement=judgement.disagreement,
        fallback_reason=judgement.fallback_reason, arm=judgement.arm,
        alternative_feedbacks=list(judgement.alternatives),
        action_items=list(evaluation.action_items),
        learning_resources=[asdict(resource) for resource in evaluation.learning_resources],
        practice_suggestions=list(evaluation.practice_suggestions),
        ai_model=evaluation.model, ai_model_version=evaluation.model_version, ai_temperature=evaluation.temperature,
        ai_tokens_used=evaluation.tokens_used, ai_processing_time=round(judgement.milliseconds, 3),
        ai_confidence_score=evaluation.confidence, evaluator=evaluation.evaluator,
        evaluator_version=evaluation.evaluator_version, rubric=judgement.rubric,
        rubric_version=judgement.rubric.label, prompt_version=evaluation.prompt_version, generated_at=now,
    )  # fmt: skip
    return feedback


def store_scores(answer: Answer, judgement: Judgement) -> None:
    """Put the scores into the answer's columns, unsaved. A person's verdict goes on counting beside them."""
    evaluation = judgement.evaluation
    scores = evaluation.sub_scores
    answer.ai_score = evaluation.score
    answer.score = evaluation.score if answer.human_score is None else answer.human_score
    answer.clarity_score, answer.relevance_score = scores.clarity, scores.relevance
    answer.depth_score, answer.structure_score = scores.depth, scores.structure
    answer.communication_score, answer.technical_accuracy_score = scores.communication, scores.technical_accuracy
    answer.confidence_level, answer.sentiment_score = scores.confidence_level, scores.sentiment
    answer.key_phrases = list(evaluation.key_phrases)
    answer.ai_model_used, answer.ai_confidence = evaluation.model, evaluation.confidence
    answer.ai_processing_time = round(judgement.milliseconds, 3)
