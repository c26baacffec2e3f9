"""The sample's statements denied in other words, or said of each other's subjects; and what only looks like it."""

import pytest

from interviews.evaluation import AnswerText, Evaluation, QuestionBrief, get_evaluator
from tests.interviews.evaluation.ladders import default_rubric

INDEX = QuestionBrief(
    text="What does a database index do?",
    category="technical",
    sample_answer=(
        "An index makes reads faster because the database can look up rows in a sorted tree instead of scanning the "
        "whole table. The price is slower writes and more disk space."
    ),
)
PROTOCOLS = QuestionBrief(
    text="Compare TCP and UDP.",
    category="technical",
    sample_answer=(
        "TCP is connection-oriented: it sets up a handshake, numbers its segments and resends what is lost, so data "
        "arrives complete and in order. UDP is connectionless and sends datagrams without acknowledgement, so it is "
        "faster but may lose packets."
    ),
)
FORKS = QuestionBrief(
    text="What is the difference between a process and a thread?",
    category="technical",
    sample_answer=(
        "A process has an address space of its own and is isolated, so a crash stays inside it. A thread shares memory "
        "with its siblings, is cheap to start and needs locks."
    ),
)


def judge(question: QuestionBrief, text: str) -> Evaluation:
    return get_evaluator("embedded").evaluate(question, default_rubric("technical"), AnswerText(text))


def flags(question: QuestionBrief, text: str) -> set[str]:
    return {flag.name for flag in judge(question, text).flags}


@pytest.mark.parametrize(
    "text",
    ["An index never makes reads faster.", "An index makes reads slower.", "An index does not make reads faster."],
)
def test_statement_denied_in_other_words_is_no_answer(text: str) -> None:
    assert "contradicted_sample" in flags(INDEX, text)
    assert judge(INDEX, text).score <= 3


@pytest.mark.parametrize(
    "text",
    [
        "An index makes reads faster, but writes slower.",
        "Without an index reads are slow, because the whole table is scanned.",
        "It does not scan the whole table, it looks up rows in a tree. Writes get slower, reads never do.",
        "No index, no fast reads: the database then has to scan every row.",
    ],
)
def test_negation_in_a_right_answer_is_none_of_the_sample(text: str) -> None:
    assert not flags(INDEX, text) & {"contradicted_sample", "negated_sample", "swapped_roles"}


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (PROTOCOLS, "UDP sets up a handshake and numbers segments and resends lost ones. TCP is connectionless, sends "
                    "datagrams without acknowledgement and is faster."),
        (FORKS, "A thread has its own address space and is isolated. A process shares memory with its siblings and is "
                "cheap to start."),
    ],
)  # fmt: skip
def test_roles_that_are_exchanged_are_no_answer(question: QuestionBrief, text: str) -> None:
    assert "swapped_roles" in flags(question, text)
    assert judge(question, text).score <= 3


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (PROTOCOLS, "TCP sets up a handshake and numbers segments and resends lost ones. UDP is connectionless, sends "
                    "datagrams without acknowledgement and is faster."),
        (PROTOCOLS, "UDP is faster since it sends datagrams without acknowledgement. TCP numbers its segments."),
        (PROTOCOLS, "Unlike UDP, TCP resends what is lost. UDP needs no handshake, which TCP does."),
        (FORKS, "Threads share memory and need locks, while a process has an address space of its own."),
    ],
)  # fmt: skip
def test_roles_in_another_order_are_right(question: QuestionBrief, text: str) -> None:
    assert "swapped_roles" not in flags(question, text)
