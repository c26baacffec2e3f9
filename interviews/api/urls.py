from django.urls import path

from interviews.api import ai, histories
from interviews.api import answers as a
from interviews.api import assignments as plans
from interviews.api import calibration as c
from interviews.api import reviews as r
from interviews.api import views as v
from interviews.api.vocabulary import Vocabulary

one = "interviews/<uuid:uuid>/"
steering = ("skip", "hint", "pause", "resume", "complete", "abandon")

urlpatterns = [
    path("vocabulary/", Vocabulary.as_view()),
    path("interviews/", v.Interviews.as_view({"get": "list", "post": "create"})),
    path(one, v.Interviews.as_view({"get": "retrieve", "patch": "partial_update"})),
    path(one + "next-question/", v.Interviews.as_view({"get": "next_question"})),
    *(path(f"{one}{action}/", v.Interviews.as_view({"post": action})) for action in steering),
    path(one + "report/", v.Interviews.as_view({"get": "report"})),
    path(one + "events/", v.Interviews.as_view({"get": "events"})),
    path(one + "draft/", v.Draft.as_view()),
    path(one + "answers/", a.Submit.as_view()),
    path(one + "media/", a.Upload.as_view()),
    path("answers/<uuid:uuid>/", a.OneAnswer.as_view()),
    path("answers/<uuid:uuid>/feedback/", a.FeedbackOnAnswer.as_view()),
    path("answers/<uuid:uuid>/evaluate/", a.Evaluate.as_view()),
    path("feedback/<uuid:uuid>/rating/", a.Rating.as_view()),
    path("assignments/", plans.Assignments.as_view({"get": "list", "post": "create"})),
    path(
        "assignments/<uuid:uuid>/",
        plans.Assignments.as_view({"get": "retrieve", "patch": "partial_update", "delete": "destroy"}),
    ),
    path("assignments/<uuid:uuid>/progress/", plans.Takers.as_view({"get": "list"})),
    path("organizations/<uuid:uuid>/progress/", plans.Progress.as_view({"get": "list"})),
    path("organizations/<uuid:uuid>/progress/teams/", plans.TeamProgress.as_view({"get": "list"})),
    path("organizations/<uuid:uuid>/ai-policy/", ai.Policy.as_view()),
    path("users/me/ai-consent/", ai.Consent.as_view()),
    path("answers/<uuid:uuid>/review/", r.ReviewOfAnswer.as_view()),
    path("reviews/", r.Reviews.as_view({"get": "list"})),
    path("reviews/<uuid:uuid>/", r.Reviews.as_view({"get": "retrieve"})),
    path("reviews/<uuid:uuid>/verdicts/", r.Verdicts.as_view()),
    path("reviews/<uuid:uuid>/settle/", r.Settle.as_view()),
    path("rubrics/<uuid:uuid>/anchors/", c.Anchors.as_view({"get": "list", "post": "create"})),
    path("rubrics/<uuid:uuid>/calibrate/", c.Calibrate.as_view()),
    path("anchors/<uuid:uuid>/", c.OneAnchor.as_view()),
    path("calibration-runs/", c.CalibrationRuns.as_view({"get": "list"})),
    path("interviews/<uuid:uuid>/history/", histories.InterviewHistory.as_view({"get": "list"})),
    path("interviews/<uuid:uuid>/history/as-of/", histories.InterviewHistory.as_view({"get": "as_of"})),
]
