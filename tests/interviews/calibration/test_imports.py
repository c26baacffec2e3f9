"""Anchors from CSV files: reported row by row, all or none."""

import pytest

from accounts.models import ActivityLog
from interview_coach.core.exceptions import Invalid
from interviews.models import Anchor
from interviews.services.calibration.imports import MOST_ROWS, import_anchors, read_rows

pytestmark = pytest.mark.django_db

GOOD_ROW = {"question": "What is a cache?", "answer": "A fast copy.", "scores": "6;7.5"}


@pytest.fixture
def bring_in(alice, technical, now):
    def run(rows, **more):
        with alice.scope():
            return import_anchors(
                rubric=technical,
                rows=rows,
                organization_id=alice.organization.pk,
                user_id=alice.user.pk,
                now=now,
                **more,
            )

    return run


def kept(person):
    with person.scope():
        return list(Anchor.objects.order_by("pk").values_list("question_text", "text", "scores", "score", "source"))


def test_import_adds_every_row_with_the_mean_of_its_scores(alice, bring_in):
    report = bring_in([GOOD_ROW, {**GOOD_ROW, "answer": "No idea.", "scores": "", "grader_1": "1", "grader_2": "2"}])
    assert (report.added, report.errors) == (2, ())
    assert kept(alice) == [
        ("What is a cache?", "A fast copy.", [6.0, 7.5], 6.75, "imported"),
        ("What is a cache?", "No idea.", [1.0, 2.0], 1.5, "imported"),
    ]
    with alice.scope():
        line = ActivityLog.objects.get(action_type="anchors_import")
    assert (line.user_id, line.entity_type, line.metadata["anchors"]) == (alice.user.pk, "rubric", 2)


def test_import_finds_a_question_of_the_bank_by_its_uuid(alice, bring_in, library):
    bring_in([{**GOOD_ROW, "question": str(library[0].uuid)}])
    with alice.scope():
        anchor = Anchor.objects.get()
    assert (anchor.question_id, anchor.question_text) == (library[0].pk, "")


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"scores": "eleven"}, "scores: could not convert string to float: 'eleven'."),
        ({"scores": "11"}, "scores: 11.0 is no score from 0 to 10."),
        ({"scores": "nan"}, "scores: nan is no score from 0 to 10."),
        ({"scores": ""}, "scores: 1 to 20 scores are needed."),
        ({"answer": "  "}, "text: An anchor needs an answer."),
        ({"answer": "a\x00b"}, "text: Null characters are not allowed."),
        ({"answer": "a" * 50_001}, "text: 50000 characters at most."),
        ({"question": " "}, "question: Name a question of the bank, or write its text: one of the two."),
        ({"question": "00000000-0000-0000-0000-000000000001"}, "question: There is no such question."),
        ({None: ["more"]}, "row: The row has more or fewer values than there are columns."),
    ],
)
def test_import_names_a_wrong_row_and_writes_none(alice, bring_in, change, error):
    report = bring_in([GOOD_ROW, {**GOOD_ROW, **change}])
    assert [(row.line, row.error) for row in report.errors] == [(2, error)]
    assert kept(alice) == []


def test_import_as_a_dry_run_reports_and_writes_nothing(alice, bring_in):
    report = bring_in([GOOD_ROW], dry_run=True)
    assert (report.added, len(report.rows), kept(alice)) == (1, 1, [])


def test_import_passes_over_what_is_known_already(alice, bring_in):
    bring_in([GOOD_ROW])
    report = bring_in([GOOD_ROW, {**GOOD_ROW, "answer": "New."}, {**GOOD_ROW, "answer": "New."}])
    assert [row.known for row in report.rows] == [True, False, True]
    assert (report.added, len(kept(alice))) == (1, 2)


@pytest.mark.parametrize("rows", [1, 3])
def test_import_asks_once_for_each_question_however_many_rows(bring_in, library, rows, django_assert_num_queries):
    about = {**GOOD_ROW, "question": str(library[0].uuid)}
    with django_assert_num_queries(7):  # a savepoint and its release, the lock, what is known, question, rows, trail
        bring_in([{**about, "answer": f"Answer {n}."} for n in range(rows)])


def test_import_of_another_tenants_question_finds_none(bring_in, ask, bravo):
    report = bring_in([{**GOOD_ROW, "question": str(ask(bravo).uuid)}])
    assert [row.error for row in report.errors] == ["question: There is no such question."]


def test_file_is_read_with_its_byte_order_mark_and_quoted_lines():
    rows = read_rows('\ufeffquestion,answer,grader_1\nQ,"one\ntwo",5\n'.encode())
    assert rows == [{"question": "Q", "answer": "one\ntwo", "grader_1": "5"}]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "required"), (b"question,answer\nQ,A\n", "required"), (b"question,scores\nQ,5\n", "required"),
        (b"question,answer,scores,note\nQ,A,5,x\n", "unknown_field"),
        (b"question,answer,scores,scores\nQ,A,5,6\n", "unknown_field"), (b"question,answer,scores\n", "invalid"),
        (b"question,answer,scores\n\xff\xfe,A,5\n", "invalid"), (b'question,answer,scores\n"Q,A,5\n', "invalid"),
        (b"question,answer,scores\n" + b"Q,A,5\n" * (MOST_ROWS + 1), "invalid"),
        (b"question,answer," + b",".join(b"grader_%d" % n for n in range(23)) + b"\n", "max_length"),
        (b"x" * (10 * 1024 * 1024 + 1), "max_length"),
    ],
    ids=lambda value: str(value)[:24],
)  # fmt: skip
def test_file_that_is_none_is_refused(content, code):
    with pytest.raises(Invalid) as refused:
        read_rows(content)
    assert (refused.value.field, refused.value.error_code) == ("file", code)
