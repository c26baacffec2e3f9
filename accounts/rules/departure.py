"""When a closed account may come back, and when it has to go."""

from datetime import datetime, timedelta

from accounts.models import AccountStatus, User

RETURN_DAYS = 30


def may_be_changed(user: User) -> bool:
    """Whether others may change the account: one that its owner closed returns by signing in, or goes."""
    return user.account_status in (AccountStatus.ACTIVE, AccountStatus.SUSPENDED)


def end_of_return(closed_at: datetime) -> datetime:
    """Return from when on an account that was closed then may no longer come back."""
    return closed_at + timedelta(days=RETURN_DAYS)


def latest_departure(now: datetime) -> datetime:
    """Return until when an account must have been closed for its days of return to be over."""
    return now - timedelta(days=RETURN_DAYS)


def has_departed(user: User, now: datetime) -> bool:
    """Whether a closed account's days of return are over."""
    if user.account_status != AccountStatus.DELETED or user.deleted_at is None:
        return False
    return end_of_return(user.deleted_at) <= now
