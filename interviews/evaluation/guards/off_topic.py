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
_LONG = 25  # specific concepts of an answer, and
_RICH = 20  # concepts expected, from which chance can be told from agreement
_CHANCE = 0.15  # share of the expected worth; answers to other questions have .05 in the median, good ones .4
_CHANCE_BELONGS = 0.3  # share of specific words; .2 and .5
_CHANCE_ASKED = 0.5  # share of the question's own words
_FEWEST_WORDS = 6
_FEWEST_APART = 4  # specific concepts of an answer that has no word in common with what was asked and expected, and
_FAR = 0.2  # `Expected.near`; of good answers .3 % are so in Mohler, none in SAF and Beetle, of others a third


def off_topic(subject: Subject, content: Content) -> Flag | None:
    """Next to nothing of the answer has to do with the question."""
    said = len(set(subject.concepts()) - generic_concepts())
    if _can_tell(subject, said) and (_is_apart(subject, content) or _drifts(subject, content, said)):
        return _flag()
    return None


def unrelated(subject: Subject, content: Content, near: float) -> Flag | None:
    """No word in common with sample or question, and far from both in meaning."""
    apart = content.coverage == content.precision == content.asked == 0 and near < _FAR
    said = len(set(subject.concepts()) - generic_concepts())
    return _flag() if apart and said >= _FEWEST_APART and not is_story(subject) else None


def _flag() -> Flag:
    return Flag("off_topic", "The answer has next to nothing to do with the question.", OFF_TOPIC_CAP)


def _can_tell(subject: Subject, said: int) -> bool:
    """Whether so much is said and expected that agreement would show."""
    story, expected = is_story(subject), len(subject.target.weights)
    enough = expected >= _FEWEST_EXPECTED or not (expected or story)
    return enough and said >= (_FEWEST_STORY if story else _FEWEST) and bool(subject.target.topic - generic_concepts())


def _is_apart(subject: Subject, content: Content) -> bool:
    plain = bool(subject.target.weights) and not is_story(subject)
    belongs, asked = (_BELONGS, _ASKED) if plain else (0.0, 0.0)
    return content.coverage < _COVERED and content.precision <= belongs and content.asked <= asked


def _drifts(subject: Subject, content: Content, said: int) -> bool:
    """Whether a long answer shares with a long sample no more than any two texts do by chance."""
    if is_story(subject) or said < _LONG or len(subject.target.weights) < _RICH:
        return False
    return content.coverage < _CHANCE and content.precision <= _CHANCE_BELONGS and content.asked <= _CHANCE_ASKED


def other_language(subject: Subject, content: Content) -> Flag | None:
    """Written in a language of neither the question nor the sample."""
    spoken = subject.document.language
    expected = {subject.target.question.language, subject.target.sample.language} - {""}
    if not spoken or not expected or spoken in expected or len(subject.document.tokens) < _FEWEST_WORDS:
        return None
    reason = f"The answer is in {spoken.title()}, the question in {min(expected).title()}."
    return Flag("other_language", reason, OTHER_LANGUAGE_CAP)
