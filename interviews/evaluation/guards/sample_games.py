"""The sample turned into something else: its words without order, or its opposite."""

from collections import Counter
from collections.abc import Sequence

from interviews.evaluation.features.content import Content
from interviews.evaluation.guards.grammar import broken_pairs
from interviews.evaluation.guards.overlap import shared_pairs, words_of
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.results import Flag

SCRAMBLED_CAP = 3.0
NEGATED_CAP = 3.0
_SAME_WORDS = 0.8  # share of the answer's words that are the sample's, function words included
_ENOUGH_WORDS = 0.5  # share of the sample's words that are there
_NO_ORDER = 0.34  # share of the answer's word pairs that stand in the sample, below which the order is gone
_FEWEST = 5  # words
_LONG = 20  # words: nobody keeps the sample's and none of its order by chance
_SAME_TEXT = 0.75  # share of pairs, both ways, once negations are taken out
_DENIALS = (
    "it is not true that",
    "it is false that",
    "it is not the case that",
    "it is wrong that",
    "it is untrue that",
    "it's not true that",
    "it's false that",
)
_NEGATIVE = frozenset({"not", "never", "no", "hardly", "without"})
_SPLIT = {"cannot": "can", "can't": "can", "won't": "will"}


def scrambled_sample(subject: Subject, content: Content) -> Flag | None:
    """The sample's words in no order."""
    said, sample = words_of(subject.document.tokens), words_of(subject.target.sample.tokens)
    if len(said) < _FEWEST or not sample:
        return None
    shared = sum((Counter(said) & Counter(sample)).values())
    same = shared >= _SAME_WORDS * len(said) and shared >= _ENOUGH_WORDS * len(sample)
    if same and shared_pairs(said, sample)[0] < _NO_ORDER and (len(said) >= _LONG or broken_pairs(said)):
        return Flag("scrambled_sample", "The answer has the words of the sample without their order.", SCRAMBLED_CAP)
    return None


def negated_sample(subject: Subject, content: Content) -> Flag | None:
    """Almost the sample, but with a negation more or less."""
    said, denials = without_negation(words_of(subject.document.tokens))
    sample, expected = without_negation(words_of(subject.target.sample.tokens))
    if denials == expected or not _same_text(said, sample):
        return None
    return Flag("negated_sample", "The answer turns the sample into its opposite.", NEGATED_CAP)


def without_negation(words: Sequence[str]) -> tuple[list[str], int]:
    """The words less what negates, and how often that was."""
    text = " " + " ".join(words) + " "
    count = sum(text.count(f" {denial} ") for denial in _DENIALS)
    for denial in _DENIALS:
        text = text.replace(f" {denial} ", " ")
    kept = text.split()
    left = [_SPLIT.get(word, word.removesuffix("n't")) for word in kept if word not in _NEGATIVE]
    negated = len(kept) - len(left) + sum(word in _SPLIT or word.endswith("n't") for word in kept)
    return left, count + negated


def _same_text(said: Sequence[str], sample: Sequence[str]) -> bool:
    if list(said) == list(sample) and sample:
        return True
    there, here = shared_pairs(said, sample)
    return there >= _SAME_TEXT and here >= _SAME_TEXT
