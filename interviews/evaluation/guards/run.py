"""All guards, in the order in which their flags are reported."""

from collections.abc import Callable

from interviews.evaluation.features.content import Content
from interviews.evaluation.features.estimate import Expected
from interviews.evaluation.guards.contradiction import contradicted_sample, swapped_roles
from interviews.evaluation.guards.copying import copied_question, copied_sample
from interviews.evaluation.guards.gibberish import gibberish
from interviews.evaluation.guards.instructions import injected_instructions
from interviews.evaluation.guards.listing import keyword_list
from interviews.evaluation.guards.off_topic import off_topic, other_language, unrelated
from interviews.evaluation.guards.repetition import repeated_text, very_long_paste
from interviews.evaluation.guards.said_again import said_again
from interviews.evaluation.guards.sample_games import negated_sample, scrambled_sample
from interviews.evaluation.guards.silence import empty, non_answer
from interviews.evaluation.guards.stuffing import keyword_stuffing
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.results import Flag

AKIN = 1.0  # as in `scoring.content`: from here on nothing is held down
Guard = Callable[[Subject, Content], Flag | None]

GUARDS: tuple[Guard, ...] = (
    empty,
    non_answer,
    gibberish,
    other_language,
    off_topic,
    copied_question,
    copied_sample,
    scrambled_sample,
    negated_sample,
    contradicted_sample,
    swapped_roles,
    keyword_stuffing,
    keyword_list,
    repeated_text,
    said_again,
    injected_instructions,
    very_long_paste,
)


def run_guards(subject: Subject, content: Content, expected: Expected | None = None) -> tuple[Flag, ...]:
    """Every flag raised; an empty answer raises that one alone. Shared words are not all that makes an answer one to
    the question: where it is near in meaning (`expected.kinship`; None without a sample) it is not
    called off topic, and where it shares none and is far in meaning it is."""
    nothing = empty(subject, content)
    if nothing:
        return (nothing,)
    akin = expected is not None and expected.kinship >= AKIN
    guards = (guard for guard in GUARDS if guard is not off_topic or not akin)
    flags = tuple(flag for guard in guards if (flag := guard(subject, content)))
    if expected is None or any(flag.name == "off_topic" for flag in flags):
        return flags
    strange = unrelated(subject, content, expected.near)
    return (*flags, strange) if strange else flags


def lowest_cap(flags: tuple[Flag, ...]) -> float:
    """The highest score (0-10) that the flags leave open."""
    return min((flag.cap for flag in flags if flag.cap is not None), default=10.0)
