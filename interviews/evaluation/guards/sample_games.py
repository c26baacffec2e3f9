"""The sample turned into something else: its words without order, or its opposite."""

from collections import Counter
from collections.abc import Collection, Sequence

from interviews.evaluation.features.content import Content
from interviews.evaluation.guards.grammar import broken_pairs
from interviews.evaluation.guards.negation import Pair, denied_in
from interviews.evaluation.guards.overlap import shared_pairs, words_of
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.results import Flag

SCRAMBLED_CAP = 3.0
NEGATED_CAP = 3.0
_SAME_WORDS = 0.8  # share of the answer's words that are the sample's, function words included
_ENOUGH_WORDS = 0.5  # share of the sample's words that are there
_NO_ORDER = 0.34  # share of the answer's word pairs that stand in the sample, below which the order is gone
_EVERY_WORD = 0.95  # share of the sample's words
_LITTLE_ELSE = 0.7  # share of the answer's words that are the sample's, where every word of it is there
_PARTED = 0.67  # share of the sample's word pairs left: clauses in another order keep nearly all
_TORN = 0.45  # the same where words were added
_FEWEST = 5  # words
_LONG = 20  # words: nobody keeps the sample's and none of its order by chance
_SHORT = 12  # word pairs
_SAME_TEXT = 0.75  # share of the sample's stem pairs, negations taken out, that are there
_HALF_SAID = 0.6  # share of the answer's that are the sample's: taking it back needs words of its own


def scrambled_sample(subject: Subject, content: Content) -> Flag | None:
    """The sample's words in no order."""
    said, sample = words_of(subject.document.tokens), words_of(subject.target.sample.tokens)
    if len(said) < _FEWEST or not sample:
        return None
    shared = sum((Counter(said) & Counter(sample)).values())
    if _is_dealt_out(said, sample, shared) or _is_disordered(said, sample, shared):
        return Flag("scrambled_sample", "The answer has the words of the sample without their order.", SCRAMBLED_CAP)
    return None


def _is_dealt_out(said: Sequence[str], sample: Sequence[str], shared: int) -> bool:
    """Every word of the sample, hardly one besides, and half of the neighbours parted."""
    whole = shared >= _EVERY_WORD * len(sample) and shared >= _LITTLE_ELSE * len(said)
    limit = _PARTED if shared == len(said) == len(sample) else _TORN
    return whole and shared_pairs(sample, said)[0] < limit


def _is_disordered(said: Sequence[str], sample: Sequence[str], shared: int) -> bool:
    """Much of the sample, and next to no neighbours left."""
    much = shared >= _SAME_WORDS * len(said) and shared >= _ENOUGH_WORDS * len(sample)
    return much and shared_pairs(said, sample)[0] < _NO_ORDER and (len(said) >= _LONG or bool(broken_pairs(said)))


def negated_sample(subject: Subject, content: Content) -> Flag | None:
    """Almost the sample, but somewhere it says the opposite."""
    said, denied = denied_in(subject.document)
    there, expected = denied_in(subject.target.sample)
    if not _same_text(said.keys(), there.keys()):
        return None
    turned = {pair for pair in said.keys() & there.keys() if said[pair] - there[pair]}
    if denied != expected or _is_sure(turned, there):
        return Flag("negated_sample", "The answer turns the sample into its opposite.", NEGATED_CAP)
    return None


def _is_sure(turned: Collection[Pair], there: Collection[Pair]) -> bool:
    """A negation turns the pairs on both sides of a word; one alone may be where a sentence was left out."""
    often = Counter(word for pair in turned for word in set(pair)).values()
    return bool(turned) and (len(there) < _SHORT or max(often) > 1)


def _same_text(said: Collection[Pair], sample: Collection[Pair]) -> bool:
    shared = len(set(said) & set(sample))
    return shared > 0 and shared >= _SAME_TEXT * len(sample) and shared >= _HALF_SAID * len(said)
