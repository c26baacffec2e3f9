"""Sentences that speak to the grader instead of answering."""

import base64
import binascii
import re
from collections.abc import Sequence
from functools import cache

from interviews.evaluation.reading.cues import Cues
from interviews.evaluation.reading.grader_talk import is_grader_addressed
from interviews.evaluation.reading.stems import stem
from interviews.evaluation.reading.tokens import Sentence, Token, tokenize
from interviews.evaluation.words import instructions as words

ABOUT_PROMPTS = frozenset({"prompt", "llm", "jailbreak"})  # a question about these may quote such sentences
_GRADING_WORDS = ("score", "scoring", "grade", "grading", "grader", "rubric", "evaluator", "rating", "rank", "ranking")
ABOUT_GRADING = frozenset(map(stem, _GRADING_WORDS))  # a question about these speaks of grading all along
_ROLE = re.compile(
    r"^\W*(?:system|assistant|human|admin|developer|evaluator|grader)(?: (?:message|prompt|note))?\s*[:\]>]"
    r"|\[/?(?:inst|system|end)\]|<\|?/?(?:system|im_start|im_end|assistant)\b",
    re.IGNORECASE,
)
_SHOUTED_ROLE = re.compile(r"\b(?:SYSTEM|ASSISTANT|ADMIN)\s*:")  # amid a sentence that is not all capitals
_VERDICT = re.compile(
    r"\b(?:\w*score\w*|rating|grade)[\"']?\s*[:=]\s*[\"']?(?:10|100|ten|a\+)|(?:[\"']\w+[\"']\s*:\s*10\b\W*){2}",
    re.IGNORECASE,
)
_ENCODED = re.compile(r"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{24,400}={0,2}")
_SWAPPED = re.compile(r"\b(?=[a-z]*\d)(?=\d*[a-z])[a-z\d]{2,}\b", re.IGNORECASE)  # words with figures in them
_MANY_SWAPPED = 2
_LETTERS = str.maketrans("013457", "oieast")


@cache
def _commands() -> Cues:
    return Cues(words.COMMANDS)


@cache
def _pairs() -> tuple[tuple[Cues, Cues], ...]:
    """Expressions that give an order away when both stand in one sentence."""
    named = ((words.OVERRIDES, words.RULES), (words.FOREIGN_ORDERS, words.FOREIGN_RULES))
    return tuple((Cues(one), Cues(other)) for one, other in named)


def is_instruction(text: str, sentence: Sentence, topic: frozenset[str]) -> bool:
    """Whether the sentence of `text` orders the grader about. What the question is about orders nobody."""
    if ABOUT_PROMPTS & topic:
        return False
    said = text[sentence.start : sentence.end]
    verdict = _VERDICT.search(said) and not ABOUT_GRADING & topic
    return bool(verdict) or _takes_role(said) or _orders(sentence.tokens, topic) or _hides_order(said, topic)


def _takes_role(said: str) -> bool:
    return bool(_ROLE.search(said) or (not said.isupper() and _SHOUTED_ROLE.search(said)))


def _orders(tokens: Sequence[Token], topic: frozenset[str]) -> bool:
    fresh = [token for token in tokens if stem(token.text) not in topic]
    if _commands().find(tokens) or any(one.find(fresh) and other.find(tokens) for one, other in _pairs()):
        return True
    return is_grader_addressed(tokens, fresh)


def _hides_order(said: str, topic: frozenset[str]) -> bool:
    if len(_SWAPPED.findall(said)) >= _MANY_SWAPPED and _orders(tokenize(said.translate(_LETTERS)), topic):
        return True
    return any(_orders(tokenize(_decoded(match.group())), topic) for match in _ENCODED.finditer(said))


def _decoded(code: str) -> str:
    """The text that base64 stands for; empty where it stands for none."""
    try:
        return base64.b64decode(code + "=" * (-len(code) % 4)).decode("ascii")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return ""
