"""The evaluator that is always there: offline, deterministic, by rules and word features."""

from interviews.evaluation.features.all import features_of
from interviews.evaluation.features.phrases import key_phrases
from interviews.evaluation.feedback.compose import feedback_on
from interviews.evaluation.guards.run import lowest_cap, run_guards
from interviews.evaluation.inputs import AnswerText, QuestionBrief, Rubric
from interviews.evaluation.reading.subject import look_at
from interviews.evaluation.results import Evaluation
from interviews.evaluation.scoring.confidence import confidence
from interviews.evaluation.scoring.criteria import overall, score_criteria
from interviews.evaluation.scoring.dimensions import sub_scores

MODEL = "lexical"
MODEL_VERSION = "1"  # of the blends in `scoring`; counts up when a constant changes


class EmbeddedEvaluator:
    """Reads, guards, counts, scores, explains. Keeps no state."""

    name = "embedded"
    version = "1.0"

    def evaluate(self, question: QuestionBrief, rubric: Rubric, answer: AnswerText) -> Evaluation:
        """Score one answer. Any text is accepted; what lies beyond 20,000 characters is not read."""
        subject = look_at(question, rubric, answer)
        features = features_of(subject)
        flags = run_guards(subject, features.content)
        cap = lowest_cap(flags)
        subs = sub_scores(subject, features, cap)
        criteria = score_criteria(subject, features, subs, cap)
        score = overall(criteria)
        feedback = feedback_on(subject, features, flags, score)
        return Evaluation(
            score=score,
            sub_scores=subs,
            criteria=criteria,
            key_phrases=key_phrases(subject),
            strengths=feedback.strengths,
            improvements=feedback.improvements,
            detailed_feedback=feedback.text,
            action_items=feedback.action_items,
            learning_resources=feedback.learning_resources,
            practice_suggestions=feedback.practice_suggestions,
            confidence=confidence(subject, flags),
            flags=flags,
            evaluator=self.name,
            evaluator_version=self.version,
            model=MODEL,
            model_version=MODEL_VERSION,
        )
