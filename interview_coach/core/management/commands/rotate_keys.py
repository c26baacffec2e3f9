"""`manage.py rotate_keys`: brings every encrypted text under the newest key, while the product serves."""

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from interview_coach.core.encryption import keyring
from interview_coach.core.rewriting import BATCH
from interview_coach.core.rotation import keys_in_use, rotate_keys

INTERRUPTED = 130
# A process that still has the old order of keys may write under the older one while this runs.
ROUNDS = 3


class Command(BaseCommand):
    help = "Encrypt every text under the first of ENCRYPTION_KEYS, while the product serves; started again, it goes on."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say how many rows are under which key")
        parser.add_argument("--batch-size", type=int, default=BATCH, help="rows between two notes of how far it came")

    def handle(self, *args: Any, **options: Any) -> None:
        """Rotate, then look whether anything is left; exit 1 if so."""
        if options["batch_size"] < 1:
            raise CommandError("--batch-size is 1 or more.")
        if options["dry_run"]:
            self._tell(keys_in_use())
            return
        try:
            rewritten = self._rotate(options["batch_size"])
        except KeyboardInterrupt as error:
            raise CommandError("Interrupted. The same command goes on.", returncode=INTERRUPTED) from error
        self.stdout.write(f"{rewritten} rows rewritten under the key {keyring().newest}.")
        self._verify()

    def _rotate(self, batch: int) -> int:
        rewritten = 0
        for _ in range(ROUNDS):
            left, stuck = _left(keys_in_use()), 0
            with _bar() as progress:
                task = progress.add_task("Rows", total=left)
                for told in rotate_keys(now=timezone.now(), batch=batch):
                    progress.advance(task, told.seen)
                    rewritten, stuck = rewritten + told.rewritten, stuck + len(told.unreadable)
                    for key, reason in told.unreadable:
                        self.stderr.write(f"Row {key}: {reason}")
            if _left(keys_in_use()) <= stuck:
                break
        return rewritten

    def _tell(self, found: dict[str, Counter[str]]) -> None:
        for column, keys in found.items():
            for key, rows in sorted(keys.items()):
                place = "the newest key" if key == keyring().newest else "known" if key in keyring().ids else "UNKNOWN"
                self.stdout.write(f"{column}: {rows} under {key} ({place})")
        self.stdout.write(f"{_left(found)} rows to rewrite.")

    def _verify(self) -> None:
        found = keys_in_use()
        if left := _left(found):
            self._tell(found)
            raise CommandError(f"{left} rows are not under the newest key. Keep the older keys.")
        self.stdout.write("Nothing is left under another key: the older ones may go.")


def _left(found: dict[str, Counter[str]]) -> int:
    return sum(keys.total() - keys[keyring().newest] for keys in found.values())


def _bar() -> Progress:
    """A progress bar on stderr; silent where nobody looks."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
