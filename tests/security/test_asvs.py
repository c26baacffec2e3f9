"""docs/security.md says of each requirement of OWASP ASVS 5.0.0, levels 1 and 2, whether and where it is met."""

import re
from collections import Counter
from pathlib import Path

from django.conf import settings as project

ROOT = Path(project.BASE_DIR)
# The last number, or the numbers, of each section that are of the level.
LEVEL_1 = {
    "1.2": range(1, 6), "1.3": [1, 2], "1.5": [1], "2.1": [1], "2.2": [1, 2], "2.3": [1], "3.2": [1, 2], "3.3": [1],
    "3.4": [1, 2], "3.5": [1, 2, 3], "4.1": [1], "4.4": [1], "5.2": [1, 2], "5.3": [1, 2], "6.1": [1],
    "6.2": range(1, 9), "6.3": [1, 2], "6.4": [1, 2], "7.2": range(1, 5), "7.4": [1, 2], "8.1": [1], "8.2": [1, 2],
    "8.3": [1], "9.1": [1, 2, 3], "9.2": [1], "10.4": range(1, 6), "11.3": [1, 2], "11.4": [1], "12.1": [1],
    "12.2": [1, 2], "13.4": [1], "14.2": [1], "14.3": [1], "15.1": [1], "15.2": [1], "15.3": [1],
}  # fmt: skip
LEVEL_2 = {
    "1.1": [1, 2], "1.2": range(6, 10), "1.3": range(3, 12), "1.4": [1, 2, 3], "1.5": [2], "2.1": [2, 3], "2.2": [3],
    "2.3": [2, 3, 4], "2.4": [1], "3.3": [2, 3, 4], "3.4": range(3, 7), "3.5": [4, 5], "3.7": [1, 2], "4.1": [2, 3],
    "4.2": [1], "4.3": [1, 2], "4.4": [2, 3, 4], "5.1": [1], "5.2": [3], "5.4": [1, 2, 3], "6.1": [2, 3],
    "6.2": range(9, 13), "6.3": [3, 4], "6.4": [3, 4], "6.5": range(1, 6), "6.6": [1, 2, 3], "6.8": range(1, 5),
    "7.1": [1, 2, 3], "7.3": [1, 2], "7.4": [3, 4, 5], "7.5": [1, 2], "7.6": [1, 2], "8.1": [2], "8.2": [3],
    "8.4": [1], "9.2": [2, 3, 4], "10.1": [1, 2], "10.2": [1, 2], "10.3": range(1, 5), "10.4": range(6, 12),
    "10.5": range(1, 6), "10.6": [1, 2], "10.7": [1, 2, 3], "11.1": [1, 2], "11.2": [1, 2, 3], "11.3": [3],
    "11.4": [2, 3, 4], "11.5": [1], "11.6": [1], "12.1": [2, 3], "12.3": range(1, 5), "13.1": [1],
    "13.2": range(1, 6), "13.3": [1, 2], "13.4": range(2, 6), "14.1": [1, 2], "14.2": [2, 3, 4], "14.3": [2, 3],
    "15.1": [2, 3], "15.2": [2, 3], "15.3": range(2, 8), "16.1": [1], "16.2": range(1, 6), "16.3": range(1, 5),
    "16.4": [1, 2, 3], "16.5": [1, 2, 3], "17.1": [1], "17.2": range(1, 5), "17.3": [1, 2],
}  # fmt: skip
ROW = re.compile(r"^\| ([*\d., ]+) \| ([^|]+) \| (met|not applicable|open) \| (.+) \|$", re.MULTILINE)
PATH = re.compile(r"`([\w.-]+(?:/[\w.-]+)*/?)`")


def numbers(level: dict) -> list[str]:
    return [f"{section}.{number}" for section, found in level.items() for number in found]


def rows() -> list[tuple[list[str], str, str]]:
    """Each row of the tables: its numbers as they are written, its state, and what is said."""
    text = (ROOT / "docs" / "security.md").read_text()
    _, _, listed = text.partition("## ASVS 5.0.0, line by line")
    lines = listed.partition("## Level 3")[0].splitlines()
    found = [(row[1].split(", "), row[3], row[4]) for line in lines if (row := ROW.match(line))]
    assert len(found) == sum(bool(re.match(r"\| \**\d", line)) for line in lines), "a row is malformed"
    return found


def test_as_many_as_the_standard_has():
    assert (len(numbers(LEVEL_1)), len(numbers(LEVEL_2))) == (70, 183)


def test_each_requirement_has_one_line():
    said = Counter(number.strip("*") for found, _, _ in rows() for number in found)
    assert said == Counter([*numbers(LEVEL_1), *numbers(LEVEL_2)])


def test_level_1_is_bold():
    said = [number.strip("*") for found, _, _ in rows() for number in found if number.startswith("**")]
    assert sorted(said) == sorted(numbers(LEVEL_1))


def test_what_is_met_is_met_somewhere():
    met = {found[0]: PATH.findall(said) for found, state, said in rows() if state == "met"}
    assert {number: names for number, names in met.items() if not any((ROOT / name).exists() for name in names)} == {}


def test_no_file_is_named_that_is_gone():
    text = (ROOT / "docs" / "security.md").read_text()
    files = {name for name in PATH.findall(text) if re.search(r"/.*\.(py|md|html|txt|yaml|toml)$", name)}
    assert len(files) > 50
    assert sorted(name for name in files if not (ROOT / name).exists()) == []


def test_the_count_in_the_text_is_the_count_of_the_tables():
    counted = Counter()
    for found, state, _ in rows():
        counted[state] += len(found)
    told = f"{counted['met']} met, {counted['not applicable']} not applicable, {counted['open']} open"
    assert told in (ROOT / "docs" / "security.md").read_text()


def test_what_is_open_is_what_the_lines_leave_open():
    text = (ROOT / "docs" / "security.md").read_text()
    table = text.partition("## What is open")[2].partition("\n## ")[0]
    told = [number for row in re.findall(r"^\|.*\| ([\d., –]+) \|$", table, re.MULTILINE) for number in spread(row)]
    left = [number.strip("*") for found, state, _ in rows() if state == "open" for number in found]
    assert sorted(told) == sorted(left)


def spread(told: str) -> list[str]:
    """Return the numbers of a list such as `6.3.3, 12.3.1–12.3.4`."""
    found = []
    for part in told.split(", "):
        first, _, last = part.partition("–")
        section, _, number = first.rpartition(".")
        found += [f"{section}.{n}" for n in range(int(number), int((last or first).rpartition(".")[2]) + 1)]
    return found
