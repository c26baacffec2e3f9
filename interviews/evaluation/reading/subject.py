"""The answer as it counts: read against its target, with echoes, repetitions and instructions set aside."""

from collections.abc import Sequence
from dataclasses import dataclass

from interviews.evaluation.inputs import AnswerText, QuestionBrief, Rubric
from interviews.evaluation.reading.about import sentences_about
from interviews.evaluation.reading.document import Document, read
from interviews.evaluation.reading.echoes import echoes_of, without_echo
from interviews.evaluation.reading.instructions import is_instruction
from interviews.evaluation.reading.target import Target, aim
from interviews.evaluation.reading.tokens import Sentence, Token


@dataclass(frozen=True, slots=True)
class Subject:
    """One answer under judgement. `kept`: the sentences that count; `about`: those of them on the
    question; `instructions`: those that address the grader."""

    question: QuestionBrief
    rubric: Rubric
    answer: AnswerText
    target: Target
    document: Document
    kept: tuple[Sentence, ...]
    about: tuple[Sentence, ...]
    instructions: tuple[Sentence, ...]
    echoed_words: int
    repeated_words: int

    @property
    def words(self) -> int:
        """How many words count."""
        return sum(len(sentence.tokens) for sentence in self.kept)

    def concepts(self, sentences: Sequence[Sentence] | None = None) -> list[str]:
        """The concepts of the sentences that count, in order."""
        return [concept for sentence in self.chosen(sentences) for concept in self.document.of(sentence)]

    def tokens(self, sentences: Sequence[Sentence] | None = None) -> list[Token]:
        """Their words."""
        return [token for sentence in self.chosen(sentences) for token in sentence.tokens]

    def chosen(self, sentences: Sequence[Sentence] | None) -> Sequence[Sentence]:
        return self.kept if sentences is None else sentences


def look_at(question: QuestionBrief, rubric: Rubric, answer: AnswerText) -> Subject:
    """Read the answer and set aside what cannot count."""
    target = aim(question, rubric)
    document = _spelt(read(answer.text, target.language), target)
    instructions = tuple(s for s in document.sentences if is_instruction(answer.text, s, target.topic))
    plain = [sentence for sentence in document.sentences if sentence not in instructions]
    echoes = echoes_of(target.question)
    unechoed = [cut for sentence in plain if (cut := without_echo(sentence, echoes)) is not None]
    kept = _unrepeated(unechoed)
    return Subject(
        question=question,
        rubric=rubric,
        answer=answer,
        target=target,
        document=document,
        kept=kept,
        about=sentences_about(question, target, document, kept),
        instructions=instructions,
        echoed_words=_count(plain) - _count(unechoed),
        repeated_words=_count(unechoed) - _count(kept),
    )


def _spelt(document: Document, target: Target) -> Document:
    """The same document, with misspelt words standing for the concept of the expected word they meant."""
    expected = {**target.question.concepts, **target.sample.concepts}
    concepts = {word: expected.get(target.speller.meant(word), concept) for word, concept in document.concepts.items()}
    return Document(document.text, document.language, document.tokens, document.sentences, concepts)


def _unrepeated(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    first: dict[tuple[str, ...], Sentence] = {}
    for sentence in sentences:
        first.setdefault(tuple(token.text for token in sentence.tokens), sentence)
    return tuple(first.values())


def _count(sentences: Sequence[Sentence]) -> int:
    return sum(len(sentence.tokens) for sentence in sentences)
