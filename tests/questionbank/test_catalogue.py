"""The questions the product comes with: enough of them, whole, and installed any number of times."""

import uuid

import pytest

from interview_coach.core.tenancy import tenant_scope
from questionbank import catalogue
from questionbank.models import CompanyQuestionBank, Difficulty, Field, Level, Question, QuestionTag

QUESTIONS = catalogue.questions()
by_key = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question["key"])


def test_catalogue_is_large_enough():
    assert len(QUESTIONS) >= 80
    for name in ("key", "text", "sample_answer"):
        assert len({question[name] for question in QUESTIONS}) == len(QUESTIONS)


def test_every_field_level_and_subject_is_there():
    assert {(q["field"], q["level"]) for q in QUESTIONS} == {(f, lv) for f in Field.values for lv in Level.values}
    subjects = {"javascript", "python", "system_design", "databases", "apis", "machine_learning", "statistics", "sql"}
    assert subjects - {q["subcategory"] for q in QUESTIONS} == set()
    assert {q["difficulty"] for q in QUESTIONS} == set(Difficulty.values)


def test_five_banks_are_there_and_each_has_questions():
    names = {bank["company_name"] for bank in catalogue.banks()}
    assert names == {"Meta", "Apple", "Amazon", "Netflix", "Google"}
    assert {q["company"] for q in QUESTIONS} - {None} == names


@by_key
def test_question_is_whole(question):
    texts = ("text", "category", "subcategory", "hint", "sample_answer")
    assert [name for name in texts if not question[name].strip()] == []
    assert len(question["keywords"]) >= 4
    assert len(question["follow_up_questions"]) >= 1
    assert [f for f in question["follow_up_questions"] if not (f["text"] and f["probes"])] == []
    assert question["ideal_answer_length"] > 0 < question["time_limit_seconds"]
    assert 0.5 <= len(question["sample_answer"].split()) / question["ideal_answer_length"] <= 2


@by_key
def test_criteria_weigh_a_hundred_together(question):
    criteria = question["evaluation_criteria"]
    assert sum(criterion["weight"] for criterion in criteria) == 100
    assert len({criterion["criterion"] for criterion in criteria}) == len(criteria) >= 2
    assert [c for c in criteria if not c["description"] or c["weight"] <= 0] == []


@by_key
def test_translations_say_text_and_hint(question):
    for language, words in question["translations"].items():
        assert (language in ("de", "es"), set(words)) == (True, {"text", "hint"})
        assert words["text"] != question["text"]


def test_some_are_translated():
    assert len([q for q in QUESTIONS if q["translations"]]) >= 10


@pytest.mark.django_db
def test_install_is_repeatable_and_keeps_identities(installed):
    def rows():
        return list(Question.objects.order_by("uuid").values("uuid", "pk", "bank", "quality_score", "updated_at"))

    with tenant_scope(installed.pk):
        before = rows(), CompanyQuestionBank.objects.count(), QuestionTag.objects.count()
        catalogue.install(organization_id=installed.pk)
        assert (rows(), CompanyQuestionBank.objects.count(), QuestionTag.objects.count()) == before
    assert len(before[0]) == len(QUESTIONS)
    assert {row["uuid"] for row in before[0]} == {uuid.uuid5(catalogue.NAMESPACE, q["key"]) for q in QUESTIONS}


@pytest.mark.django_db
def test_install_brings_back_what_was_changed_but_no_statistics(installed):
    with tenant_scope(installed.pk):
        question = Question.objects.order_by("pk").first()
        Question.objects.filter(pk=question.pk).update(text="Changed?", usage_count=7, avg_score=4.0)
        catalogue.install(organization_id=installed.pk)
        found = Question.objects.get(pk=question.pk)
    assert (found.text, found.usage_count, found.avg_score) == (question.text, 7, 4.0)


@pytest.mark.django_db
def test_installed_banks_count_their_questions(installed):
    with tenant_scope(installed.pk):
        for bank in CompanyQuestionBank.objects.all():
            own = [q for q in QUESTIONS if q["company"] == bank.company_name]
            assert (bank.total_questions, bank.verified_questions) == (len(own), len(own))
            ratings = [{"easy": 3.0, "medium": 5.0, "hard": 7.0}[q["difficulty"]] for q in own]
            assert bank.average_difficulty == round(sum(ratings) / len(ratings), 2)
