"""Names of things, cut from a text as it stands: "read replica", "shape of the distribution"."""

from collections.abc import Iterator, Sequence

from interviews.evaluation.reading.document import Document
from interviews.evaluation.reading.tokens import Sentence, Token
from interviews.evaluation.wording import word_set
from interviews.evaluation.words.function_words import FUNCTION_WORDS
from interviews.evaluation.words.word_classes import ADJECTIVES, ADVERBS, NOUNS_TOO, PAST, VERBS

LONGEST_NAME = 4  # words
_ENGLISH = FUNCTION_WORDS["english"]
_NUMBERS = word_set(
    "zero one two three four five six seven eight nine ten eleven twelve twenty thirty fifty eighty ninety hundred "
    "thousand million double first second third"
)
_DETERMINERS = word_set("a an the its their this that each every no any some my your our his her both all per")
_BEFORE_NAME = _DETERMINERS | word_set("of for with without in on from by through into against between via as like")
_SUBJECTS = word_set("i i'd i'll we you they he she it who which that to can could may might must should will would")
_OBJECTS = word_set("the a an its their our your my his her every each no any both it them him us me you")
_AFTER_NAME = word_set("and or of for in on with at per from to is are as than")
_NAME_ENDINGS = ("tion", "sion", "ment", "ity", "ness", "ance", "ence", "ism", "ship", "cy", "ure", "er", "or")


def noun_phrases(document: Document, sentence: Sentence) -> Iterator[Sequence[Token]]:
    """The runs of up to `LONGEST_NAME` words of an English sentence that plainly name a thing."""
    tokens, begin = sentence.tokens, 0
    while begin < len(tokens):
        end = _end_of_run(document, tokens, begin)
        name = tokens[begin : min(end, begin + LONGEST_NAME + 1)]
        if end > begin and len(name) <= LONGEST_NAME and _is_name(document, tokens, begin, end):
            yield name
        begin = max(end, begin + 1)


def is_name(words: Sequence[str]) -> bool:
    """Whether words by themselves, such as a keyword, name a thing: "shard key", but not "agreed" or "based on"."""
    if len(words) < 2:
        return bool(words) and len(words[0]) > 2 and _can_end(words[0])
    first, last = words[0], words[-1]
    return not (first in _ENGLISH or first in PAST or last in _ENGLISH or last in PAST or last.endswith(("ed", "ly")))


def _end_of_run(document: Document, tokens: Sequence[Token], begin: int) -> int:
    index = begin
    while index < len(tokens) and _continues(document, tokens, begin, index):
        index += 1
    while index > begin and not _can_end(tokens[index - 1].text):
        index -= 1
    return index


def _continues(document: Document, tokens: Sequence[Token], begin: int, index: int) -> bool:
    word = tokens[index].text
    if index > begin and document.text[tokens[index - 1].end : tokens[index].start] not in (" ", "-"):
        return False
    if word == "of":
        return index > begin and index + 1 < len(tokens) and _is_content(tokens[index + 1].text)
    return _is_content(word) and not _acts_here(document, tokens, begin, index)


def _is_content(word: str) -> bool:
    return not (word in _ENGLISH or word in _NUMBERS or word[0].isdigit() or word in ADVERBS or _is_verb(word)) and (
        not word.endswith("ly") and "'" not in word.removesuffix("'s")
    )


def _acts_here(document: Document, tokens: Sequence[Token], begin: int, index: int) -> bool:
    """Whether a word is what a subject does: "I route", "to move", "the service queries the", "traffic needs"."""
    word, before = tokens[index].text, tokens[index - 1].text if index else ""
    if before in _SUBJECTS:
        return True
    gap = document.text[tokens[index].end : tokens[index + 1].start] if index + 1 < len(tokens) else "."
    if not gap.isspace():
        return False
    following = tokens[index + 1].text
    if index > begin and word.endswith("s") and word.removesuffix("s") in NOUNS_TOO:
        return following not in _AFTER_NAME
    return following in _OBJECTS and before not in _BEFORE_NAME and before not in ADJECTIVES


def _is_name(document: Document, tokens: Sequence[Token], begin: int, end: int) -> bool:
    """Two words and more, or one that is spelt, ends or stands like a name; no half of a word with a hyphen."""
    text, start, stop = document.text, tokens[begin].start, tokens[end - 1].end
    if "-" in (text[max(0, start - 1) : start], text[stop : stop + 1]):
        return False
    if end - begin > 1:
        return True
    word, spelt = tokens[begin].text, text[start:stop]
    if not spelt[1:].islower() and len(spelt) > 1:
        return True
    introduced = begin > 0 and tokens[begin - 1].text in _BEFORE_NAME
    return len(word) > 3 and not word.endswith("ing") and (introduced or word.removesuffix("s").endswith(_NAME_ENDINGS))


def _can_end(word: str) -> bool:
    return word not in ADJECTIVES and not word.endswith(("ed", "ier", "iest")) and word != "of" and _is_content(word)


def _is_verb(word: str) -> bool:
    """Whether a word is a form of a listed verb."""
    if word in PAST or word in VERBS:
        return True
    stems = [word.removesuffix(ending) for ending in ("s", "es", "ed", "ing") if word.endswith(ending)]
    if word.endswith(("ed", "ing")):
        return any(base in VERBS for stem in stems for base in (stem, stem + "e", stem[:-1]))
    return any(stem in VERBS for stem in stems) or (word.endswith("ies") and word[:-3] + "y" in VERBS)
