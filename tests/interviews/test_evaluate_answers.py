"""`manage.py evaluate_answers` on real files: what comes out, what is refused, and that size does not matter."""

import csv
import io
import json
import resource
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from interviews.evaluation import AnswerText, Evaluation, QuestionBrief, Rubric, get_evaluator
from interviews.evaluation.contextual import available
from interviews.evaluation.files import HEADER
from interviews.evaluation.rubrics import content_rubric
from interviews.management.commands import evaluate_answers
from tests.interviews.evaluation.ladders import CACHE, CONFLICT, OVERFITTING

NEEDED = ["id", "question", "reference_answer", "student_answer"]


def cells(answer: str, identity: str = "a1") -> list[str]:
    return [identity, CACHE.question.text, CACHE.question.sample_answer, answer]


def write(path: Path, rows: list[list[str]], header: list[str] = NEEDED, encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream).writerows([header, *rows])
    return path


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def run(source: Path, **options: Any) -> list[dict[str, str]]:
    target = source.with_name("out.csv")
    call_command("evaluate_answers", source, target, stdout=io.StringIO(), **options)
    return read(target)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """One real evaluation for every row: these tests are about files, and 20,000 real ones take minutes."""
    evaluation = get_evaluator("embedded").evaluate(CACHE.question, content_rubric(), AnswerText(CACHE.partial))

    class Quick:
        name, version = "quick", "1"

        def evaluate(self, question: QuestionBrief, rubric: Rubric, answer: AnswerText) -> Evaluation:
            return evaluation

    monkeypatch.setattr(evaluate_answers, "get_evaluator", lambda name: Quick())


def test_each_row_gets_the_evaluators_own_scores(tmp_path: Path) -> None:
    answers = [CACHE.first_rate, CACHE.vague, "", CACHE.question.sample_answer]
    rows = run(write(tmp_path / "in.csv", [cells(text, f"a{n}") for n, text in enumerate(answers)]))
    assert [row["id"] for row in rows] == ["a0", "a1", "a2", "a3"]
    assert tuple(rows[0]) == HEADER
    for row, text in zip(rows, answers, strict=True):
        brief = QuestionBrief(CACHE.question.text, sample_answer=CACHE.question.sample_answer)
        expected = get_evaluator("embedded").evaluate(brief, content_rubric(), AnswerText(text))
        assert float(row["score"]) == pytest.approx(expected.score, abs=1e-4)
        assert float(row["sentiment"]) == pytest.approx(expected.sub_scores.sentiment, abs=1e-4)
        assert row["flags"].split() == [flag.name for flag in expected.flags]
    assert float(rows[0]["score"]) > float(rows[1]["score"]) > float(rows[2]["score"]) == 0
    assert rows[2]["flags"] == "empty"
    assert "At most 0." in rows[2]["reasons"]
    assert rows[3]["flags"] == "copied_sample"


def test_keywords_and_criteria_of_a_row_count(tmp_path: Path) -> None:
    criteria = json.dumps(
        [{"criterion": "Depth", "weight": 40}, {"criterion": "Communication", "weight": 60, "description": "Clear."}]
    )
    header = [*NEEDED, "keywords", "evaluation_criteria", "category", "somebody_elses_column"]
    base = ["", CACHE.partial]
    rows = [
        ["none", CACHE.question.text, *base, "", "", "technical", "x"],
        ["json", CACHE.question.text, *base, '["stampede", "eviction"]', "", "technical", "x"],
        ["list", CACHE.question.text, *base, "stampede; eviction", "", "technical", "x"],
        ["criteria", CACHE.question.text, *base, "stampede,eviction", criteria, "technical", "x"],
    ]
    found = {row["id"]: row for row in run(write(tmp_path / "in.csv", rows, header))}
    assert found["json"]["score"] == found["list"]["score"] != found["none"]["score"]
    assert found["criteria"]["score"] != found["json"]["score"]
    assert found["criteria"]["communication"] == found["json"]["communication"]


def test_quoted_line_breaks_a_bom_windows_lines_and_blank_lines_are_read(tmp_path: Path) -> None:
    plain = run(write(tmp_path / "in.csv", [cells('It keeps\nrows,\n"hot" ones.', "é1")]))
    source = write(tmp_path / "bom.csv", [cells('It keeps\nrows,\n"hot" ones.', "é1")], encoding="utf-8-sig")
    source.write_bytes(source.read_bytes() + b"\r\n\r\n")
    assert source.read_bytes().startswith(b"\xef\xbb\xbf")
    assert run(source) == plain
    assert plain[0]["id"] == "é1"


def test_two_runs_are_byte_identical(tmp_path: Path) -> None:
    source = write(
        tmp_path / "in.csv", [cells(text) for text in (CACHE.first_rate, CONFLICT.first_rate, OVERFITTING.vague)]
    )
    outputs = []
    for name in ("one.csv", "two.csv"):
        call_command("evaluate_answers", source, tmp_path / name, stdout=io.StringIO())
        outputs.append((tmp_path / name).read_bytes())
    assert outputs[0] == outputs[1]
    assert b"\r" not in outputs[0]


BAD = [
    (["", "q", "r", "a", "", ""], "line 3: the id is missing"),
    (["b", "q", "r", "a\0b", "", ""], "line 3: student_answer holds a NUL byte"),
    (["b", "q", "r"], "line 3: 3 cells, the header has 6"),
    (["b", "q", "r", "a", "", "", "more"], "line 3: 7 cells, the header has 6"),
    (["b", "q", "r", "a", "[1]", ""], "line 3: keywords are texts"),
    (["b", "q", "r", "a", "[oops", ""], "line 3: keywords is not JSON"),
    (["b", "q", "r", "a", "", "{"], "line 3: evaluation_criteria is not JSON"),
    (["b", "q", "r", "a", "", "[" * 100_000], "line 3: evaluation_criteria is not JSON"),
    (["b", "q", "r", "a", "", "[]"], "line 3: evaluation_criteria are a list"),
    (["b", "q", "r", "a", "", '["x"]'], "line 3: a criterion is"),
    (["b", "q", "r", "a", "", '[{"criterion": "x", "weight": 50}]'], "sum to 50"),
    (["b", "q", "r", "a", "", '[{"criterion": "x", "weight": "100"}]'], "whole number"),
    (["b", "q", "r", "a", "", '[{"criterion": 5, "weight": 100}]'], "are texts"),
]  # fmt: skip


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(("row", "message"), BAD)
def test_a_bad_row_is_named_and_nothing_is_written(tmp_path: Path, row: list[str], message: str) -> None:
    good = [*cells("fine"), "", ""]
    source = write(tmp_path / "in.csv", [good, row, good], [*NEEDED, "keywords", "evaluation_criteria"])
    target = tmp_path / "out.csv"
    target.write_text("as it was")
    with pytest.raises(CommandError) as caught:
        call_command("evaluate_answers", source, target)
    assert message in str(caught.value)
    assert target.read_text() == "as it was"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv", "out.csv"]


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(("row", "message"), BAD)
def test_skipping_leaves_a_bad_row_out_and_lists_it(tmp_path: Path, row: list[str], message: str) -> None:
    good = [*cells("fine"), "", ""]
    source = write(tmp_path / "in.csv", [good, row, good], [*NEEDED, "keywords", "evaluation_criteria"])
    errors = io.StringIO()
    assert len(run(source, on_error="skip", stderr=errors)) == 2
    assert message in errors.getvalue()


@pytest.mark.usefixtures("quick")
def test_bytes_that_are_not_utf8_are_a_bad_row(tmp_path: Path) -> None:
    source = write(tmp_path / "in.csv", [cells("caf\u00e9"), cells("fine", "a2")], encoding="latin-1")
    with pytest.raises(CommandError, match="line 2: student_answer is not UTF-8"):
        call_command("evaluate_answers", source, tmp_path / "out.csv")
    assert [row["id"] for row in run(source, on_error="skip", stderr=io.StringIO())] == ["a2"]


@pytest.mark.usefixtures("quick")
def test_the_line_of_a_bad_row_counts_quoted_line_breaks(tmp_path: Path) -> None:
    source = write(tmp_path / "in.csv", [cells("one\ntwo\nthree"), cells("x", "")])
    with pytest.raises(CommandError, match="line 5: the id is missing"):
        call_command("evaluate_answers", source, tmp_path / "out.csv")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "missing columns: id, question, reference_answer, student_answer; found: none"),
        ("id,question\n", "missing columns: reference_answer, student_answer; found: id, question"),
        ("id,question,question,reference_answer,student_answer\n", "columns named twice: question"),
        (",".join(NEEDED) + '\n1,q,r,"never closed\n2,q,r,a\n', "line 2: not CSV"),
        (",".join(NEEDED) + '\n1,q,r,"a"b\n', "line 2: not CSV"),
    ],
)
@pytest.mark.parametrize("on_error", ["stop", "skip"])
def test_what_is_no_file_of_answers_is_refused(tmp_path: Path, content: str, message: str, on_error: str) -> None:
    source = tmp_path / "in.csv"
    source.write_text(content)
    with pytest.raises(CommandError) as caught:
        call_command("evaluate_answers", source, tmp_path / "out.csv", on_error=on_error)
    assert message in str(caught.value)
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]


def test_files_that_cannot_be_read_or_written_are_named(tmp_path: Path) -> None:
    source = write(tmp_path / "in.csv", [cells("fine")])
    with pytest.raises(CommandError, match="same file"):
        call_command("evaluate_answers", source, source)
    with pytest.raises(CommandError, match=r"missing\.csv: No such file"):
        call_command("evaluate_answers", tmp_path / "missing.csv", tmp_path / "out.csv")
    with pytest.raises(CommandError, match="No such file"):
        call_command("evaluate_answers", source, tmp_path / "no_folder" / "out.csv")
    with pytest.raises(CommandError, match="Is a directory"):
        call_command("evaluate_answers", source, tmp_path)


def test_an_evaluator_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def evaluate(self, *args: Any) -> Evaluation:
            raise KeyboardInterrupt

    monkeypatch.setattr(evaluate_answers, "get_evaluator", lambda name: Broken())
    target = tmp_path / "out.csv"
    target.write_text("as it was")
    with pytest.raises(KeyboardInterrupt):
        call_command("evaluate_answers", write(tmp_path / "in.csv", [cells("fine")]), target)
    assert target.read_text() == "as it was"
    assert not target.with_name("out.csv.part").exists()


@pytest.mark.usefixtures("quick")
def test_a_cell_of_megabytes_is_read(tmp_path: Path) -> None:
    assert len(run(write(tmp_path / "in.csv", [cells("word " * 1_000_000)]))) == 1


@pytest.mark.usefixtures("quick")
def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    def peak(rows: int) -> int:
        source = write(tmp_path / "in.csv", [cells(f"{CACHE.partial} {n}", str(n)) for n in range(rows)])
        tracemalloc.start()
        call_command("evaluate_answers", source, tmp_path / "out.csv", stdout=io.StringIO())
        size = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        with (tmp_path / "out.csv").open() as stream:
            assert sum(1 for _ in stream) == rows + 1
        return size

    small, large = peak(500), peak(20_000)
    assert (tmp_path / "in.csv").stat().st_size > 15_000_000
    assert large < small + 1_000_000


def test_memory_of_real_scoring_does_not_grow_either(tmp_path: Path) -> None:
    rows = [cells(f"{CACHE.partial} Word{n} tells it apart.", str(n)) for n in range(300)]
    run(write(tmp_path / "in.csv", rows[:50]))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    run(write(tmp_path / "in.csv", rows))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 40_000  # KiB


def test_the_contextual_evaluator_scores_or_says_what_it_needs(tmp_path: Path) -> None:
    source = write(tmp_path / "in.csv", [cells(CACHE.first_rate), cells(CACHE.off_topic, "a2")])
    if available():
        first_rate, off_topic = (float(row["score"]) for row in run(source, evaluator="contextual"))
        assert first_rate > off_topic + 3
    else:
        with pytest.raises(CommandError, match="contextual"):
            run(source, evaluator="contextual")
