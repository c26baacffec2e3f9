"""Key phrases: runs of content words, ranked by how much their words keep company (after RAKE; Rose et al. 2010)."""

from collections import Counter
from collections.abc import Iterator

from interviews.evaluation.reading.about import is_fluff
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.reading.target import generic_concepts
from interviews.evaluation.reading.tokens import Token

MOST_PHRASES = 8
LONGEST_PHRASE = 3  # words


def key_phrases(subject: Subject) -> tuple[str, ...]:
    """Up to `MOST_PHRASES` phrases of the answer, in lower case, the telling ones first."""
    runs = [tuple(token.text for token in run) for run in _runs(subject)]
    frequency = Counter(word for run in runs for word in run)
    degree = Counter[str]()
    for run in runs:
        degree.update({word: len(run) * run.count(word) for word in run})
    ranked = sorted(dict.fromkeys(runs), key=lambda run: -sum(degree[word] / frequency[word] for word in run))
    return tuple(" ".join(run) for run in ranked[:MOST_PHRASES])


def _runs(subject: Subject) -> Iterator[list[Token]]:
    for sentence in subject.kept:
        if not is_fluff(sentence):
            yield from _runs_in(subject, sentence.tokens)


def _runs_in(subject: Subject, tokens: tuple[Token, ...]) -> Iterator[list[Token]]:
    run: list[Token] = []
    for token in tokens:
        joined = run and subject.answer.text[run[-1].end : token.start] in (" ", "-")
        if run and (not joined or len(run) == LONGEST_PHRASE or not _telling(subject, token)):
            yield run
            run = []
        if _telling(subject, token):
            run.append(token)
    if run:
        yield run


def _telling(subject: Subject, token: Token) -> bool:
    concept = subject.document.concepts.get(token.text)
    return concept is not None and len(token.text) > 2 and concept not in generic_concepts()
