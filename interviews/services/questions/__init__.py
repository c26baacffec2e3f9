"""Starting a sitting and handing out its questions."""

from interviews.services.questions.asking import NoHint, NoQuestionLeft, hand_out, hint, next_question, skip
from interviews.services.questions.configuring import default_type
from interviews.services.questions.drafts import QuestionNotAsked, draft_of, save_draft
from interviews.services.questions.starting import NoQuestionsAvailable, start_interview

__all__ = [
    "NoHint",
    "NoQuestionLeft",
    "NoQuestionsAvailable",
    "QuestionNotAsked",
    "default_type",
    "draft_of",
    "hand_out",
    "hint",
    "next_question",
    "save_draft",
    "skip",
    "start_interview",
]
