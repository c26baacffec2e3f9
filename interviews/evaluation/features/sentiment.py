"""Tone of the answer by VADER: reported, never scored."""

from functools import cache, lru_cache

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

LONGEST = 1_500  # characters; VADER's time grows with the square of the words


@cache
def _analyzer() -> SentimentIntensityAnalyzer:
    return SentimentIntensityAnalyzer()


def sentiment(text: str) -> float:
    """VADER's compound score of the beginning of the text, -1 to 1."""
    return _compound(text[:LONGEST])


@lru_cache(maxsize=64)
def _compound(text: str) -> float:
    """Remembered: the score of an answer is asked for both as a sub-score and as an observation."""
    return round(float(_analyzer().polarity_scores(text)["compound"]), 2)
