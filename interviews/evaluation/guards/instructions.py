"""Text that tells the grader what to do."""

from interviews.evaluation.features.content import Content
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.results import Flag

ALONE_CAP = 0.5
BESIDE_CAP = 5.0  # moderate: who orders the grader about gives no full-mark answer, but not every order found is one
_FEWEST_WORDS = 5  # of answer beside the instruction, below which there is none


def injected_instructions(subject: Subject, content: Content) -> Flag | None:
    """An order to the grader, neither obeyed nor scored; with one no answer is better than half good."""
    if not subject.instructions:
        return None
    cap = BESIDE_CAP if subject.words >= _FEWEST_WORDS else ALONE_CAP
    return Flag("injected_instructions", "The answer gives orders to the grader.", cap)
