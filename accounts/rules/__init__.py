"""Who may do what: roles, and the permissions that follow from them. docs/roles.md shows them as a table."""

from accounts.rules.actor import Actor
from accounts.rules.departure import end_of_return, has_departed, latest_departure, may_be_changed
from accounts.rules.permissions import anyone, coaches, may, own, permit, require, runs
from accounts.rules.roles import grantable_roles, may_change_role, may_coach_a_team, may_enter_back_office
from accounts.rules.settings import sound_extra_fields
from accounts.rules.staff import enters_as_staff

__all__ = [
    "Actor", "anyone", "coaches", "end_of_return", "enters_as_staff", "grantable_roles", "has_departed",
    "latest_departure", "may", "may_be_changed", "may_change_role", "may_coach_a_team", "may_enter_back_office",
    "own", "permit", "require", "runs", "sound_extra_fields",
]  # fmt: skip
