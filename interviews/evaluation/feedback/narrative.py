"""The verdict in two to four sentences."""

from interviews.evaluation.features.all import Features
from interviews.evaluation.features.content import COVERED
from interviews.evaluation.features.evidence import is_story, is_tale
from interviews.evaluation.features.story import PART_NAMES
from interviews.evaluation.feedback.gaps import Gap
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.results import Flag, Point
from interviews.evaluation.wording import joined

_OPENINGS = (
    (8.5, "This is a very good answer."),
    (7.0, "This is a good answer."),
    (5.0, "This answer is on the right track."),
    (3.0, "This answer touches the subject but stays thin."),
    (1.5, "This answer says little about what was asked."),
    (0.0, "This does not answer the question."),
)


def narrative(
    subject: Subject,
    features: Features,
    flags: tuple[Flag, ...],
    score: float,
    good: tuple[Point, ...],
    missing: tuple[Gap, ...],
) -> str:
    """Opening by score, what carries it, what it lacks, what limits it."""
    sentences = [next(text for least, text in _OPENINGS if score >= least)]
    if good:
        sentences.append(_carried(subject, features))
    if missing:
        sentences.append(f"Still missing: {'; '.join(gap.named() for gap in missing)}.")
    limits = [flag for flag in flags if flag.cap is not None]
    if limits:
        least = min(limits, key=lambda flag: flag.cap or 0.0)
        sentences.append(f"{least.reason} That limits the score to {least.cap:g}.")
    elif len(sentences) < 2 or not missing:
        sentences.append(_form(features))
    return " ".join(sentences[:4])


def _carried(subject: Subject, features: Features) -> str:
    if is_tale(subject) and features.story.parts:
        return f"It tells {joined([PART_NAMES[part] for part in features.story.parts])}{_with(features, ',')}."
    points = () if is_story(subject) else features.content.point_scores
    said = sum(score >= COVERED for score in points)
    if said and subject.question.sample_answer:
        return f"It makes {said} of the {len(points)} points a strong answer would make{_with(features)}."
    if said:
        return f"It uses {said} of the {len(points)} expected terms{_with(features)}."
    return f"It stays with the question{_with(features)}."


def _with(features: Features, mark: str = "") -> str:
    marks = (
        (features.substance.reasons, "gives reasons"),
        (features.substance.examples, "gives an example"),
        (features.substance.specifics, "is specific"),
    )
    there = [name for value, name in marks if value >= 1]
    return f"{mark} and {there[0]}" if there else ""


def _form(features: Features) -> str:
    delivery = features.delivery
    if delivery.fillers > 3 or delivery.hedges > 3:
        return "Fillers and doubtful wording take away from it."
    if delivery.long_share > 0:
        return "Shorter sentences would make it easier to follow."
    if delivery.order < 0.5:
        return "A word on where you are (first, then, in the end) would help the listener."
    return "It is put clearly."
