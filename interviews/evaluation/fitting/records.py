"""Human-scored answers, read from CSV files."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_NEEDED = {"question", "reference_answer", "student_answer", "human_score", "max_score", "dataset", "cluster"}


@dataclass(frozen=True, slots=True)
class Record:
    """One answer; `score` is the share of full marks. `cluster` groups near-duplicate questions of a data set."""

    dataset: str
    cluster: str
    question_id: str
    question: str
    reference: str
    answer: str
    score: float


def read_records(directory: Path) -> list[Record]:
    """The answers of every file in `directory` that has human scores, by file name; ValueError if there are none."""
    records = [record for path in sorted(directory.glob("*.csv")) for record in _records(path)]
    if not records:
        raise ValueError(f"{directory} holds no CSV file with the columns {', '.join(sorted(_NEEDED))}")
    return records


def _records(path: Path) -> Iterator[Record]:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        if not set(rows.fieldnames or ()) >= _NEEDED:
            return
        for row in rows:
            yield Record(
                row["dataset"],
                f"{row['dataset']}/{row['cluster']}",
                f"{row['dataset']}/{row.get('question_id', row['cluster'])}",
                row["question"],
                row["reference_answer"],
                row["student_answer"],
                float(row["human_score"]) / float(row["max_score"]),
            )
