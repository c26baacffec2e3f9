"""Why a criterion got its score: what it rests on, with the evidence of its own."""

from collections.abc import Callable

from interviews.evaluation.features.all import Features
from interviews.evaluation.features.content import COVERED
from interviews.evaluation.features.evidence import is_tale
from interviews.evaluation.features.story import PART_NAMES
from interviews.evaluation.inputs import Criterion
from interviews.evaluation.reading.document import read_known
from interviews.evaluation.reading.narrative import PARTS
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.reading.target import generic_concepts
from interviews.evaluation.wording import joined

MOST_WORDS = 4  # named as evidence
LONGEST_QUOTE = 90  # characters
_LESSONS = frozenset(read_known("reflection lesson learning learnt learned insight").concepts.values())


def reason_for(dimension: str, criterion: Criterion, subject: Subject, features: Features) -> str:
    """The reason of a criterion that is judged by `dimension`; "" where its own words describe what counts."""
    reason = _REASONS[dimension](criterion, subject, features)
    return f"{reason} {_own_words(criterion, subject)}".strip() if dimension in _WITH_OWN_WORDS else reason


def own_concepts(criterion: Criterion, subject: Subject) -> dict[str, str]:
    """What a criterion names beyond the question: concept → the word it stands there as."""
    said = read_known(f"{criterion.label} {criterion.description}").concepts
    return {concept: word for word, concept in reversed(list(said.items())) if concept not in subject.target.given}


def asks_for_lesson(criterion: Criterion) -> bool:
    """Whether a criterion on the result also asks what was learnt."""
    said = read_known(f"{criterion.label} {criterion.description}").concepts.values()
    return not _LESSONS.isdisjoint(said)


def _own_words(criterion: Criterion, subject: Subject) -> str:
    """Which of the criterion's own words are spoken; a general rubric's suit any question and tell nothing."""
    if subject.rubric.is_general:
        return ""
    spoken = set(subject.concepts())
    own = {
        c: word for c, word in reversed(list(own_concepts(criterion, subject).items())) if c not in generic_concepts()
    }
    there = [word for concept, word in own.items() if concept in spoken]
    if there:
        return f"Of what it asks for, the answer speaks of {_named(there)}."
    return f"The answer speaks of none of {_named(list(own.values()))}." if own else ""


def _of_relevance(criterion: Criterion, subject: Subject, features: Features) -> str:
    taken = len(subject.target.given.intersection(subject.concepts()))
    return (
        f"{round(100 * features.content.focus)} % of the words are about the question; "
        f"takes up {taken} of its {len(subject.target.given)} words."
    )


def _of_content(criterion: Criterion, subject: Subject, features: Features) -> str:
    total = len(features.content.point_scores)
    if not total:
        return "There is no sample to compare with."
    said = sum(score >= COVERED for score in features.content.point_scores)
    what = "statements of the sample" if subject.question.sample_answer else "expected terms"
    told = f"Says {said} of {total} {what} clearly"
    words = _expected_words(subject)
    return f"{told}, with {_named(words)}." if words else f"{told}."


def _of_matter(criterion: Criterion, subject: Subject, features: Features) -> str:
    return f"{round(100 * features.content.coverage)} % of what was expected is there in words."


def _of_depth(criterion: Criterion, subject: Subject, features: Features) -> str:
    marks = {
        "reasons": features.substance.reasons,
        "the other side": features.substance.trade_offs,
        "examples": features.substance.examples,
        "figures or names": features.substance.specifics,
    }
    there = [name for name, value in marks.items() if value > 0]
    lacking = [name for name, value in marks.items() if value == 0]
    return f"Gives {joined(there) or 'no reasons'}" + (f"; lacks {joined(lacking)}." if lacking and there else ".")


def _of_structure(criterion: Criterion, subject: Subject, features: Features) -> str:
    signposts = f"ignposts lead through {round(100 * features.delivery.order)} % of what needs them."
    if is_tale(subject):
        return f"{len(features.story.parts)} of the {len(PARTS)} parts of a story are told; s{signposts}"
    return f"S{signposts}"


def _of_clarity(criterion: Criterion, subject: Subject, features: Features) -> str:
    delivery = features.delivery
    return (
        f"Sentences have {round(delivery.sentence_words)} words on average; "
        f"{round(delivery.vague, 1)} vague expressions in 100 words."
    )


def _of_communication(criterion: Criterion, subject: Subject, features: Features) -> str:
    return (
        f"{round(features.delivery.fillers, 1)} fillers and {round(features.delivery.hedges, 1)} hedges in 100 words."
    )


def _of_assurance(criterion: Criterion, subject: Subject, features: Features) -> str:
    delivery = features.delivery
    return f"{round(delivery.assured, 1)} assured expressions against {round(delivery.hedges, 1)} hedges in 100 words."


def _of_star(criterion: Criterion, subject: Subject, features: Features) -> str:
    told = [PART_NAMES[part] for part in PARTS if part in features.story.parts]
    lacking = [PART_NAMES[part] for part in PARTS if part not in features.story.parts]
    if not told:
        return "Tells none of situation, task, action and result."
    return f"Tells {joined(told)}" + (f"; lacks {joined(lacking)}." if lacking else ".")


def _of_setting(criterion: Criterion, subject: Subject, features: Features) -> str:
    return f"{_quoted('SITUATION', subject, features)} {_quoted('TASK', subject, features)}"


def _of_ownership(criterion: Criterion, subject: Subject, features: Features) -> str:
    own = f"“I” makes {round(100 * features.story.own)} % of “I” and “we”"
    return f"Tells {features.story.deeds:g} own deeds (“we did” counts half); {own}."


def _of_results(criterion: Criterion, subject: Subject, features: Features) -> str:
    told = _quoted("RESULT", subject, features)
    if not asks_for_lesson(criterion):
        return told
    return f"{told} {'Says' if features.story.lesson else 'Does not say'} what was learnt."


def _quoted(part: str, subject: Subject, features: Features) -> str:
    """ "The result: “It has not failed since.”" """
    sentence, name = features.story.parts.get(part), PART_NAMES[part]
    if sentence is None:
        return f"{name.capitalize()} is not told."
    said = subject.answer.text[sentence.start : sentence.end]
    return f"{name.capitalize()}: “{said if len(said) <= LONGEST_QUOTE else said[:LONGEST_QUOTE].rstrip() + '…'}”"


def _expected_words(subject: Subject) -> list[str]:
    """The weightiest expected words that are said, as the answer spells them."""
    telling = subject.target.weights.keys() - generic_concepts() - subject.target.given
    words = [word for word, concept in subject.document.concepts.items() if concept in telling]
    return sorted(words, key=lambda word: -subject.target.weights[subject.document.concepts[word]])


def _named(words: list[str]) -> str:
    return joined([f"“{word}”" for word in words[:MOST_WORDS]])


_REASONS: dict[str, Callable[[Criterion, Subject, Features], str]] = {
    "relevance": _of_relevance,
    "technical_accuracy": _of_content,
    "content": _of_content,
    "": _of_matter,
    "depth": _of_depth,
    "structure": _of_structure,
    "clarity": _of_clarity,
    "communication": _of_communication,
    "confidence_level": _of_assurance,
    "star": _of_star,
    "setting": _of_setting,
    "ownership": _of_ownership,
    "results": _of_results,
}
_WITH_OWN_WORDS = frozenset({"relevance", "technical_accuracy", "content", "", "depth"})
