"""Opening a sitting with its first question."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.rules import Actor
from accounts.services.devices import describe
from accounts.services.trail import record
from interview_coach.core.exceptions import Conflict, Invalid
from interview_coach.core.request_context import current_request
from interviews.models import Interview, InterviewQuestion, InterviewType
from interviews.services import selection
from interviews.services.questions.asking import hand_out
from interviews.services.sitting import Sitting
from questionbank.models import CompanyQuestionBank, Field
from questionbank.selectors import open_banks


class NoQuestionsAvailable(Conflict):
    code = "no_questions_available"
    message = "There is no question for this configuration."


def default_type(field: str) -> str:
    """Return the type of an interview that named none: what its field is about."""
    people = {Field.BEHAVIORAL.value: InterviewType.BEHAVIORAL, Field.HR.value: InterviewType.HR}
    return str(people.get(field, InterviewType.TECHNICAL))


@transaction.atomic
def start_interview(
    *, actor: Actor, now: datetime, field: str, interview_type: str = "", bank: UUID | None = None, **configuration: Any
) -> tuple[Interview, InterviewQuestion]:
    """Open a sitting and hand out its first question.

    `configuration` are columns of the interview. Raises `NoQuestionsAvailable` where not one question fits even after
    widening, and `Invalid` for an unknown bank.
    """
    request = current_request()
    device = describe(request.user_agent)
    interview = Interview(
        organization_id=actor.organization_id, user_id=actor.user_id, field=field,
        interview_type=interview_type or default_type(field), bank=_bank(bank), started_at=now, last_activity_at=now,
        device_type=device.device_type, browser=device.browser, ip_address=request.ip_address, **configuration,
    )  # fmt: skip
    interview.widened = selection.widening_needed(interview)
    interview.save()
    sitting = Sitting(interview, now)
    sitting.tell("interview.started", field=field, level=interview.level, widened=interview.widened)
    slot = hand_out(sitting)
    if slot is None:
        raise NoQuestionsAvailable
    record(organization_id=actor.organization_id, user_id=actor.user_id, action="interview_start", now=now,
           entity_type="interview", entity_id=interview.uuid, field=field, level=interview.level)  # fmt: skip
    sitting.write()
    return interview, slot


def _bank(uuid: UUID | None) -> CompanyQuestionBank | None:
    if uuid is None:
        return None
    bank = open_banks().filter(uuid=uuid).first()
    if bank is None:
        raise Invalid("bank", "invalid_choice", "There is no such bank.")
    return bank
