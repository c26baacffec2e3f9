"""Tenants, and people's places in them."""

from django.db import models
from django.db.models import UniqueConstraint
from django.utils.translation import gettext_lazy as _

from accounts.models.people import User
from interview_coach.core.history import History, Versioned
from interview_coach.core.models import PublicModel, one_of
from interview_coach.core.tenancy import TenantModel

HOUSE = "public"


class Role(models.TextChoices):
    OWNER = "owner", _("Owner")
    ADMIN = "admin", _("Admin")
    COACH = "coach", _("Coach")
    CANDIDATE = "candidate", _("Candidate")


class Organization(Versioned, PublicModel):
    """A tenant: a company, university or bootcamp, or the house that owns the shared library."""

    name = models.CharField(max_length=100)
    slug = models.SlugField(max_length=50, unique=True)
    is_active = models.BooleanField(default=True)
    extra_fields = models.JSONField(default=dict, blank=True, help_text="Interview fields of its own: value to label.")
    shows_averages = models.BooleanField(default=True, help_text="Whether reports compare with the organization.")
    requires_two_factor = models.BooleanField(
        default=False, help_text="Members without two factors can do nothing here but switch them on."
    )
    encrypts_texts = models.BooleanField(
        "stores texts encrypted",
        default=False,
        help_text="Answers, transcripts, notes, appeals and reviewers' remarks.",
    )
    texts_due_at = models.DateTimeField(
        null=True, blank=True, editable=False,
        help_text="Stored texts are still being rewritten: done by a pass that began after this.",
    )  # fmt: skip
    words_kept_days = models.PositiveIntegerField(
        null=True,
        blank=True,
        help_text="After so many days, ended interviews lose their words and keep their scores.",
    )
    recordings_kept_days = models.PositiveIntegerField(
        null=True, blank=True, help_text="After so many days, recordings of ended interviews are deleted."
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    history = History(table="organization_history", without=("texts_due_at",))

    class Meta:
        db_table = "organizations"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def is_house(self) -> bool:
        return self.slug == HOUSE


class Membership(Versioned, TenantModel, PublicModel):
    """A person's place in an organization."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role, default=Role.CANDIDATE)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField(null=True, blank=True, help_text="When a session last worked here.")

    history = History(table="membership_history", without=("last_used_at",))

    class Meta(TenantModel.Meta):
        db_table = "memberships"
        constraints = [
            UniqueConstraint(fields=["organization", "user"], name="memberships_once"),
            one_of("memberships", "role", Role),
        ]

    def __str__(self) -> str:
        # The person by name where that costs no statement.
        return f"{self.user if Membership.user.is_cached(self) else self.user_id} as {self.role}"
