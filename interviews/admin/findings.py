"""What an evaluation found, as HTML to be read: escaped, with the quoted words marked."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.contrib import admin
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

Row = Mapping[str, Any]
NOTHING = SafeString("-")
QUOTE = SafeString('<br><q><mark class="bg-primary-100 dark:bg-primary-900">{}</mark></q>')


def column(name: str, description: str, render: Callable[[Any], SafeString]) -> Callable[[Any, Any], SafeString]:
    """Return a field of an admin class: what a row has under `name`, rendered; a dash where that is empty."""

    @admin.display(description=description)
    def shown(_: Any, row: Any) -> SafeString:
        value = getattr(row, name)
        return render(value) if value else NOTHING

    return shown


def points(rows: Iterable[Row]) -> SafeString:
    """Strengths or improvements: the criterion, what is said of it, and the quote."""
    return _bulleted(
        format_html("<strong>{}</strong>: {}{}", _word(row["criterion"]), row["text"], _quote(row.get("quote")))
        for row in rows
    )


def criteria(rows: Iterable[Row]) -> SafeString:
    """The rubric's criteria with weight, score and reason."""
    return _table(
        (f"{row['label']} ({row['weight']} %)", f"{row['score']:g}", row["reason"], _quote(row.get("quote")))
        for row in rows
    )


def flags(rows: Iterable[Row]) -> SafeString:
    """What the guards raised, why, and the cap it set."""
    return _bulleted(
        format_html("<strong>{}</strong>: {}{}", _word(row["name"]), row["reason"], _cap(row.get("cap")))
        for row in rows
    )


def observations(rows: Iterable[Row]) -> SafeString:
    """What was counted in the words and their timing, in the sentence each one has."""
    return _table((_word(row["name"]), _measured(row), row["text"], "") for row in rows)


def components(rows: Iterable[Row]) -> SafeString:
    """Each evaluator's own score."""
    return _table((_word(row["evaluator"]), f"{row['score']:g}", row.get("model", ""), "") for row in rows)


def sentences(rows: Iterable[str]) -> SafeString:
    """A list of texts."""
    return _bulleted(rows)


def resources(rows: Iterable[Row]) -> SafeString:
    """What to read, and why."""
    return _bulleted(format_html("<strong>{}</strong> ({}): {}", row["title"], row["kind"], row["why"]) for row in rows)


def alternatives(rows: Iterable[Row]) -> SafeString:
    """The feedback of the arms that were not shown: who gave it, its score, and why."""
    return format_html_join("", "<p><strong>Arm {}, {}: {}</strong></p>{}{}", (
        (row["arm"], row["evaluator"], f"{row['score']:g}", criteria(row.get("criteria", ())), row["detailed_feedback"])
        for row in rows
    ))  # fmt: skip


def marks(rows: Iterable[Row]) -> SafeString:
    """What a reviewer gave each criterion, and said of it."""
    return _table((_word(row["key"]), f"{row['score']:g}", row.get("comment", ""), "") for row in rows)


def words(rows: Iterable[Any]) -> SafeString:
    """Single words or numbers on one line."""
    return format_html("{}", ", ".join(map(str, rows)))


def _bulleted(items: Iterable[Any]) -> SafeString:
    return format_html('<ul class="list-disc pl-5">{}</ul>', format_html_join("", "<li>{}</li>", ((i,) for i in items)))


def _table(rows: Iterable[tuple[Any, Any, Any, Any]]) -> SafeString:
    cell = '<td class="align-top py-1 pr-4{}">{}</td>'
    row = f'<tr><th scope="row" class="align-top font-medium py-1 pr-4 text-left">{{}}</th>{cell}<td>{{}}{{}}</td></tr>'
    body = format_html_join("", row, ((name, " whitespace-nowrap", *more) for name, *more in rows))
    return format_html("<table><tbody>{}</tbody></table>", body)


def _quote(quote: str | None) -> SafeString:
    return format_html(QUOTE, quote) if quote else SafeString("")


def _cap(cap: float | None) -> str:
    return "" if cap is None else f" At most {cap:g}."


def _measured(row: Row) -> str:
    return "-" if row["value"] is None else f"{row['value']:g} {_word(row['unit'])}"


def _word(name: str) -> str:
    return name.replace("_", " ")
