"""Measuring an evaluator under a rubric version against anchors. Reads rows, calls the evaluator, writes nothing."""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace

from interviews.evaluation import AnswerText, QuestionBrief
from interviews.evaluation.agreement import Agreement, between, between_people, repeat_variance
from interviews.models import Anchor
from interviews.services.calibration.contender import Contender, asked_as
from interviews.services.judging import brief_of, question_brief, text_of

# Scores one anchor, 0–10; None where the evaluator asked for did not (a language model can fail).
Scorer = Callable[[Anchor], float | None]


@dataclass(frozen=True, slots=True)
class Measurement:
    """The figures over `anchors` answers that were scored every time; `unscored` were not, and are in no figure."""

    anchors: int
    unscored: int
    agreement: Agreement
    repeat_variance: float | None
    human: Agreement | None


def measure(anchors: Iterable[Anchor], scorer: Scorer, repeats: int) -> Measurement:
    """Let `scorer` score each anchor `repeats` times and compare with what people gave.

    Every repeat counts as a score of its own. Their mean would agree better than what a candidate gets: one evaluation.
    """
    scored, unscored = [], 0
    for anchor in anchors:
        scores = _scores(anchor, scorer, repeats)
        if scores is None:
            unscored += 1
        else:
            scored.append((anchor, scores))
    return Measurement(
        anchors=len(scored),
        unscored=unscored,
        agreement=between(
            [anchor.score for anchor, scores in scored for _ in scores],
            [score for _, scores in scored for score in scores],
        ),
        repeat_variance=repeat_variance([scores for _, scores in scored]),
        human=between_people([anchor.scores for anchor, _ in scored]),
    )


def _scores(anchor: Anchor, scorer: Scorer, repeats: int) -> list[float] | None:
    """The scores of all repeats; None as soon as one is missing."""
    scores: list[float] = []
    for _ in range(repeats):
        score = scorer(anchor)
        if score is None:
            return None
        scores.append(score)
    return scores


def digest(anchors: Iterable[Anchor], contender: Contender) -> str:
    """Return a SHA-256 of all that a measurement rests on: questions and answers as evaluators see them, what people
    gave, and how a language model is asked. Other anchors, the same with a question reworded, or another model behind
    a name, have another."""
    seen = [[anchor.scores, anchor.score, asdict(brief_of_anchor(anchor)), asdict(answer_of(anchor))]
            for anchor in anchors]  # fmt: skip
    rests_on = json.dumps([*seen, *asked_as(contender)], sort_keys=True)
    return hashlib.sha256(rests_on.encode("utf-8", "replace")).hexdigest()


def answer_of(anchor: Anchor) -> AnswerText:
    """Return an anchor's words as evaluators take them: its own, or those of the answer that was reviewed."""
    return AnswerText(anchor.text) if anchor.review is None else text_of(anchor.review.answer)


def brief_of_anchor(anchor: Anchor) -> QuestionBrief:
    """Return the question an anchor answers, as evaluators see it."""
    if anchor.review is not None:
        return brief_of(anchor.review.answer)
    if anchor.question is None:
        category = anchor.rubric.default_for or ""
        return QuestionBrief(text=anchor.question_text, category=category, sample_answer=anchor.sample_answer)
    brief = question_brief(anchor.question)
    return replace(brief, sample_answer=anchor.sample_answer) if anchor.sample_answer else brief
