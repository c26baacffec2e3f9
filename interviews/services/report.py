"""What a sitting amounts to, put together from rows that exist; nothing is judged here that feedback did not say."""

from collections import Counter
from typing import Any

from interviews import rules, selectors
from interviews.models import Answer, Feedback, Interview, InterviewQuestion, SlotKind, Status
from interviews.services.media import signed_link

SHOWN_POINTS = 8
# Fewer people than this and an average would speak of someone.
ENOUGH_PEOPLE = 3


def build_report(interview: Interview, shown: dict[str, Any]) -> dict[str, Any]:
    """Return the report of a visible sitting; `shown` is its public row. Reads only."""
    slots = selectors.report_rows(interview)
    answers = [slot.answer for slot in slots if hasattr(slot, "answer")]
    feedback = selectors.current_feedback(answer.pk for answer in answers)
    evaluated = all(answer.evaluation_status in rules.OVER for answer in answers)
    return {
        "interview": shown,
        "final": interview.status == Status.COMPLETED and evaluated,
        "scores": {
            name: getattr(interview, name)
            for name in ("overall_score", "technical_score", "communication_score", "confidence_score")
        },
        "quality_rating": interview.quality_rating,
        "questions": [{**_question(slot, feedback), "mark": _mark(slot, slots)} for slot in slots],
        "strengths": _points(answers, feedback, "strengths"),
        "improvements": _points(answers, feedback, "improvements"),
        "plan": _plan(feedback),
        "delivery": _delivery(interview, answers),
        "comparison": _comparison(interview),
        "session_recording_url": signed_link(interview.session_recording_url),
        "notes": interview.notes,
    }


def _question(slot: InterviewQuestion, feedback: dict[int, Feedback]) -> dict[str, Any]:
    question = slot.question
    row: dict[str, Any] = {
        "position": slot.position,
        "kind": slot.kind,
        "question": question.uuid if question else slot.uuid,
        "text": question.text if question else slot.text,
        "category": question.category if question else "",
        "subcategory": question.subcategory if question else "",
        "difficulty": question.difficulty if question else "",
        "reason": slot.reason,
        "parent": slot.parent.uuid if slot.parent else None,
        "state": "skipped" if slot.skipped_at else "open",
        "hint_used": slot.hinted_at is not None,
    }
    if not hasattr(slot, "answer"):
        return row
    answer, found = slot.answer, feedback.get(slot.answer.pk)
    return {
        **row,
        "state": "answered",
        "answer": answer.uuid,
        "evaluation_status": answer.evaluation_status,
        "score": answer.score,
        "ai_score": answer.ai_score,
        "human_score": answer.human_score,
        "time_spent_seconds": answer.time_spent_seconds,
        "time_limit_seconds": question.time_limit_seconds if question else None,
        "word_count": answer.word_count,
        "edited_count": answer.edited_count,
        "detailed_feedback": found.detailed_feedback if found else "",
        "criteria": found.criteria if found else [],
        "flags": found.flags if found else [],
        "confidence": found.ai_confidence_score if found else None,
        # Not before the end: an answer may be revised until then.
        "sample_answer": question.sample_answer if question and slot.interview.status not in rules.OPEN else "",
    }


def _mark(slot: InterviewQuestion, slots: list[InterviewQuestion]) -> float | None:
    """What a question earned with its follow-ups; None for these themselves and where no score is."""
    if slot.kind != SlotKind.MAIN or not hasattr(slot, "answer"):
        return None
    further = [other.answer.score for other in slots if other.parent_id == slot.answer.pk and hasattr(other, "answer")]
    earned = rules.mark(slot.answer.score, further)
    return None if earned is None else round(earned, 2)


def _points(answers: list[Answer], feedback: dict[int, Feedback], kind: str) -> list[dict[str, Any]]:
    """The points of all answers: strengths from the best answers first, improvements from the weakest first."""
    best_first = sorted(answers, key=lambda a: a.score or 0.0, reverse=kind == "strengths")
    points = [
        {**point, "answer": answer.uuid}
        for answer in best_first
        if answer.pk in feedback
        for point in getattr(feedback[answer.pk], kind)[:3]
    ]
    return points[:SHOWN_POINTS]


def _plan(feedback: dict[int, Feedback]) -> dict[str, Any]:
    """What to do next, most often advised first; each piece of advice once."""
    rows = feedback.values()
    resources = {resource["title"]: resource for row in rows for resource in row.learning_resources}
    return {
        "action_items": _most_common(item for row in rows for item in row.action_items),
        "practice_suggestions": _most_common(item for row in rows for item in row.practice_suggestions),
        "learning_resources": list(resources.values())[:SHOWN_POINTS],
    }


def _most_common(items: Any) -> list[str]:
    return [item for item, _ in Counter(items).most_common(SHOWN_POINTS)]


def _delivery(interview: Interview, answers: list[Answer]) -> dict[str, Any]:
    """How it was delivered: times, pauses, hints, and what the client measured of each answer."""
    spoken = [answer for answer in answers if answer.time_spent_seconds and answer.word_count]
    seconds = sum(answer.time_spent_seconds for answer in spoken)
    return {
        "active_time_seconds": interview.active_time_seconds,
        "duration_seconds": interview.duration_seconds,
        "pause_count": interview.pause_count,
        "total_hints_used": interview.total_hints_used,
        "average_answer_time": interview.average_answer_time,
        "words_per_minute": round(60 * sum(a.word_count for a in spoken) / seconds, 1) if seconds else None,
        "measured": {str(answer.uuid): answer.delivery_metrics for answer in answers if answer.delivery_metrics},
    }


def _comparison(interview: Interview) -> dict[str, Any]:
    """Own past in this field, and the organization's level where it lets its people see it and enough took part."""
    past = selectors.own_past(interview)
    compared: dict[str, Any] = {"own_past": _rounded(past), "organization": None}
    if past["mean"] is not None and interview.overall_score is not None:
        compared["change"] = round(interview.overall_score - past["mean"], 2)
    if interview.organization.shows_averages:
        level = selectors.organization_level(interview)
        if level["people"] >= ENOUGH_PEOPLE:
            compared["organization"] = _rounded(level)
    return compared


def _rounded(numbers: dict[str, Any]) -> dict[str, Any]:
    return {name: round(value, 2) if isinstance(value, float) else value for name, value in numbers.items()}
