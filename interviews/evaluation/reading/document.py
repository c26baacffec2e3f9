"""A text read once: its words, sentences, and for each word the concept it stands for."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from interviews.evaluation.reading.language import UNKNOWN, detect_language
from interviews.evaluation.reading.stems import concept, stem
from interviews.evaluation.reading.tokens import Sentence, Token, split_sentences, tokenize
from interviews.evaluation.words.function_words import FUNCTION_WORDS

LONGEST_TEXT = 20_000  # characters that are read; what follows is flagged by the paste guard and not scored
_ALSO_CONTENT = frozenset({"n", "k", "o", "c", "r"})  # single letters that mean something in an answer: O(n), C, R


@dataclass(frozen=True, slots=True, eq=False)  # one text read once: what is found in it may be remembered
class Document:
    """A text with `language` (or UNKNOWN) and, for each word that carries content, its concept."""

    text: str
    language: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    concepts: Mapping[str, str]

    def of(self, sentence: Sentence) -> list[str]:
        """The concepts of a sentence in order, function words left out."""
        return [self.concepts[token.text] for token in sentence.tokens if token.text in self.concepts]


@lru_cache(maxsize=256)
def read_known(text: str) -> Document:
    """`read`, remembered: for questions and samples, which come again and again."""
    return read(text)


def read(text: str, language: str = UNKNOWN) -> Document:
    """Read a text; `language` is what to assume where the text itself is too short to tell."""
    tokens = tokenize(text[:LONGEST_TEXT])
    spoken = detect_language(tokens) or language
    return Document(
        text, spoken, tuple(tokens), tuple(split_sentences(text[:LONGEST_TEXT], tokens)), _concepts(tokens, spoken)
    )


def is_content(word: str, language: str) -> bool:
    """Whether a word says something of its own: no function word, no stray letter."""
    if word in FUNCTION_WORDS[language or "english"]:
        return False
    return len(word) > 1 or word in _ALSO_CONTENT or word.isdigit() or not word.isascii()


def _concepts(tokens: list[Token], language: str) -> dict[str, str]:
    words = dict.fromkeys(token.text for token in tokens)
    return {word: concept_of(word, language) for word in words if is_content(word, language)}


def concept_of(word: str, language: str) -> str:
    """The concept of a word; synonyms are known in English only."""
    if language in (UNKNOWN, "english"):
        return concept(stem(word.removesuffix("'s")))
    return stem(word, language)
