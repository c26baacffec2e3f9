"""Which sentences of an answer are about the question. Only they can earn credit for how they are put."""

from collections.abc import Sequence

from interviews.evaluation.inputs import QuestionBrief
from interviews.evaluation.reading.document import Document
from interviews.evaluation.reading.lexicon import cues
from interviews.evaluation.reading.narrative import narrates
from interviews.evaluation.reading.target import Target, generic_concepts
from interviews.evaluation.reading.tokens import Sentence
from interviews.evaluation.words.narration import OF_WORK, POINTING

STORY_CATEGORIES = frozenset({"behavioral", "hr"})
_FEWEST_BUZZ = 2  # stock phrases
_BUZZ_IS_FLUFF = 0.3  # share of a sentence's words in them that makes it fluff
_TOPICAL = 0.15  # share of a sentence's specific words: one word of ten is chance
_SPEAKER = frozenset({"i", "we", "i'm", "i've", "i'd", "i'll", "we've", "we'd"})
_SPEAKERS_OWN = frozenset({"our", "me", "us"})  # not "my": "my neighbour sold his house"
_BEGINNING = 2  # words, one of which points back or names something of work: "It has …", "My manager …"


def asks_for_story(question: QuestionBrief) -> bool:
    """Whether the question asks for the speaker's own experience, which no sample can foresee."""
    return question.category.strip().casefold() in STORY_CATEGORIES


def sentences_about(
    question: QuestionBrief, target: Target, document: Document, sentences: Sequence[Sentence]
) -> tuple[Sentence, ...]:
    """The sentences on the subject, fluff left out; for stories also what the speaker does, and what was before it and
    came of it."""
    plain = [sentence for sentence in sentences if not is_fluff(sentence)]
    if not target.weights:
        return tuple(plain)
    story = asks_for_story(question)
    chosen = [_on_topic(target, document, s) or (story and _speaks_of_self(s)) for s in plain]
    if story:
        chosen = _with_neighbours(chosen, [narrates(s) and _is_linked(document, s, plain) for s in plain])
    return tuple(sentence for sentence, counts in zip(plain, chosen, strict=True) if counts)


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


def _with_neighbours(chosen: Sequence[bool], telling: Sequence[bool]) -> list[bool]:
    """Those chosen, and what is told of the past right before or after them."""
    after = _followed(chosen, telling)
    before = _followed(chosen[::-1], telling[::-1])[::-1]
    return [one or other for one, other in zip(after, before, strict=True)]


def _is_linked(document: Document, sentence: Sentence, told: Sequence[Sentence]) -> bool:
    """Whether it opens the story or goes on with it: by a word like "it", or a thing that is named elsewhere too."""
    beginning = {token.text for token in sentence.tokens[:_BEGINNING]}
    if sentence is told[0] or not beginning.isdisjoint(POINTING | OF_WORK):
        return True
    names = set(document.of(sentence)) - generic_concepts()
    return any(not names.isdisjoint(document.of(other)) for other in told if other is not sentence)


def _followed(chosen: Sequence[bool], telling: Sequence[bool]) -> list[bool]:
    found: list[bool] = []
    for here, past in zip(chosen, telling, strict=True):
        found.append(here or (past and bool(found) and found[-1]))
    return found


def _speaks_of_self(sentence: Sentence) -> bool:
    words = {token.text for token in sentence.tokens}
    return not words.isdisjoint(_SPEAKER) or (not words.isdisjoint(_SPEAKERS_OWN) and narrates(sentence))
