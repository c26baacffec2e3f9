"""`manage.py import_anchors` and `manage.py calibrate`."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from interviews.evaluation import AnswerText, QuestionBrief, get_evaluator
from interviews.management.commands.calibrate import NOTHING_TO_JUDGE
from interviews.models import AIPolicy, Anchor, CalibrationRun
from interviews.services.judging import as_rubric
from questionbank.models import Rubric

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    """Write a file of answers with their scores."""

    def write(*rows):
        path = tmp_path / "anchors.csv"
        lines = [f'What is a cache?,A fast copy of slow data.,{answer},"{one}",{two}' for answer, one, two in rows]
        path.write_text("question,sample_answer,answer,grader_1,grader_2\n" + "\n".join(lines) + "\n")
        return str(path)

    return write


def run(command, *arguments):
    out = io.StringIO()
    call_command(command, *arguments, "--organization", "acme", stdout=out, stderr=io.StringIO())
    return out.getvalue()


def count(person, model=Anchor):
    with person.scope():
        return model.objects.count()


def test_import_checks_then_adds_then_knows(alice, file):
    path = file(("A fast copy of slow data.", 9, 10), ("I don't know.", 0, 0))
    assert (
        run("import_anchors", "--rubric", "Technical", path, "--dry-run")
        == "2 anchors would be added, 0 known already.\n"
    )
    assert count(alice) == 0
    assert run("import_anchors", "--rubric", "Technical", path) == "2 anchors added, 0 known already.\n"
    assert run("import_anchors", "--rubric", "Technical", path) == "0 anchors added, 2 known already.\n"
    assert count(alice) == 2


def test_import_of_a_wrong_row_names_it_and_writes_nothing(alice, file):
    err = io.StringIO()
    path = file(("A copy.", 9, 10), ("No.", "many", 0))
    with pytest.raises(CommandError, match="1 of 2 rows are wrong"):
        call_command("import_anchors", path, "--rubric", "Technical", "--organization", "acme", stderr=err)
    assert err.getvalue() == "row 2: scores: could not convert string to float: 'many'.\n"
    assert count(alice) == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [(["--rubric", "Nothing"], "There is no rubric 'Nothing'"), (["--version", "9"], "no such version"),
     (["--evaluator", "llm"], "not installed or configured"), ([], "has no active anchors"),
     (["--model", "house"], "goes with the evaluator"),
     (["--evaluator", "embedded", "--model", "house"], "goes with the evaluator")],
)  # fmt: skip
def test_calibrate_of_what_cannot_be_measured_says_so(alice, arguments, message):
    with pytest.raises(CommandError, match=message):
        run("calibrate", *["--rubric", "Technical", *arguments])


def test_commands_for_an_unknown_organization_say_so(alice):
    for command in ("calibrate", "reevaluate"):
        with pytest.raises(CommandError, match="There is no organization 'nowhere'"):
            call_command(command, "--organization", "nowhere")


def test_calibrate_without_anchors_anywhere_says_so(alice):
    with pytest.raises(CommandError, match="No rubric has anchors here"):
        run("calibrate")


def judged_by_two(person):
    """Let two anchors be enough to judge by."""
    with person.scope():
        AIPolicy.objects.create(organization=person.organization, gate_fewest_anchors=2)


def test_calibrate_on_too_few_anchors_says_so_and_exits_apart_from_a_failure(alice, file):
    run("import_anchors", "--rubric", "Technical", file(("A fast copy of slow data.", 0, 1), ("I don't know.", 9, 9)))
    out = io.StringIO()
    with pytest.raises(CommandError, match="Not enough anchors to judge") as raised:
        call_command("calibrate", "--organization", "acme", stdout=out)
    assert raised.value.returncode == NOTHING_TO_JUDGE == 3
    assert out.getvalue().splitlines()[-3:-1] == [
        "NOT ENOUGH TO JUDGE", "  2 of the 10 anchors that it takes to judge.",
    ]  # fmt: skip


def test_calibrate_prints_both_agreements_and_fails_outside_the_tolerances(alice, file):
    judged_by_two(alice)
    run("import_anchors", "--rubric", "Technical", file(("A fast copy of slow data.", 0, 1), ("I don't know.", 9, 9)))
    out = io.StringIO()
    with pytest.raises(CommandError, match="Outside the tolerances") as raised:
        call_command("calibrate", "--organization", "acme", stdout=out)
    assert raised.value.returncode == 1
    shown = out.getvalue()
    words = [line.split()[0] for line in shown.splitlines() if line.strip()]
    assert words[-3:] == ["FAILED", "MAE", "Kappa"]
    assert "people with each other" in shown
    assert count(alice, CalibrationRun) == 1


def test_calibrate_prints_one_document_that_names_the_version(alice, file, technical_score):
    full, none = technical_score
    path = file(("A fast copy of slow data.", full, full), ("I don't know.", none, none))
    run("import_anchors", "--rubric", "Technical", path)
    judged_by_two(alice)
    [shown] = json.loads(run("calibrate", "--rubric", "Technical", "--version", "1", "--repeats", "2", "--json"))
    assert [shown[name] for name in ("rubric_name", "version", "evaluator", "anchors")] == [
        "Technical",
        1,
        "embedded",
        2,
    ]
    assert (shown["passed"], shown["reasons"], shown["repeat_variance"], shown["human"]["n"]) == (True, [], 0.0, 2)
    assert shown["mae"] == pytest.approx(0.0, abs=0.01)


@pytest.fixture
def technical_score(alice):
    """What the embedded evaluator gives the two answers."""
    with alice.scope():
        rubric = as_rubric(Rubric.objects.select_related("live__rubric").get(default_for="technical").live)
    brief = QuestionBrief("What is a cache?", category="technical", sample_answer="A fast copy of slow data.")
    judge = get_evaluator("embedded")
    return [round(judge.evaluate(brief, rubric, AnswerText(text)).score, 2)
            for text in ("A fast copy of slow data.", "I don't know.")]  # fmt: skip
