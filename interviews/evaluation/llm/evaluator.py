"""The evaluator by language model: the embedded one's guards in front, its score beside, the model's words verified."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from interviews.evaluation.embedded import EmbeddedEvaluator
from interviews.evaluation.inputs import AnswerText, QuestionBrief, Rubric
from interviews.evaluation.llm.blend import NAME, Blend, blend, blended_criterion, deciding_flag, version_over
from interviews.evaluation.llm.config import ModelConfig
from interviews.evaluation.llm.follow_up import written
from interviews.evaluation.llm.meter import Meter
from interviews.evaluation.llm.pauses import Pauses
from interviews.evaluation.llm.prompt import prompt_for
from interviews.evaluation.llm.schema import CriterionDraft
from interviews.evaluation.llm.strays import barred_in
from interviews.evaluation.llm.verify import Sound, Terms, fault_in, sound
from interviews.evaluation.reading.subject import look_at
from interviews.evaluation.results import CriterionScore, Evaluation

OnCriterion = Callable[[CriterionScore, int, int], None]  # the criterion, how many are done, of how many


def unheard(criterion: CriterionScore, done: int, total: int) -> None:
    """Nobody listens."""


class LLMEvaluator:
    """Judges with `config`'s model. `secret` makes seals unforeseeable; `meter` tells what was used, also on failure.

    `on_criterion` gets each criterion once, verified and joined with the embedded score, as soon as the model has said
    it. It runs in the caller's thread and must not raise.
    """

    name = NAME
    version = version_over(EmbeddedEvaluator.version)

    def __init__(
        self, config: ModelConfig, *, secret: bytes, on_criterion: OnCriterion = unheard, meter: Meter | None = None,
        pauses: Pauses | None = None,
    ) -> None:  # fmt: skip
        self.config, self._secret, self._on_criterion, self._pauses = config, secret, on_criterion, pauses
        self.meter = meter or Meter()

    def evaluate(self, question: QuestionBrief, rubric: Rubric, answer: AnswerText) -> Evaluation:
        """Score one answer; raises `Fault` where no verdict of the model can stand.

        An answer that a guard decides alone gets the embedded evaluation, and no model is asked.
        """
        embedded = EmbeddedEvaluator().evaluate(question, rubric, answer)
        if deciding_flag(embedded) is not None:
            return embedded
        return self.join(embedded, question, rubric, answer).evaluation

    def join(self, embedded: Evaluation, question: QuestionBrief, rubric: Rubric, answer: AnswerText) -> Blend:
        """Ask the model about an answer the embedded evaluator has judged, and join both; raises `Fault`."""
        from interviews.evaluation.llm.talk import Talk  # pydantic-ai takes seconds to load

        terms = terms_of(question, rubric, answer, self._secret)
        listener = _Listener(terms, embedded, self._on_criterion)
        draft = Talk(self.config, terms, self.meter, self._pauses or Pauses()).hold(listener.hear)
        items = [sound(item, terms) for item in draft.criteria]
        listener.tell(items)
        joined = blend(items, draft.summary, embedded, answer.text, self.config, self.meter)
        further = written(draft.follow_up, question)
        return replace(joined, evaluation=replace(joined.evaluation, follow_up=further))


def terms_of(question: QuestionBrief, rubric: Rubric, answer: AnswerText, secret: bytes) -> Terms:
    """What a model is told of an answer, and what its verdict is held against."""
    subject = look_at(question, rubric, answer)
    barred = barred_in(subject)
    prompt = prompt_for(question, rubric, answer.text, secret=secret, left_out=barred)
    return Terms(rubric, answer.text, prompt, barred, gives_orders=bool(subject.instructions))


class _Listener:
    """Tells of criteria as they come, each once, and of none before the seal."""

    def __init__(self, terms: Terms, embedded: Evaluation, on_criterion: OnCriterion) -> None:
        self._terms, self._embedded, self._on_criterion = terms, embedded, on_criterion
        self._told: set[str] = set()

    def hear(self, partial: dict[str, Any]) -> None:
        """Look through a growing verdict for criteria that are whole and stand."""
        if partial.get("seal") != self._terms.prompt.seal or not isinstance(partial.get("criteria"), list):
            return
        drafts = [draft for entry in partial["criteria"] if (draft := _whole(entry)) is not None]
        self.tell([sound(draft, self._terms) for draft in drafts if not fault_in(draft, self._terms)])

    def tell(self, items: list[Sound]) -> None:
        for item in items:
            if item.key not in self._told:
                self._told.add(item.key)
                criterion = blended_criterion(item, self._embedded, self._terms.text)
                self._on_criterion(criterion, len(self._told), len(self._embedded.criteria))


def _whole(entry: object) -> CriterionDraft | None:
    try:
        return CriterionDraft.model_validate(entry)
    except ValidationError:
        return None  # still growing, or never to be right: the whole verdict is validated in the end
