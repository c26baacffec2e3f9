"""`manage.py reevaluate`: a dry run by default, for real with --apply."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from interviews.management.commands import reevaluate as command
from interviews.models import Answer, Feedback

pytestmark = pytest.mark.django_db


def run(*arguments):
    out = io.StringIO()
    call_command("reevaluate", "--organization", "acme", *arguments, stdout=out)
    return out.getvalue()


def numbers(person):
    with person.scope():
        return (
            Answer.objects.get().evaluation_number,
            list(Feedback.objects.order_by("number").values_list("number", flat=True)),
        )


def test_dry_run_leaves_out_what_needs_no_change(alice, evaluated):
    assert "0 answers, mean change -" in run()
    assert "1 need no change." in run()
    assert numbers(alice) == (1, [1])


def test_dry_run_prints_the_change_of_each_answer_and_writes_nothing(alice, evaluated):
    shown = run("--again").splitlines()
    score = f"{evaluated.score:.2f}"
    assert shown[0] == f"{evaluated.uuid}  {score} → {score}   +0.00  bob@acme.example"
    assert shown[-1] == "Nothing was written; --apply has them evaluated."
    assert numbers(alice) == (1, [1])


def test_dry_run_prints_one_document(alice, evaluated):
    shown = json.loads(run("--again", "--json", "--user", "bob@acme.example", "--since", "2026-01-01"))
    assert [(row["answer"], row["delta"]) for row in shown["changes"]] == [(str(evaluated.uuid), 0.0)]
    assert (shown["summary"]["n"], shown["left_out"]) == (1, 0)


def test_apply_queues_and_with_now_evaluates(alice, evaluated, evaluate_all):
    assert run("--again", "--apply") == "1 answers queued, 0 left out.\n"
    assert numbers(alice) == (2, [1])
    evaluate_all()
    assert json.loads(run("--again", "--apply", "--now", "--json")) == {"evaluated": 1, "left_out": 0}
    assert numbers(alice) == (3, [1, 2, 3])
    assert run("--apply") == "0 answers queued, 1 left out.\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [(["--now"], "--now goes with --apply"), (["--limit", "-1"], "--limit is 1 or more"),
     (["--user", "nobody@example.org"], "There is nobody called"), (["--rubric", "Nothing"], "There is no rubric"),
     (["--since", "soon"], "is no time"),
     (["--since", "2026-02-30"], "is no time"), (["--interview", "7"], "invalid UUID value")],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused(alice, arguments, message):
    with pytest.raises(CommandError, match=message):
        run(*arguments)


def test_interrupted_run_says_that_it_goes_on(alice, evaluated, monkeypatch):
    def interrupted(*args):
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "what_would_change", interrupted)
    with pytest.raises(CommandError, match="The same command goes on") as stopped:
        run()
    assert stopped.value.returncode == 130
