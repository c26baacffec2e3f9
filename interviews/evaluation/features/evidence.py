"""Which sentences of an answer are about the question. Only they can earn credit for how they are put."""

from collections.abc import Sequence

from interviews.evaluation.reading.lexicon import cues
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.reading.target import generic_concepts
from interviews.evaluation.reading.tokens import Sentence

STORY_CATEGORIES = frozenset({"behavioral", "hr"})
_TOPICAL = 0.15  # share of a sentence's specific words: one word of ten is chance
_SPEAKER = frozenset({"i", "we", "i'm", "i've", "i'd", "i'll", "we've", "we'd"})
_FEWEST_BUZZ = 2  # stock phrases
_BUZZ_IS_FLUFF = 0.3  # share of a sentence's words in them that makes it fluff


def is_story(subject: Subject) -> bool:
    """Whether the question asks for the speaker's own experience, which no sample can foresee."""
    return subject.question.category.strip().casefold() in STORY_CATEGORIES


def is_tale(subject: Subject) -> bool:
    """Whether one occasion is to be told, in situation, task, action and result."""
    return subject.question.category.strip().casefold() == "behavioral"


def evidence(subject: Subject) -> tuple[Sentence, ...]:
    """The sentences on the subject, fluff left out; for stories also those in which the speaker acts."""
    return tuple(sentence for sentence in subject.kept if _counts(subject, sentence) and not is_fluff(sentence))


def is_fluff(sentence: Sentence) -> bool:
    """Whether a sentence is made of stock phrases of self-praise."""
    found = cues("BUZZ").find(sentence.tokens)
    covered = sum(first.start <= token.start <= last.start for first, last in found for token in sentence.tokens)
    return len(found) >= _FEWEST_BUZZ and covered >= _BUZZ_IS_FLUFF * len(sentence.tokens)


def _counts(subject: Subject, sentence: Sentence) -> bool:
    if not subject.target.weights:
        return True
    return on_topic(subject, sentence) or (is_story(subject) and speaks_of_self(sentence))


def on_topic(subject: Subject, sentence: Sentence) -> bool:
    """Whether enough specific words of the sentence belong to the question."""
    specific = set(subject.document.of(sentence)) - generic_concepts()
    return len(specific & subject.target.topic) >= max(1.0, _TOPICAL * len(specific))


def speaks_of_self(sentence: Sentence) -> bool:
    return any(token.text in _SPEAKER for token in sentence.tokens)


def topic_share(subject: Subject) -> float:
    """The share of the answer's words that stand in sentences which count."""
    return _words(evidence(subject)) / subject.words if subject.words else 0.0


def _words(sentences: Sequence[Sentence]) -> int:
    return sum(len(sentence.tokens) for sentence in sentences)
