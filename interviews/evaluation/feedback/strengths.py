"""What is good, shown by the sentence of the answer that shows it."""

from collections.abc import Callable, Iterable, Iterator

from interviews.evaluation.features.all import Features
from interviews.evaluation.features.content import COVERED
from interviews.evaluation.features.evidence import is_story, is_tale
from interviews.evaluation.features.story import PART_NAMES
from interviews.evaluation.features.substance import is_specific
from interviews.evaluation.reading.lexicon import cues
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.reading.target import generic_concepts
from interviews.evaluation.reading.tokens import Sentence
from interviews.evaluation.reading.trade_offs import weighs
from interviews.evaluation.results import Point

MOST_STRENGTHS = 4
_LEAST_WORDS = 4  # a sentence of fewer shows nothing

Shown = tuple[str, str, Sentence]  # criterion, text, where


def strengths(subject: Subject, features: Features) -> tuple[Point, ...]:
    """Up to `MOST_STRENGTHS` strengths, each with a sentence of its own."""
    told = _of_story(features) if is_tale(subject) else iter(())
    content, substance = [*_of_content(subject, features)], [*_of_substance(subject)]
    ranked = [*told, *substance, *content] if is_story(subject) else [*content, *substance]
    chosen: dict[Sentence, Shown] = {}
    for shown in ranked:
        if len(shown[2].tokens) >= _LEAST_WORDS:
            chosen.setdefault(shown[2], shown)
    return tuple(_point(subject, shown) for shown in _varied(chosen.values()))


def _varied(shown: Iterable[Shown]) -> list[Shown]:
    """No text twice: the second and later ones of a kind say nothing new."""
    return list({text: (criterion, text, where) for criterion, text, where in reversed(list(shown))}.values())[::-1][
        :MOST_STRENGTHS
    ]


def _point(subject: Subject, shown: Shown) -> Point:
    criterion, text, where = shown
    return Point.at(criterion, text, subject.answer.text, where.start, where.end)


def _of_story(features: Features) -> Iterator[Shown]:
    for part, sentence in features.story.parts.items():
        yield "structure", f"Tells {PART_NAMES[part]}.", sentence


def _of_content(subject: Subject, features: Features) -> Iterator[Shown]:
    """For each statement of the sample that is said, the sentence that says most of it and the words they share."""
    ranked = sorted(zip(subject.target.points, features.content.point_scores, strict=True), key=lambda pair: -pair[1])
    for point, score in ranked:
        if score >= COVERED and subject.kept:
            best = max(
                subject.kept,
                key=lambda sentence: subject.target.worth(point.intersection(subject.document.of(sentence))),
            )
            shared = _shared_words(subject, best, point)
            if shared:
                yield "technical_accuracy", f"Makes an expected point: {shared}.", best


def _shared_words(subject: Subject, sentence: Sentence, point: frozenset[str]) -> str:
    concepts = subject.document.concepts
    telling = point - generic_concepts()
    words = [token.text for token in sentence.tokens if concepts.get(token.text) in telling]
    weightiest = sorted(dict.fromkeys(words), key=lambda word: -subject.target.weights[concepts[word]])[:3]
    return ", ".join(sorted(weightiest, key=words.index))


def _of_substance(subject: Subject) -> Iterator[Shown]:
    kinds: tuple[tuple[str, Callable[[Sentence], object]], ...] = (
        ("Gives the reason, not only the fact.", lambda sentence: cues("REASONS").find(sentence.tokens)),
        ("Weighs the other side.", weighs),
        ("Backs the claim with an example.", lambda sentence: cues("EXAMPLES").find(sentence.tokens)),
        (
            "Is specific: figures or names instead of generalities.",
            lambda sentence: is_specific(subject.document, sentence),
        ),
    )
    for text, shows in kinds:
        yield from (("depth", text, sentence) for sentence in subject.about if shows(sentence))
