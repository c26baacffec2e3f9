from django.urls import path

from questionbank.api import views as v

urlpatterns = [
    path("questions/", v.Questions.as_view({"get": "list"})),
    path("questions/<uuid:uuid>/", v.Questions.as_view({"get": "retrieve"})),
    path("companies/", v.Companies.as_view({"get": "list"})),
    path("companies/<uuid:uuid>/", v.Companies.as_view({"get": "retrieve"})),
    path("companies/<uuid:uuid>/questions/", v.CompanyQuestions.as_view({"get": "list"})),
]
