"""HTTP only, for WSGI servers; sockets are served by `interview_coach.asgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interview_coach.settings")
application = get_wsgi_application()

from interview_coach.core.start import refuse_unsafe_start  # noqa: E402  (Django must be set up before)

refuse_unsafe_start()
