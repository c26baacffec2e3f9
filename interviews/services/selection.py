"""Choosing the next question: what was asked for, fresh before known, wider only when it must be."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple, cast

from django.db.models import F, Q, QuerySet

from interviews import rules
from interviews.models import DifficultyPreference, Interview, InterviewQuestion
from interviews.selectors import with_last_asked
from questionbank.models import Difficulty, Field, Level, Question
from questionbank.rules import fields_for
from questionbank.selectors import open_questions
from questionbank.selectors.collections import questions_in

# What is given up first when too few questions match; the field itself never is.
RELAXABLE = ("tags", "position", "difficulty", "company", "bank", "level", "interview_type")
# How many candidates are weighed for one choice.
POOL = 200


class Choice(NamedTuple):
    """A question, why it was chosen, and which of the filters asked for had been relaxed to find it."""

    question: Question
    reason: str
    widened: list[str]


@dataclass(frozen=True, slots=True)
class Wish:
    """What the next question should be like."""

    interview: Interview
    difficulty: str  # as asked for, or as adaptive difficulty has it now

    def matching(self, relaxed: tuple[str, ...], fields: list[str]) -> QuerySet[Question]:
        """Return the open questions that fit, leaving the `relaxed` filters aside."""
        interview = self.interview
        questions = open_questions().filter(field__in=fields)
        if "level" not in relaxed:
            questions = questions.filter(level=interview.level)
        if interview.bank_id and "bank" not in relaxed:
            questions = questions.filter(bank=interview.bank_id)
        if interview.company and "company" not in relaxed:
            questions = questions.filter(
                Q(company__iexact=interview.company) | Q(bank__company_name__iexact=interview.company)
            )
        if interview.position and "position" not in relaxed:
            questions = questions.filter(position_type__icontains=interview.position)
        if "difficulty" not in relaxed:
            questions = questions.filter(difficulty=self.difficulty)
        for tag in () if "tags" in relaxed else interview.tags:
            questions = questions.filter(tag_rows__tag=tag)
        return questions


def choose(interview: Interview, position: int, mean_score: float | None) -> Choice | None:
    """Return the question for `position` of a sitting; None when not one is left in its field.

    Fresh questions come first at every step of widening; a question the person has had before comes only when no
    widening finds a fresh one, and then the one asked longest ago.
    """
    if interview.collection_id is not None:
        return _next_collected(interview)
    wish = Wish(interview, _difficulty(interview, mean_score))
    known: tuple[Question, list[str]] | None = None
    for relaxed, fields in _searches(interview, position):
        pool = list(_fresh_first(wish.matching(relaxed, fields), interview)[:POOL])
        fresh = [question for question in pool if question.last_asked is None]  # type: ignore[attr-defined]
        if fresh:
            return Choice(_pick(fresh, wish), _reason(wish, relaxed), _asked_for(interview, relaxed))
        if pool and known is None:
            known = (min(pool, key=lambda q: q.last_asked), _asked_for(interview, relaxed))  # type: ignore[attr-defined]
    return Choice(known[0], "Asked before; no fresh question is left.", known[1]) if known else None


def _next_collected(interview: Interview) -> Choice | None:
    """A collection is asked in its order, whatever of it the person has had before."""
    had = set(InterviewQuestion.objects.filter(interview=interview).values_list("question", flat=True))
    fresh = (question for question in questions_in(cast(int, interview.collection_id)) if question.pk not in had)
    question = next(fresh, None)
    return Choice(question, "The next of the collection.", []) if question else None


def count_matching(interview: Interview, relaxed: tuple[str, ...]) -> int:
    """Return how many questions fit a sitting's configuration with the `relaxed` filters left aside."""
    if interview.difficulty_preference == DifficultyPreference.ADAPTIVE:
        relaxed = (*relaxed, "difficulty")  # which it will be is not known yet
    return Wish(interview, _difficulty(interview, None)).matching(relaxed, _all_fields(interview, relaxed)).count()


def widening_needed(interview: Interview) -> list[str]:
    """Return the filters to relax, in order, until enough questions fit (or none is left to relax)."""
    if interview.collection_id is not None:
        return []
    for relaxed in _steps(interview):
        if count_matching(interview, relaxed) >= interview.questions_total:
            break
    return _asked_for(interview, relaxed)


def _asked_for(interview: Interview, relaxed: tuple[str, ...]) -> list[str]:
    """Leave out the difficulty where nobody asked for one: it is adaptive's own and not missed."""
    adaptive = interview.difficulty_preference == DifficultyPreference.ADAPTIVE
    return [name for name in relaxed if not (adaptive and name == "difficulty")]


def _steps(interview: Interview) -> Iterator[tuple[str, ...]]:
    """Yield ever wider sets of relaxed filters, beginning with none; filters that were not set are no step."""
    active = {
        "tags": bool(interview.tags), "position": bool(interview.position), "company": bool(interview.company),
        "bank": interview.bank_id is not None, "difficulty": True, "level": True, "interview_type": True,
    }  # fmt: skip
    relaxed: tuple[str, ...] = ()
    yield relaxed
    for name in RELAXABLE:
        if active[name]:
            relaxed = (*relaxed, name)
            yield relaxed


def _fresh_first(questions: QuerySet[Question], interview: Interview) -> QuerySet[Question]:
    return (
        with_last_asked(questions, interview.user_id, interview)
        .select_related("bank")
        .order_by(F("last_asked").asc(nulls_first=True), "usage_count", "uuid")
    )


def _difficulty(interview: Interview, mean_score: float | None) -> str:
    preference = interview.difficulty_preference
    return rules.adaptive_difficulty(mean_score) if preference == DifficultyPreference.ADAPTIVE else preference


def _all_fields(interview: Interview, relaxed: tuple[str, ...]) -> list[str]:
    if "interview_type" in relaxed:
        return [interview.field]
    return fields_for(interview.field, interview.interview_type)


def _searches(interview: Interview, position: int) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """Yield what is given up and the fields to look in. A mixed interview first takes turns; then any will do."""
    fields = _all_fields(interview, ())
    if interview.interview_type == "mixed" and len(fields) > 1:
        side = rules.MIXED_PATTERN[(position - 1) % len(rules.MIXED_PATTERN)]
        yield (), [{"own": interview.field, "behavioral": Field.BEHAVIORAL.value, "hr": Field.HR.value}[side]]
    for relaxed in _steps(interview):
        yield relaxed, _all_fields(interview, relaxed)


def _pick(fresh: list[Question], wish: Wish) -> Question:
    """Take the nearest to the wish among the well made; vary between sittings, yet choose the same for the same one."""
    best = max(question.quality_score for question in fresh)
    good = [question for question in fresh if question.quality_score >= best - 2]
    # A digest of both identities: as good as dice, and the same on every machine.
    return min(good, key=lambda q: (_distance(q, wish), sha256(wish.interview.uuid.bytes + q.uuid.bytes).digest()))


def _distance(question: Question, wish: Wish) -> int:
    """How many steps of difficulty and level lie between a question and what was wished for."""
    steps = abs(Difficulty.values.index(question.difficulty) - Difficulty.values.index(wish.difficulty))
    return steps + abs(Level.values.index(question.level) - Level.values.index(wish.interview.level))


def _reason(wish: Wish, relaxed: tuple[str, ...]) -> str:
    widened = f", relaxing {', '.join(relaxed)}" if relaxed else ""
    return f"A {wish.difficulty} {wish.interview.level} question for {wish.interview.field}{widened}."
