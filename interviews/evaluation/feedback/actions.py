"""What to do next: two to four steps for this answer, and how to practise."""

from collections.abc import Iterator

from interviews.evaluation.features.all import Features
from interviews.evaluation.features.evidence import is_story, is_tale
from interviews.evaluation.feedback.gaps import Gap
from interviews.evaluation.reading.subject import Subject

MOST_ACTIONS = 4
_WORDS_PER_MINUTE = 140  # a calm speaking pace


def action_items(subject: Subject, features: Features, missing: tuple[Gap, ...]) -> tuple[str, ...]:
    """Two to four steps that would raise this answer's score."""
    steps = [
        *_for_content(subject, missing),
        *_for_substance(subject, features),
        *_for_delivery(features),
        *_always(subject),
    ]
    return tuple(list(dict.fromkeys(steps))[:MOST_ACTIONS])


def practice_suggestions(subject: Subject, missing: tuple[Gap, ...]) -> tuple[str, ...]:
    """One to three exercises."""
    words = subject.question.ideal_answer_length or 150
    minutes = max(1, round(words / _WORDS_PER_MINUTE))
    aloud = f"Answer again aloud in about {minutes} min ({words} words) without notes, then compare."
    follow_up = subject.question.follow_ups[:1]
    probing = [f"Then answer the likely follow-up: {follow_up[0]}"] if follow_up else []
    topics = [] if is_story(subject) else [topic for gap in missing for topic in gap.topics]
    teaching = [f"Explain “{topic}” to someone who has never heard of it, in three sentences." for topic in topics[:1]]
    return (aloud, *teaching, *probing)


def _for_content(subject: Subject, missing: tuple[Gap, ...]) -> Iterator[str]:
    for gap in missing[:2]:
        if is_story(subject):
            yield f"Say where {gap.named('or')} comes into it."
        elif gap.is_statement:
            yield f"Add this point in your own words: {gap.named()}."
        else:
            yield f"Add a sentence on {gap.named()}, and what follows from it for the question."


def _for_substance(subject: Subject, features: Features) -> Iterator[str]:
    if is_tale(subject) and features.story.completeness < 1:
        yield "Retell it in four parts: situation, task, your action, measurable result."
    if features.substance.reasons < 1:
        yield "After your main point, go on with “because” and give the reason."
    if features.substance.specifics < 1:
        yield (
            "Add one figure: how many, how long, how much better."
            if is_story(subject)
            else "Add one concrete example or figure."
        )
    if features.substance.trade_offs < 1 and not is_story(subject):
        yield "Name one case in which the opposite choice would be right."


def _for_delivery(features: Features) -> Iterator[str]:
    if features.delivery.long_share > 0:
        yield "Cut the longest sentence in two."
    if features.delivery.hedges > 2 or features.delivery.fillers > 2:
        yield "Say it once more without the marked fillers and hedges."


def _always(subject: Subject) -> Iterator[str]:
    yield "Put the answer to the question into your first sentence, and the details after it."
    yield (
        "End with one sentence on what you learnt."
        if is_story(subject)
        else "Close with one sentence on when you would use it."
    )
