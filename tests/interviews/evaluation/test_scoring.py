"""What a score should feel like, from a first-rate answer down to none."""

import dataclasses

import pytest

from interviews.evaluation import AnswerText, Criterion, Evaluation, QuestionBrief, Rubric, get_evaluator
from tests.interviews.evaluation.ladders import CACHE, EVENT_LOOP, LADDERS, Ladder, default_rubric

each_ladder = pytest.mark.parametrize("ladder", LADDERS, ids=lambda ladder: ladder.question.subcategory)


def evaluate(question: QuestionBrief, text: str) -> Evaluation:
    return get_evaluator("embedded").evaluate(question, default_rubric(question.category), AnswerText(text))


def without_sample(question: QuestionBrief) -> QuestionBrief:
    return dataclasses.replace(question, sample_answer="")


@each_ladder
def test_first_rate_answer_scores_as_first_rate(ladder: Ladder) -> None:
    assert 7.5 <= evaluate(ladder.question, ladder.first_rate).score <= 9.7


@each_ladder
def test_sample_itself_scores_nine_or_more_with_a_flag(ladder: Ladder) -> None:
    evaluation = evaluate(ladder.question, ladder.question.sample_answer)
    assert evaluation.score >= 9
    assert [flag.name for flag in evaluation.flags] == ["copied_sample"]


@each_ladder
def test_scores_fall_with_the_quality_of_the_answer(ladder: Ladder) -> None:
    texts = (ladder.first_rate, ladder.partial, ladder.vague, ladder.off_topic)
    scores = [evaluate(ladder.question, text).score for text in texts]
    assert scores == sorted(scores, reverse=True)
    assert 1 <= scores[2] <= 4
    assert scores[3] <= 1.5


@each_ladder
def test_without_sample_the_order_of_quality_remains(ladder: Ladder) -> None:
    question = without_sample(ladder.question)
    scores = [evaluate(question, text).score for text in (ladder.first_rate, ladder.vague, ladder.off_topic)]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] >= 5


@each_ladder
def test_confidence_falls_from_sample_to_keywords_to_question_alone(ladder: Ladder) -> None:
    keywords = without_sample(ladder.question)
    alone = dataclasses.replace(keywords, keywords=())
    found = [evaluate(question, ladder.first_rate).confidence for question in (ladder.question, keywords, alone)]
    assert found == sorted(found, reverse=True)
    assert len(set(found)) == 3


def test_confidence_falls_with_short_answers() -> None:
    short = evaluate(CACHE.question, "Cache-aside with expiry.")
    assert short.confidence < evaluate(CACHE.question, CACHE.first_rate).confidence


def test_score_is_the_weighted_mean_of_the_criteria() -> None:
    evaluation = evaluate(CACHE.question, CACHE.partial)
    mean = sum(criterion.weight * criterion.score for criterion in evaluation.criteria) / 100
    assert evaluation.score == round(mean, 2)


def test_criteria_of_the_question_itself_are_scored_by_their_words() -> None:
    microtasks = Criterion("microtasks", "Microtasks", 60, "promises microtask queue")
    rubric = Rubric("own-1", (microtasks, Criterion("clarity", "Clarity", 40)))
    named, silent = (
        get_evaluator("embedded").evaluate(EVENT_LOOP.question, rubric, AnswerText(text)).criteria[0].score
        for text in (EVENT_LOOP.first_rate, EVENT_LOOP.vague)
    )
    assert named > silent + 3


def test_hedging_lowers_confidence_level_and_not_the_content() -> None:
    plain = evaluate(CACHE.question, CACHE.partial)
    hedged = evaluate(CACHE.question, CACHE.partial.replace("I would use", "Maybe, I guess, I would perhaps use"))
    assert hedged.sub_scores.confidence_level < plain.sub_scores.confidence_level
    assert hedged.sub_scores.content == plain.sub_scores.content


def test_evaluation_names_what_made_it() -> None:
    evaluation = evaluate(CACHE.question, CACHE.partial)
    made_by = (evaluation.evaluator, evaluation.evaluator_version, evaluation.model, evaluation.model_version)
    assert made_by == ("embedded", "2.2", "lexical+static", "3")
    assert (evaluation.prompt_version, evaluation.temperature, evaluation.tokens_used) == ("", None, 0)
