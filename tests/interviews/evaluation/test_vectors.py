"""The packaged word vectors: what they tell apart, and that their arithmetic is exact."""

import importlib.util
from pathlib import Path

import numpy as np
import pytest

from interviews.evaluation.vectors import DIMENSIONS, UNIT, cosine, direction, static_space
from interviews.evaluation.vectors.space import FILE
from interviews.evaluation.vectors.whole import dots


@pytest.mark.parametrize(
    ("word", "near", "far"),
    [("quickly", "faster", "banana"), ("delete", "remove", "bulb"), ("pointer", "address", "weather")],
)
def test_words_of_like_meaning_lie_nearer_than_others(word: str, near: str, far: str) -> None:
    space = static_space()
    assert cosine(space.vector(word), space.vector(near)) > cosine(space.vector(word), space.vector(far)) + 0.15


def test_frequent_words_weigh_less_than_specific_ones() -> None:
    space = static_space()
    assert space.weight("the") < space.weight("use") < space.weight("recursion")


def test_unknown_letters_have_no_direction_and_vectors_the_length_of_a_unit() -> None:
    assert not static_space().vector("缓存").any()
    assert np.linalg.norm(static_space().vector("antidisestablishmentarianism")) == pytest.approx(UNIT, rel=0.01)


def test_products_are_exact_in_whatever_order() -> None:
    vectors = np.array([static_space().vector(word) for word in ("stack", "queue", "heap", "tree")])
    slowly = [[sum(int(a) * int(b) for a, b in zip(x, y, strict=True)) for y in vectors] for x in vectors]
    assert dots(vectors, vectors).tolist() == slowly


def test_direction_of_a_very_long_text_stays_within_its_numbers() -> None:
    many = np.tile(static_space().vector("stack"), (20_000, 1))
    assert cosine(direction(many, np.full(20_000, 1200)), static_space().vector("stack")) == pytest.approx(1, abs=0.01)


def test_file_is_small_and_reads_without_pickle() -> None:
    assert FILE.stat().st_size < 5_000_000
    with np.load(FILE, allow_pickle=False) as stored:
        assert stored["matrix"].shape[1] == DIMENSIONS
        assert stored["matrix"].dtype == np.int8


@pytest.mark.skipif(importlib.util.find_spec("wordllama") is None, reason="the wordllama wheel is not installed")
def test_file_can_be_made_again_from_the_wheel(tmp_path: Path) -> None:
    from interviews.evaluation.fitting.vectors import build_vectors

    build_vectors(tmp_path / "again.npz")
    with np.load(tmp_path / "again.npz") as again, np.load(FILE) as packaged:
        assert again["pieces"].tobytes() == packaged["pieces"].tobytes()
        assert (again["weights"] == packaged["weights"]).all()
        assert (again["matrix"] == packaged["matrix"]).all()
