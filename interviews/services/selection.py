"""Choosing the next question: what was asked for, fresh before known, wider only when it must be."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Q, QuerySet

from interviews import rules
from interviews.models import DifficultyPreference, Interview
from interviews.selectors import with_last_asked
from questionbank.models import Difficulty, Field, Question
from questionbank.rules import fields_for
from questionbank.selectors import open_questions

# What is given up first when too few questions match; the field itself never is.
RELAXABLE = ("tags", "position", "difficulty", "company", "bank", "level", "interview_type")
# How many candidates are weighed for one choice.
POOL = 200


class Choice(NamedTuple):
    """A question, why it was chosen, and which filters had been relaxed to find it."""

    question: Question
    reason: str
    widened: list[str]


@dataclass(frozen=True, slots=True)
class Wish:
    """What the next question should be like."""

    interview: Interview
    difficulty: str

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
        if self.difficulty and "difficulty" not in relaxed:
            questions = questions.filter(difficulty=self.difficulty)
        for tag in () if "tags" in relaxed else interview.tags:
            questions = questions.filter(tag_rows__tag=tag)
        return questions


def choose(interview: Interview, position: int, mean_score: float | None) -> Choice | None:
    """Return the question for `position` of a sitting; None when not one is left in its field.

    Fresh questions come first at every step of widening; a question the person has had before comes only when no
    widening finds a fresh one, and then the one asked longest ago.
    """
    wish = Wish(interview, _difficulty(interview, mean_score))
    known: tuple[Question, list[str]] | None = None
    for relaxed in _steps(interview):
        fields = _fields(interview, position, relaxed)
        pool = list(_fresh_first(wish.matching(relaxed, fields), interview)[:POOL])
        fresh = [question for question in pool if question.last_asked is None]  # type: ignore[attr-defined]
        if fresh:
            return Choice(_pick(fresh, interview), _reason(wish, relaxed), list(relaxed))
        if pool and known is None:
            known = (min(pool, key=lambda q: q.last_asked), list(relaxed))  # type: ignore[attr-defined]
    return Choice(known[0], "Asked before; no fresh question is left.", known[1]) if known else None


def count_matching(interview: Interview, relaxed: tuple[str, ...]) -> int:
    """Return how many questions fit a sitting's configuration with the `relaxed` filters left aside."""
    fixed = "" if interview.difficulty_preference == DifficultyPreference.ADAPTIVE else interview.difficulty_preference
    return Wish(interview, fixed).matching(relaxed, _all_fields(interview, relaxed)).distinct().count()


def widening_needed(interview: Interview) -> list[str]:
    """Return the filters to relax, in order, until enough questions fit (or none is left to relax)."""
    for relaxed in _steps(interview):
        if count_matching(interview, relaxed) >= interview.questions_total:
            break
    return list(relaxed)


def _steps(interview: Interview) -> Iterator[tuple[str, ...]]:
    """Yield ever wider sets of relaxed filters, from those the sitting already gave up; unset ones are no step."""
    active = {
        "tags": bool(interview.tags), "position": bool(interview.position), "company": bool(interview.company),
        "bank": interview.bank_id is not None, "difficulty": True, "level": True, "interview_type": True,
    }  # fmt: skip
    relaxed = tuple(interview.widened)
    yield relaxed
    for name in RELAXABLE:
        if active[name] and name not in relaxed:
            relaxed = (*relaxed, name)
            yield relaxed


def _fresh_first(questions: QuerySet[Question], interview: Interview) -> QuerySet[Question]:
    return (
        with_last_asked(questions, interview.user_id, interview)
        .select_related("bank")
        .order_by("usage_count", "uuid")
    )


def _difficulty(interview: Interview, mean_score: float | None) -> str:
    preference = interview.difficulty_preference
    return rules.adaptive_difficulty(mean_score) if preference == DifficultyPreference.ADAPTIVE else preference


def _all_fields(interview: Interview, relaxed: tuple[str, ...]) -> list[str]:
    if "interview_type" in relaxed:
        return [interview.field]
    return fields_for(interview.field, interview.interview_type)


def _fields(interview: Interview, position: int, relaxed: tuple[str, ...]) -> list[str]:
    """A mixed interview takes turns; once that finds nothing, any of its fields will do."""
    fields = _all_fields(interview, relaxed)
    if interview.interview_type != "mixed" or len(fields) == 1 or relaxed != tuple(interview.widened):
        return fields
    side = rules.MIXED_PATTERN[(position - 1) % len(rules.MIXED_PATTERN)]
    return [{"own": interview.field, "behavioral": Field.BEHAVIORAL.value, "hr": Field.HR.value}[side]]


def _pick(fresh: list[Question], interview: Interview) -> Question:
    """Vary between sittings, yet choose the same for the same sitting: by a digest of both identities."""
    best = max(question.quality_score for question in fresh)
    good = [question for question in fresh if question.quality_score >= best - 2]
    return min(good, key=lambda q: hashlib.sha256(interview.uuid.bytes + q.uuid.bytes).digest())


def _reason(wish: Wish, relaxed: tuple[str, ...]) -> str:
    wanted = f"{wish.difficulty} {wish.interview.level} question" if wish.difficulty in Difficulty.values else "question"
    return f"A {wanted} for {wish.interview.field}" + (f", relaxing {', '.join(relaxed)}." if relaxed else ".")
