from django.urls import path

from questionbank.api import collections as c
from questionbank.api import histories as h
from questionbank.api import rubrics as r
from questionbank.api import views as v

urlpatterns = [
    path("questions/", v.Questions.as_view({"get": "list"})),
    path("questions/<uuid:uuid>/", v.Questions.as_view({"get": "retrieve"})),
    path("companies/", v.Companies.as_view({"get": "list"})),
    path("companies/<uuid:uuid>/", v.Companies.as_view({"get": "retrieve"})),
    path("companies/<uuid:uuid>/questions/", v.CompanyQuestions.as_view({"get": "list"})),
    path("collections/", c.Collections.as_view({"get": "list", "post": "create"})),
    path("collections/<uuid:uuid>/", c.Collections.as_view({"get": "retrieve", "patch": "partial_update"})),
    path("rubrics/", r.Rubrics.as_view({"get": "list", "post": "create"})),
    path("rubrics/<uuid:uuid>/", r.Rubrics.as_view({"get": "retrieve"})),
    path("rubrics/<uuid:uuid>/clone/", r.Rubrics.as_view({"post": "clone"})),
    path("rubrics/<uuid:uuid>/make-default/", r.Rubrics.as_view({"post": "make_default"})),
    path("rubrics/<uuid:uuid>/versions/", r.RubricVersions.as_view({"post": "create"})),
    path(
        "rubrics/<uuid:uuid>/versions/<int:number>/",
        r.RubricVersions.as_view({"get": "retrieve", "patch": "partial_update"}),
    ),
    path("rubrics/<uuid:uuid>/versions/<int:number>/publish/", r.RubricVersions.as_view({"post": "publish"})),
    path("questions/<uuid:uuid>/history/", h.QuestionHistory.as_view({"get": "list"})),
    path("questions/<uuid:uuid>/history/as-of/", h.QuestionHistory.as_view({"get": "as_of"})),
    path("questions/<uuid:uuid>/history/revert/", h.QuestionHistory.as_view({"post": "revert"})),
    path("companies/<uuid:uuid>/history/", h.CompanyHistory.as_view({"get": "list"})),
    path("companies/<uuid:uuid>/history/as-of/", h.CompanyHistory.as_view({"get": "as_of"})),
    path("companies/<uuid:uuid>/history/revert/", h.CompanyHistory.as_view({"post": "revert"})),
    path("rubrics/<uuid:uuid>/history/", h.RubricHistory.as_view({"get": "list"})),
    path("rubrics/<uuid:uuid>/history/as-of/", h.RubricHistory.as_view({"get": "as_of"})),
    path("rubrics/<uuid:uuid>/history/revert/", h.RubricHistory.as_view({"post": "revert"})),
]
