"""Every socket of the product."""

from django.urls import path, re_path

from interview_coach.core.consumers import UnknownSocket
from interviews.consumers import InterviewConsumer

websocket_urlpatterns = [
    path("ws/v1/interviews/<uuid:uuid>/", InterviewConsumer.as_asgi()),
    re_path(r"^.*$", UnknownSocket.as_asgi()),
]
