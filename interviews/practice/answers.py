"""Where answers come from: a file, or a person at the terminal."""

import json
import re
from collections import deque
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import Any, Protocol, Self
from uuid import UUID

from interviews.practice.client import Json
from interviews.practice.errors import ApiError, PracticeError
from interviews.practice.show import Show

EVERY_OTHER = "*"
COMMAND = re.compile(r":[a-z]+")


class Choice(Enum):
    """What a candidate may do instead of answering."""

    SKIP = "skip"
    QUIT = "quit"


class Desk(Protocol):
    """What a candidate can ask for while a question is open."""

    def hint(self) -> str: ...

    def pause(self) -> None: ...

    def resume(self) -> None: ...


class AnswerSource(Protocol):
    """Someone or something that answers."""

    def reply(self, question: Json, desk: Desk) -> str | Choice:
        """Return the answer to a question, or what is done instead."""
        ...


class FromFile:
    """Prepared answers: a list in the order of the questions, or by question uuid with "*" for every other.

    A question without an answer, or with an empty one or null, is skipped. A follow-up takes its turn in a list as
    long as answers remain for all of the `questions` still to come; so a list of one each is for these.
    """

    def __init__(self, answers: list[str | None] | dict[str, str | None], questions: int = 0) -> None:
        self._by_question = answers if isinstance(answers, dict) else {}
        self._in_order = deque(answers if isinstance(answers, list) else [])
        self._to_come = questions

    @classmethod
    def read(cls, path: Path, questions: int = 0) -> Self:
        """Read a JSON file; raise `PracticeError` that says what is wrong with it."""
        try:
            answers = json.loads(path.read_text(encoding="utf-8-sig"))
        except OSError as error:
            raise PracticeError(f"Cannot read {path}: {error.strerror}.") from error
        except (ValueError, RecursionError) as error:
            raise PracticeError(f"{path} is not JSON: {error}.") from error
        return cls(_checked(answers, path), questions)

    def reply(self, question: Json, desk: Desk) -> str | Choice:
        """Return the answer prepared for `question`."""
        if self._by_question:
            default = self._by_question.get(EVERY_OTHER)
            return self._by_question.get(question["uuid"], default) or Choice.SKIP
        if question.get("kind") != "follow_up":
            self._to_come -= 1
        elif len(self._in_order) <= self._to_come:
            return Choice.SKIP
        return (self._in_order.popleft() if self._in_order else None) or Choice.SKIP


def _checked(answers: Any, path: Path) -> list[str | None] | dict[str, str | None]:
    if not isinstance(answers, list | dict):
        raise PracticeError(f"{path} is neither a list of answers nor an object of answers by question uuid.")
    if not answers:
        raise PracticeError(f"{path} holds no answers.")
    named = answers if isinstance(answers, dict) else dict(enumerate(answers, start=1))
    for name, answer in named.items():
        if not isinstance(answer, str | None):
            raise PracticeError(f"{path}: answer {name} is no text.")
    return {_uuid(name, path): answer for name, answer in answers.items()} if isinstance(answers, dict) else answers


def _uuid(name: str, path: Path) -> str:
    if name == EVERY_OTHER:
        return name
    try:
        return str(UUID(name))
    except ValueError as error:
        raise PracticeError(f'{path}: "{name}" is neither the uuid of a question nor "*".') from error


class FromTerminal:
    """A person who types: lines up to an empty one, and commands that start with a colon."""

    def __init__(self, show: Show, read: Callable[[], str]) -> None:
        self._show, self._read = show, read

    def reply(self, question: Json, desk: Desk) -> str | Choice:
        """Take an answer; it ends with an empty line or the end of input, which alone means to skip."""
        self._show.help()
        lines: list[str] = []
        paused = False
        while True:
            try:
                line = self._read()
            except EOFError:
                line = "" if lines else ":skip"
            word = line.strip()
            if word in (":skip", ":quit") or (lines and not word and not paused):
                break
            if COMMAND.fullmatch(word):
                paused = self._obey(word, desk, paused=paused)
            elif paused and word:
                self._show.note("Paused. :resume goes on.")
            elif word:
                lines.append(line)
        return Choice(word[1:]) if word else "\n".join(lines)

    def _obey(self, command: str, desk: Desk, *, paused: bool) -> bool:
        """Do what a command asks; return whether the sitting is paused then. A refusal is told, and ends nothing."""
        try:
            if command == ":hint":
                self._show.hint(desk.hint())
            elif command == ":pause":
                desk.pause()
                paused = True
                self._show.note("Paused, the clock stands still. :resume goes on.")
            elif command == ":resume":
                desk.resume()
                paused = False
                self._show.note("Going on.")
            else:
                self._show.help()
        except ApiError as error:
            self._show.note(str(error))
        return paused
