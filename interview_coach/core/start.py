"""What a server looks at before it serves: settings that are not safe enough for production keep it from starting."""

from django.core.checks import ERROR, run_checks
from django.core.exceptions import ImproperlyConfigured

from interview_coach.core.checks import START


def refuse_unsafe_start() -> None:
    """Raise `ImproperlyConfigured`, naming every reason, where a check tagged `START` fails."""
    found = [message for message in run_checks(tags=[START], include_deployment_checks=True) if message.level >= ERROR]
    if found:
        raise ImproperlyConfigured(
            "Not started. " + " ".join(f"{told.msg} ({told.id}) {told.hint or ''}" for told in found)
        )
