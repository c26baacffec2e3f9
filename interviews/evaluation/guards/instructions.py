"""Text that tells the grader what to do."""

from interviews.evaluation.features.content import Content
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.results import Flag

ALONE_CAP = 0.5
_FEWEST_WORDS = 5  # of answer beside the instruction, below which there is none


def injected_instructions(subject: Subject, content: Content) -> Flag | None:
    """An order to the grader, neither obeyed nor scored: beside an answer it changes nothing, alone it is none."""
    if not subject.instructions:
        return None
    cap = None if subject.words >= _FEWEST_WORDS else ALONE_CAP
    return Flag("injected_instructions", "The answer gives orders to the grader.", cap)
