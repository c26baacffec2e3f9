"""The product's URLs, and the yardstick beside them."""

from django.urls import include, path

from bench.plain import Empty, router
from interview_coach.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
urlpatterns = [path("plain/empty/", Empty.as_view()), path("plain/", include(router.urls)), *urlpatterns]
