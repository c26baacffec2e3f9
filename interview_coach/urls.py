"""Every URL of the product."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from interview_coach import operations
from interviews.api.media import serve_media

api: list[URLPattern | URLResolver] = [
    path("", include("accounts.api.urls")),
    path("", include("questionbank.api.urls")),
    path("", include("interviews.api.urls")),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("docs/", SpectacularSwaggerSplitView.as_view(url_name="schema"), name="docs"),
]
urlpatterns = [
    path("", operations.front_page),
    path("api/v1/", include(api)),
    path("media/<str:token>/", serve_media, name="media"),
    path("healthz/", operations.healthz),
    path("readyz/", operations.readyz),
    path("metrics", operations.metrics),
    path("metrics/", operations.metrics),
    path("admin/", admin.site.urls),
]
handler400 = "interview_coach.operations.bad_request"
handler403 = "interview_coach.operations.forbidden"
handler404 = "interview_coach.operations.not_found"
handler500 = "interview_coach.operations.server_error"
