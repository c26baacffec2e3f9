"""What people practised, in the back office: looked at, on the record where platform staff look, never changed."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from interview_coach.core.admin import TenantAdmin
from interviews.services.media import signed_link


class WorkAdmin(TenantAdmin):
    """Somebody's work. Lists search by whose it is, not by what was said: only reading it on its page is on record."""

    reads_on_record = True
    list_select_related: tuple[str, ...] = ("user",)
    search_fields = ("user__email", "user__first_name", "user__last_name")


def link_to(key: str) -> SafeString:
    """Return a link to a recording that expires, or a dash."""
    return format_html('<a class="text-link" href="{}">Open</a>', signed_link(key)) if key else SafeString("-")
