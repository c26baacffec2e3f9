"""Who of the platform's staff enters the back office."""

from django.conf import settings

from accounts.models import User


def enters_as_staff(user: User) -> bool:
    """Whether somebody is platform staff, with the second factor that the installation asks them for."""
    return user.is_platform_staff and (user.two_factor_enabled or not settings.STAFF_TWO_FACTOR)
