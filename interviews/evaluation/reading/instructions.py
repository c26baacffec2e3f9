"""Sentences that speak to the grader instead of answering."""

import base64
import binascii
import re
from collections.abc import Sequence
from functools import cache

from interviews.evaluation.reading.cues import Cues
from interviews.evaluation.reading.grader_talk import first_said, is_grader_addressed, talk_in
from interviews.evaluation.reading.stems import stem
from interviews.evaluation.reading.tokens import Sentence, Token, tokenize
from interviews.evaluation.words import grading
from interviews.evaluation.words import instructions as words

Expression = tuple[Token, Token]  # its first and last word
ABOUT_PROMPTS = frozenset({"prompt", "llm", "jailbreak"})  # a question about these may quote such sentences
_GRADING_WORDS = ("score", "scoring", "grade", "grading", "grader", "rubric", "evaluator", "rating", "rank", "ranking")
ABOUT_GRADING = frozenset(map(stem, _GRADING_WORDS))  # a question about these speaks of grading all along
_ROLE = re.compile(
    r"^\W*(?:system|assistant|human|admin|developer|evaluator|grader)(?: (?:message|prompt|note))?\s*[:\]>]",
    re.IGNORECASE,
)
_SHOUTED_ROLE = re.compile(r"\b(?:SYSTEM|ASSISTANT|ADMIN)\s*:")  # amid a sentence that is not all capitals
_TURN = re.compile(r"(?<!\w)\[/?(?:inst|system|end)\]|<\|?/?(?:system|im_start|im_end|assistant)\b", re.IGNORECASE)
_VERDICT = re.compile(
    r"\b(?:\w*score\w*|rating|grade)[\"']?\s*[:=]\s*[\"']?(?:10|100|ten|a\+)|(?:[\"']\w+[\"']\s*:\s*10\b\W*){2}",
    re.IGNORECASE,
)
_ENCODED = re.compile(r"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{24,400}={0,2}")
_SWAPPED = re.compile(r"\b(?=[a-z]*\d)(?=\d*[a-z])[a-z\d]{2,}\b", re.IGNORECASE)  # words with figures in them
_MANY_SWAPPED = 2
_LETTERS = str.maketrans("013457", "oieast")
_CERTAIN_TOGETHER = (("OVERRIDES", "RULES"), ("FOREIGN_ORDERS", "FOREIGN_RULES"))
_MEANT_KINDS = 2  # of grader talk beside an expression that honest prose has, too


@cache
def _cues(name: str) -> Cues:
    return Cues(getattr(words, name))


@cache
def _orderly() -> Cues:
    return Cues(words.OVERRIDES + grading.AWARDING)


def is_instruction(text: str, sentence: Sentence, topic: frozenset[str]) -> bool:
    """Whether the sentence of `text` orders the grader about. What the question is about orders nobody."""
    if ABOUT_PROMPTS & topic:
        return False
    said = text[sentence.start : sentence.end]
    if _TURN.search(said) or (_VERDICT.search(said) and not ABOUT_GRADING & topic):
        return True
    return _takes_role(said, sentence.tokens, topic) or _orders(sentence.tokens, topic) or _hides_order(said, topic)


def _takes_role(said: str, tokens: Sequence[Token], topic: frozenset[str]) -> bool:
    """Whether a role speaks, and of answers and marks, or one that grades, orders or praises; "System: three parts"
    does not."""
    if not (_ROLE.search(said) or (not said.isupper() and _SHOUTED_ROLE.search(said))):
        return False
    fresh = _beyond(topic, tokens)
    talk = talk_in(tokens, fresh)
    graded = talk.marking or talk.own or talk.policy or talk.each or bool(_cues("ASSESSED").find(fresh))
    return graded or (talk.grader and (talk.awarding or talk.best))


def _orders(tokens: Sequence[Token], topic: frozenset[str]) -> bool:
    fresh = _beyond(topic, tokens)
    if _cues("COMMANDS").find(tokens) or is_grader_addressed(tokens, fresh):
        return True
    if any(_together(*lists, tokens, fresh) for lists in _CERTAIN_TOGETHER):
        return True
    commands = ([command] for command in _cues("AMBIGUOUS_COMMANDS").find(tokens))
    doubtful = (*commands, *_together("OVERRIDES", "AMBIGUOUS_RULES", tokens, fresh))
    return any(_is_meant(expressions, tokens, fresh) for expressions in doubtful)


def _beyond(topic: frozenset[str], tokens: Sequence[Token]) -> list[Token]:
    return [token for token in tokens if stem(token.text) not in topic]


def _together(one: str, other: str, tokens: Sequence[Token], fresh: Sequence[Token]) -> list[list[Expression]]:
    """The expressions of two lists in one sentence, pair by pair; either alone says nothing."""
    return [[first, second] for first in _cues(one).find(fresh) for second in _cues(other).find(tokens)]


def _is_meant(expressions: Sequence[Expression], tokens: Sequence[Token], fresh: Sequence[Token]) -> bool:
    """Whether an expression that honest prose has, too, is an order here: by what is said of grading
    beside it, or because the sentence begins with it and says nothing on the question."""
    rest = [t for t in tokens if not any(first.start <= t.start <= last.start for first, last in expressions)]
    if talk_in(rest, [token for token in rest if token in fresh]).kinds >= _MEANT_KINDS:
        return True
    verb = first_said(tokens)
    begins = verb not in rest and any(verb is first for first, _ in _orderly().find(tokens))
    return begins and len(fresh) == len(tokens)


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
