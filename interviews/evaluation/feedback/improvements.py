"""What to improve: first what is missing, then where the wording is weak."""

from collections.abc import Iterator

from interviews.evaluation.features.all import Features
from interviews.evaluation.features.evidence import is_story, is_tale
from interviews.evaluation.features.story import PART_NAMES
from interviews.evaluation.feedback.gaps import Gap
from interviews.evaluation.feedback.weak_spots import weak_spots
from interviews.evaluation.reading.narrative import PARTS
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.results import Flag, Point
from interviews.evaluation.wording import joined

MOST_IMPROVEMENTS = 6
_MOSTLY_WE = 0.5  # share of "I" below which the own part is hard to see
_INSTEAD = dict(
    zip(
        map(PART_NAMES.__getitem__, PARTS),
        (
            "Begin with when and where it was, and what was at stake.",
            "Say what it was yours to achieve: “My task was …”.",
            "Say what you yourself did, step by step: “I …, because …”.",
            "End with what came of it, with a figure: “As a result …”.",
        ),
        strict=True,
    )
)
_ADVICE = {
    "empty": "There is no answer yet. Even the first step of your thinking would earn something.",
    "non_answer": "Say what you do know about it, and how you would find out the rest.",
    "gibberish": "Answer in words and sentences.",
    "other_language": "Answer in the language of the question.",
    "off_topic": "Answer the question that was asked; take up its words in your first sentence.",
    "copied_question": "Do not repeat the question; start with your answer to it.",
    "copied_sample": "Put it in your own words, with a case of your own: that shows that it is yours.",
    "scrambled_sample": "Say it in whole sentences, so that it makes sense.",
    "negated_sample": "The answer denies what it should affirm. Check what is true, then say why.",
    "contradicted_sample": "The answer denies what is so. Check what is true, then say why.",
    "swapped_roles": "The things compared are mixed up. Check which of them does what.",
    "keyword_stuffing": "Explain how the terms belong together instead of repeating them.",
    "keyword_list": "Turn the list into sentences: what each term does, and why it matters here.",
    "repeated_text": "Say each thing once.",
    "said_again": "Go on from what you said before: the follow-up asks for something new.",
    "very_long_paste": "Cut it to what answers the question; two minutes of talk are about 300 words.",
}


def improvements(
    subject: Subject, features: Features, flags: tuple[Flag, ...], missing: tuple[Gap, ...]
) -> tuple[Point, ...]:
    """Up to `MOST_IMPROVEMENTS`, what matters most first."""
    advised = [Point("relevance", _ADVICE[flag.name]) for flag in flags if flag.name in _ADVICE]
    told = [*_of_story(subject, features), *_of_gaps(subject, missing)]
    lacking = [*told, *_of_substance(subject, features)]
    return tuple([*advised, *lacking[:4], *weak_spots(subject)][:MOST_IMPROVEMENTS])


def _of_gaps(subject: Subject, missing: tuple[Gap, ...]) -> Iterator[Point]:
    criterion = "relevance" if is_story(subject) else "technical_accuracy"
    for gap in missing:
        text = _lacking(subject, gap)
        if gap.place is None:
            yield Point(criterion, text)
        else:
            yield Point.at(criterion, text, subject.answer.text, gap.place.start, gap.place.end)


def _lacking(subject: Subject, gap: Gap) -> str:
    """What is missing, and what to say instead."""
    what = (
        "what they mean here, and why they matter" if len(gap.names) > 1 else "what it means here, and why it matters"
    )
    if is_story(subject):
        return f"Answers to this often turn on {gap.named('or')}. Say where that comes into yours."
    if gap.is_statement:
        return f"A strong answer adds: {gap.named()}. Say it in your own words, with the reason."
    if gap.place is not None:
        return f"Go on from here to {gap.named()}: {what}."
    return f"You did not mention {gap.named('or')}. Say {what}."


def _of_story(subject: Subject, features: Features) -> Iterator[Point]:
    if not is_tale(subject):
        return
    absent = [PART_NAMES[part] for part in PARTS if part not in features.story.parts]
    if absent:
        yield Point("structure", f"The story lacks {joined(absent)}. {_INSTEAD[absent[0]]}")
    if features.story.parts and features.story.own < _MOSTLY_WE:
        yield Point("ownership", "“We” hides your part. Say what you yourself decided and did.")


def _of_substance(subject: Subject, features: Features) -> Iterator[Point]:
    if not features.substance.reasons:
        yield Point("depth", "Nothing says why. Give the reason behind your main point: “…, because …”.")
    if not features.substance.specifics and (is_story(subject) or not features.substance.examples):
        yield Point("depth", "There is no figure, name or example. One concrete case would carry the answer.")
