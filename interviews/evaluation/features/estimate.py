"""What the content model expects human graders to give, and whether the answer is about the matter at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from interviews.evaluation.features.content import told
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.reading.tokens import Sentence
from interviews.evaluation.scoring.arithmetic import on_curve

if TYPE_CHECKING:
    from interviews.evaluation.model import ContentModel, Estimate

ABOUT = 0.2  # cosine to question and sample; of sentences to other questions 3 in 4 lie below
# By words, how near good answers lie: 1 in 100 of those graded 5 or better is below; above 16 words set lower than was
# found, for answers of other fields may be long where the sample is short.
USUAL = ((5.0, 0.0), (10.0, 0.15), (16.0, 0.25), (30.0, 0.42))


@dataclass(frozen=True, slots=True)
class Expected:
    """The model's estimate; `near`: how near the answer lies to question and sample, in meaning (cosine) and words
    (strict recall), 0 to 2; `words`: how many were looked at."""

    estimate: "Estimate"
    near: float
    words: int

    @property
    def kinship(self) -> float:
        """`near` as a share of what is usual for so many words: 1 where nothing can be told, of few; 0 for none."""
        usual = on_curve(USUAL, self.words)
        return max(0.0, self.near) / usual if usual else float(self.words > 0)


def expected(subject: Subject, tier: str, model: "ContentModel | None" = None) -> Expected | None:
    """What a model expects, the tier's packaged one if none is given; None where there is no sample to compare with.

    The answer is looked at twice where some of it lies beside the question, and the lower score counts: more text
    meets more of the sample by chance, and nothing beside the question may earn that.
    """
    if not subject.question.sample_answer or not subject.target.weights:
        return None
    said = told(subject)
    whole = _expected(subject, tier, model, said)
    to_it = about(subject, said)
    if not subject.about or len(to_it) == len(said):
        return whole
    return min(whole, _expected(subject, tier, model, to_it), key=lambda one: one.estimate.score)


def about(subject: Subject, sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences about the question in words or in meaning."""
    from interviews.evaluation.features.look import towards
    from interviews.evaluation.features.worded import worded
    from interviews.evaluation.vectors import cosine

    ground, known = towards(subject), set(subject.about)
    return [s for s in sentences if s in known or cosine(worded(subject.document, [s]).direction, ground) >= ABOUT]


def _expected(subject: Subject, tier: str, model: "ContentModel | None", sentences: Sequence[Sentence]) -> Expected:
    # Imported by the first call: what only lists or serves questions need not load arrays.
    from interviews.evaluation.features.likeness import NAMES
    from interviews.evaluation.features.look import look
    from interviews.evaluation.model import load_model
    from interviews.evaluation.vectors import cosine

    looked = look(subject, tier, sentences)
    near = cosine(looked.answer, looked.ground) + looked.features[NAMES.index("recall_strict")]
    return Expected((model or load_model(tier)).estimate(looked), near, looked.words)
