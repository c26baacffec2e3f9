"""A changed rubric never changes an old score: each feedback keeps the version it was judged by."""

from datetime import timedelta

import pytest

from interviews.models import Answer, Feedback
from interviews.services.evaluation import evaluate_answer
from questionbank.models import Question
from questionbank.services.banks import save_question
from questionbank.services.wording import revise_question

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_criteria(library, house_scope, now):
    """The library's questions bring their own criteria along."""
    with house_scope():
        for question in library:
            save_question(question=question, now=now)


@pytest.fixture
def rejudge(bob, now):
    """Evaluate an answer once more."""

    def evaluate(answer):
        bob.client.post(f"/api/v1/answers/{answer.uuid}/evaluate/")
        assert evaluate_answer(
            answer_id=answer.pk, organization_id=answer.organization_id, clock=lambda: now + timedelta(days=3650)
        )

    return evaluate


def reweigh(question_id, house_scope, now):
    """Let one criterion of a question's weigh everything: its rubric's next version."""
    with house_scope():
        held = Question.objects.get(pk=question_id)
        held.evaluation_criteria = [{**held.evaluation_criteria[0], "weight": 100}]
        save_question(question=held, now=now)


def judged(answer):
    rows = Feedback.objects.filter(answer=answer).order_by("number").select_related("rubric__rubric")
    return [(row.rubric.number, row.rubric_version, [c["weight"] for c in row.criteria], row.score) for row in rows]


def test_old_feedback_keeps_its_version_and_its_score(bob, evaluated, house_scope, now):
    with bob.scope():
        before = judged(evaluated), evaluated.score
    reweigh(evaluated.question_id, house_scope, now)
    with bob.scope():
        assert (judged(evaluated), Answer.objects.get(pk=evaluated.pk).score) == before
        assert [row[2] for row in before[0]] == [[60, 40]]


def test_new_feedback_is_judged_by_the_new_version_beside_the_old(bob, evaluated, house_scope, now, rejudge):
    with bob.scope():
        [old] = judged(evaluated)
    reweigh(evaluated.question_id, house_scope, now)
    rejudge(evaluated)
    with bob.scope():
        first, second = judged(evaluated)
    assert first == old
    assert (second[0], second[1], second[2]) == (2, old[1].removesuffix("1") + "2", [100])


def test_answers_to_former_words_keep_their_question(alice, bob, evaluated, house_scope, now):
    with house_scope():
        held = Question.objects.get(pk=evaluated.question_id)
        held.text = "Reworded?"
        reworded = revise_question(question=held, now=now, by=alice.user.pk)
    with bob.scope():
        slot = Answer.objects.select_related("slot__question").get(pk=evaluated.pk).slot
    assert (slot.question.pk, slot.question.text == "Reworded?", slot.question_version) == (held.pk, False, 1)
    assert reworded.version == 2
