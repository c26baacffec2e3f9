"""How a sitting looks in a terminal. Whatever the server sends is shown as plain text, never as markup."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from interviews.practice.client import Json

COMMANDS = ":hint  :skip  :pause  :resume  :quit"
CONTROL_CHARACTERS = {code: None for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\t"}
MINUTE = 60
FOLLOWS = "↳ "


class Show:
    """Prints what happens to one console."""

    def __init__(self, console: Console) -> None:
        self.console = console

    def opening(self, interview: Json) -> None:
        """Say what has been opened, and which wishes had to give way."""
        self.console.print(_opening(interview))

    def question(self, question: Json, number: int, total: int) -> None:
        """Put a question."""
        self.console.print()
        self.console.print(question_panel(question, number, total))

    def help(self) -> None:
        """Say how to answer."""
        self.note(f"Type your answer and end it with an empty line.  {COMMANDS}")

    def hint(self, hint: str) -> None:
        """Show a hint."""
        self.console.print(Panel(plain(hint), title="Hint", title_align="left", border_style="yellow"))

    def note(self, text: str) -> None:
        """Say something in passing."""
        self.console.print(plain(text, "dim"))

    @contextmanager
    def waiting(self) -> Iterator[Callable[[Json], None]]:
        """Show how an evaluation goes: give each frame to the function this yields."""
        if not self.console.is_terminal:
            yield lambda frame: self._progress(frame, self.note)
            return
        with self.console.status(plain("Submitted …")) as status:
            yield lambda frame: self._progress(frame, lambda line: status.update(plain(line)))

    def _progress(self, frame: Json, tell: Callable[[str], None]) -> None:
        line = progress_line(frame)
        if line:
            tell(line)

    def feedback(self, feedback: Json) -> None:
        """Show the feedback on an answer."""
        self.console.print(feedback_panel(feedback))

    def failed(self, reason: str) -> None:
        """Say that an answer could not be evaluated."""
        self.console.print(plain(f"This answer could not be evaluated: {reason}", "red"))

    def report(self, report: Json) -> None:
        """Show what the sitting amounts to."""
        self.console.print()
        self.console.print(report_view(report))


def plain(text: Any, style: str = "") -> Text:
    """Return text as it is, without what would steer a terminal."""
    return Text(str(text).translate(CONTROL_CHARACTERS), style)


def duration(seconds: float | None) -> str:
    """Return a length of time for people."""
    if seconds is None:
        return "–"
    minutes, rest = divmod(round(seconds), MINUTE)
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"


def points(score: float | None) -> Text:
    """Return a score from 0 to 10 in the colour it deserves."""
    if score is None:
        return Text("–", "dim")
    return Text(f"{score:.1f}", "green" if score >= 7 else "yellow" if score >= 4.5 else "red")


def words(value: Any) -> str:
    """Return a stored word as one reads it."""
    return str(value or "").replace("_", " ")


def _opening(interview: Json) -> Text:
    asked = [words(interview.get(name)) for name in ("field", "level", "interview_type")]
    line = Text.assemble(
        ("Interview: ", "bold"), plain(", ".join(filter(None, asked))), f" · questions: {interview['questions_total']}"
    )
    if interview.get("widened"):
        line.append_text(plain(f"  (relaxed: {', '.join(map(words, interview['widened']))})", "dim"))
    return line


def question_panel(question: Json, number: int, total: int) -> Panel:
    """Return a question with what is known of it: its place, category, difficulty and time limit."""
    follow_up = question.get("kind") == "follow_up"
    facts = [words(question.get("category")), words(question.get("difficulty"))]
    if question.get("time_limit_seconds"):
        facts.append(f"time limit {duration(question['time_limit_seconds'])}")
    why = [plain(f"\nAsked because: {question['reason']}", "dim")] if follow_up and question.get("reason") else []
    return Panel(
        Group(plain(question["text"], "bold"), *why),
        title=f"Follow-up to question {number}" if follow_up else f"Question {number} of {total}",
        subtitle=plain(" · ".join(fact for fact in facts if fact)),
        title_align="left",
        subtitle_align="left",
        border_style="cyan",
        padding=(1, 2),
    )


def progress_line(frame: Json) -> str:
    """Return what a frame says of an evaluation under way, empty for frames that speak of something else."""
    data = frame.get("data") or {}
    if frame["type"] == "answer.received":
        return "Received, waiting for the evaluator …"
    if frame["type"] == "evaluation.started":
        return "Being evaluated …"
    if frame["type"] == "evaluation.progress":
        name = words(data.get("label") or data.get("criterion")) or "a criterion"
        return f"Evaluated {name}" + (f": {data['score']}" if data.get("score") is not None else "") + " …"
    if frame["type"] == "achievement.earned":
        return f"Achievement earned: {words(data.get('name') or data.get('achievement'))}"
    return ""


def feedback_panel(feedback: Json) -> Panel:
    """Return feedback on an answer: its score, points with the words they rest on, and what to do next."""
    parts: list[RenderableType] = []
    if feedback.get("detailed_feedback"):
        parts.append(plain(feedback["detailed_feedback"]))
    parts += _quoted("Strengths", "+", "green", feedback.get("strengths"))
    parts += _quoted("Improvements", "-", "yellow", feedback.get("improvements"))
    parts += _listed("Next", feedback.get("action_items"))
    title = Text.assemble("Score ", points(feedback["score"]), " of 10")
    return Panel(Group(*parts), title=title, title_align="left", border_style="green", padding=(0, 2))


def _quoted(title: str, sign: str, style: str, found: Any) -> list[RenderableType]:
    parts: list[RenderableType] = [Text(f"\n{title}", "bold")] if found else []
    for point in found or []:
        about, said = plain(words(point["criterion"]), "bold"), plain(point["text"])
        parts.append(Text.assemble((f"{sign} ", style), about, ": ", said))
        if point.get("quote"):
            parts.append(Padding(plain(f"“{point['quote']}”", "italic dim"), (0, 0, 0, 4)))
    return parts


def _listed(title: str, items: Any) -> list[RenderableType]:
    parts: list[RenderableType] = [Text(f"\n{title}", "bold")] if items else []
    return parts + [Text.assemble(("• ", "cyan"), plain(item)) for item in items or []]


def report_view(report: Json) -> Group:
    """Return a report: scores, a line a question, strengths and improvements, the plan, delivery and comparison."""
    plan = report.get("plan") or {}
    resources = [f"{r.get('title')}: {r.get('why')}" for r in plan.get("learning_resources") or []]
    return Group(
        _title(report),
        _scores(report),
        _questions(report.get("questions") or []),
        *_quoted("Strengths", "+", "green", report.get("strengths")),
        *_quoted("Improvements", "-", "yellow", report.get("improvements")),
        *_listed("Plan", plan.get("action_items")),
        *_listed("Practise", plan.get("practice_suggestions")),
        *_listed("Read", resources),
        *_listed("How it went", _delivery(report)),
    )


def _title(report: Json) -> Text:
    known = [words(report.get("quality_rating")), "" if report.get("final") else "not final"]
    return plain(" – ".join(["Report", *filter(None, known)]), "bold")


def _scores(report: Json) -> Table:
    table = Table()
    table.add_column("Score")
    table.add_column("of 10", justify="right")
    for name, score in (report.get("scores") or {}).items():
        table.add_row(plain(words(name.removesuffix("_score")).capitalize()), points(score))
    return table


def _questions(rows: list[Json]) -> Table:
    table = Table(expand=True)
    for heading, justify in (("#", "right"), ("Question", "left"), ("State", "left"), ("Score", "right"),
                             ("Time", "right"), ("Words", "right")):  # fmt: skip
        wide = heading == "Question"
        table.add_column(heading, justify=justify, no_wrap=True, ratio=1 if wide else None,  # type: ignore[arg-type]
                         overflow="ellipsis")  # fmt: skip
    for row in rows:
        state = row["state"] if row.get("evaluation_status") in (None, "succeeded") else row["evaluation_status"]
        table.add_row(
            plain(row["position"]), plain(_indented(row)), plain(words(state)), points(row.get("score")),
            duration(row.get("time_spent_seconds")), plain(row.get("word_count", "–")),
        )  # fmt: skip
    return table


def _indented(row: Json) -> str:
    return f"{FOLLOWS}{row['text']}" if row.get("kind") == "follow_up" else str(row["text"])


def _delivery(report: Json) -> list[str]:
    delivery, past = report.get("delivery") or {}, (report.get("comparison") or {}).get("own_past") or {}
    lines = []
    if delivery:
        lines.append(
            f"{duration(delivery.get('active_time_seconds'))} of practice, "
            f"pauses: {delivery.get('pause_count', 0)}, hints: {delivery.get('total_hints_used', 0)}"
        )
    if past.get("mean") is not None:
        lines.append(f"Your mean in this field so far: {past['mean']}")
    return lines
