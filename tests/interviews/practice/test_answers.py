"""Answers from files and from someone who types."""

from collections.abc import Callable, Iterable
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from interviews.practice.answers import Choice, FromFile, FromTerminal
from interviews.practice.errors import ApiError, PracticeError
from interviews.practice.show import Show

FIRST = {"uuid": "e6b668b5-e830-5070-a7ba-2ffa1f18889c"}
SECOND = {"uuid": "b3400ab2-3ab0-5966-b4e8-d69581f7aec0"}
FOLLOW_UP = {"uuid": "01a20524-5cdc-7000-8d07-555c427c644b", "kind": "follow_up"}


class Desk:
    """Notes what is asked for; has a hint, and knows no second pause."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def hint(self) -> str:
        self.asked.append("hint")
        return "Think of the index."

    def pause(self) -> None:
        if self.asked and self.asked[-1] == "pause":
            raise ApiError(409, "invalid_transition", "An interview that is paused cannot become paused.")
        self.asked.append("pause")

    def resume(self) -> None:
        self.asked.append("resume")


def written(folder: Path, content: str | bytes) -> Path:
    path = folder / "answers.json"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_list_answers_in_order_and_skips_the_rest(tmp_path: Path) -> None:
    source = FromFile.read(written(tmp_path, '["one", null, "", "naïve 💥"]'))
    replies = [source.reply(FIRST, Desk()) for _ in range(5)]
    assert replies == ["one", Choice.SKIP, Choice.SKIP, "naïve 💥", Choice.SKIP]


@pytest.mark.parametrize(
    ("answers", "replies"),
    [
        (["one", "two"], ["one", Choice.SKIP, "two", Choice.SKIP]),
        (["one", "more", "two"], ["one", "more", "two", Choice.SKIP]),
        (["one", "more", "two", "else"], ["one", "more", "two", "else"]),
        (["one"], ["one", Choice.SKIP, Choice.SKIP, Choice.SKIP]),
    ],
)
def test_follow_ups_take_their_turn_as_long_as_answers_remain_for_the_questions_to_come(answers, replies) -> None:
    source = FromFile(answers, questions=2)
    asked = (FIRST, FOLLOW_UP, SECOND, FOLLOW_UP)
    assert [source.reply(question, Desk()) for question in asked] == replies


def test_default_of_an_object_answers_follow_ups_too() -> None:
    source = FromFile({FIRST["uuid"]: "mine", "*": "any"}, questions=1)
    assert [source.reply(question, Desk()) for question in (FIRST, FOLLOW_UP)] == ["mine", "any"]


def test_object_answers_by_question_with_a_default(tmp_path: Path) -> None:
    source = FromFile.read(written(tmp_path, f'{{"{FIRST["uuid"].upper()}": "mine", "*": "any"}}'))
    assert [source.reply(q, Desk()) for q in (SECOND, FIRST, SECOND)] == ["any", "mine", "any"]


def test_object_without_default_skips_other_questions(tmp_path: Path) -> None:
    source = FromFile.read(written(tmp_path, f'{{"{FIRST["uuid"]}": "mine"}}'))
    assert [source.reply(q, Desk()) for q in (SECOND, FIRST)] == [Choice.SKIP, "mine"]


def test_object_with_null_for_a_question_skips_it_despite_the_default(tmp_path: Path) -> None:
    source = FromFile.read(written(tmp_path, f'{{"{FIRST["uuid"]}": null, "*": "any"}}'))
    assert source.reply(FIRST, Desk()) is Choice.SKIP


def test_file_with_byte_order_mark_is_read(tmp_path: Path) -> None:
    assert FromFile.read(written(tmp_path, b'\xef\xbb\xbf["one"]')).reply(FIRST, Desk()) == "one"


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("[]", "holds no answers."),
        ("{}", "holds no answers."),
        ("3", "is neither a list of answers nor an object of answers by question uuid."),
        ('["a", 1]', ": answer 2 is no text."),
        ('{"*": ["a"]}', ": answer * is no text."),
        ('{"q1": "a"}', ': "q1" is neither the uuid of a question nor "*".'),
        ('{"a', "is not JSON: "),
        (b"\xff\xfe", "is not JSON: "),
        ("[" * 100_000, "is not JSON: "),
    ],
)
def test_unusable_file_is_told_in_one_line(tmp_path: Path, content: str | bytes, complaint: str) -> None:
    with pytest.raises(PracticeError) as raised:
        FromFile.read(written(tmp_path, content))
    assert complaint in str(raised.value)
    assert "\n" not in str(raised.value)


def test_missing_file_is_told() -> None:
    with pytest.raises(PracticeError, match=r"^Cannot read /nowhere/a\.json: No such file or directory\.$"):
        FromFile.read(Path("/nowhere/a.json"))


def typing(lines: Iterable[str]) -> Callable[[], str]:
    waiting = iter(lines)

    def read() -> str:
        try:
            return next(waiting)
        except StopIteration:
            raise EOFError from None

    return read


def typed(*lines: str) -> tuple[str | Choice, list[str], str]:
    """Return the reply to `lines`, what was asked of the desk, and what was shown."""
    console, desk = Console(file=StringIO(), record=True, width=100), Desk()
    reply = FromTerminal(Show(console), typing(lines)).reply(FIRST, desk)
    return reply, desk.asked, console.export_text()


def test_typed_answer_ends_with_an_empty_line() -> None:
    reply, asked, _ = typed("", "  one  ", "two", "", "three")
    assert (reply, asked) == ("  one  \ntwo", [])


def test_typed_answer_ends_with_the_input() -> None:
    assert typed("one", "two")[0] == "one\ntwo"


def test_end_of_input_without_an_answer_skips() -> None:
    assert typed()[0] is Choice.SKIP


def test_pasted_empty_lines_do_not_end_an_answer() -> None:
    assert typed("one\n\ntwo", "three", "")[0] == "one\n\ntwo\nthree"


@pytest.mark.parametrize(("command", "choice"), [(":skip", Choice.SKIP), (":quit", Choice.QUIT)])
def test_typed_command_leaves_the_question_whatever_was_typed(command: str, choice: Choice) -> None:
    assert typed("half an answ", command, "more")[0] is choice


def test_hint_is_shown_and_the_answer_goes_on() -> None:
    reply, asked, shown = typed("one", ":hint", "two", "")
    assert (reply, asked) == ("one\ntwo", ["hint"])
    assert "Think of the index." in shown


def test_paused_sitting_takes_no_answer_until_resumed() -> None:
    reply, asked, shown = typed("one", ":pause", "lost", "", ":resume", "two", "")
    assert (reply, asked) == ("one\ntwo", ["pause", "resume"])
    assert "Paused. :resume goes on." in shown


def test_refused_command_is_told_and_ends_nothing() -> None:
    reply, asked, shown = typed(":pause", ":pause", ":resume", "one", "")
    assert (reply, asked) == ("one", ["pause", "resume"])
    assert "cannot become paused. (409 invalid_transition)" in shown


def test_unknown_command_shows_the_help_again() -> None:
    reply, _, shown = typed(":what", "one", "")
    assert reply == "one"
    assert shown.count(":hint  :skip  :pause  :resume  :quit") == 2


def test_sentence_with_a_colon_is_an_answer() -> None:
    assert typed(": first, a colon", ":hint me", "")[0] == ": first, a colon\n:hint me"
