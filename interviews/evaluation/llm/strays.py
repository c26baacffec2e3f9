"""What a model is not shown although no guard is sure of it: sentences in another language or with marks of the prompt,
and such beside the question as speak of grading or are in code. The embedded evaluator reads them; a model may obey."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from interviews.evaluation.features.evidence import is_story
from interviews.evaluation.guards.gibberish import is_nonsense
from interviews.evaluation.llm.quotes import Span
from interviews.evaluation.reading.document import concept_of, is_content
from interviews.evaluation.reading.grader_talk import talk_in
from interviews.evaluation.reading.instructions import ABOUT_GRADING, ABOUT_PROMPTS
from interviews.evaluation.reading.language import detect_language
from interviews.evaluation.reading.narrative import narrates
from interviews.evaluation.reading.stems import stem
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.reading.target import generic_concepts
from interviews.evaluation.reading.tokens import Sentence
from interviews.evaluation.words.grading import BEST, GRADERS, MARKING

_MARKS = re.compile(
    r"</?\s*(?:answer|result|verdict|rubric|score|system|instructions?)\b|\b(?i:rubric|verdict|seal)\s*:"
    r"|\b(?i:tool\s*:.*\b(?:results?|verdict|scores?|grade|rating))\b|^#+\s*(?i:system|assistant|human)\W*$"
    r"|^\W*(?:RUBRIC|VERDICT|GUIDANCE|QUESTION|ANSWER)\b|\b(?:END|BEGIN) (?:OF )?(?:VERDICT|ANSWER|RUBRIC)\b"
)
# After the 10 of a score, not of a measure: "Depth: 10", "depth 10/10", but not "Latency: 10 ms" and "Impact: 10%".
_SCORE_ENDS = r"(?=\s*(?:$|[;:)\]}\"'|]|[,.!](?!\d)|/\s*10\b|(?:out|of|and|for|points)\b))"
_ENCODED = re.compile(r"(?=\S*\d)[A-Za-z0-9+/]{24,}|(?:(?<!\S)[^\W\d_]\s+){6}")  # base64 and hex; s p e l t
ENOUGH_KINDS = 2  # of grader talk in a sentence beside the question
_FEWEST_WORDS = 4  # below which no language shows
_NO_WORDS = 0.4  # share of non-words


def barred_in(subject: Subject) -> tuple[Span, ...]:
    """The spans of the answer that no model is shown and no quote may come from: orders, and what strays."""
    sentences = subject.document.sentences
    out = {s for s in sentences if s in subject.instructions or _strays(subject, s)}
    if out and not is_story(subject):
        out |= {*_running_on(subject, sentences, out), *_running_on(subject, sentences[::-1], out)}
    return tuple((sentence.start, sentence.end) for sentence in sentences if sentence in out)


def _running_on(subject: Subject, run: Sequence[Sentence], out: set[Sentence]) -> Iterator[Sentence]:
    """What goes on from a sentence that is out, until the question is spoken of again."""
    goes_on = False
    for sentence in run:
        goes_on = sentence in out or (goes_on and not _is_on_topic(subject, sentence))
        if goes_on:
            yield sentence


def _strays(subject: Subject, sentence: Sentence) -> bool:
    said = subject.answer.text[sentence.start : sentence.end]
    if _MARKS.search(said) or _gives_scores(subject, said) or _is_foreign(subject, sentence):
        return True
    if _is_on_topic(subject, sentence):
        return False
    return _speaks_of_grading(subject, sentence) or _is_encoded(said, sentence)


def _is_on_topic(subject: Subject, sentence: Sentence) -> bool:
    said = set(subject.document.of(sentence)) - generic_concepts() - _words_of_grading()
    return not said.isdisjoint(subject.target.topic)


def _gives_scores(subject: Subject, said: str) -> bool:
    """Whether a criterion is given its score: "depth=10"."""
    names = [re.escape(name) for criterion in subject.rubric.criteria for name in (criterion.key, criterion.label)]
    given = rf"\b(?:{'|'.join(names)})\W{{1,4}}(?:10|ten)\b{_SCORE_ENDS}"
    return bool(re.search(given, said, re.IGNORECASE))


@cache
def _words_of_grading() -> frozenset[str]:
    return frozenset(concept_of(word, "english") for word in re.findall(r"\w+", MARKING + BEST + GRADERS))


def _speaks_of_grading(subject: Subject, sentence: Sentence) -> bool:
    """Whether two kinds of grader talk stand there. Where the question is about grading, and in what a story tells,
    only what touches this very answer is."""
    topic = subject.target.topic
    talk = talk_in(sentence.tokens, [token for token in sentence.tokens if stem(token.text) not in topic])
    expected = not topic.isdisjoint(ABOUT_PROMPTS | ABOUT_GRADING)
    if (expected or (is_story(subject) and narrates(sentence))) and not (talk.own or talk.policy or talk.awarding):
        return False
    return talk.of_grading and talk.kinds >= ENOUGH_KINDS


def _is_encoded(said: str, sentence: Sentence) -> bool:
    """Whether a sentence hides what it says: base64, hex, letters spelt, turned round or replaced by figures."""
    words = [token.text for token in sentence.tokens]
    odd = sum(is_nonsense(word) if word.isalpha() else not word.isdigit() for word in words if word.isascii())
    return bool(_ENCODED.search(said)) or (len(words) >= _FEWEST_WORDS and odd >= _NO_WORDS * len(words))


def _is_foreign(subject: Subject, sentence: Sentence) -> bool:
    """Whether a sentence is in another language than expected; those we know no words of show by their letters."""
    words = [token.text for token in sentence.tokens]
    expected = subject.target.language or subject.document.language
    strange = [word for word in words if not word.isascii()]
    if not expected or not words:
        return False
    if 2 * len(strange) > len(words) and all(min(word) > "\u024f" for word in strange):  # beyond the Latin letters
        return True
    known = _is_on_topic(subject, sentence) or any(not is_content(word, expected) and len(word) > 1 for word in words)
    other = detect_language(sentence.tokens) not in (expected, "") or (bool(strange) and not known)
    return other and len(words) >= _FEWEST_WORDS
