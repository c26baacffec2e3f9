"""How an answer is put: sentence length, fillers, doubt, vagueness, order. Rates, so that length changes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from interviews.evaluation.reading.about import is_fluff
from interviews.evaluation.reading.document import read_known
from interviews.evaluation.reading.lexicon import cues
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.reading.tokens import Sentence

LONG_SENTENCE = 35  # words
_FEWEST_WORDS = 25  # a rate over fewer words counts as over this many: one "maybe" in five words is no habit
_MOST_MARKERS = 4


@dataclass(frozen=True, slots=True)
class Delivery:
    """`sentence_words`: mean length in words; `long_share`, `fluff_share`: shares of sentences; `fillers`, `hedges`,
    `vague`, `assured`: per 100 words; `order`: signposts against what an answer of as many statements needs (0-1)."""

    sentence_words: float
    long_share: float
    fluff_share: float
    fillers: float
    hedges: float
    vague: float
    assured: float
    order: float


def delivery(subject: Subject) -> Delivery:
    """The delivery features of an answer, measured on what is about the question: padding dilutes no fault."""
    about = subject.about or subject.kept
    words, count = sum(len(sentence.tokens) for sentence in about), max(1, len(about))
    return Delivery(
        sentence_words=words / count,
        long_share=min(1.0, sum(len(sentence.tokens) > LONG_SENTENCE for sentence in subject.kept) / count),
        fluff_share=min(1.0, sum(is_fluff(sentence) for sentence in subject.kept) / count),
        fillers=_rate("FILLERS", subject.kept, words),
        hedges=_rate("HEDGES", subject.kept, words),
        vague=_rate("VAGUE", subject.kept, words),
        assured=_rate("ASSURED", about, words),
        order=_order(subject),
    )


def _rate(name: str, sentences: Sequence[Sentence], words: int) -> float:
    found = cues(name).count(sentence.tokens for sentence in sentences)
    return 100 * found / max(words, _FEWEST_WORDS)


def _order(subject: Subject) -> float:
    markers = cues("ORDER").count(sentence.tokens for sentence in subject.about)
    markers += sum(
        line.lstrip()[:2] in ("- ", "* ", "1.", "2.", "3.", "4.") for line in subject.answer.text.splitlines()[:40]
    )
    return min(1.0, markers / _needed(subject))


def _needed(subject: Subject) -> float:
    sentences = len(subject.kept)
    if sentences <= 2:
        return 0.5
    shown = cues("ORDER").count(sentence.tokens for sentence in read_known(subject.question.sample_answer).sentences)
    return max(1.0, min(_MOST_MARKERS, sentences / 3, shown or _MOST_MARKERS))
