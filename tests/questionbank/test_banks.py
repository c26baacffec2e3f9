"""A bank's statistics follow its questions."""

import pytest

from interview_coach.core.tenancy import tenant_scope
from questionbank.models import CompanyQuestionBank, Question, QuestionTag
from questionbank.services.banks import save_question
from questionbank.services.statistics import count_asked, count_score
from tests.factories import BankFactory, QuestionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _scope(acme):
    with tenant_scope(acme.pk):
        yield


@pytest.fixture
def bank(acme):
    return BankFactory(organization=acme)


def save(acme, bank, **columns):
    return save_question(question=QuestionFactory.build(organization=acme, bank=bank, **columns))


def numbers(bank):
    held = CompanyQuestionBank.objects.get(pk=bank.pk)
    return held.total_questions, held.verified_questions, held.average_difficulty


def test_bank_counts_what_it_holds(acme, bank):
    assert numbers(bank) == (0, 0, None)
    save(acme, bank, difficulty="easy")
    save(acme, bank, difficulty="hard", is_verified=False)
    assert numbers(bank) == (2, 1, 5.0)


def test_bank_follows_a_retired_and_a_moved_question(acme, bank):
    other = BankFactory(organization=acme)
    first, second = save(acme, bank, difficulty="easy"), save(acme, bank, difficulty="medium")
    first.is_active = False
    save_question(question=first)
    assert numbers(bank) == (1, 1, 5.0)
    second.bank = other
    save_question(question=second)
    assert (numbers(bank), numbers(other)) == ((0, 0, None), (1, 1, 5.0))
    second.bank = None
    save_question(question=second)
    assert numbers(other) == (0, 0, None)


def test_tags_are_kept_as_rows(acme):
    question = save(acme, None, tags=["a", "b", "a"])
    assert sorted(QuestionTag.objects.values_list("tag", flat=True)) == ["a", "b"]
    question.tags = ["b", "c"]
    save_question(question=question)
    assert sorted(QuestionTag.objects.values_list("tag", flat=True)) == ["b", "c"]


@pytest.mark.parametrize(
    ("without", "quality"),
    [
        ({}, 10.0), ({"sample_answer": ""}, 7.0), ({"evaluation_criteria": []}, 8.0), ({"keywords": []}, 8.5),
        ({"hint": ""}, 9.0), ({"follow_up_questions": []}, 9.0), ({"ideal_answer_length": None}, 9.5),
        ({"is_verified": False}, 9.0),
        ({"sample_answer": "", "evaluation_criteria": [], "keywords": [], "hint": "", "follow_up_questions": [],
          "ideal_answer_length": None, "is_verified": False}, 0.0),
    ],
)  # fmt: skip
def test_quality_is_how_complete_the_guidance_is(without, quality, acme):
    whole = {"follow_up_questions": [{"text": "And then?", "probes": ["x"]}], "ideal_answer_length": 100}
    assert save(acme, None, **{**whole, **without}).quality_score == quality


def test_difficulty_starts_as_written_and_is_not_reset(acme):
    ratings = [save(acme, None, difficulty=d).difficulty_rating for d in ("easy", "medium", "hard")]
    assert ratings == [3.0, 5.0, 7.0]
    question = Question.objects.order_by("pk").first()
    question.difficulty_rating = 4.2
    assert save_question(question=question).difficulty_rating == 4.2


def test_saving_leaves_alone_what_answers_counted_meanwhile(acme, bank, now):
    question = save(acme, bank)
    with_author = Question.objects.get(pk=question.pk)
    count_asked(question=question, organization_id=acme.pk)
    count_score(question=question, organization_id=acme.pk, before=None, after=8.0, seconds=60)
    with_author.hint = "Think of the readers."
    save_question(question=with_author, now=now)
    held = Question.objects.get(pk=question.pk)
    assert (held.hint, held.usage_count, held.avg_score, held.avg_completion_time) == (
        "Think of the readers.", 1, 8.0, 60.0,
    )  # fmt: skip
