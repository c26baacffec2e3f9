"""`manage.py evaluate_answers IN.csv OUT.csv`: score a file of answers, row by row, with no server and no database."""

import csv
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from interviews.evaluation import UnknownEvaluator, get_evaluator
from interviews.evaluation.contextual import ContextualUnavailable
from interviews.evaluation.files import (
    HEADER,
    AnswerRow,
    BadFile,
    BadRow,
    MissingColumns,
    cells_of,
    read_rows,
    written_whole,
)
from interviews.evaluation.interface import Evaluator


class Command(BaseCommand):
    """Reads the options and reports; rows and cells are the business of `interviews.evaluation.files`."""

    help = "Score the answers of a CSV file (id, question, reference_answer, student_answer; see docs/scoring.md)."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", type=Path, metavar="IN.csv")
        parser.add_argument("target", type=Path, metavar="OUT.csv", help="replaced when all rows are scored")
        parser.add_argument(
            "--evaluator", choices=("embedded", "contextual"), default="embedded", help="default: %(default)s"
        )
        parser.add_argument(
            "--on-error", choices=("stop", "skip"), default="stop",
            help="stop at a bad row and write nothing, or name it on stderr and leave it out (default: %(default)s)",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        """Score every row; whatever ends it early is one line on stderr, and OUT stays as it was."""
        source, target = options["source"], options["target"]
        if target.exists() and source.exists() and target.samefile(source):
            raise CommandError("IN and OUT are the same file.")
        try:
            evaluator = get_evaluator(options["evaluator"])
            scored, left_out = self._score(source, target, evaluator, skip=options["on_error"] == "skip")
        except (UnknownEvaluator, ContextualUnavailable) as error:
            raise CommandError(str(error)) from error
        except (BadFile, BadRow, MissingColumns) as error:
            raise CommandError(f"{source}: {error}. Nothing was written.") from error
        except OSError as error:
            raise CommandError(f"{error.filename or target}: {error.strerror}.") from error
        self.stdout.write(f"{scored} answers scored, {left_out} left out.")

    def _score(self, source: Path, target: Path, evaluator: Evaluator, *, skip: bool) -> tuple[int, int]:
        counts = {True: 0, False: 0}
        with _opened(source) as stream, _progress(stream, source) as advance, written_whole(target) as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow(HEADER)
            for row in read_rows(stream):
                counts[isinstance(row, AnswerRow)] += 1
                if isinstance(row, AnswerRow):
                    writer.writerow(cells_of(row.id, evaluator.evaluate(row.question, row.rubric, row.answer)))
                else:
                    self._report(row, skip=skip)
                advance()
        return counts[True], counts[False]

    def _report(self, row: BadRow, *, skip: bool) -> None:
        if not skip:
            raise row
        self.stderr.write(f"left out: {row}")


def _opened(source: Path) -> TextIO:
    """Bytes that are not UTF-8 become lone surrogates, so that the row they stand in can be named."""
    return source.open(encoding="utf-8-sig", errors="surrogateescape", newline="")


@contextmanager
def _progress(stream: TextIO, source: Path) -> Iterator[Callable[[], None]]:
    """A bar on stderr of the bytes read; nothing where stderr is no terminal."""
    console = Console(stderr=True)
    columns = TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn()
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("Scoring", total=source.stat().st_size or None)
        yield lambda: progress.update(task, completed=stream.buffer.raw.tell())  # type: ignore[attr-defined]
