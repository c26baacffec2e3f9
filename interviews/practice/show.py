"""How a sitting looks in a terminal. Whatever the server sends is shown as plain text, never as markup."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.text import Text

from interviews.practice.client import Json
from interviews.practice.report import report_view
from interviews.practice.wording import duration, listed, plain, points, quoted, words

COMMANDS = ":hint  :skip  :pause  :resume  :quit"


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
    parts += quoted("Strengths", "+", "green", feedback.get("strengths"))
    parts += quoted("Improvements", "-", "yellow", feedback.get("improvements"))
    parts += listed("Next", feedback.get("action_items"))
    title = Text.assemble("Score ", points(feedback["score"]), " of 10")
    return Panel(Group(*parts), title=title, title_align="left", border_style="green", padding=(0, 2))
