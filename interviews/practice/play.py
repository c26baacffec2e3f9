"""One sitting from sign-in to report."""

from collections.abc import Callable
from typing import Any

from interviews.practice.answers import AnswerSource, Choice
from interviews.practice.client import Api, Json
from interviews.practice.errors import ApiError
from interviews.practice.show import Show
from interviews.practice.socket import EventStream
from interviews.practice.stopwatch import Stopwatch


class OpenQuestion:
    """The desk at which a candidate sits while a question is open."""

    def __init__(self, api: Api, interview: str) -> None:
        self._api, self._interview = api, interview
        self.watch = Stopwatch()

    def hint(self) -> str:
        """Ask for the hint."""
        return str(self._do("hint")["hint"])

    def pause(self) -> None:
        """Stop the clock, here and there."""
        self._do("pause")
        self.watch.pause()

    def resume(self) -> None:
        """Go on after a pause."""
        self._do("resume")
        self.watch.resume()

    def _do(self, action: str) -> Json:
        return self._api.post(f"interviews/{self._interview}/{action}/")


class Sitting:
    """An open interview: puts its questions, submits the answers, and keeps what came back."""

    def __init__(self, api: Api, stream: EventStream, interview: Json, show: Show) -> None:
        self.answers: list[Json] = []
        self.feedbacks: list[Json] = []
        self._api, self._stream, self._show = api, stream, show
        self._uuid, self._total = interview["uuid"], interview["questions_total"]
        self._number = 0

    def take(self, source: AnswerSource) -> str:
        """Go through the questions, then end the interview; return how it ended: "complete" or "abandon"."""
        while (question := self._next_question()) is not None:
            desk = OpenQuestion(self._api, self._uuid)
            reply = source.reply(question, desk)
            if reply is Choice.QUIT:
                return self._end("abandon", "interview.abandoned")
            if reply is Choice.SKIP:
                self._in_progress("skip/")
                self._show.note("Skipped.")
            elif isinstance(reply, str):
                self._submit(question, reply, desk.watch.seconds)
        return self._end("complete", "interview.completed")

    def _next_question(self) -> Json | None:
        try:
            question = self._api.get(f"interviews/{self._uuid}/next-question/")
        except ApiError as error:
            if error.code == "no_question_left":
                return None
            raise
        self._number += question.get("kind") != "follow_up"
        self._show.question(question, self._number, self._total)
        return question

    def _submit(self, question: Json, text: str, seconds: int) -> None:
        with self._show.waiting() as progress:
            body = {"question": question["uuid"], "text": text, "time_spent_seconds": seconds}
            answer = self._in_progress("answers/", body)
            self.answers.append(answer)
            outcome = self._await_evaluation(answer["uuid"], progress)
        if "score" in outcome:
            self.feedbacks.append(outcome)
            self._show.feedback(outcome)
        else:
            self._show.failed(str(outcome.get("reason", "")))

    def _in_progress(self, action: str, body: Json | None = None) -> Json:
        """Do what needs a running sitting; one that fell asleep over a long thought is woken."""
        path = f"interviews/{self._uuid}/"
        try:
            return self._api.post(path + action, body)
        except ApiError as error:
            if error.code != "interview_not_in_progress":
                raise
        self._api.post(path + "resume/")
        return self._api.post(path + action, body)

    def _await_evaluation(self, answer: str, progress: Callable[[Json], None]) -> Json:
        """Return the feedback on an answer, or the data of the frame that says it failed."""
        for frame in self._stream:
            progress(frame)
            data: dict[str, Any] = frame.get("data") or {}
            if data.get("answer") != answer:
                continue
            if frame["type"] == "evaluation.failed":
                return data
            if frame["type"] == "feedback.ready" and (feedback := self._api.feedback(answer)):
                return feedback
        raise AssertionError("the stream of frames has no end")

    def _end(self, action: str, event: str) -> str:
        if action == "complete":
            self._in_progress("complete/")
        else:
            self._api.post(f"interviews/{self._uuid}/{action}/")
        for frame in self._stream:
            if frame["type"] == event:
                break
        return action


def play(api: Api, configuration: Json, source: AnswerSource, show: Show) -> Json:
    """Sit one interview as the signed-in person; return everything that came."""
    opened = api.post("interviews/", configuration)
    show.opening(opened)
    path = f"interviews/{opened['uuid']}/"
    with EventStream(api, opened["uuid"]) as stream:
        sitting = Sitting(api, stream, opened, show)
        ended = sitting.take(source)
    report = api.get(path + "report/")
    if ended == "abandon":
        show.note("The interview was abandoned.")
    show.report(report)
    return {
        "interview": api.get(path),
        "answers": [_complete(api, answer) for answer in sitting.answers],
        "feedbacks": sitting.feedbacks,
        "events": stream.seen,
        "report": report,
    }


def _complete(api: Api, submitted: Json) -> Json:
    """Return an answer as it is now, under the question it was submitted for."""
    return {**submitted, **api.get(f"answers/{submitted['uuid']}/"), "question": submitted["question"]}
