"""Agreeing, and taking it back."""

from datetime import datetime

from django.db import transaction

from accounts.models import Consent
from accounts.rules import Actor
from accounts.services.trail import record
from interview_coach.core.request_context import current_request


@transaction.atomic
def state(*, actor: Actor, kind: str, version: str, given: bool, now: datetime) -> Consent:
    """Write down that the actor agrees to, or no longer agrees to, a version of a document."""
    consent = Consent.objects.create(
        organization_id=actor.organization_id, user_id=actor.user_id, kind=kind, version=version, given=given, at=now,
        ip_address=current_request().ip_address,
    )  # fmt: skip
    record(organization_id=actor.organization_id, user_id=actor.user_id, now=now, entity_type="consent",
           action="consent_given" if given else "consent_withdrawn", entity_id=consent.uuid,
           after={"kind": kind, "version": version, "given": given})  # fmt: skip
    return consent
