"""Keys of what people name."""

import pytest

from interview_coach.core.naming import key_of


@pytest.mark.parametrize(("label", "key"), [
    ("Trade-offs", "trade_offs"), ("  What, why & how? ", "what_why_how"), ("STAR", "star"), ("Größe", "grösse"),
    ("!!", ""),
])  # fmt: skip
def test_key_is_made_of_the_label(label, key):
    assert key_of(label) == key
