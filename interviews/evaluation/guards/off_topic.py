"""Answers to something else, or in a language that was not asked in."""

from interviews.evaluation.features.content import Content
from interviews.evaluation.features.evidence import is_story
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.reading.target import generic_concepts
from interviews.evaluation.results import Flag

OFF_TOPIC_CAP = 1.5
OTHER_LANGUAGE_CAP = 2.0
_FEWEST = 5  # specific concepts of the answer, below which nothing can be told
_FEWEST_EXPECTED = 8  # concepts expected, below which a good answer may well share none
_FEWEST_STORY = 12
_COVERED = 0.04  # share of the expected worth
_BELONGS = 0.15  # share of specific words that belong to the topic
_ASKED = 0.34  # share of the question's own words
_FEWEST_WORDS = 6


def off_topic(subject: Subject, content: Content) -> Flag | None:
    """Next to nothing of the answer has to do with the question."""
    said = set(subject.concepts()) - generic_concepts()
    fewest = _FEWEST_STORY if is_story(subject) else _FEWEST
    if len(said) < fewest or not subject.target.topic - generic_concepts():
        return None
    expected = len(subject.target.weights)
    if expected < _FEWEST_EXPECTED and (expected or is_story(subject)):
        return None
    belongs, asked = (_BELONGS, _ASKED) if expected and not is_story(subject) else (0.0, 0.0)
    if content.coverage >= _COVERED or content.precision > belongs or content.asked > asked:
        return None
    return Flag("off_topic", "The answer has next to nothing to do with the question.", OFF_TOPIC_CAP)


def other_language(subject: Subject, content: Content) -> Flag | None:
    """Written in a language of neither the question nor the sample."""
    spoken = subject.document.language
    expected = {subject.target.question.language, subject.target.sample.language} - {""}
    if not spoken or not expected or spoken in expected or len(subject.document.tokens) < _FEWEST_WORDS:
        return None
    reason = f"The answer is in {spoken.title()}, the question in {min(expected).title()}."
    return Flag("other_language", reason, OTHER_LANGUAGE_CAP)
