"""Serving recordings by signed links."""

from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from interview_coach.core.api.problems import problem_response
from interviews.services.media import key_of_link


@require_safe
def serve_media(request: HttpRequest, token: str) -> HttpResponseBase:
    """Serve the recording a signed link stands for; a link that expired or was tampered with is a 404."""
    key = key_of_link(token)
    if key is None or not default_storage.exists(key):
        return problem_response(404, "not_found", "This link has expired.")
    # The link is the permission; a front end of another origin plays what it leads to.
    shown = {"Cache-Control": "private, no-store", "Cross-Origin-Resource-Policy": "cross-origin"}
    return FileResponse(default_storage.open(key), headers=shown)
