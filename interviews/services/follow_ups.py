"""Asking further: an answer below its rubric's threshold leads to a follow-up, within bounds."""

from interviews import rules, selectors
from interviews.evaluation.probing import FollowUp, choose
from interviews.evaluation.results import Probe
from interviews.models import Answer, InterviewQuestion, SlotKind
from interviews.services.judging import Judgement, as_rubric, question_brief
from interviews.services.sitting import Sitting
from interviews.services.slots import add_slot

# Below this next to nothing was said, and a follow-up would have nothing to go into (0–10).
PROBE_FLOOR = 2.5


def probe(sitting: Sitting, answer: Answer, judgement: Judgement) -> InterviewQuestion | None:
    """Hand out the follow-up that a judged answer calls for; return its slot, None where none is due.

    Follow-ups of one question form a row, all of them going back to the answer to the question itself. Only the
    newest answer of a row leads on, so that another evaluation of an earlier one asks nothing twice.
    """
    if not _is_due(sitting, answer, judgement):
        return None
    earlier = selectors.follow_ups_in(sitting.interview)
    main = answer.slot.parent or answer
    row = [slot for slot in earlier if slot.parent_id == main.pk]
    limit = selectors.policy_of(answer.organization_id).follow_ups_per_question
    if len(row) >= limit or answer.slot_id != (row[-1].pk if row else main.slot_id):
        return None
    chosen = _choose(main, row, judgement, {slot.text for slot in earlier})
    return _hand_out(sitting, main, chosen) if chosen else None


def _is_due(sitting: Sitting, answer: Answer, judgement: Judgement) -> bool:
    """Whether the sitting takes follow-ups, and the answer is neither good enough, nor next to none, nor a game."""
    interview, threshold = sitting.interview, judgement.rubric.probe_threshold
    if not interview.asks_follow_ups or interview.status not in rules.OPEN or threshold is None:
        return False
    capped = any(flag.cap is not None for flag in judgement.evaluation.flags)
    return answer.score is not None and PROBE_FLOOR <= answer.score < threshold and not capped


def _choose(main: Answer, row: list[InterviewQuestion], judgement: Judgement, asked: set[str]) -> Probe | None:
    """The follow-up a language model wrote with its verdict, where it is a new one; else the question's own serve."""
    further, question = judgement.evaluation.follow_up, main.question
    if further is not None and further.text not in asked:
        return further
    if question is None:
        return None
    own = [FollowUp(each["text"], tuple(each.get("probes") or ())) for each in question.follow_up_questions]
    said = "\n".join([main.words, *(slot.answer.words for slot in row if hasattr(slot, "answer"))])
    return choose(question_brief(question), as_rubric(judgement.rubric), own, said, asked)


def _hand_out(sitting: Sitting, main: Answer, chosen: Probe) -> InterviewQuestion:
    return add_slot(
        sitting, kind=SlotKind.FOLLOW_UP, parent=main, text=chosen.text, reason=chosen.reason,
        probes=list(chosen.terms),
    )  # fmt: skip
