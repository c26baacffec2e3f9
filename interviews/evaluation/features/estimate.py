"""What the content model expects human graders to give, and whether the answer is about the matter at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from interviews.evaluation.features.content import told
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.reading.tokens import Sentence

if TYPE_CHECKING:
    from interviews.evaluation.model import Estimate


@dataclass(frozen=True, slots=True)
class Expected:
    """The model's estimate; `kinship`: how near the answer lies to question and sample, in meaning (cosine) and words
    (strict recall), 0 to 2; `words`: how many were looked at."""

    estimate: "Estimate"
    kinship: float
    words: int


def expected(subject: Subject, tier: str) -> Expected | None:
    """What the model of a tier expects; None where there is no sample to hold the answer against.

    The answer is looked at twice where some of it lies beside the question, and the lower score counts: more text
    meets more of the sample by chance, and nothing beside the question may earn that.
    """
    if not subject.question.sample_answer or not subject.target.weights:
        return None
    whole = _expected(subject, tier, told(subject))
    if not subject.about or len(subject.about) == len(told(subject)):
        return whole
    return min(whole, _expected(subject, tier, subject.about), key=lambda one: one.estimate.score)


def _expected(subject: Subject, tier: str, sentences: Sequence[Sentence]) -> Expected:
    # Imported by the first call: what only lists or serves questions need not load arrays.
    from interviews.evaluation.features.likeness import NAMES
    from interviews.evaluation.features.look import look
    from interviews.evaluation.model import load_model
    from interviews.evaluation.vectors import cosine

    looked = look(subject, tier, sentences)
    kinship = cosine(looked.answer, looked.ground) + looked.features[NAMES.index("recall_strict")]
    return Expected(load_model(tier).estimate(looked), kinship, looked.words)
