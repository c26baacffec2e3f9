"""Which sentences of an answer are about the question. Only they can earn credit for how they are put."""

from collections.abc import Sequence

from interviews.evaluation.inputs import QuestionBrief
from interviews.evaluation.reading.document import Document
from interviews.evaluation.reading.lexicon import cues
from interviews.evaluation.reading.target import Target, generic_concepts
from interviews.evaluation.reading.tokens import Sentence

STORY_CATEGORIES = frozenset({"behavioral", "hr"})
_FEWEST_BUZZ = 2  # stock phrases
_BUZZ_IS_FLUFF = 0.3  # share of a sentence's words in them that makes it fluff
_TOPICAL = 0.15  # share of a sentence's specific words: one word of ten is chance
_SPEAKER = frozenset({"i", "we", "i'm", "i've", "i'd", "i'll", "we've", "we'd"})


def asks_for_story(question: QuestionBrief) -> bool:
    """Whether the question asks for the speaker's own experience, which no sample can foresee."""
    return question.category.strip().casefold() in STORY_CATEGORIES


def sentences_about(
    question: QuestionBrief, target: Target, document: Document, sentences: Sequence[Sentence]
) -> tuple[Sentence, ...]:
    """The sentences on the subject, fluff left out; for stories also those in which the speaker acts."""
    plain = (sentence for sentence in sentences if not is_fluff(sentence))
    if not target.weights:
        return tuple(plain)
    story = asks_for_story(question)
    return tuple(s for s in plain if _on_topic(target, document, s) or (story and _speaks_of_self(s)))


def is_fluff(sentence: Sentence) -> bool:
    """Whether a sentence is made of stock phrases of self-praise."""
    found = cues("BUZZ").find(sentence.tokens)
    if len(found) < _FEWEST_BUZZ:
        return False
    covered = sum(first.start <= token.start <= last.start for first, last in found for token in sentence.tokens)
    return covered >= _BUZZ_IS_FLUFF * len(sentence.tokens)


def _on_topic(target: Target, document: Document, sentence: Sentence) -> bool:
    """Whether enough specific words of the sentence belong to the question."""
    specific = set(document.of(sentence)) - generic_concepts()
    return len(specific & target.topic) >= max(1.0, _TOPICAL * len(specific))


def _speaks_of_self(sentence: Sentence) -> bool:
    return any(token.text in _SPEAKER for token in sentence.tokens)
