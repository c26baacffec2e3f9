"""Choosing questions: what was asked for, fresh before known, wider only when it must be."""

from datetime import timedelta
from uuid import UUID

import pytest

from interviews.models import Interview, InterviewQuestion
from interviews.services import selection
from interviews.services.questions import NoQuestionLeft, next_question, skip
from questionbank.models import Question
from questionbank.services.wording import revise_question
from tests.factories import BankFactory

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
WEAK = "I don't know."


def handed_out(bob, interview):
    with bob.scope():
        slots = InterviewQuestion.objects.filter(interview=interview).order_by("position")
        return [slot.question for slot in slots.select_related("question")]


def skip_on(bob, interview, now):
    """Skip the open question and return the next one."""
    with bob.scope():
        skip(actor=bob.actor, interview_uuid=interview.uuid, now=now)
        return next_question(actor=bob.actor, interview_uuid=interview.uuid, now=now)[1].question


@pytest.mark.parametrize(
    ("wanted", "unwanted", "configuration"),
    [
        ({"level": "senior"}, {"level": "junior"}, {"level": "senior"}),
        ({"difficulty": "hard"}, {"difficulty": "easy"}, {"difficulty_preference": "hard"}),
        ({"difficulty": "medium"}, {"difficulty": "hard"}, {"difficulty_preference": "adaptive"}),
        ({"field": "data_science"}, {"field": "hr"}, {"field": "data_science"}),
        ({"field": "behavioral"}, {"field": "data_science"}, {"field": "data_science", "interview_type": "behavioral"}),
        ({"field": "hr"}, {}, {"interview_type": "hr"}),
        ({"company": "Initech"}, {"company": "Umbra"}, {"company": "initech"}),
        ({"position_type": "Backend engineer"}, {"position_type": "Designer"}, {"position": "backend"}),
        ({"tags": ["sql", "joins"]}, {"tags": ["sql"]}, {"tags": ["joins", "sql"]}),
        ({}, {"is_active": False}, {}),
    ],
)  # fmt: skip
def test_question_is_what_was_asked_for(bob, ask, begin, wanted, unwanted, configuration):
    for _ in range(4):
        ask(**unwanted)
    expected = ask(**wanted)
    interview = begin(bob, questions_total=1, **configuration)
    assert (interview.first_slot.question, interview.widened) == (expected, [])


@pytest.fixture
def reword(public, house_scope, now):
    """Give a question other words, so that it goes on as its next version."""

    def say(question):
        with house_scope():
            held = Question.objects.get(pk=question.pk)
            held.text = f"In other words: {held.text}"
            return revise_question(question=held, now=now, by=None)

    return say


def test_sitting_is_not_asked_another_version_of_a_question_it_has_had(bob, ask, begin, reword, now):
    asked = ask()
    interview = begin(bob, questions_total=2)
    second = reword(asked)
    assert (second.version, second.is_active) == (2, True)
    with pytest.raises(NoQuestionLeft):
        skip_on(bob, interview, now)


def test_another_version_of_a_known_question_is_not_fresh(bob, ask, begin, reword):
    known = ask()
    begin(bob, questions_total=1)
    reword(known)
    fresh = ask(quality_score=4.0)  # close enough to the other to be chosen, were that one fresh as well
    assert begin(bob, questions_total=1).first_slot.question == fresh


def test_bank_limits_the_choice_to_its_questions(bob, ask, begin, public, house_scope):
    with house_scope():
        bank, other = BankFactory(organization=public), BankFactory(organization=public)
    expected = ask(bank=bank)
    ask(bank=other), ask()
    interview = begin(bob, questions_total=1, bank=bank.uuid)
    assert (interview.first_slot.question, interview.widened) == (expected, [])


def test_company_is_found_by_its_bank_too(bob, ask, begin, public, house_scope):
    with house_scope():
        bank = BankFactory(organization=public, company_name="Umbra")
    ask()
    expected = ask(bank=bank)
    assert begin(bob, questions_total=1, company="UMBRA").first_slot.question == expected


FULL = {
    "company": "Initech", "position_type": "Backend engineer", "tags": ["caching"], "difficulty": "hard",
    "level": "senior", "field": "behavioral",
}  # fmt: skip
MISFITS = [
    ("tags", {"tags": []}),
    ("position", {"position_type": "Designer"}),
    ("difficulty", {"difficulty": "easy"}),
    ("company", {"company": "Other"}),
    ("bank", {"bank": None}),
    ("level", {"level": "junior"}),
    ("interview_type", {"field": "software_engineering"}),
]
ORDER = [name for name, _ in MISFITS]


@pytest.mark.parametrize("misfit", MISFITS, ids=ORDER)
def test_filters_give_way_in_the_documented_order(bob, ask, begin, public, house_scope, misfit):
    with house_scope():
        bank = BankFactory(organization=public, company_name="Umbra")
    expected = ask(**{**FULL, "bank": bank, **misfit[1]})
    interview = begin(
        bob, level="senior", interview_type="behavioral", company="Initech", position="backend", tags=["caching"],
        difficulty_preference="hard", bank=bank.uuid, questions_total=1,
    )  # fmt: skip
    assert interview.first_slot.question == expected
    assert interview.widened == ORDER[: ORDER.index(misfit[0]) + 1]


def test_widening_stops_as_soon_as_enough_match(bob, ask, begin):
    for _ in range(2):
        ask(tags=["caching"], company="Initech")
    for _ in range(3):
        ask(company="Initech")
    interview = begin(bob, questions_total=5, tags=["caching"], company="Initech", difficulty_preference="medium")
    assert interview.widened == ["tags"]


def test_field_itself_never_gives_way(bob, ask, begin, now):
    first = ask()
    ask(field="data_science")
    interview = begin(bob, questions_total=2)
    assert interview.first_slot.question == first
    with pytest.raises(NoQuestionLeft):
        skip_on(bob, interview, now)


def test_no_question_comes_twice_in_a_sitting(bob, ask, begin, now):
    questions = {ask() for _ in range(6)}
    interview = begin(bob, questions_total=6)
    for _ in range(5):
        skip_on(bob, interview, now)
    assert len(handed_out(bob, interview)) == 6
    assert set(handed_out(bob, interview)) == questions


def test_fresh_questions_come_before_known_ones(bob, ask, begin):
    questions = {ask() for _ in range(4)}
    asked = [begin(bob, questions_total=1).first_slot.question for _ in range(4)]
    assert set(asked) == questions


def test_question_another_person_has_had_is_fresh(bob, emil, ask, begin):
    question = ask()
    begin(emil, questions_total=1)
    slot = begin(bob, questions_total=1).first_slot
    assert (slot.question, slot.reason) == (question, "A medium mid question for software_engineering.")


def test_fresh_question_of_another_level_comes_before_a_known_one(bob, ask, begin):
    ask()
    begin(bob, questions_total=1)
    fresh = ask(level="senior")
    interview = begin(bob, questions_total=1)
    assert interview.first_slot.question == fresh
    assert interview.widened == ["level"]


def test_oldest_asked_comes_first_once_all_are_known(bob, ask, begin, now):
    for _ in range(3):
        ask()
    rounds = [begin(bob, at=now + n * DAY, questions_total=1) for n in range(6)]
    asked = [interview.first_slot.question for interview in rounds]
    assert asked[3:] == asked[:3]
    assert rounds[3].widened == []
    assert rounds[3].first_slot.reason == "Asked before; no fresh question is left."


@pytest.mark.parametrize(("text", "difficulty"), [("", "hard"), (WEAK, "easy")])
def test_difficulty_follows_the_scores(bob, ask, begin, answer_next, now, good, text, difficulty):
    for level in ("easy", "medium", "hard"):
        ask(difficulty=level), ask(difficulty=level)
    interview = begin(bob, questions_total=3)
    assert interview.first_slot.question.difficulty == "medium"
    answer_next(interview, now, text=text or good)
    with bob.scope():
        _, slot = next_question(actor=bob.actor, interview_uuid=interview.uuid, now=now)
    assert slot.question.difficulty == difficulty


def test_fixed_difficulty_does_not_follow_the_scores(bob, ask, begin, answer_next, now):
    for level in ("easy", "easy", "medium", "medium"):
        ask(difficulty=level)
    interview = begin(bob, questions_total=2, difficulty_preference="medium")
    answer_next(interview, now, text=WEAK)
    with bob.scope():
        _, slot = next_question(actor=bob.actor, interview_uuid=interview.uuid, now=now)
    assert slot.question.difficulty == "medium"


def test_mixed_interview_takes_turns(bob, ask, begin, now):
    for field in ("software_engineering", "behavioral", "hr"):
        for _ in range(4):
            ask(field=field)
    interview = begin(bob, questions_total=6, interview_type="mixed")
    for _ in range(5):
        skip_on(bob, interview, now)
    own, behavioral, hr = "software_engineering", "behavioral", "hr"
    assert [q.field for q in handed_out(bob, interview)] == [own, own, behavioral, own, hr, own]


def test_mixed_interview_takes_any_of_its_fields_where_a_turn_finds_none(bob, ask, begin, now):
    for _ in range(3):
        ask()
    interview = begin(bob, questions_total=3, interview_type="mixed")
    for _ in range(2):
        skip_on(bob, interview, now)
    assert [q.field for q in handed_out(bob, interview)] == ["software_engineering"] * 3
    with bob.scope():
        assert Interview.objects.get(pk=interview.pk).widened == []


def test_mixed_interview_gives_up_no_filter_while_another_of_its_fields_has_a_question(bob, ask, begin, now):
    for tags in (["caching"], ["caching"], ["caching"], []):
        ask(tags=tags, difficulty="hard")
    interview = begin(bob, questions_total=3, interview_type="mixed", tags=["caching"], difficulty_preference="hard")
    for _ in range(2):
        skip_on(bob, interview, now)
    assert [q.tags for q in handed_out(bob, interview)] == [["caching"]] * 3
    with bob.scope():
        assert Interview.objects.get(pk=interview.pk).widened == []


def test_nearest_level_is_taken_once_the_level_gives_way(bob, ask, begin):
    for _ in range(3):
        ask(level="junior")
    nearest = ask(level="mid")
    interview = begin(bob, level="senior", questions_total=1, difficulty_preference="medium")
    assert (interview.first_slot.question, interview.widened) == (nearest, ["difficulty", "level"])


def test_difficulty_that_was_not_found_is_looked_for_again(bob, ask, begin, answer_next, now, good):
    for level in ("medium", "medium", "easy"):
        ask(difficulty=level)
    interview = begin(bob, questions_total=3)
    answer_next(interview, now, text=good)
    answer_next(interview, now, text=WEAK)
    with bob.scope():
        Interview.objects.filter(pk=interview.pk).update(overall_score=2.0)
        _, slot = next_question(actor=bob.actor, interview_uuid=interview.uuid, now=now)
    assert [q.difficulty for q in handed_out(bob, interview)] == ["medium", "medium", "easy"]
    assert slot.question.difficulty == "easy"


def test_fresh_question_is_found_behind_any_number_of_known_ones(bob, emil, ask, begin, monkeypatch):
    monkeypatch.setattr(selection, "POOL", 2)
    much_used = ask()
    for _ in range(3):
        begin(emil, questions_total=1)
    questions = {much_used, *(ask() for _ in range(3))}
    assert {begin(bob, questions_total=1).first_slot.question for _ in range(4)} == questions


def chosen_for(bob, now, number):
    with bob.scope():
        interview = Interview.objects.create(
            organization_id=bob.organization.pk, user_id=bob.user.pk, uuid=UUID(int=number), level="mid",
            field="software_engineering", interview_type="technical", started_at=now, last_activity_at=now,
        )  # fmt: skip
        return [selection.choose(interview, 1, None).question for _ in range(3)]


def test_choice_is_the_same_for_the_same_sitting(bob, library, now):
    first, second, third = chosen_for(bob, now, 1)
    assert first == second == third


def test_choice_varies_between_sittings(bob, library, now):
    chosen = {chosen_for(bob, now, number)[0] for number in range(1, 21)}
    assert len(chosen) > 1


def test_questions_of_the_own_organization_are_asked(bob, acme, ask, begin):
    own = ask(organization=acme)
    assert begin(bob, questions_total=1).first_slot.question == own


def test_questions_of_another_organization_are_never_asked(bob, bravo, ask, begin, now):
    for _ in range(3):
        ask(organization=bravo)
    library = ask()
    interview = begin(bob, questions_total=2)
    assert interview.first_slot.question == library
    with pytest.raises(NoQuestionLeft):
        skip_on(bob, interview, now)


def test_better_guided_questions_come_before_bare_ones(bob, ask, begin):
    for _ in range(5):
        ask(sample_answer="", evaluation_criteria=[], keywords=[], hint="")
    guided = ask()
    assert begin(bob, questions_total=1).first_slot.question == guided
