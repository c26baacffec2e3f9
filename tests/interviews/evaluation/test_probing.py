"""What is asked further: chosen by what an answer missed, and held against the part of the guidance it concerns."""

import pytest

from interviews.evaluation import AnswerText, QuestionBrief, get_evaluator
from interviews.evaluation.probing import FollowUp, choose, follow_up_brief
from interviews.evaluation.probing.own import OPEN_REASON
from interviews.evaluation.results import Probe
from tests.interviews.evaluation.ladders import default_rubric

CACHE = QuestionBrief(
    text="How does a cache stay consistent with the database?",
    category="technical",
    sample_answer=(
        "I read the cache first and fall back to the database on a miss. On a write I update the database in a "
        "transaction and delete the key. A short time to live limits staleness. A lock per key avoids a stampede."
    ),
    keywords=("cache aside", "invalidation", "time to live", "stampede", "transaction"),
    follow_ups=("What happens on a write?", "How do you prevent a stampede?"),
    ideal_answer_length=120,
    time_limit_seconds=90,
)
STORY = QuestionBrief(text="Tell me about a conflict with a colleague.", category="behavioral")
WRITE = FollowUp("What happens on a write?", ("invalidation", "transaction"))
HERD = FollowUp("What if many readers miss at once?", ("stampede", "lock"))
LIMIT = FollowUp("How stale can it get?", ("time to live",))
TOLD = "Last year a colleague and I argued over an import. I had to keep it running. "


def chosen(said: str, *own: FollowUp, question: QuestionBrief = CACHE, asked: tuple[str, ...] = ()) -> Probe | None:
    return choose(question, default_rubric(question.category), own, said, asked)


@pytest.mark.parametrize(
    ("said", "best"),
    [
        ("I read the cache first.", WRITE),  # all missed alike: the first
        ("On a write I update the database in a transaction.", HERD),  # one of two covered
        ("In a transaction, with a lock against a stampede.", LIMIT),
        ("Invalidation in a transaction, and a lock.", LIMIT),
        ("A TTL, invalidation, a transaction, a stampede.", HERD),  # the initials name the time to live
        ("I read the cache first in transactions, with locks.", LIMIT),  # inflections are the same word
    ],
)
def test_choice_falls_on_the_follow_up_that_was_missed_most(said: str, best: FollowUp) -> None:
    found = chosen(said, WRITE, HERD, LIMIT)
    assert found is not None
    assert (found.text, found.terms) == (best.text, best.terms)


def test_reason_names_what_was_missed_and_leaves_the_rest_to_the_candidate() -> None:
    found = chosen("We do it in a transaction.", WRITE, question=CACHE)
    assert found == Probe(WRITE.text, "You have not spoken of invalidation yet.", WRITE.terms)


def test_reason_of_a_story_quotes_the_cue() -> None:
    found = chosen(TOLD, FollowUp("How did it end?", ("result",)), question=STORY)
    assert found is not None
    assert found.reason == "Your answer leaves this open: it has nothing such as “result”."


def test_follow_up_asked_before_is_not_chosen_again() -> None:
    found = chosen("I read the cache first.", WRITE, HERD, asked=(WRITE.text,))
    assert found is not None
    assert found.text == HERD.text


def test_nothing_is_asked_where_nothing_of_its_own_was_missed() -> None:
    assert chosen("Invalidation happens in a transaction.", WRITE) is None
    assert chosen("I read the cache first.") is None


def test_follow_up_without_terms_is_open_and_comes_after_what_was_missed() -> None:
    opened = FollowUp("What else?")
    assert chosen("I read the cache.", opened) == Probe("What else?", OPEN_REASON)
    found = chosen("I read the cache first.", opened, HERD)
    assert found is not None
    assert found.text == HERD.text


def test_term_of_function_words_is_looked_for_as_it_stands() -> None:
    why = FollowUp("Why?", ("because",))
    assert chosen("I read the cache because it is near.", why) is None
    assert chosen("I read the cache.", why) is not None


@pytest.mark.parametrize(
    ("said", "question"),
    [
        (TOLD + "I proposed a plan.", "What was the result, and how did you measure it?"),
        ("As a result failures fell to none.", "What did you yourself do, step by step?"),
        ("I proposed a plan. As a result failures fell to none.", "What exactly was your own task in it?"),
        ("I had to act, and I proposed a plan. Failures fell to none.", "When and where was that, and who took part?"),
        (TOLD + "I proposed a plan. As a result failures fell.", "What would you do differently today?"),
    ],
)
def test_story_without_follow_ups_is_asked_for_its_weightiest_missing_part(said: str, question: str) -> None:
    found = chosen(said, question=STORY)
    assert found is not None
    assert (found.text, found.terms) == (question, ())


def test_part_that_was_asked_for_gives_way_to_the_next() -> None:
    result = "What was the result, and how did you measure it?"
    found = chosen(TOLD + "I proposed a plan.", question=STORY, asked=(result,))
    assert found == Probe("What would you do differently today?", "Your story does not say yet what you learnt.")


def test_complete_story_is_asked_nothing() -> None:
    assert chosen(TOLD + "I proposed a plan. As a result failures fell. I learned to ask.", question=STORY) is None


def test_story_part_is_told_in_the_reason() -> None:
    found = chosen(TOLD, question=STORY)
    assert found is not None
    assert found.reason == "Your story does not tell the result yet."


def test_own_follow_up_comes_before_a_missing_part() -> None:
    own = FollowUp("What would the others say?", ("contribution",))
    found = chosen(TOLD, own, question=STORY)
    assert found is not None
    assert found.text == own.text


@pytest.mark.parametrize("said", ["", "   ", "🦆" * 50, "x" * 30_000, "ein kurzer Satz auf Deutsch"])
def test_any_text_can_be_asked_further(said: str) -> None:
    assert chosen(said, WRITE, HERD) is not None


def test_brief_holds_what_concerns_the_terms_and_nothing_of_length_and_time() -> None:
    brief = follow_up_brief(CACHE, HERD.text, HERD.terms, said=["I read the cache.", "Because."])
    assert (brief.text, brief.keywords, brief.follow_ups) == (HERD.text, HERD.terms, ())
    assert brief.sample_answer == "A lock per key avoids a stampede."
    assert (brief.context, brief.said_before) == (CACHE.text, "I read the cache.\nBecause.")
    assert (brief.category, brief.ideal_answer_length, brief.time_limit_seconds) == ("technical", None, None)


def test_brief_without_terms_keeps_the_guidance_of_the_question() -> None:
    brief = follow_up_brief(CACHE, "What else?", (), said=[])
    assert (brief.sample_answer, brief.keywords) == (CACHE.sample_answer, CACHE.keywords)


def test_brief_of_a_story_leaves_the_sample_out() -> None:
    brief = follow_up_brief(QuestionBrief(**_story()), "How did it end?", ("result",), said=[])
    assert (brief.sample_answer, brief.keywords) == ("", ("result",))


def _story() -> dict[str, str]:
    return {"text": STORY.text, "category": "behavioral", "sample_answer": "The result was a faster import."}


def score(answer: str, *, said: str) -> float:
    brief = follow_up_brief(CACHE, HERD.text, HERD.terms, said=[said])
    return get_evaluator("embedded").evaluate(brief, default_rubric("technical"), AnswerText(answer)).score


def test_answer_to_the_point_is_a_good_one() -> None:
    answer = "A lock per key lets one reader load the entry while the others wait, which avoids a stampede."
    assert score(answer, said="I read the cache first and go to the database on a miss.") > 7


@pytest.mark.parametrize(("before", "flags"), [(True, ["said_again"]), (False, [])])
def test_saying_again_what_was_said_before_earns_little(before: bool, flags: list[str]) -> None:
    again = "I read the cache first and go to the database on a miss. A key is protected when I can."
    brief = follow_up_brief(CACHE, HERD.text, HERD.terms, said=[again] if before else [])
    evaluation = get_evaluator("embedded").evaluate(brief, default_rubric("technical"), AnswerText("So. " + again))
    assert [flag.name for flag in evaluation.flags] == flags
    assert (evaluation.score <= 2.0) is before


def test_answer_to_a_story_part_is_not_asked_for_the_whole_story() -> None:
    brief = follow_up_brief(STORY, "What was the result, and how did you measure it?", (), said=[TOLD])
    evaluation = get_evaluator("embedded").evaluate(
        brief, default_rubric("behavioral"), AnswerText("Failures fell by 40 percent, measured over two months.")
    )
    told = " ".join([*evaluation.action_items, *(point.text for point in evaluation.improvements)])
    assert "situation" not in told.lower()
