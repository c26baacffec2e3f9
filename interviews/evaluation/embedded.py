"""The evaluator that is always there: offline, deterministic, by rules and word features."""

from typing import TYPE_CHECKING

from interviews.evaluation.features.all import features_of
from interviews.evaluation.features.evidence import is_tale
from interviews.evaluation.features.phrases import key_phrases
from interviews.evaluation.feedback.compose import feedback_on
from interviews.evaluation.guards.run import lowest_cap, run_guards
from interviews.evaluation.inputs import AnswerText, QuestionBrief, Rubric
from interviews.evaluation.observations.observe import observe
from interviews.evaluation.reading.subject import look_at
from interviews.evaluation.results import Evaluation
from interviews.evaluation.scoring.confidence import confidence
from interviews.evaluation.scoring.criteria import overall, score_criteria
from interviews.evaluation.scoring.dimensions import sub_scores

if TYPE_CHECKING:
    from interviews.evaluation.model import ContentModel

MODELS = {"static": "lexical+static", "contextual": "lexical+static+contextual"}  # by tier
MODEL_VERSION = "3"  # of the fitted numbers in `model` and the blends in `scoring`; counts up when one changes


class EmbeddedEvaluator:
    """Reads, guards, counts, scores, explains. Keeps no state but its tier: which content model it asks."""

    version = "2.2"

    def __init__(self, tier: str = "static", model: "ContentModel | None" = None) -> None:
        """`model`: in place of the packaged one of the tier, to see how another fit does."""
        self.tier, self._model = tier, model
        self.name = "embedded" if tier == "static" else tier

    def evaluate(self, question: QuestionBrief, rubric: Rubric, answer: AnswerText) -> Evaluation:
        """Score one answer. Any text is accepted; what lies beyond 20,000 characters is not read."""
        subject = look_at(question, rubric, answer)
        features = features_of(subject, self.tier, self._model)
        flags = run_guards(subject, features.content, features.expected)
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
            confidence=confidence(subject, features.expected, flags),
            flags=flags,
            evaluator=self.name,
            evaluator_version=self.version,
            model=MODELS[self.tier],
            model_version=MODEL_VERSION,
            observations=observe(answer, subject.document, terms=question.keywords, story=is_tale(subject)),
        )
