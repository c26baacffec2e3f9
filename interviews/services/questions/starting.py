"""Opening a sitting with its first question."""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.rules import Actor
from accounts.services.devices import describe
from accounts.services.trail import record
from interview_coach.core.exceptions import Conflict
from interview_coach.core.request_context import current_request
from interviews.models import Interview, InterviewQuestion
from interviews.services import selection
from interviews.services.questions.asking import hand_out
from interviews.services.questions.configuring import configured
from interviews.services.sitting import Sitting


class NoQuestionsAvailable(Conflict):
    code = "no_questions_available"
    message = "There is no question for this configuration."


@transaction.atomic
def start_interview(*, actor: Actor, now: datetime, **configuration: Any) -> tuple[Interview, InterviewQuestion]:
    """Open a sitting and hand out its first question.

    `configuration` is what `configured` takes. Raises `NoQuestionsAvailable` where not one question fits even after
    widening, and `Invalid` for an unknown bank, collection or assignment.
    """
    request = current_request()
    device = describe(request.user_agent)
    interview = Interview(
        organization_id=actor.organization_id, user_id=actor.user_id, started_at=now, last_activity_at=now,
        device_type=device.device_type, browser=device.browser, ip_address=request.ip_address,
        **configured(actor, **configuration),
    )  # fmt: skip
    interview.widened = selection.widening_needed(interview)
    interview.save()
    sitting = Sitting(interview, now)
    sitting.tell("interview.started", field=interview.field, level=interview.level, widened=interview.widened)
    slot = hand_out(sitting)
    if slot is None:
        raise NoQuestionsAvailable
    record(organization_id=actor.organization_id, user_id=actor.user_id, action="interview_start", now=now,
           entity_type="interview", entity_id=interview.uuid, field=interview.field, level=interview.level)  # fmt: skip
    sitting.write()
    return interview, slot
