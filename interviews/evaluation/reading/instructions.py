"""Sentences that speak to the grader instead of answering."""

from functools import cache

from interviews.evaluation.reading.cues import Cues
from interviews.evaluation.reading.tokens import Sentence
from interviews.evaluation.words.instructions import COMMANDS, GRADER_TALK, OVERRIDES, RULES, VERDICTS

_ABOUT_PROMPTS = frozenset({"prompt", "llm", "jailbreak"})  # a question about these may quote such sentences


@cache
def _commands() -> Cues:
    return Cues(COMMANDS)


@cache
def _pairs() -> tuple[tuple[Cues, Cues], ...]:
    """Expressions that give an order away when both stand in one sentence."""
    return (Cues(OVERRIDES), Cues(RULES)), (Cues(GRADER_TALK), Cues(VERDICTS))


def is_instruction(sentence: Sentence, topic: frozenset[str]) -> bool:
    """Whether the sentence orders the grader about."""
    if _ABOUT_PROMPTS & topic:
        return False
    tokens = sentence.tokens
    return bool(_commands().find(tokens)) or any(one.find(tokens) and other.find(tokens) for one, other in _pairs())
