"""What was expected and is not there, named in the sample's terms without handing the sample out."""

from collections.abc import Iterator
from dataclasses import dataclass

from interviews.evaluation.features.content import COVERED, Content
from interviews.evaluation.features.evidence import is_story
from interviews.evaluation.reading.document import Document
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.reading.target import generic_concepts
from interviews.evaluation.reading.tokens import Sentence, Token

MOST_GAPS = 3
_LONGEST_TERM = 3  # words
_TERMS_OF_POINT = 2
_VERBS = frozenset(
    {"go", "come", "run", "make", "take", "starve", "keep", "put", "let", "get", "hold", "become", "hit"}
)
_AFTER_VERB = frozenset(
    {"in", "the", "a", "an", "up", "it", "them", "each", "every", "only", "when", "so", "how", "its"}
)
_NOUN_ENDINGS = ("tion", "sion", "ment", "ity", "ness", "ance", "ence", "ism", "ship", "cy")


@dataclass(frozen=True, slots=True)
class Gap:
    """Terms (up to two) of one expected statement, or one keyword, that the answer does not touch; `worth` ranks it."""

    terms: tuple[str, ...]
    worth: float

    @property
    def named(self) -> str:
        """The terms as part of a sentence."""
        return " and ".join(self.terms)


def gaps(subject: Subject, content: Content) -> tuple[Gap, ...]:
    """The weightiest gaps, at most `MOST_GAPS`, none naming a term twice."""
    said = set(subject.concepts())
    found = sorted([*_keyword_gaps(subject, said), *_point_gaps(subject, content, said)], key=lambda gap: -gap.worth)
    chosen: list[Gap] = []
    for gap in found:
        fresh = tuple(term for term in gap.terms if not _named_already(term, chosen))
        if fresh and len(chosen) < MOST_GAPS:
            chosen.append(Gap(fresh, gap.worth))
    return tuple(chosen)


def _named_already(term: str, chosen: list[Gap]) -> bool:
    return any(set(term.casefold().split()) & set(other.casefold().split()) for gap in chosen for other in gap.terms)


def _keyword_gaps(subject: Subject, said: set[str]) -> Iterator[Gap]:
    for name, concepts in subject.target.keywords.items():
        known = concepts <= subject.target.given or _initials(name) in subject.document.concepts
        if concepts.isdisjoint(said) and not known:
            yield Gap((f"“{name}”" if is_story(subject) else name,), subject.target.worth(concepts))


def _initials(name: str) -> str:
    """ "ttl" for "time to live": whoever says that has named it."""
    return "".join(word[0] for word in name.lower().split())


def _point_gaps(subject: Subject, content: Content, said: set[str]) -> Iterator[Gap]:
    if is_story(subject) or not subject.target.sample.tokens:
        return  # nobody has to tell the sample's story
    stated = [sentence for sentence in subject.target.sample.sentences if subject.target.sample.of(sentence)]
    for sentence, score in zip(stated, content.point_scores, strict=bool(stated)):
        terms = tuple(_missing_terms(subject, sentence, said))[:_TERMS_OF_POINT] if score < COVERED else ()
        if terms:
            yield Gap(terms, (1 - score) * subject.target.worth(subject.target.sample.of(sentence)) / 3)


def _missing_terms(subject: Subject, sentence: Sentence, said: set[str]) -> Iterator[str]:
    """The runs of content words in a sample sentence of which no specific word is said, the weightiest first."""
    sample = subject.target.sample
    known = said | subject.target.given
    runs = [run for run in _runs(sample, sentence) if _is_missing(sample, run, known) and _is_term(subject, run)]
    runs.sort(key=lambda run: -subject.target.worth(sample.concepts[token.text] for token in run))
    return (sample.text[run[0].start : run[-1].end].lower() for run in runs)


def _is_missing(sample: Document, run: list[Token], known: set[str]) -> bool:
    concepts = {sample.concepts[token.text] for token in run} - generic_concepts()
    return bool(concepts) and concepts.isdisjoint(known) and sum(len(token.text) for token in run) > 3


def _is_term(subject: Subject, run: list[Token]) -> bool:
    """Whether a run can stand for a thing: words that end like one, or one word that is a keyword or plainly a noun."""
    word = run[-1].text
    keyword = frozenset({subject.target.sample.concepts[word]}) in subject.target.keywords.values()
    if len(run) > 1:
        return not word.endswith(("ly", "ing")) and not _is_verb(subject.target.sample, run[-1])
    return keyword or word.removesuffix("s").endswith(_NOUN_ENDINGS)


def _is_verb(sample: Document, token: Token) -> bool:
    """Whether a word is more likely what a thing does ("looks in", "blocks the") or a particle ("back")."""
    following = sample.text[token.end : token.end + 12].split()
    third_person = token.text.endswith("s") and not token.text.endswith("ss")
    return token.text in _VERBS or bool(third_person and following and following[0].lower() in _AFTER_VERB)


def _runs(sample: Document, sentence: Sentence) -> Iterator[list[Token]]:
    run: list[Token] = []
    for token in sentence.tokens:
        joined = run and sample.text[run[-1].end : token.start] in (" ", "-")
        if run and (not joined or token.text not in sample.concepts or len(run) == _LONGEST_TERM):
            yield run
            run = []
        if token.text in sample.concepts:
            run.append(token)
    if run:
        yield run
