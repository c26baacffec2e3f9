"""Length of sentences, and their tone. Length in any language, tone in English."""

from interviews.evaluation.features.sentiment import LONGEST, sentiment
from interviews.evaluation.observations.observation import Observation, Span
from interviews.evaluation.reading.document import Document
from interviews.evaluation.reading.tokens import LONGEST_SENTENCE


def sentence_length(document: Document) -> Observation:
    """Mean words of a sentence; None where a run of words without a full stop is too long to be one (transcripts)."""
    lengths = [len(sentence.tokens) for sentence in document.sentences]
    if not lengths or max(lengths) >= LONGEST_SENTENCE:
        return Observation("sentence_length", None, "words", _UNCOUNTED if lengths else "No sentence.")
    longest = document.sentences[lengths.index(max(lengths))]
    mean = round(sum(lengths) / len(lengths), 1)
    text = f"{mean:g} words in the mean of {len(lengths)}; the longest has {max(lengths)}."
    return Observation("sentence_length", mean, "words", text, (Span(longest.start, longest.end, "longest"),))


_UNCOUNTED = f"{LONGEST_SENTENCE} words or more without a full stop: sentences cannot be counted."


def tone(document: Document) -> Observation:
    """VADER's compound score of the text, -1 to 1, with the sentences that score highest and lowest.

    Hutto and Gilbert 2014, "VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social Media Text".
    """
    scored = [
        (sentiment(document.text[sentence.start : sentence.end]), Span(sentence.start, sentence.end))
        for sentence in document.sentences
        if sentence.end <= LONGEST
    ]
    whole = sentiment(document.text)
    text = f"{whole:+g} on VADER's scale from −1 to +1, which goes by single words."
    return Observation("sentiment", whole, "compound", text, tuple(_extremes(scored)))


def _extremes(scored: list[tuple[float, Span]]) -> list[Span]:
    if not scored:
        return []
    high, low = max(scored, key=lambda pair: pair[0]), min(scored, key=lambda pair: pair[0])
    marked = ((high, high[0] > 0, "most positive"), (low, low[0] < 0, "most negative"))
    return [Span(span.start, span.end, label) for (_, span), holds, label in marked if holds]
