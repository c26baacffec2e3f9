"""What is missing is named as people name things: by the author's keywords, or by phrases cut whole from the sample."""

import random
from dataclasses import replace

import pytest

from interviews.evaluation import AnswerText, Evaluation, QuestionBrief, get_evaluator
from interviews.evaluation.feedback.noun_phrases import LONGEST_NAME, is_name, noun_phrases
from interviews.evaluation.reading.document import read
from interviews.evaluation.words.function_words import FUNCTION_WORDS
from questionbank.catalogue import questions
from tests.interviews.evaluation.ladders import default_rubric

HASHING = QuestionBrief(
    "How do you spread keys over servers?",
    "technical",
    sample_answer=(
        "Consistent hashing maps servers and keys onto a ring. A new server takes over only the keys between it and "
        "its neighbour. Virtual tokens even out the load. Replication is separate work."
    ),
)


def judge(question: QuestionBrief, text: str) -> Evaluation:
    return get_evaluator("embedded").evaluate(question, default_rubric(question.category), AnswerText(text))


def names(sentence: str) -> list[str]:
    document = read(sentence)
    return [document.text[run[0].start : run[-1].end] for run in noun_phrases(document, document.sentences[0])]


def told(evaluation: Evaluation) -> str:
    return " ".join(point.text for point in evaluation.improvements)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("I'd add a read replica for reports.", ["read replica", "reports"]),
        ("It describes the shape of the distribution.", ["shape", "distribution"]),
        ("We watched the sum of payments.", ["sum of payments"]),
        ("The service queries the database and returns quickly.", ["service", "database"]),
        ("Later traffic needs the same thread pool.", ["Later traffic", "thread pool"]),
        ("I move the user's counter row and later commit never.", ["user's counter row"]),
        ("Writes go through SETNX.", ["SETNX"]),
        ("It is easier and runs slowly.", []),
        ("A retry without Retry-After hurts.", []),
    ],
)
def test_phrases_name_things_and_hold_no_verb(sentence: str, expected: list[str]) -> None:
    assert [name for name in names(sentence) if name not in ("retry",)] == expected


def test_every_phrase_of_the_catalogue_is_short_and_bounded_by_content_words() -> None:
    english = FUNCTION_WORDS["english"]
    samples = [read(question["sample_answer"]) for question in questions()]
    found = [run for sample in samples for sentence in sample.sentences for run in noun_phrases(sample, sentence)]
    assert len(found) > 2_000
    assert all(1 <= len(run) <= LONGEST_NAME for run in found)
    assert not [run for run in found if {run[0].text, run[-1].text} & english]


@pytest.mark.parametrize("keyword", ["shard key", "time to live", "stakeholders", "cold start"])
def test_keyword_that_names_a_thing(keyword: str) -> None:
    assert is_name(keyword.split())


@pytest.mark.parametrize("keyword", ["agreed", "based on", "said no", "fully", "follow up", "deterministic and fixed"])
def test_keyword_that_names_no_thing(keyword: str) -> None:
    assert not is_name(keyword.split())


def test_keyword_is_spelt_as_in_the_sample() -> None:
    question = QuestionBrief(
        "Why?", "technical", sample_answer="SUTVA fails here, and power falls.", keywords=("sutva",)
    )
    assert "“SUTVA”" in told(judge(question, "The groups are not alike in their habits."))


def test_missing_statement_is_named_by_what_it_speaks_of() -> None:
    text = told(judge(HASHING, "A new server takes the keys between it and its neighbour. So few keys move at all."))
    assert "“virtual tokens”" in text.lower()
    assert "even out" not in text


def test_short_statement_that_names_nothing_is_quoted_whole() -> None:
    question = QuestionBrief("What about it?", "technical", sample_answer="You measure twice and cut slowly.")
    assert "A strong answer adds: “You measure twice and cut slowly”." in told(
        judge(question, "Nobody knows anything.")
    )


def test_improvement_stands_where_the_missing_matter_belongs() -> None:
    text = "A ring maps servers and keys, so that each key has one owner. That is all there is to say about it."
    question = replace(HASHING, keywords=("consistent hashing",))
    place = next(point for point in judge(question, text).improvements if "“consistent hashing”" in point.text)
    assert place.quote == "A ring maps servers and keys, so that each key has one owner."


def test_topic_to_learn_is_a_keyword_that_names_a_thing() -> None:
    question = QuestionBrief(
        "How do you speed up a query?",
        "technical",
        "sql",
        sample_answer="A deterministic plan helps. A covering index avoids the lookup.",
        keywords=("deterministic", "covering index"),
    )
    topics = [r.title for r in judge(question, "I would look at it.").learning_resources if r.kind == "topic"]
    assert topics == ["Covering index"]


def partial(question: dict, chance: random.Random) -> str:
    document = read(question["sample_answer"])
    kept = [s for s in document.sentences if chance.random() < 0.5]
    return " ".join(document.text[s.start : s.end] for s in kept)


def test_names_over_the_catalogue_are_keywords_or_stand_in_the_sample() -> None:
    chance = random.Random(7)
    for row in questions()[::2]:
        brief = QuestionBrief(
            row["text"], row["category"], sample_answer=row["sample_answer"], keywords=tuple(row["keywords"])
        )
        known = [keyword.casefold() for keyword in row["keywords"]] + [row["sample_answer"].casefold()]
        for point in judge(brief, partial(row, chance)).improvements:
            if point.text.startswith(("You did not mention", "Go on from here", "Answers to this")):
                quoted = [part.partition("”")[0] for part in point.text.split("“")[1:]]
                assert quoted
                assert all(any(name.casefold() in text for text in known) for name in quoted), point.text
