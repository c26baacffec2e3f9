"""Sentences that speak to the grader instead of answering."""

from functools import cache

from interviews.evaluation.reading.cues import Cues
from interviews.evaluation.reading.tokens import Sentence
from interviews.evaluation.words.instructions import COMMANDS, GRADER_TALK, VERDICTS

_ABOUT_PROMPTS = frozenset({"prompt", "llm", "jailbreak"})  # a question about these may quote such sentences


@cache
def _cues() -> tuple[Cues, Cues, Cues]:
    return Cues(COMMANDS), Cues(GRADER_TALK), Cues(VERDICTS)


def is_instruction(sentence: Sentence, topic: frozenset[str]) -> bool:
    """Whether the sentence orders the grader about: a command alone, or talk of grading with a verdict in it."""
    if _ABOUT_PROMPTS & topic:
        return False
    commands, talk, verdicts = _cues()
    if commands.find(sentence.tokens):
        return True
    return bool(talk.find(sentence.tokens) and verdicts.find(sentence.tokens))
