"""HTTP only, for WSGI servers; sockets are served by `interview_coach.asgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interview_coach.settings")
application = get_wsgi_application()
