"""What a candidate sees."""

import re
from io import StringIO
from typing import Any

from rich.console import Console, RenderableType

from interviews.practice.report import report_view
from interviews.practice.show import Show, feedback_panel, progress_line, question_panel
from interviews.practice.wording import duration, plain

QUESTION: dict[str, Any] = {
    "uuid": "e6b668b5-e830-5070-a7ba-2ffa1f18889c", "text": "Why [bold]indexes[/bold]?", "category": "technical",
    "difficulty": "medium", "time_limit_seconds": 240, "kind": "main", "position": 2,
}  # fmt: skip
RULES = re.compile(r"[╭╮╰╯─┏┓┡┩━┳╇└┘┴]")
STRENGTH = {"criterion": "technical_accuracy", "text": "Makes it.", "quote": "an index [x]", "start": 0, "end": 12}
IMPROVEMENT = {"criterion": "depth", "text": "Say why.", "quote": None, "start": None, "end": None}
FEEDBACK: dict[str, Any] = {
    "score": 7.25, "detailed_feedback": "Good.", "strengths": [STRENGTH], "improvements": [IMPROVEMENT],
    "action_items": ["Add a figure."],
}  # fmt: skip
REPORT: dict[str, Any] = {
    "final": True,
    "quality_rating": "good",
    "scores": {"overall_score": 7.25, "technical_score": None},
    "questions": [
        {"position": 1, "text": "Why indexes?", "state": "answered", "evaluation_status": "succeeded", "score": 7.25,
         "time_spent_seconds": 75, "word_count": 40},
        {"position": 2, "text": "Which lock?", "state": "answered", "evaluation_status": "failed", "score": None,
         "time_spent_seconds": 3, "word_count": 2},
        {"position": 3, "text": "Why REST?", "state": "skipped"},
    ],
    "strengths": [STRENGTH],
    "improvements": [IMPROVEMENT],
    "plan": {"action_items": ["Add a figure."], "practice_suggestions": ["Aloud, in two minutes."],
             "learning_resources": [{"title": "Use The Index, Luke", "why": "Indexes.", "kind": "book"}]},
    "delivery": {"active_time_seconds": 90, "pause_count": 1, "total_hints_used": 2},
    "comparison": {"own_past": {"mean": 6.5}},
}  # fmt: skip


def shown(view: RenderableType) -> list[str]:
    """Return the lines of a view without rules and margins; columns are set apart by one bar."""
    console = Console(file=StringIO(), record=True, width=100)
    console.print(view)
    bare = RULES.sub(" ", console.export_text().replace("│", "|").replace("┃", "|"))
    lines = [" ".join(line.split()).strip("| ") for line in bare.splitlines()]
    return [line for line in lines if line]


def test_question_shows_place_and_facts() -> None:
    assert shown(question_panel(QUESTION, 2, 5)) == [
        "Question 2 of 5",
        "Why [bold]indexes[/bold]?",
        "technical · medium · time limit 4 min 00 s",
    ]


def test_follow_up_without_facts_shows_where_it_belongs() -> None:
    follow_up = {"uuid": "x", "text": "And then?", "kind": "follow_up", "position": 3}
    assert shown(question_panel(follow_up, 2, 5)) == ["Follow-up to question 2", "And then?"]


def test_follow_up_says_why_it_is_asked() -> None:
    follow_up = {"text": "And [then]?", "kind": "follow_up", "reason": "You have not spoken of [b]locks[/b] yet."}
    assert shown(question_panel(follow_up, 2, 5)) == [
        "Follow-up to question 2", "And [then]?", "Asked because: You have not spoken of [b]locks[/b] yet.",
    ]  # fmt: skip


def test_reason_of_a_main_question_is_not_shown() -> None:
    assert shown(question_panel({**QUESTION, "reason": "A medium question."}, 2, 5)) == shown(
        question_panel(QUESTION, 2, 5)
    )


def test_feedback_shows_points_with_their_quotes_as_plain_text() -> None:
    assert shown(feedback_panel(FEEDBACK)) == [
        "Score 7.2 of 10",
        "Good.",
        "Strengths",
        "+ technical accuracy: Makes it.",
        "“an index [x]”",
        "Improvements",
        "- depth: Say why.",
        "Next",
        "• Add a figure.",
    ]


def test_report_shows_scores_questions_and_plan() -> None:
    assert shown(report_view(REPORT)) == [
        "Report – good",
        "Score | of 10",
        "Overall | 7.2",
        "Technical | –",
        "# | Question | State | Score | Time | Words",
        "1 | Why indexes? | answered | 7.2 | 1 min 15 s | 40",
        "2 | Which lock? | failed | – | 3 s | 2",
        "3 | Why REST? | skipped | – | – | –",
        "Strengths",
        "+ technical accuracy: Makes it.",
        "“an index [x]”",
        "Improvements",
        "- depth: Say why.",
        "Plan",
        "• Add a figure.",
        "Practise",
        "• Aloud, in two minutes.",
        "Read",
        "• Use The Index, Luke: Indexes.",
        "How it went",
        "• 1 min 30 s of practice, pauses: 1, hints: 2",
        "• Your mean in this field so far: 6.5",
    ]


def test_report_that_may_still_change_says_so() -> None:
    assert shown(report_view({"final": False, "quality_rating": "", "scores": {}}))[0] == "Report – not final"


def test_progress_without_a_terminal_is_a_line_a_frame() -> None:
    console = Console(file=StringIO(), record=True, width=100)
    with Show(console).waiting() as progress:
        for frame in (
            {"type": "answer.received", "data": {}},
            {"type": "evaluation.started", "data": {}},
            {"type": "evaluation.progress", "data": {"criterion": "star_result", "score": 7}},
            {"type": "interview.paused", "data": {}},
        ):
            progress(frame)
    assert console.export_text().splitlines() == [
        "Received, waiting for the evaluator …",
        "Being evaluated …",
        "Evaluated star result: 7 …",
    ]


def test_frame_of_something_else_is_no_progress() -> None:
    assert progress_line({"type": "leaderboard.changed"}) == ""


def test_control_characters_do_not_reach_the_terminal() -> None:
    assert plain("a\x1b[2Jb\x9b1mc\x07\nd\te").plain == "a[2Jb1mc\nd\te"


def test_duration_is_told_in_minutes_and_seconds() -> None:
    assert [duration(s) for s in (None, 0, 59.6, 75)] == ["–", "0 s", "1 min 00 s", "1 min 15 s"]
