"""Anchors of acme for the house's technical rubric, scored by people who agree with the embedded evaluator, or not."""

import json

import pytest

from interviews.evaluation import AnswerText, QuestionBrief, get_evaluator
from interviews.models import Anchor
from interviews.services.calibration.contender import Contender
from interviews.services.calibration.imports import import_anchors
from interviews.services.judging import as_rubric
from questionbank.models import Rubric, RubricVersion
from tests.llm_server import KEY, LLMServer

QUESTION = "How does a cache stay consistent with the database?"
SAMPLE = (
    "I would use cache aside: read the cache first and fall back to the database on a miss. On a write I update "
    "the database in a transaction and then delete the key, so that the next reader loads fresh data. A short time "
    "to live limits how stale an entry can be, and a lock per key avoids a stampede after an expiry."
)
WORDS = SAMPLE.replace("I would use", "One would choose").split()
TEXTS = ["I don't know.", "Bananas are yellow and grow in warm countries all year round.",
         *(" ".join(WORDS[:count]) + "." for count in (5, 9, 14, 19, 25, 31, 38, 45, 52, 58))]  # fmt: skip


@pytest.fixture
def technical(alice) -> Rubric:
    """The house's default for technical questions."""
    with alice.scope():
        return Rubric.objects.select_related("live__rubric").get(default_for="technical")


@pytest.fixture
def version(technical) -> RubricVersion:
    return technical.live


@pytest.fixture
def embedded(acme) -> Contender:
    return Contender(acme.pk, "embedded")


@pytest.fixture
def machine_scores(version):
    """What the embedded evaluator gives the texts."""
    brief = QuestionBrief(text=QUESTION, category="technical", sample_answer=SAMPLE)
    judge, rubric = get_evaluator("embedded"), as_rubric(version)
    return [judge.evaluate(brief, rubric, AnswerText(text)).score for text in TEXTS]


@pytest.fixture
def anchored(alice, technical, machine_scores, now):
    """Add twelve anchors at acme whose people gave what the evaluator gives, plus `error`; return them."""

    def add(error=0.0, number=12, rubric=technical, at=now):
        rows = [
            {"question": QUESTION, "sample_answer": SAMPLE, "answer": text,
             "scores": f"{clamped(score + error)};{clamped(score + error + 0.2)}"}
            for text, score in list(zip(TEXTS, machine_scores, strict=True))[:number]
        ]  # fmt: skip
        with alice.scope():
            report = import_anchors(rubric=rubric, rows=rows, organization_id=alice.organization.pk,
                                    user_id=alice.user.pk, now=at)  # fmt: skip
            assert report.errors == ()
            return list(Anchor.objects.filter(rubric=rubric).order_by("pk"))

    return add


def clamped(score):
    return round(min(10.0, max(0.0, score)), 2)


@pytest.fixture(scope="session")
def _llm_server():
    server = LLMServer()
    yield server
    server.stop()


@pytest.fixture
def llm(_llm_server, settings):
    """A model's service on loopback, configured under the name house."""
    _llm_server.reset()
    house = {"provider": "openai", "model": "fake", "base_url": _llm_server.url, "api_key": KEY, "timeout": 2.0,
             "deadline": 5.0, "pause": 0.0}  # fmt: skip
    settings.LLM_MODELS = json.dumps({"house": house})
    yield _llm_server
    _llm_server.released.set()
