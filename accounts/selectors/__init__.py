"""Reads with a name: who is behind a session, and what a person may enter."""

from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from accounts.models import HOUSE, AccountStatus, ActivityLog, Consent, Membership, Organization, User, UserSession
from accounts.models.trail import REQUEST
from accounts.rules import Actor, may_enter_back_office
from interview_coach.core.tenancy import all_tenants


def house() -> Organization:
    """Return the organization that owns the shared library and hosts people of no company."""
    return Organization.objects.get(slug=HOUSE)


def signed_in(session_uuid: UUID | str, now: datetime) -> tuple[UserSession, Actor] | None:
    """Return a live session and its actor in one statement; None where it ended, or the person or place is gone."""
    with all_tenants():  # the one read before any scope can be known
        role = Membership.objects.filter(
            user=OuterRef("user"), organization=OuterRef("organization"), is_active=True
        ).values("role")[:1]
        session = (
            UserSession.objects.select_related("user", "organization")
            .annotate(role=Subquery(role), house_id=Subquery(Organization.objects.filter(slug=HOUSE).values("id")[:1]))
            .filter(uuid=session_uuid, is_active=True, expires_at__gt=now, user__is_active=True)
            .filter(organization__is_active=True)
            .first()
        )
    if session is None or session.role is None:
        return None
    return session, Actor(
        user_id=session.user_id,
        user_uuid=session.user.uuid,
        organization_id=session.organization_id,
        organization_uuid=session.organization.uuid,
        house_id=session.house_id,
        role=session.role,
        session_uuid=session.uuid,
        language=session.user.language_preference,
        must_set_up_two_factor=lacks_two_factor(session.user, session.organization),
    )


def lacks_two_factor(user: User, organization: Organization) -> bool:
    """Whether an organization asks a person for a second factor that they do not have."""
    return organization.requires_two_factor and not user.two_factor_enabled


def memberships_of(user: User) -> list[Membership]:
    """Return a person's active memberships in active organizations, the one last used first, the house last."""
    with all_tenants():
        rows = list(
            Membership.objects.filter(user=user, is_active=True, organization__is_active=True).select_related(
                "organization"
            )
        )
    return sorted(rows, key=_house_last_then_recent)


def _house_last_then_recent(membership: Membership) -> tuple[bool, float]:
    used = membership.last_used_at.timestamp() if membership.last_used_at else 0.0
    return membership.organization.is_house, -used


def organizations_of(user_id: int) -> QuerySet[Organization]:
    """Return the organizations a person is active in."""
    with all_tenants():  # their memberships elsewhere lie outside the scope this is read in
        joined = list(Membership.objects.filter(user=user_id, is_active=True).values_list("organization_id", flat=True))
    return Organization.objects.filter(pk__in=joined, is_active=True)


def running_memberships(user: User) -> list[Membership]:
    """Return the memberships by which a person runs an organization."""
    return [m for m in memberships_of(user) if may_enter_back_office(m.role)]


def back_office_membership(user: User, organization_uuid: str | None) -> Membership | None:
    """Return the membership by which `user` works in the admin: the one asked for, else the first that allows it."""
    allowed = [m for m in running_memberships(user) if not lacks_two_factor(user, m.organization)]
    asked = [m for m in allowed if str(m.organization.uuid) == organization_uuid]
    return next(iter(asked or allowed), None)


def account_by_email(email: str) -> User | None:
    """Return the account that may sign in with this address, if there is one; erased shells have none."""
    return User.objects.filter(email=email.lower()).exclude(account_status=AccountStatus.ERASED).first()


def sessions_of(actor: Actor, now: datetime) -> QuerySet[UserSession]:
    """Return a person's living sessions, the newest first; `current` tells the one by which they act."""
    mine = UserSession.objects.filter(user=actor.user_id, is_active=True, expires_at__gt=now)
    return mine.annotate(current=Q(uuid=actor.session_uuid)).order_by("-uuid")


def activity_of(user_id: int) -> QuerySet[ActivityLog]:
    """Return what a person did in the current organization, newest first; not each request."""
    return ActivityLog.objects.filter(user=user_id).exclude(action_type=REQUEST).order_by("-uuid")


def consents_of(user_id: int) -> QuerySet[Consent]:
    """Return what a person said about documents and uses in the current organization, newest first."""
    return Consent.objects.filter(user=user_id).order_by("-uuid")
