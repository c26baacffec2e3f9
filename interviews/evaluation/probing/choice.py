"""The choice of a follow-up: one of the question's own, else what a story lacks, else none. Nothing is made up."""

from collections.abc import Collection, Sequence

from interviews.evaluation.inputs import AnswerText, QuestionBrief, Rubric
from interviews.evaluation.probing.follow_up import FollowUp
from interviews.evaluation.probing.own import own_probe
from interviews.evaluation.probing.parts import part_probe
from interviews.evaluation.reading.subject import look_at
from interviews.evaluation.results import Probe


def choose(
    question: QuestionBrief, rubric: Rubric, follow_ups: Sequence[FollowUp], said: str, asked: Collection[str]
) -> Probe | None:
    """What to ask further of someone who has `said` so much; nothing of what was `asked` before in the sitting."""
    subject = look_at(question, rubric, AnswerText(said))
    fresh = [follow_up for follow_up in follow_ups if follow_up.text not in asked]
    return own_probe(subject, fresh) or part_probe(subject, asked)
