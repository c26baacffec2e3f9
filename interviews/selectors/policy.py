"""What an organization lets AI do, and what people said to it."""

from django.conf import settings

from interview_coach.core.tenancy import all_tenants
from interviews.models import AIConsent, AIPolicy

# Without a policy: what a person should see even where the score looks sound.
DEFAULT_REVIEW_FLAGS = ("copied_sample", "injected_instructions")


def policy_of(organization_id: int) -> AIPolicy:
    """Return an organization's rules for AI; an unsaved row of the defaults where it made none."""
    found = AIPolicy.objects.filter(organization=organization_id).first()
    return found or AIPolicy(
        organization_id=organization_id, evaluator=settings.EVALUATOR, review_flags=list(DEFAULT_REVIEW_FLAGS)
    )


def policies_everywhere() -> list[AIPolicy]:
    """Return the policy rows of all organizations."""
    with all_tenants():
        return list(AIPolicy.objects.order_by("pk"))


def said_to_ai(user_id: int) -> bool | None:
    """Return the last a person said here to having answers read by AI; None where nothing was said."""
    said = AIConsent.objects.filter(user=user_id).order_by("-at", "-pk").values_list("given", flat=True)
    return said.first()


def opted_out_of_ai(user_id: int) -> bool:
    """Tell whether the last a person said here to having answers read by AI was no."""
    return said_to_ai(user_id) is False
