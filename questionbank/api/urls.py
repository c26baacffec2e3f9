from django.urls import path

from questionbank.api import rubrics as r
from questionbank.api import views as v

urlpatterns = [
    path("questions/", v.Questions.as_view({"get": "list"})),
    path("questions/<uuid:uuid>/", v.Questions.as_view({"get": "retrieve"})),
    path("companies/", v.Companies.as_view({"get": "list"})),
    path("companies/<uuid:uuid>/", v.Companies.as_view({"get": "retrieve"})),
    path("companies/<uuid:uuid>/questions/", v.CompanyQuestions.as_view({"get": "list"})),
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
]
