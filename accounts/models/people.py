"""A person, with the state of the account and the running statistics."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import check_password, make_password
from django.db import models
from django.db.models import CheckConstraint, Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from interview_coach.core.fields import EncryptedTextField
from interview_coach.core.models import PublicModel, at_least_zero, one_of, range_check


class Tier(models.TextChoices):
    FREE = "free", _("Free")
    PRO = "pro", _("Pro")
    ENTERPRISE = "enterprise", _("Enterprise")


class AccountStatus(models.TextChoices):
    ACTIVE = "active", _("Active")
    SUSPENDED = "suspended", _("Suspended")
    DELETED = "deleted", _("Deleted, may return for 30 days")
    ERASED = "erased", _("Erased to a shell")


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser, PublicModel):
    """A person. The statistics at the end are kept by `accounts.services.statistics` as interviews are scored."""

    email = models.EmailField(max_length=120, unique=True)
    password = models.CharField(_("password"), max_length=256, db_column="password_hash")

    first_name = models.CharField(max_length=50, blank=True)
    last_name = models.CharField(max_length=50, blank=True)
    profile_picture = models.CharField(max_length=256, blank=True)
    bio = models.TextField(blank=True)
    location = models.CharField(max_length=100, blank=True)
    timezone = models.CharField(max_length=50, default="UTC")
    language_preference = models.CharField(max_length=10, default="en")

    subscription_tier = models.CharField(max_length=20, choices=Tier, default=Tier.FREE)
    account_status = models.CharField(max_length=20, choices=AccountStatus, default=AccountStatus.ACTIVE)
    is_active = models.BooleanField(default=True)
    is_verified = models.BooleanField(default=False)
    verification_token = models.CharField(max_length=256, blank=True, help_text="SHA-256 of the token that was mailed.")
    is_platform_staff = models.BooleanField(
        default=False, help_text="Runs the platform; reads every tenant, on record."
    )
    is_demo = models.BooleanField(default=False, help_text="May sign in while the server runs in demo mode only.")

    failed_login_attempts = models.IntegerField(default=0)
    last_failed_login = models.DateTimeField(null=True, blank=True)
    password_changed_at = models.DateTimeField(null=True, blank=True)
    signed_out_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="When all sessions were ended last: sign-ins to the back office from before end too.",
    )
    two_factor_enabled = models.BooleanField(default=False)
    two_factor_secret = EncryptedTextField(max_length=256, blank=True)
    two_factor_step = models.BigIntegerField(
        default=0, help_text="The time step (30 s since 1970) of the last code taken: it and older ones are spent."
    )

    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    notification_preferences = models.JSONField(default=dict, blank=True)
    privacy_settings = models.JSONField(default=dict, blank=True)
    ui_preferences = models.JSONField(default=dict, blank=True)

    total_interviews = models.IntegerField(default=0)
    total_practice_time = models.IntegerField(default=0, help_text="Seconds of active time in completed interviews.")
    average_score = models.FloatField(default=0.0)
    scored_interviews = models.IntegerField(default=0, help_text="How many interviews the average rests on.")
    score_total = models.FloatField(default=0.0, help_text="The sum of their overall scores.")
    current_streak = models.IntegerField(default=0)
    longest_streak = models.IntegerField(default=0)
    last_practice_date = models.DateField(null=True, blank=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        db_table = "users"
        indexes = [
            models.Index(fields=["created_at"], name="idx_user_created"),
            models.Index(fields=["is_active"], name="idx_user_active"),
        ]
        constraints = [
            CheckConstraint(name="users_email_lower", condition=Q(email=Lower("email"))),
            one_of("users", "subscription_tier", Tier),
            one_of("users", "account_status", AccountStatus),
            range_check("users", "average_score", 0, 10),
            *at_least_zero(
                "users", "failed_login_attempts", "total_interviews", "total_practice_time", "scored_interviews",
                "score_total", "current_streak", "longest_streak",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.email

    def check_password(self, raw_password: str | None) -> bool:
        """Whether this is the password. A hash of former rounds is renewed, unless another password came meanwhile."""

        def renew(password: str | None) -> None:
            renewed = make_password(password)
            if User.objects.filter(pk=self.pk, password=self.password).update(password=renewed):
                self.password = renewed

        return check_password(raw_password, self.password, renew)

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip() or self.email.partition("@")[0]

    def get_session_auth_hash(self) -> str:
        """Sign-ins to the back office hold this and end when it changes: with the password, or with all sessions."""
        signed_out = self.signed_out_at.timestamp() if self.signed_out_at else ""
        return salted_hmac("accounts.User.session", f"{self.password}{signed_out}", algorithm="sha256").hexdigest()

    # What Django's admin asks of a user. Rights come from memberships: see `accounts.rules` and `core.admin`.
    @property
    def is_staff(self) -> bool:
        return self.is_platform_staff

    @property
    def is_superuser(self) -> bool:
        return self.is_platform_staff

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        return self.is_active and self.is_platform_staff

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_active and self.is_platform_staff

    def get_short_name(self) -> str:
        return self.first_name or self.full_name
