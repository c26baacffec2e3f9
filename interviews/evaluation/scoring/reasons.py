"""Why a criterion got its score, in a sentence that rests on what was counted."""

from interviews.evaluation.features.all import Features
from interviews.evaluation.features.content import COVERED
from interviews.evaluation.features.evidence import is_story
from interviews.evaluation.features.story import PART_NAMES, PARTS
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.wording import joined


def reason_for(dimension: str, subject: Subject, features: Features, score: float) -> str:
    """The reason of a criterion that is judged by `dimension`."""
    if dimension in ("star", "results", "ownership"):
        return _of_story(dimension, features)
    if dimension == "depth":
        return _of_depth(features)
    if dimension in ("structure", "clarity", "communication", "confidence_level"):
        return _of_form(dimension, features)
    return _of_content(subject, features)


def _of_content(subject: Subject, features: Features) -> str:
    said = sum(score >= COVERED for score in features.content.point_scores)
    total = len(features.content.point_scores)
    staying = f"{round(100 * features.content.focus)} % of the words are about the question."
    if is_story(subject):
        return staying
    if not total:
        return f"There is no sample to compare with; {staying}"
    what = "statements of the sample" if subject.question.sample_answer else "expected terms"
    return f"Says {said} of {total} {what} clearly; {staying}"


def _of_depth(features: Features) -> str:
    marks = {
        "reasons": features.substance.reasons,
        "the other side": features.substance.trade_offs,
        "examples": features.substance.examples,
        "figures or names": features.substance.specifics,
    }
    there = [name for name, value in marks.items() if value > 0]
    lacking = [name for name, value in marks.items() if value == 0]
    return f"Gives {joined(there) or 'no reasons'}" + (f"; lacks {joined(lacking)}." if lacking and there else ".")


def _of_form(dimension: str, features: Features) -> str:
    delivery = features.delivery
    if dimension == "structure":
        return f"Signposts lead through {round(100 * delivery.order)} % of what needs them."
    if dimension == "clarity":
        return f"Sentences have {round(delivery.sentence_words)} words on average."
    return f"{round(delivery.fillers, 1)} fillers and {round(delivery.hedges, 1)} hedges in 100 words."


def _of_story(dimension: str, features: Features) -> str:
    told = [PART_NAMES[part] for part in PARTS if part in features.story.parts]
    if dimension == "ownership":
        return f"Speaks of themselves in {round(100 * features.story.own)} % of “I” and “we”."
    return f"Tells {joined(told)}." if told else "Tells none of situation, task, action and result."
