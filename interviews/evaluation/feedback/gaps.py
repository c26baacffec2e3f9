"""What was expected and is not there, statement by statement, named so that it can stand in a sentence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from interviews.evaluation.features.content import COVERED, Content
from interviews.evaluation.features.evidence import is_story
from interviews.evaluation.feedback.naming import Name, keyword_name, names_in, quoted
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.reading.target import generic_concepts
from interviews.evaluation.reading.tokens import Sentence
from interviews.evaluation.wording import joined

MOST_GAPS = 3
MOST_NAMES = 3  # of one statement
NEAR = 0.2  # share of a statement's worth, from which a sentence of the answer is the place to go on from
_OF_A_STATEMENT = 1 / 6  # what a statement's words weigh against keywords: the author chose those


@dataclass(frozen=True, slots=True)
class Gap:
    """What of one expected statement the answer does not touch: names of things, or else the statement itself.

    `worth` ranks gaps; `place` is the sentence of the answer that comes nearest to the statement, if one does.
    """

    names: tuple[Name, ...]
    worth: float
    place: Sentence | None = None
    is_statement: bool = False

    def named(self, link: str = "and") -> str:
        """The names as part of a sentence, in quotes."""
        return joined([f"“{name.text}”" for name in self.names], link)

    @property
    def topics(self) -> tuple[str, ...]:
        """Those names that can stand as the title of something to learn."""
        return tuple(name.text for name in self.names if name.is_topic)


def gaps(subject: Subject, content: Content) -> tuple[Gap, ...]:
    """The weightiest gaps, at most `MOST_GAPS`, none naming again what another has named."""
    missing = missing_keywords(subject)
    found = _of_keywords(subject, missing) if is_story(subject) else _of_statements(subject, content, missing)
    chosen: list[Gap] = []
    for gap in sorted(found, key=lambda gap: -gap.worth):
        fresh = tuple(name for name in gap.names if not _is_named(name, chosen))
        if fresh and len(chosen) < MOST_GAPS:
            chosen.append(Gap(fresh, gap.worth, gap.place, gap.is_statement))
    return tuple(chosen)


def missing_keywords(subject: Subject) -> dict[str, float]:
    """The keywords of which nothing is said, each with its worth."""
    said, target = set(subject.concepts()), subject.target
    return {
        name: target.worth(concepts)
        for name, concepts in target.keywords.items()
        if concepts.isdisjoint(said) and not concepts <= target.given and not _abbreviated(subject, name)
    }


def _abbreviated(subject: Subject, keyword: str) -> bool:
    """Whether somebody says "ttl" for "time to live": that names it."""
    return "".join(word[0] for word in keyword.lower().split()) in subject.document.concepts


def _is_named(name: Name, chosen: Iterable[Gap]) -> bool:
    words = set(name.text.casefold().split())
    return any(words & set(other.text.casefold().split()) for gap in chosen for other in gap.names)


def _of_keywords(subject: Subject, missing: dict[str, float]) -> Iterator[Gap]:
    """For a story: nobody has to tell the sample's, but what it turns on can be missing."""
    general = generic_concepts()
    names = [keyword_name(name) for name in missing if not subject.target.keywords[name] <= general]
    things = tuple(name for name in names if name.is_topic)[:MOST_NAMES]
    if things:
        yield Gap(things, sum(missing.values()))


def _of_statements(subject: Subject, content: Content, missing: dict[str, float]) -> Iterator[Gap]:
    sample, left = subject.target.sample, dict(missing)
    stated = [sentence for sentence in sample.sentences if sample.of(sentence)]
    for sentence, score in zip(stated, content.point_scores, strict=False):
        there = set(sample.of(sentence))
        own = [keyword for keyword in left if subject.target.keywords[keyword] <= there]
        if own:
            worth = (1 - score) * sum(left.pop(keyword) for keyword in own)
            names = tuple(keyword_name(keyword, sample, sentence) for keyword in own[:MOST_NAMES])
            yield Gap(names, worth, _place(subject, there))
        elif score < COVERED:
            yield from _unnamed(subject, sentence, score)
    yield from (Gap((keyword_name(keyword),), worth) for keyword, worth in left.items())


def _unnamed(subject: Subject, sentence: Sentence, score: float) -> Iterator[Gap]:
    """A statement without a keyword, by the things it names, or by itself if it is short."""
    stated = subject.target.sample.of(sentence)
    worth = (1 - score) * subject.target.worth(stated) * _OF_A_STATEMENT
    names = tuple(names_in(subject, sentence))[:2]
    if names:
        yield Gap(names, worth, _place(subject, set(stated)))
    elif (quote := quoted(subject.target.sample, sentence)) is not None:
        yield Gap((quote,), worth, is_statement=True)


def _place(subject: Subject, stated: set[str]) -> Sentence | None:
    """The sentence of the answer that says most of a statement; None where none does, or it stands alone."""
    telling = stated - generic_concepts() - subject.target.given
    shared = {
        sentence: subject.target.worth(telling.intersection(subject.document.of(sentence)))
        for sentence in subject.about
    }
    best = max(shared, key=lambda sentence: shared[sentence], default=None) if len(subject.kept) > 1 else None
    return best if best is not None and shared[best] > NEAR * subject.target.worth(telling) else None
