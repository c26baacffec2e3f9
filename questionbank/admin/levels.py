"""Criteria as a table to be read: under each criterion its levels, one a row."""

from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

CELL = "border-base-200 border-t px-3 py-2 align-top dark:border-base-800"


def levels_table(criteria: list[dict[str, Any]]) -> SafeString:
    """Return the criteria of a version as HTML."""
    rows = format_html_join("", "{}{}", ((_head(entry), _levels(entry)) for entry in criteria))
    return format_html('<table class="text-left w-full"><tbody>{}</tbody></table>', rows)


def _head(entry: dict[str, Any]) -> SafeString:
    return format_html(
        '<tr><th class="{} whitespace-nowrap">{}%</th><th class="{}" colspan="2">{}'
        '<br><span class="font-normal">{}</span></th></tr>',
        CELL, entry["weight"], CELL, entry["label"], entry.get("description", ""),
    )  # fmt: skip


def _levels(entry: dict[str, Any]) -> SafeString:
    steps = ((CELL, f"{level['score']:g}", CELL, level["label"], CELL, level["anchor"])
             for level in entry.get("levels", ()))  # fmt: skip
    return format_html_join(
        "", '<tr><td class="{} text-right">{}</td><td class="{}">{}</td><td class="{}">{}</td></tr>', steps
    )
