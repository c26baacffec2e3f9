"""A report as it is shown."""

from rich.console import Group
from rich.table import Table
from rich.text import Text

from interviews.practice.client import Json
from interviews.practice.wording import duration, listed, plain, points, quoted, words

FOLLOWS = "↳ "


def report_view(report: Json) -> Group:
    """Return a report: scores, a line a question, strengths and improvements, the plan, delivery and comparison."""
    plan = report.get("plan") or {}
    resources = [f"{r.get('title')}: {r.get('why')}" for r in plan.get("learning_resources") or []]
    return Group(
        _title(report),
        _scores(report),
        _questions(report.get("questions") or []),
        *quoted("Strengths", "+", "green", report.get("strengths")),
        *quoted("Improvements", "-", "yellow", report.get("improvements")),
        *listed("Plan", plan.get("action_items")),
        *listed("Practise", plan.get("practice_suggestions")),
        *listed("Read", resources),
        *listed("How it went", _delivery(report)),
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
