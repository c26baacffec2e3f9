"""What is known of a question equals what its answers say, however they came to be."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from interview_coach.core.tenancy import all_tenants
from interviews.models import Answer, InterviewQuestion
from interviews.services.answers import evaluate_again, revise_answer
from interviews.services.questions import skip
from questionbank.models import Question, QuestionStatistics
from questionbank.rules import difficulty_rating

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def kept():
    """What is stored, per organization and question."""
    with all_tenants():
        rows = QuestionStatistics.objects.all()
        return {
            (r.organization_id, r.question_id): (
                r.asked, r.scored, round(r.score_total, 6), round(r.score_squares, 6), r.seconds_total
            )
            for r in rows
        }  # fmt: skip


def recomputed():
    """The same from the slots and answers themselves."""
    with all_tenants():
        slots = list(InterviewQuestion.objects.select_related("answer"))
    rows = {}
    for slot in slots:
        row = rows.setdefault((slot.organization_id, slot.question_id), [0, 0, 0.0, 0.0, 0])
        row[0] += 1
        answer = getattr(slot, "answer", None)
        if answer is not None and answer.score is not None:
            row[1:] = [row[1] + 1, row[2] + answer.score, row[3] + answer.score**2, row[4] + answer.time_spent_seconds]
    return {key: (a, n, round(s, 6), round(q, 6), t) for key, (a, n, s, q, t) in rows.items()}


def question_columns():
    with all_tenants():
        return {
            q.pk: (q.usage_count, q.avg_score, q.avg_completion_time, q.difficulty_rating)
            for q in Question.objects.all()
        }


def recomputed_columns():
    with all_tenants():
        columns = {}
        for question in Question.objects.all():
            answers = list(Answer.objects.filter(question=question, score__isnull=False))
            asked = InterviewQuestion.objects.filter(question=question).count()
            if not answers:
                columns[question.pk] = (asked, None, None, question.difficulty_rating)
                continue
            total, seconds = sum(a.score for a in answers), sum(a.time_spent_seconds for a in answers)
            columns[question.pk] = (
                asked, round(total / len(answers), 2), round(seconds / len(answers), 1),
                difficulty_rating(question.difficulty, len(answers), total),
            )  # fmt: skip
        return columns


@pytest.fixture
def practised(bob, emil, charlie, ask, begin, answer_next, now, good):
    """Three people of two tenants answer the same three questions, well and badly."""
    for _ in range(3):
        ask()
    texts = (good, "I don't know.", "A cache can be stale, so I set a time to live of 60 seconds.")
    answers = []
    for n, person in enumerate((bob, emil, charlie)):
        interview = begin(person, at=now + n * HOUR, questions_total=3)
        answers += [
            answer_next(interview, now + n * HOUR, text=texts[(k + n) % 3], person=person, seconds=20 + 7 * k + n)
            for k in range(2 if person is emil else 3)
        ]
    return answers


def test_statistics_equal_the_answers(practised):
    assert kept() == recomputed()
    assert question_columns() == recomputed_columns()
    assert sum(row[1] for row in kept().values()) == 8


def test_statistics_equal_the_answers_after_revisions(bob, practised, now, evaluate_all):
    with bob.scope():
        for answer, seconds in zip(practised[:3], (5, None, 300), strict=True):
            revise_answer(
                actor=bob.actor, answer_uuid=answer.uuid, text="I delete the key after the transaction.",
                time_spent_seconds=seconds, now=now + HOUR,
            )  # fmt: skip
    assert kept() == recomputed()
    evaluate_all()
    assert kept() == recomputed()
    assert question_columns() == recomputed_columns()


def test_statistics_equal_the_answers_after_other_evaluations(bob, practised, now, evaluate_all):
    before = kept()
    with bob.scope():
        for answer in practised[:3]:
            evaluate_again(actor=bob.actor, answer_uuid=answer.uuid, now=now + HOUR)
    assert evaluate_all() == 3
    assert kept() == recomputed() == before


def test_skipped_question_counts_as_asked_alone(bob, sitting, now):
    with bob.scope():
        skip(actor=bob.actor, interview_uuid=sitting.uuid, now=now)
    assert list(kept().values()) == [(1, 0, 0.0, 0.0, 0)]
    assert kept() == recomputed()


def test_each_organization_has_its_own_share(bob, charlie, practised):
    shares = {owner: sum(row[1] for (o, _), row in kept().items() if o == owner) for owner, _ in kept()}
    assert shares == {bob.organization.pk: 5, charlie.organization.pk: 3}
    with charlie.scope():
        assert {row.organization_id for row in QuestionStatistics.objects.all()} == {charlie.organization.pk}


def test_person_is_locked_before_the_question(bob, sitting, enter, answer_next, now, evaluate_all):
    """Settling locks the person again for the boards. Were that the first time, two evaluations could wait for each
    other: one with the question in hand, one with the person."""
    answer = answer_next(sitting, now)
    enter(sitting, "completed", now + HOUR)
    with bob.scope():
        evaluate_again(actor=bob.actor, answer_uuid=answer.uuid, now=now + HOUR)
    with CaptureQueriesContext(connection) as ran:
        evaluate_all()
    touched = [query["sql"] for query in ran]
    person = next(
        n for n, sql in enumerate(touched) if sql.startswith("SELECT") and 'FROM "users"' in sql.replace("`", '"')
    )
    question = next(n for n, sql in enumerate(touched) if "question_statistics" in sql)
    assert person < question
