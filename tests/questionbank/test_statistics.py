"""Each organization's share of a question is its own row; the question's columns add all of them up."""

import pytest

from interview_coach.core.tenancy import all_tenants
from questionbank.models import Question, QuestionStatistics
from questionbank.rules import difficulty_rating
from questionbank.services.statistics import count_asked, count_score

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(library):
    return library[0]


def scored(person, question, before, after, seconds=60):
    with person.scope():
        at = {"question": question, "organization_id": person.organization.pk}
        count_score(before=before, after=after, seconds=seconds, **at)


def share(person):
    with person.scope():
        row = QuestionStatistics.objects.get()
    return row.asked, row.scored, round(row.score_total, 6), round(row.score_squares, 6), row.seconds_total


def whole(question):
    with all_tenants():
        found = Question.objects.get(pk=question.pk)
    return found.usage_count, found.avg_score, found.avg_completion_time, found.difficulty_rating


def test_organizations_add_up_and_stay_apart(bob, charlie, question):
    for person in (bob, bob, charlie):
        with person.scope():
            count_asked(question=question, organization_id=person.organization.pk)
    scored(bob, question, None, 8.0)
    scored(charlie, question, None, 5.0, seconds=30)
    assert (share(bob), share(charlie)) == ((2, 1, 8.0, 64.0, 60), (1, 1, 5.0, 25.0, 30))
    assert whole(question) == (3, 6.5, 45.0, difficulty_rating("medium", 2, 13.0))


def test_changed_score_replaces_the_former(bob, question):
    scored(bob, question, None, 8.0)
    scored(bob, question, 8.0, 4.5)
    assert share(bob) == (0, 1, 4.5, 20.25, 60)
    assert whole(question)[1] == 4.5


def test_score_taken_back_leaves_nothing(bob, question):
    scored(bob, question, None, 8.0, seconds=60)
    scored(bob, question, 8.0, None, seconds=60)
    assert share(bob) == (0, 0, 0.0, 0.0, 0)
    assert whole(question)[1:3] == (None, None)


def test_sum_of_squares_never_falls_below_zero(bob, question):
    for before, after in [(None, 0.3), (0.3, 0.1), (0.1, 0.7), (0.7, 0.0)]:
        scored(bob, question, before, after)
    assert share(bob)[1:4] == (1, 0.0, 0.0)
    assert whole(question)[1] == 0.0


@pytest.mark.parametrize(
    ("written", "number", "total", "rating"),
    [
        ("easy", 0, 0, 3.0), ("medium", 0, 0, 5.0), ("hard", 0, 0, 7.0), ("medium", 10, 50, 5.0), ("easy", 10, 0, 6.5),
        ("hard", 10, 100, 3.5), ("medium", 1000, 0, 9.95), ("medium", 1000, 10_000, 0.05),
    ],
)  # fmt: skip
def test_difficulty_moves_from_what_was_written_to_what_is_scored(written, number, total, rating):
    assert difficulty_rating(written, number, total) == rating


@pytest.mark.parametrize("written", ["easy", "medium", "hard"])
def test_difficulty_stays_within_its_range(written):
    ratings = [difficulty_rating(written, n, n * score) for n in (0, 1, 7, 10**6) for score in (0.0, 3.3, 10.0)]
    assert [rating for rating in ratings if not 0 <= rating <= 10] == []
