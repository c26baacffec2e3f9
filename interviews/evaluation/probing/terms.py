"""Whether a text speaks of a term, by the concepts of its words."""

from collections.abc import Iterable, Set

from interviews.evaluation.reading.document import Document, concept_of, read_known
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.reading.target import generic_concepts
from interviews.evaluation.reading.tokens import Sentence


def concepts_of(term: str, language: str) -> Set[str]:
    """The concepts of a term, the general ones left out beside specific ones; of "because" the word itself."""
    read = read_known(term)
    concepts = {concept_of(word, language) for word in read.concepts}
    return concepts - generic_concepts() or concepts or {token.text for token in read.tokens}


def words_of(document: Document, sentences: Iterable[Sentence]) -> Set[str]:
    """Every word of some sentences, as itself and as the concept it stands for."""
    words = [token.text for sentence in sentences for token in sentence.tokens]
    return {*words, *(document.concepts[word] for word in words if word in document.concepts)}


def missed(subject: Subject, terms: Iterable[str]) -> tuple[str, ...]:
    """The terms an answer does not speak of, in order."""
    words = words_of(subject.document, subject.kept)
    return tuple(term for term in terms if not _is_named(term, words, subject.target.language))


def _is_named(term: str, words: Set[str], language: str) -> bool:
    """Whether a term is there, in words or, if it has several, by their initials: "TTL" for the time to live."""
    return concepts_of(term, language) <= words or (" " in term and _initials(term) in words)


def _initials(term: str) -> str:
    return "".join(word[0] for word in term.lower().split())
