"""What a listener would find in a story: its parts, and which of two is the better one."""

import pytest

from interviews.evaluation import AnswerText, Criterion, Evaluation, Rubric, get_evaluator
from interviews.evaluation.features.story import story
from interviews.evaluation.reading.subject import look_at
from tests.interviews.evaluation import stories
from tests.interviews.evaluation.ladders import default_rubric
from tests.interviews.evaluation.stories import ALL, TROUBLE, Told

RUBRIC = default_rubric("behavioral")
COMPLETE_AND_SHORT = ("BACKUP", "MAIL", "SLIPPED", "EXPORT")


def evaluate(told: Told) -> Evaluation:
    return get_evaluator("embedded").evaluate(TROUBLE, RUBRIC, AnswerText(told.text))


@pytest.mark.parametrize("name", ALL)
def test_parts_that_are_told_are_found_and_no_others(name: str) -> None:
    found = story(look_at(TROUBLE, RUBRIC, AnswerText(ALL[name].text))).parts
    assert "".join(part[0] for part in found) == ALL[name].parts


@pytest.mark.parametrize("name", COMPLETE_AND_SHORT)
def test_short_story_with_all_parts_is_a_fair_answer(name: str) -> None:
    evaluation = evaluate(ALL[name])
    assert 5.2 <= evaluation.score <= 7.5
    assert not any("lacks" in point.text for point in evaluation.improvements)


def test_scores_follow_what_is_told() -> None:
    falling = (stories.LONG, stories.BACKUP, stories.NO_RESULT, stories.VAGUE, stories.ONE_DEED)
    scores = [evaluate(told).score for told in falling]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] >= 8.5
    assert scores[3] <= 4.5


@pytest.mark.parametrize("told", [stories.NO_RESULT, stories.NO_SITUATION, stories.NO_TASK, stories.NO_ACTION])
def test_story_that_lacks_a_part_scores_below_the_whole_one(told: Told) -> None:
    assert evaluate(told).score < evaluate(stories.BACKUP).score - 0.5


def test_we_hides_the_own_part() -> None:
    assert evaluate(stories.BY_US).score < evaluate(stories.BY_ME).score - 1


def test_opinion_on_the_matter_is_no_story() -> None:
    assert evaluate(stories.OPINION).score <= 2


def test_criterion_of_one_part_quotes_it() -> None:
    rubric = Rubric(
        "own-1", (Criterion("situation-and-task", "Situation and task", 60), Criterion("result", "Result", 40))
    )
    found = get_evaluator("embedded").evaluate(TROUBLE, rubric, AnswerText(stories.NO_RESULT.text)).criteria
    assert "“Our checkout page broke on old phones.”" in found[0].reason
    assert found[1].reason.startswith("The result is not told.")
