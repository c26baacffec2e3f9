"""Fitting: no question on both sides of a split, the packaged model made again, and the figures it is shipped for."""

import os
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from interviews.evaluation.embedded import EmbeddedEvaluator
from interviews.evaluation.fitting.records import Record, read_records
from interviews.evaluation.fitting.ridge import ridge
from interviews.evaluation.fitting.solve import fit_model
from interviews.evaluation.fitting.table import Table, brief_of, tabulate
from interviews.evaluation.fitting.validation import by_cluster, by_dataset, folds, model_of, model_scores, per_dataset
from interviews.evaluation.fitting.whole import WholeEvaluator
from interviews.evaluation.inputs import AnswerText
from interviews.evaluation.rubrics import content_rubric

ROOT = Path(__file__).parents[3]
DATA = Path(os.environ.get("SCORING_DATA", ROOT / "../shared/data/scoring"))
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason=f"no human-scored answers in {DATA} (SCORING_DATA)")


@pytest.fixture(scope="module")
def table() -> Table:
    return tabulate(read_records(DATA), "static")


def made_up(number: int) -> Record:
    answer = ("a stack keeps order", "a queue", "the last item leaves first", "")[number % 4]
    dataset, cluster = ("left", "right")[number % 2], str(number % 7)
    return Record(dataset, f"{dataset}/{cluster}", cluster, "What is a stack?", "Last in, first out.", answer, 0.5)


def test_no_cluster_is_dealt_to_two_folds() -> None:
    table = tabulate([made_up(number) for number in range(60)], "static")
    found = folds(table)
    assert all(len(set(found[table.clusters == cluster].tolist())) == 1 for cluster in set(table.clusters.tolist()))
    assert len(set(found.tolist())) > 1


def test_ridge_without_penalty_solves_what_has_a_solution() -> None:
    features = np.array([[1.0, 0], [0, 1], [1, 1]])
    assert ridge(features, features @ [2.0, -1], np.ones(3), 0).tolist() == pytest.approx([2, -1])


def test_command_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="--data DIR is needed"):
        call_command("fit_evaluator")
    with pytest.raises(CommandError, match="no CSV file with the columns"):
        call_command("fit_evaluator", data=tmp_path)


@needs_data
@pytest.mark.slow
def test_figures_on_questions_not_fitted_on(table: Table) -> None:
    found = dict(per_dataset(table, by_cluster(table, model_scores)))
    assert found["mohler"]["pearson"] >= 0.65
    assert found["mohler"]["rmse"] <= 1.75
    assert found["all"]["pearson"] >= 0.7


@needs_data
@pytest.mark.slow
def test_figures_on_fields_not_fitted_on(table: Table) -> None:
    found = [figures for name, figures in per_dataset(table, by_dataset(table, model_scores)) if name != "all"]
    assert np.mean([one["pearson"] for one in found]) >= 0.6
    assert np.mean([one["rmse"] for one in found]) <= 3.1
    assert np.mean([abs(one["bias"]) for one in found]) <= 1.2


def test_whole_evaluator_scores_what_is_set_aside_with_guards_and_says_whom_they_wronged() -> None:
    records = [made_up(number) for number in range(40)]
    table, whole = tabulate(records, "static"), WholeEvaluator(records, "static")
    aside = np.arange(40) >= 32
    found = whole(table, ~aside, aside)
    model = model_of(table, ~aside)
    for row, score in zip(range(32, 40), found, strict=True):
        evaluation = EmbeddedEvaluator("static", model).evaluate(
            brief_of(records[row]), content_rubric(), AnswerText(records[row].answer)
        )
        assert evaluation.score == score
    assert found[3] == 0  # nothing was said
    assert whole.capped[32:].tolist() == [False, False, False, True] * 2
    assert [line.split() for line in list(whole.wronged(table))[1:]] == [
        ["left", "20", "0", str((whole.scores[::2] <= 3).sum())],
        ["right", "20", "2", str((whole.scores[1::2] <= 3).sum())],
    ]


@needs_data
@pytest.mark.slow
def test_weights_are_the_same_in_whatever_order_answers_come(table: Table) -> None:
    rows = np.ones(len(table.scores), np.bool_)
    order = np.argsort(table.questions, kind="stable")[::-1]
    turned = Table(
        table.names,
        tuple(table.looked[row] for row in order),
        *(column[order] for column in (table.scores, table.datasets, table.clusters, table.questions)),
    )
    assert fit_model(turned, rows).weights == pytest.approx(fit_model(table, rows).weights, abs=2e-6)


@needs_data
@pytest.mark.slow
def test_packaged_model_is_what_the_data_give() -> None:
    said = StringIO()
    call_command("fit_evaluator", data=DATA, check=True, quick=True, stdout=said)
    assert "byte for byte" in said.getvalue()
