"""The words of a question: once somebody was asked with them, they stay."""

import pytest

from accounts.models import ActivityLog
from questionbank.models import Question, QuestionTag, Rubric
from questionbank.selectors import live_rubric
from questionbank.services.banks import save_question
from questionbank.services.statistics import count_asked, count_score
from questionbank.services.wording import QuestionSuperseded, revise_question
from tests.factories import BankFactory, QuestionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _scope(alice):
    with alice.scope():
        yield


@pytest.fixture
def question(acme):
    bank = BankFactory(organization=acme)
    return save_question(question=QuestionFactory.build(organization=acme, bank=bank, text="Old?", tags=["a"]))


@pytest.fixture
def revise(alice, now):
    def change(question, **columns):
        held = Question.objects.get(pk=question.pk)
        for name, value in columns.items():
            setattr(held, name, value)
        return revise_question(question=held, now=now, by=alice.user.pk)

    return change


@pytest.fixture
def asked(question, acme):
    count_asked(question=question, organization_id=acme.pk)
    count_score(question=question, organization_id=acme.pk, before=None, after=4.0, seconds=60)
    return question


def test_question_that_was_never_asked_is_reworded_in_place(question, revise):
    assert revise(question, text="New?").pk == question.pk
    assert list(Question.objects.filter(organization=question.organization).values_list("text", "version")) == [
        ("New?", 1)
    ]


def test_asked_question_keeps_its_words_and_goes_on_as_the_next_version(asked, revise):
    new = revise(asked, text="New?", hint="Think.")
    old = Question.objects.get(pk=asked.pk)
    assert (old.text, old.version, old.is_active, old.usage_count) == ("Old?", 1, False, 1)
    assert (new.text, new.hint, new.version, new.parent_question, new.is_active) == ("New?", "Think.", 2, old, True)
    assert (new.uuid == old.uuid, new.bank_id, new.family) == (False, old.bank_id, old.family)


def test_statistics_of_the_next_version_start_anew(asked, revise):
    new = Question.objects.get(pk=revise(asked, text="New?").pk)
    assert (new.usage_count, new.avg_score, new.avg_completion_time, new.difficulty_rating) == (0, None, None, 5.0)
    assert (Question.objects.get(pk=asked.pk).avg_score, new.statistics.count()) == (4.0, 0)


def test_next_version_has_tags_rubric_and_bank_of_its_own(asked, revise):
    new = revise(asked, text="New?", tags=["b"])
    tags = list(QuestionTag.objects.order_by("tag").values_list("question", "tag"))
    assert tags == [(asked.pk, "a"), (new.pk, "b")]
    assert (live_rubric(new).rubric.question, Rubric.objects.filter(question=asked).count()) == (new, 1)
    asked.bank.refresh_from_db()
    assert asked.bank.total_questions == 1


def test_other_changes_stay_with_the_asked_question(asked, revise):
    assert revise(asked, hint="Think.").pk == asked.pk
    assert Question.objects.filter(organization=asked.organization).count() == 1


def test_former_version_is_not_reworded_again(asked, revise):
    revise(asked, text="New?")
    with pytest.raises(QuestionSuperseded):
        revise(asked, text="Newer?")
    assert revise(asked, hint="Still to be read.").pk == asked.pk


def test_versions_follow_each_other(asked, revise, acme):
    second = revise(asked, text="New?")
    count_asked(question=second, organization_id=acme.pk)
    third = revise(second, text="Newer?")
    assert (third.version, third.parent_question) == (3, second)


def test_rewording_is_on_the_trail(asked, revise, alice):
    new = revise(asked, text="New?")
    line = ActivityLog.objects.get(action_type="question_reworded")
    assert (line.user_id, line.entity_id, line.metadata) == (
        alice.user.pk, str(new.uuid), {"former": str(asked.uuid), "version": 2},
    )  # fmt: skip
