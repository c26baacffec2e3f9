"""Who may open a socket. The server accepts, then closes with a code the client can read."""

import uuid
from datetime import timedelta
from functools import partial

import pytest
import time_machine
from channels.layers import get_channel_layer
from django.utils import timezone

from accounts.models import Membership, Organization, Role, User, UserSession
from accounts.services import sessions
from accounts.services.members import change_membership
from accounts.services.presence import forget
from accounts.services.registration import join
from interview_coach.core.tenancy import all_tenants

pytestmark = pytest.mark.django_db(transaction=True)

NOT_SIGNED_IN, NOT_ALLOWED, NOT_FOUND, TOO_MANY = 4401, 4403, 4404, 4429


async def test_owner_enters_by_header(connect, bob, sitting):
    browser = await connect(sitting.path, token=bob.access)
    assert await browser.answers()


async def test_owner_enters_by_ticket_once(connect, bob, sitting, in_thread):
    ticket = (await in_thread(bob.client.post, "/api/v1/auth/ws-ticket/")).json()
    assert ticket["expires_in"] == 30
    first = await connect(f"{sitting.path}?ticket={ticket['ticket']}")
    assert await first.answers()
    second = await connect(f"{sitting.path}?ticket={ticket['ticket']}")
    assert await second.hear() == NOT_SIGNED_IN


async def test_coach_watches_a_candidate(connect, dana, sitting):
    browser = await connect(sitting.path, token=dana.access)
    await browser.send({"type": "replay", "after": 0})
    assert [frame["seq"] for frame in await browser.hear_all(2)] == [1, 2]


@pytest.mark.parametrize("token", ["", "nonsense", "a.b.c", "é"])
async def test_nobody_is_turned_away(connect, sitting, token):
    browser = await connect(sitting.path, token=token)
    assert await browser.hear() == NOT_SIGNED_IN


@pytest.mark.parametrize("query", ["?ticket=", "?ticket=nonsense", "?ticket=%ff%00", "?token=x", "?ticket"])
async def test_bad_ticket_is_turned_away(connect, sitting, query):
    browser = await connect(sitting.path + query)
    assert await browser.hear() == NOT_SIGNED_IN


def early_in_a_minute():
    return time_machine.travel(timezone.now().replace(second=1) + timedelta(minutes=1), tick=True)


async def test_person_opens_so_many_a_minute(connect, bob, dana, sitting, settings):
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "user": 2}
    with early_in_a_minute():
        for _ in range(2):
            assert await (await connect(sitting.path, token=bob.access)).answers()
        assert await (await connect(sitting.path, token=bob.access)).hear() == TOO_MANY
        assert await (await connect(sitting.path, token=dana.access)).answers()


async def test_address_opens_so_many_a_minute_whoever_asks(connect, bob, sitting, settings):
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "address": 2}
    with early_in_a_minute():
        told = [await (await connect(sitting.path, token=token)).hear() for token in ("x", "y", bob.access)]
    assert told == [NOT_SIGNED_IN, NOT_SIGNED_IN, TOO_MANY]


async def test_refresh_token_opens_nothing(connect, bob, sitting):
    browser = await connect(sitting.path, token=bob.refresh)
    assert await browser.hear() == NOT_SIGNED_IN


async def test_ended_session_is_turned_away(connect, bob, sitting, in_thread):
    assert (await in_thread(bob.client.post, "/api/v1/auth/logout/")).status_code == 204
    browser = await connect(sitting.path, token=bob.access)
    assert await browser.hear() == NOT_SIGNED_IN


async def test_ticket_of_an_ended_session_is_turned_away(connect, bob, sitting, in_thread):
    ticket = (await in_thread(bob.client.post, "/api/v1/auth/ws-ticket/")).json()["ticket"]
    await in_thread(bob.client.post, "/api/v1/auth/logout/")
    browser = await connect(f"{sitting.path}?ticket={ticket}")
    assert await browser.hear() == NOT_SIGNED_IN


async def test_expired_session_is_turned_away(connect, bob, sitting, in_thread):
    past = timezone.now() - timedelta(minutes=1)
    await in_thread(UserSession.objects.filter(user=bob.user.pk).update, expires_at=past)
    browser = await connect(sitting.path, token=bob.access)
    assert await browser.hear() == NOT_SIGNED_IN


async def test_deactivated_person_is_turned_away(connect, bob, sitting, in_thread):
    await in_thread(User.objects.filter(pk=bob.user.pk).update, is_active=False)
    browser = await connect(sitting.path, token=bob.access)
    assert await browser.hear() == NOT_SIGNED_IN


@pytest.mark.parametrize("who", ["charlie", "emil"])
async def test_interview_of_another_is_not_found(connect, request, sitting, in_thread, who, strangers):
    browser = await connect(sitting.path, token=strangers[who].access)
    assert await browser.hear() == NOT_FOUND


@pytest.fixture
def strangers(charlie, emil):
    return {"charlie": charlie, "emil": emil}


async def test_unknown_interview_is_not_found(connect, bob):
    browser = await connect(f"/ws/v1/interviews/{uuid.UUID(int=0)}/", token=bob.access)
    assert await browser.hear() == NOT_FOUND


@pytest.mark.parametrize("path", ["/", "/ws/", "/ws/v1/interviews/first/", "/ws/v2/interviews/", "/api/v1/interviews/"])
async def test_unknown_path_is_not_found(connect, bob, path):
    browser = await connect(path, token=bob.access)
    assert await browser.hear() == NOT_FOUND


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "http://localhost.evil.example",
        "null",
        "http://[",
        "file://",
        "http://evil.example:8000",
    ],
)
async def test_page_of_another_site_is_not_allowed(connect, bob, sitting, origin):
    browser = await connect(sitting.path, token=bob.access, origin=origin)
    assert await browser.hear() == NOT_ALLOWED


@pytest.mark.parametrize("origin", ["http://localhost:8000", "https://127.0.0.1", "http://[::1]:8000"])
async def test_own_page_is_allowed(connect, bob, sitting, origin):
    browser = await connect(sitting.path, token=bob.access, origin=origin)
    assert await browser.answers()


async def test_trusted_origin_is_allowed(connect, bob, sitting, settings):
    settings.CSRF_TRUSTED_ORIGINS = ["https://app.acme.example"]
    browser = await connect(sitting.path, token=bob.access, origin="https://app.acme.example")
    assert await browser.answers()


@pytest.mark.parametrize(
    ("proxies", "headers"),
    [(0, {}), (0, {"x-forwarded-proto": "https"}), (1, {}), (1, {"x-forwarded-proto": "http"}),
     (1, {"x-forwarded-proto": "http, https"})],
)  # fmt: skip
async def test_plain_socket_is_not_allowed_where_https_is_asked_for(connect, bob, sitting, settings, proxies, headers):
    settings.SECURE_SSL_REDIRECT, settings.TRUSTED_PROXIES = True, proxies
    browser = await connect(sitting.path, token=bob.access, **headers)
    assert await browser.hear() == NOT_ALLOWED


@pytest.mark.parametrize("by_proxy", ["https", "wss"])
async def test_socket_over_tls_is_allowed(connect, bob, sitting, settings, by_proxy):
    settings.SECURE_SSL_REDIRECT, settings.TRUSTED_PROXIES = True, 1
    browser = await connect(sitting.path, token=bob.access, **{"x-forwarded-proto": by_proxy})
    assert await browser.answers()


async def test_logout_closes_the_open_socket(connect, bob, sitting, in_thread):
    browser = await connect(sitting.path, token=bob.access)
    assert await browser.answers()
    assert (await in_thread(bob.client.post, "/api/v1/auth/logout/")).status_code == 204
    assert await browser.hear() == NOT_SIGNED_IN


async def test_session_that_ends_while_its_socket_opens_is_turned_away(connect, bob, sitting, settings):
    settings.CHANNEL_LAYERS = {"default": {"BACKEND": "tests.realtime.layers.SlowToJoin"}}
    get_channel_layer().before_joining = partial(bob.client.post, "/api/v1/auth/logout/")
    browser = await connect(sitting.path, token=bob.access)
    assert await browser.hear() == NOT_SIGNED_IN


async def test_logout_leaves_the_sockets_of_other_sessions_open(connect, bob, dana, sitting, in_thread):
    mine, hers = [await connect(sitting.path, token=person.access) for person in (bob, dana)]
    assert await mine.answers()
    await in_thread(dana.client.post, "/api/v1/auth/logout/")
    assert await hers.hear() == NOT_SIGNED_IN
    assert await mine.answers()


async def test_logout_everywhere_closes_every_socket_of_the_person(connect, bob, sitting, in_thread, now):
    other = await in_thread(
        sessions.log_in, email=bob.user.email, password="Correct-horse-7-battery", now=timezone.now()
    )
    browsers = [await connect(sitting.path, token=token) for token in (bob.access, other.access)]
    for browser in browsers:
        assert await browser.answers()
    await in_thread(bob.client.post, "/api/v1/auth/logout-all/")
    assert [await browser.hear() for browser in browsers] == [NOT_SIGNED_IN, NOT_SIGNED_IN]


@pytest.fixture
def demote(alice, dana, now):
    """Make dana a candidate."""

    def change():
        with alice.scope():
            held = Membership.objects.get(user=dana.user)
            change_membership(
                membership=held, role=Role.CANDIDATE, is_active=True, by=alice.user.pk, by_role=Role.OWNER, now=now
            )

    return change


async def test_coach_who_is_one_no_more_watches_nothing(connect, dana, sitting, demote, in_thread):
    browser = await connect(sitting.path, token=dana.access)
    assert await browser.answers()
    await in_thread(demote)
    assert await browser.hear() == NOT_SIGNED_IN
    again = await connect(sitting.path, token=dana.access)
    assert await again.hear() == NOT_FOUND


async def test_coach_who_is_one_no_more_while_the_socket_opens_is_turned_away(connect, dana, sitting, demote, settings):
    settings.CHANNEL_LAYERS = {"default": {"BACKEND": "tests.realtime.layers.SlowToJoin"}}
    get_channel_layer().before_joining = demote
    browser = await connect(sitting.path, token=dana.access)
    assert await browser.hear() == NOT_SIGNED_IN


async def test_switching_to_another_organization_closes_the_socket(connect, bob, bravo, sitting, in_thread):
    await in_thread(join, user=bob.user, organization=bravo, role=Role.CANDIDATE, now=timezone.now())
    browser = await connect(sitting.path, token=bob.access)
    assert await browser.answers()
    body = {"organization": str(bravo.uuid)}
    assert (await in_thread(bob.client.post, "/api/v1/auth/switch/", body, format="json")).status_code == 200
    assert await browser.hear() == NOT_SIGNED_IN


async def test_socket_finds_out_by_itself_that_the_place_is_another(connect, dana, sitting, in_thread, watchful):
    def move():
        with all_tenants():
            Membership.objects.filter(user=dana.user).update(role=Role.ADMIN)
        forget(dana.actor.session_uuid)  # and the push is lost

    browser = await connect(sitting.path, token=dana.access)
    await browser.send({"type": "replay", "after": 0})
    assert [frame["seq"] for frame in await browser.hear_all(2)] == [1, 2]
    await in_thread(move)
    assert await browser.hear() == NOT_SIGNED_IN


async def test_ending_another_session_closes_its_open_socket(connect, bob, sitting, in_thread):
    tokens = await in_thread(
        sessions.log_in, email=bob.user.email, password="Correct-horse-7-battery", now=timezone.now()
    )
    browser = await connect(sitting.path, token=tokens.access)
    assert await browser.answers()
    ended = await in_thread(bob.client.delete, f"/api/v1/auth/sessions/{tokens.session.uuid}/")
    assert ended.status_code == 204
    assert await browser.hear() == NOT_SIGNED_IN


async def test_who_lacks_the_second_factor_an_organization_asks_for_is_not_allowed(connect, bob, sitting, in_thread):
    await in_thread(Organization.objects.filter(pk=bob.organization.pk).update, requires_two_factor=True)
    browser = await connect(sitting.path, token=bob.access)
    assert await browser.hear() == NOT_ALLOWED
