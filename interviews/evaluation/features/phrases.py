"""Key phrases: runs of content words, ranked by how much their words keep company (after RAKE; Rose et al. 2010)."""

from collections import Counter
from collections.abc import Iterator, Sequence

from interviews.evaluation.reading.about import is_fluff
from interviews.evaluation.reading.document import Document
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.reading.target import generic_concepts
from interviews.evaluation.reading.tokens import Sentence, Token

MOST_PHRASES = 8
LONGEST_PHRASE = 3  # words

Run = list[Token]


def key_phrases(subject: Subject) -> tuple[str, ...]:
    """Up to `MOST_PHRASES` phrases of the answer, in lower case, the telling ones first."""
    return tuple(telling_runs(subject.document, subject.kept))


def telling_runs(document: Document, sentences: Sequence[Sentence]) -> dict[str, list[Run]]:
    """The same phrases of some sentences of a text, each with every place where it stands."""
    runs = list(_runs(document, sentences))
    words = [tuple(token.text for token in run) for run in runs]
    frequency = Counter(word for run in words for word in run)
    degree = Counter[str]()
    for run in words:
        degree.update({word: len(run) * run.count(word) for word in run})
    ranked = sorted(dict.fromkeys(words), key=lambda run: -sum(degree[word] / frequency[word] for word in run))
    best = ranked[:MOST_PHRASES]
    return {" ".join(one): [run for run, at in zip(runs, words, strict=True) if at == one] for one in best}


def _runs(document: Document, sentences: Sequence[Sentence]) -> Iterator[Run]:
    for sentence in sentences:
        if not is_fluff(sentence):
            yield from _runs_in(document, sentence.tokens)


def _runs_in(document: Document, tokens: tuple[Token, ...]) -> Iterator[Run]:
    run: Run = []
    for token in tokens:
        joined = run and document.text[run[-1].end : token.start] in (" ", "-")
        if run and (not joined or len(run) == LONGEST_PHRASE or not _telling(document, token)):
            yield run
            run = []
        if _telling(document, token):
            run.append(token)
    if run:
        yield run


def _telling(document: Document, token: Token) -> bool:
    concept = document.concepts.get(token.text)
    return concept is not None and len(token.text) > 2 and concept not in generic_concepts()
