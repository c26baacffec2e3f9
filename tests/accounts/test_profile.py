"""What people see and change about themselves."""

import pytest
from django.utils import timezone

from accounts.models import ActivityLog, User, UserSession
from accounts.services.registration import join
from interview_coach.core.tenancy import all_tenants
from tests.cast import PASSWORD
from tests.core.problems import problem_of

pytestmark = pytest.mark.django_db

ME = "/api/v1/users/me/"


def patch(person, **changes):
    return person.client.patch(ME, changes, format="json")


def trail(person, action):
    with all_tenants():
        return list(ActivityLog.objects.filter(user=person.user, action_type=action))


def test_me_shows_profile_statistics_place_and_role(bob):
    me = bob.client.get(ME).json()
    assert (me["email"], me["role"]) == ("bob@acme.example", "candidate")
    assert me["organization"] == str(bob.organization.uuid)
    assert me["stats"] == {"total_interviews": 0, "total_practice_time": 0, "average_score": 0.0, "current_streak": 0,
                           "longest_streak": 0, "last_practice_date": None}  # fmt: skip
    assert [name for name in me if name in ("id", "password", "verification_token", "failed_login_attempts")] == []


CHANGES = {
    "first_name": "Róbert", "last_name": "B", "profile_picture": "https://example.org/b.png", "bio": "I practise.",
    "location": "Leipzig", "timezone": "America/Argentina/Buenos_Aires", "language_preference": "es",
    "notification_preferences": {"mail": {"weekly": True}}, "privacy_settings": {"board": False},
    "ui_preferences": {"theme": "dark", "sizes": [1, 2.5, None]},
}  # fmt: skip


def test_profile_is_changed_and_read_back(bob):
    answer = patch(bob, **CHANGES)
    assert answer.status_code == 200
    assert {name: answer.json()[name] for name in CHANGES} == CHANGES
    assert {name: bob.client.get(ME).json()[name] for name in CHANGES} == CHANGES


def test_change_leaves_the_rest(bob):
    patch(bob, bio="x")
    assert (patch(bob, location="y").json()["bio"], bob.client.get(ME).json()["first_name"]) == ("x", "Bob")


def test_change_is_on_the_trail_with_what_it_changed(bob):
    patch(bob, bio="mine", first_name="B", location="")
    (line,) = trail(bob, "settings_change")
    assert (line.metadata, line.entity_type, line.entity_id) == (
        {"before": {"bio": "", "first_name": "Bob"}, "after": {"bio": "mine", "first_name": "B"}},
        "user", str(bob.user.uuid),
    )  # fmt: skip
    assert (line.request_method, line.request_path) == ("PATCH", ME)


def test_empty_change_changes_nothing(bob):
    before = User.objects.get(pk=bob.user.pk).updated_at
    assert patch(bob).status_code == 200
    assert (User.objects.get(pk=bob.user.pk).updated_at, trail(bob, "settings_change")) == (before, [])


NESTED = {"a": {"a": {"a": {"a": {"a": {"a": {"a": {"a": {"a": 1}}}}}}}}}


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("timezone", "Mars/Olympus", "invalid_choice"), ("timezone", "../etc/passwd", "invalid_choice"),
        ("timezone", "", "blank"), ("timezone", None, "null"), ("language_preference", "xx", "invalid_choice"),
        ("language_preference", 1, "invalid_choice"), ("ui_preferences", [], "invalid"),
        ("ui_preferences", "{}", "invalid"), ("ui_preferences", None, "null"), ("ui_preferences", NESTED, "invalid"),
        ("ui_preferences", {"a": "\0"}, "invalid"), ("bio", "x" * 4001, "max_length"), ("bio", 7, "invalid"),
        ("profile_picture", "javascript:alert(1)", "invalid"), ("profile_picture", "x", "invalid"),
        ("email", "new@example.org", "unknown_field"), ("is_platform_staff", True, "unknown_field"),
        ("average_score", 10, "unknown_field"), ("subscription_tier", "enterprise", "unknown_field"),
        ("role", "owner", "unknown_field"),
    ],
)  # fmt: skip
def test_wrong_field_is_named_and_nothing_stored(field, value, code, bob):
    errors = problem_of(patch(bob, first_name="Changed", **{field: value}))["errors"]
    assert [(error["field"].split(".")[0], error["code"]) for error in errors] == [(field, code)]
    assert User.objects.get(pk=bob.user.pk).first_name == "Bob"


def test_deletion_needs_the_password(bob):
    errors = problem_of(bob.client.delete(ME, {"password": "wrong"}, format="json"))["errors"]
    assert [(error["field"], error["code"]) for error in errors] == [("password", "invalid")]
    assert problem_of(bob.client.delete(ME))["code"] == "validation_error"
    assert bob.client.get(ME).status_code == 200


def test_deletion_closes_the_account_and_ends_its_sessions(bob, alice):
    assert bob.client.delete(ME, {"password": PASSWORD}, format="json").status_code == 204
    user = User.objects.get(pk=bob.user.pk)
    assert (user.account_status, user.is_active, user.deleted_at is not None) == ("deleted", False, True)
    assert UserSession.objects.filter(user=user, is_active=True).count() == 0
    assert [person.client.get(ME).status_code for person in (bob, alice)] == [401, 200]
    assert [len(trail(bob, action)) for action in ("account_deleted", "session_ended")] == [1, 1]


def test_own_trail_is_the_person_s_own_in_the_active_organization(bob, alice, public):
    join(user=bob.user, organization=public, role="candidate", now=timezone.now())
    patch(bob, bio="x")
    patch(alice, bio="y")
    lines = bob.client.get(ME + "activity/").json()["results"]
    assert [line["action_type"] for line in lines] == ["settings_change", "login", "member_joined"]


def test_organizations_are_those_one_belongs_to(bob, bravo, public):
    url = "/api/v1/organizations/"
    join(user=bob.user, organization=public, role="candidate", now=timezone.now())
    slugs = [row["slug"] for row in bob.client.get(url).json()["results"]]
    assert sorted(slugs) == ["acme", "public"]
    assert bob.client.get(f"{url}{bob.organization.uuid}/").json()["name"] == "Acme"
    assert problem_of(bob.client.get(f"{url}{bravo.uuid}/"))["status"] == 404


@pytest.mark.parametrize("sane", ["abc", "A-b_c.9", "x" * 64, "01976f2e-7c1b-7000-8000-000000000000"])
def test_request_id_comes_back(sane, anyone):
    assert anyone.get("/healthz/", headers={"X-Request-ID": sane})["X-Request-ID"] == sane


@pytest.mark.parametrize("odd", ["", " ", "a b", "x" * 65, "ä", "a\nb", "<script>", "a;b"])
def test_odd_request_id_is_replaced(odd, anyone):
    found = anyone.get("/healthz/", headers={"X-Request-ID": odd})["X-Request-ID"]
    assert (found != odd, len(found)) == (True, 36)


def test_every_answer_has_a_request_id(anyone):
    for url in ("/api/v1/users/me/", "/no/such/page/", "/api/v1/questions/?x=1"):
        assert len(anyone.get(url)["X-Request-ID"]) == 36
