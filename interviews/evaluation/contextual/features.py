"""The contextual features of an answer. Heavy libraries are loaded by the first call, not by the import."""

from interviews.evaluation.contextual.files import ContextualUnavailable, available

NAMES = (
    "precision",
    "recall",
    "f",
    "precision_beyond_question",
    "recall_beyond_question",
    "gain_over_question",
    "met_loosely",
    "met_closely",
    "sentences_recall",
    "sentences_precision",
    "whole_to_reference",
    "whole_to_question",
)


def features(question: str, reference: str, answer: str) -> tuple[float, ...]:
    """The features in the order of `NAMES`, each -1 to 1 and rounded to 1e-3; zeros where a text holds no word.

    Precision: how near the answer's word pieces are to the reference's; recall: the other way round, each piece by its
    weight. `beyond_question` leaves out what lies near the question's own words; `gain`: how much nearer the answer
    comes than the question did; `met`: the share of the reference that is met at all.
    ContextualUnavailable where the tier is not installed. On one kind of CPU two calls are equal in every digit;
    between kinds the int8 kernels may differ, which no rounding hides for sure. By how much was not measured.
    """
    if not available():
        raise ContextualUnavailable("the contextual tier needs the packages of requirements/contextual.in")
    from interviews.evaluation.contextual.alignment import compare

    return compare(question, reference, answer)
