"""A follow-up as evaluators see it: its own words, and as much of its question's guidance as concerns it."""

from collections.abc import Sequence
from dataclasses import replace

from interviews.evaluation.inputs import QuestionBrief
from interviews.evaluation.probing.terms import concepts_of, words_of
from interviews.evaluation.reading.about import asks_for_story
from interviews.evaluation.reading.document import read_known


def follow_up_brief(parent: QuestionBrief, text: str, terms: Sequence[str], *, said: Sequence[str]) -> QuestionBrief:
    """The brief of a follow-up to `parent`; `said` is what either side has said on it since.

    With terms they are the keywords, and of the sample only the sentences count that speak of one of them; without,
    the answer is held against all that was expected of the question. Length and time are not its question's.
    """
    asked = replace(
        parent, text=text, context=parent.text, said_before="\n".join(said), follow_ups=(), ideal_answer_length=None,
        time_limit_seconds=None,
    )  # fmt: skip
    if not terms:
        return asked
    # Nobody has to tell the sample's story, and less so a part of it.
    sample = "" if asks_for_story(parent) else sample_about(parent.sample_answer, terms)
    return replace(asked, sample_answer=sample, keywords=tuple(terms))


def sample_about(sample: str, terms: Sequence[str]) -> str:
    """The sentences of a sample that speak of any of the terms, in order; empty where none does."""
    document = read_known(sample)
    wanted = [concepts_of(term, document.language) for term in terms]
    chosen = [s for s in document.sentences if any(concepts <= words_of(document, [s]) for concepts in wanted)]
    return " ".join(sample[sentence.start : sentence.end] for sentence in chosen)
