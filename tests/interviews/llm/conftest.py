"""A model's service on loopback, and an organization that has its answers judged by it."""

import json
from datetime import timedelta

import pytest

from interviews.models import AICall, Answer, Feedback, InterviewEvent
from interviews.services.ai import governing
from interviews.services.evaluation import evaluate_answer
from tests.llm_server import KEY, LLMServer


@pytest.fixture(scope="session")
def _llm_server():
    server = LLMServer()
    yield server
    server.stop()


@pytest.fixture
def llm(_llm_server):
    """The service, with an empty script and no request seen; what hangs is let go at the end."""
    _llm_server.reset()
    yield _llm_server
    _llm_server.released.set()


@pytest.fixture
def models(settings, llm):
    """Configure the models of the operator: `models(house={...})`; without more, one called house."""

    def configure(**entries):
        usual = {"provider": "openai", "model": "fake", "base_url": llm.url, "api_key": KEY, "input_price": 2.0,
                 "output_price": 10.0, "timeout": 20.0, "deadline": 40.0, "pause": 0.0}  # fmt: skip
        named = entries or {"house": {}}
        settings.LLM_MODELS = json.dumps({name: {**usual, **entry} for name, entry in named.items()})

    configure()
    return configure


@pytest.fixture
def policy(acme, alice, models, now):
    """Acme's policy: judged by the model called house; `policy(column=value)` changes it."""

    def change(**changes):
        with alice.scope():
            return governing.change_policy(organization_id=acme.pk, changes=changes, user_id=alice.user.pk, now=now)

    change(evaluator="llm", model="house")
    return change


@pytest.fixture
def evaluate(bob, now):
    """Evaluate an answer by the real path; return its feedback as stored."""

    def run(answer, at=now + timedelta(minutes=2)):
        assert evaluate_answer(answer_id=answer.pk, organization_id=answer.organization_id, clock=lambda: at)
        with bob.scope():
            return Feedback.objects.filter(answer=answer).order_by("-number").first()

    return run


@pytest.fixture
def reword(bob):
    """Let an answer that waits say something else."""

    def change(answer, text):
        with bob.scope():
            Answer.objects.filter(pk=answer.pk).update(text=text)
        return answer

    return change


@pytest.fixture
def calls(bob):
    """Return the ledger's rows, oldest first."""

    def rows():
        with bob.scope():
            return list(AICall.objects.order_by("pk"))

    return rows


@pytest.fixture
def progress(bob):
    """Return the data of the progress events, in order."""

    def told():
        with bob.scope():
            return list(
                InterviewEvent.objects.filter(type="evaluation.progress").order_by("seq").values_list("data", flat=True)
            )

    return told
