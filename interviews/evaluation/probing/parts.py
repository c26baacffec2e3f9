"""What to ask of a story that lacks a part, where the question has no follow-up of its own left."""

from collections.abc import Collection, Iterator

from interviews.evaluation.features.evidence import is_tale
from interviews.evaluation.features.story import PART_NAMES, story
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.results import Probe

# The weightiest first: a story without its result proves least.
QUESTIONS = {
    "RESULT": "What was the result, and how did you measure it?",
    "ACTION": "What did you yourself do, step by step?",
    "TASK": "What exactly was your own task in it?",
    "SITUATION": "When and where was that, and who took part?",
}
LESSON = Probe("What would you do differently today?", "Your story does not say yet what you learnt.")


def part_probe(subject: Subject, asked: Collection[str]) -> Probe | None:
    """The question for the first part of the story that is missing and was not asked for; None without one."""
    missing = _missing(subject) if is_tale(subject) else iter(())
    return next((probe for probe in missing if probe.text not in asked), None)


def _missing(subject: Subject) -> Iterator[Probe]:
    told = story(subject)
    for part, question in QUESTIONS.items():
        if part not in told.parts:
            yield Probe(question, f"Your story does not tell {PART_NAMES[part]} yet.")
    if not told.lesson:
        yield LESSON
