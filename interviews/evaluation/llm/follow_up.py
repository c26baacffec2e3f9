"""A follow-up that a model wrote: taken where it is one plain question, else let go; no verdict hangs on it."""

import re

from interviews.evaluation.inputs import QuestionBrief
from interviews.evaluation.llm.quotes import is_hidden
from interviews.evaluation.llm.schema import FollowUpDraft
from interviews.evaluation.results import Probe

LONGEST = 300  # characters, of question and reason each
_HANDED_OUT = 6  # words in a row of the sample, from which a text gives it away
# A question asks; it neither grades, nor links, nor speaks of how it came about.
_UNFIT = re.compile(
    r"https?:|www\.|\byour (?:score|grade|mark|points)\b|(?:/|\bof) ?(?:10|ten)\b|\brubric\b"
    r"|\b(?:my|your|the) (?:instructions|prompt|seal)\b",
    re.IGNORECASE,
)


def written(draft: FollowUpDraft | None, question: QuestionBrief) -> Probe | None:
    """What a model wants to ask further; None where it wants nothing, or nothing that can be put to a candidate."""
    if draft is None:
        return None
    asked, why = (" ".join(text.split()) for text in (draft.question, draft.why))
    if not asked.endswith("?") or asked.count("?") > 1 or not all(_is_fit(text, question) for text in (asked, why)):
        return None
    return Probe(asked, why)


def _is_fit(text: str, question: QuestionBrief) -> bool:
    if not 2 <= len(text) <= LONGEST or _UNFIT.search(text) or any(map(is_hidden, text)):
        return False
    return _runs(text).isdisjoint(_runs(question.sample_answer))


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[at : at + _HANDED_OUT]) for at in range(len(words) - _HANDED_OUT + 1)}
