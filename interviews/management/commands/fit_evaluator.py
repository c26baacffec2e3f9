"""Fit the content model of the embedded evaluator on human-scored answers, or check that the packaged one is theirs."""

from pathlib import Path
from typing import Any

import numpy as np
from django.core.management.base import BaseCommand, CommandError, CommandParser

from interviews.evaluation.fitting.baselines import NoScikitLearn, by_length, by_tfidf
from interviews.evaluation.fitting.document import document
from interviews.evaluation.fitting.doubt import fit_error, trials
from interviews.evaluation.fitting.records import Record, read_records
from interviews.evaluation.fitting.report import SPLITS, compared, comparison, reliabilities, stored_figures
from interviews.evaluation.fitting.solve import fit_model
from interviews.evaluation.fitting.table import Table, tabulate
from interviews.evaluation.fitting.validation import Predict, model_scores
from interviews.evaluation.fitting.vectors import NoWheel, build_vectors
from interviews.evaluation.fitting.whole import WholeEvaluator
from interviews.evaluation.model.store import path_of


class Command(BaseCommand):
    help = "Fits the content model on DIR/*.csv and prints how it does on answers set aside."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--data", type=Path, help="folder of CSV files with human scores")
        parser.add_argument("--output", type=Path, help="where to write the model; nothing is written without")
        parser.add_argument("--check", action="store_true", help="fail unless the packaged model is byte for byte this")
        parser.add_argument("--contextual", action="store_true", help="fit the contextual tier")
        parser.add_argument("--quick", action="store_true", help="without the baselines")
        parser.add_argument("--whole", action="store_true", help="also the complete evaluator, with its guards")
        parser.add_argument("--vectors", type=Path, help="only write the word vectors, from the wordllama wheel, here")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["vectors"]:
            return self._vectors(options["vectors"])
        if not options["data"]:
            raise CommandError("--data DIR is needed: a folder of CSV files with human scores")
        tier = "contextual" if options["contextual"] else "static"
        text = self._fit(options["data"], tier, quick=options["quick"], whole=options["whole"])
        if options["output"]:
            options["output"].write_text(text, "utf-8")
        if options["check"]:
            self._check(tier, text)
        return None

    def _vectors(self, target: Path) -> None:
        try:
            self.stdout.write(f"{target}: {build_vectors(target)} bytes")
        except NoWheel as missing:
            raise CommandError(str(missing)) from missing

    def _fit(self, directory: Path, tier: str, *, quick: bool, whole: bool) -> str:
        try:
            records = read_records(directory)
        except ValueError as unreadable:
            raise CommandError(str(unreadable)) from unreadable
        table = tabulate(records, tier)
        self._compare(table, {"model": model_scores} if quick else {"model": model_scores, **self._baselines(records)})
        if whole:
            self._whole(table, records, tier)
        seen = trials(table)
        error = fit_error(seen)
        for line in reliabilities(seen, error):
            self.stdout.write(line)
        model = fit_model(table, np.ones(len(records), np.bool_), error)
        return document(tier, model, stored_figures(table, model_scores))

    def _compare(self, table: Table, scorers: dict[str, Predict]) -> None:
        for line in comparison(table, scorers):
            self.stdout.write(line)

    def _whole(self, table: Table, records: list[Record], tier: str) -> None:
        evaluator = WholeEvaluator(records, tier)
        for title, split in SPLITS.items():
            for line in (*compared(title, split, table, {"whole evaluator": evaluator}), *evaluator.wronged(table)):
                self.stdout.write(line)

    def _baselines(self, records: list[Record]) -> dict[str, Predict]:
        found = {"length only": by_length(records)}
        try:
            return found | {"TF-IDF": by_tfidf(records)}
        except NoScikitLearn as missing:
            self.stderr.write(str(missing))
            return found

    def _check(self, tier: str, text: str) -> None:
        if path_of(tier).read_text("utf-8") != text:
            raise CommandError(f"{path_of(tier)} is not what these data give")
        self.stdout.write(f"{path_of(tier).name}: byte for byte what these data give")
