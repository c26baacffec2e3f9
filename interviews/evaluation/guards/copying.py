"""The question or the sample handed back."""

from interviews.evaluation.features.content import Content
from interviews.evaluation.guards.overlap import copies, pair_overlap, words_of
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.results import Flag

COPIED_QUESTION_CAP = 1.0
_ECHO_IS_ALL = 0.6  # share of the words that repeat the question
_COPY_OF_QUESTION = 0.8  # share of the answer's word pairs that stand in the question
_COPY = 0.8  # share of the answer's word pairs that stand in the sample
_MUCH_OF_SAMPLE = 0.5  # share of the sample's word pairs that are there
_ALL_OF_SAMPLE = 0.9  # the same where the answer adds words of its own around it
_LEAST_COPY = 0.4  # share of the answer that the sample then still is


def copied_question(subject: Subject, content: Content) -> Flag | None:
    """The question repeated, once or often, and nothing more said."""
    total = len(subject.document.tokens)
    echoes = subject.echoed_words >= _ECHO_IS_ALL * total and content.coverage < _MUCH_OF_SAMPLE
    if echoes or _parrots(subject):
        return Flag("copied_question", "The answer repeats the question.", COPIED_QUESTION_CAP)
    return None


def _parrots(subject: Subject) -> bool:
    tokens, asked = subject.document.tokens, subject.target.question.tokens
    if len(tokens) < 4 or copies(tokens, subject.target.sample.tokens):
        return False
    said_there, asked_here = pair_overlap(tokens, asked)
    new = set(subject.concepts()) - subject.target.given
    parroted = said_there >= _COPY_OF_QUESTION and asked_here >= _MUCH_OF_SAMPLE
    return parroted and not new and not _comes_to_one(subject)


def _comes_to_one(subject: Subject) -> bool:
    """Whether a sentence ends with the number one, which elsewhere is no word of content: "The base case is one." """
    asked = words_of(subject.target.question.tokens)
    return "one" not in asked and any(words_of(said.tokens)[-1:] == ["one"] for said in subject.document.sentences)


def copied_sample(subject: Subject, content: Content) -> Flag | None:
    """Word for word the sample, also with a few words around it. It may be right, so this flag limits nothing."""
    tokens, sample = subject.document.tokens, subject.target.sample.tokens
    said_there, sample_here = pair_overlap(tokens, sample)
    mostly = said_there >= _COPY and sample_here >= _MUCH_OF_SAMPLE
    wholly = said_there >= _LEAST_COPY and sample_here >= _ALL_OF_SAMPLE
    if mostly or wholly or copies(tokens, sample):
        return Flag("copied_sample", "The answer is the sample answer almost word for word.")
    return None
