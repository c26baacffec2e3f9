"""In production no server starts on missing, made-up or guessable keys."""

import base64

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured

from interview_coach.core.secret import encryption_key, installation_secret
from interview_coach.core.start import refuse_unsafe_start
from tests.services import run_manage

OURS = ("coach.E010", "coach.E011", "coach.E012", "coach.E013")
GOOD = encryption_key()
ZEROS = base64.urlsafe_b64encode(bytes(32)).decode()


def ids(**given):
    return [found.id for found in run_checks(**given) if found.id in OURS]


@pytest.mark.parametrize(
    ("keys", "wanted"),
    [([GOOD], []), (["short"], ["coach.E011"]), ([GOOD, "é" * 44], ["coach.E011"]), ([GOOD, GOOD], ["coach.E012"])],
)
def test_keys_that_cannot_be_used_are_told_everywhere(settings, keys, wanted):
    settings.ENCRYPTION_KEYS = keys
    assert ids() == wanted


@pytest.mark.parametrize(("keys", "wanted"), [([GOOD], []), ([], ["coach.E010"]), ([GOOD, ZEROS], ["coach.E013"])])
def test_production_asks_for_random_keys(settings, keys, wanted):
    settings.DEMO, settings.ENCRYPTION_KEYS = False, keys
    assert ids(include_deployment_checks=True) == wanted
    if wanted:
        with pytest.raises(ImproperlyConfigured, match=wanted[0]):
            refuse_unsafe_start()
    else:
        refuse_unsafe_start()


def test_no_server_starts_with_a_key_that_anyone_guesses(settings):
    settings.DEMO, settings.ENCRYPTION_KEYS, settings.SECRET_KEY = False, [GOOD], "ab" * 40
    with pytest.raises(ImproperlyConfigured, match=r"coach\.E001"):
        refuse_unsafe_start()


def test_in_demo_mode_a_key_is_made_once(tmp_path):
    made = installation_secret(tmp_path / "encryption.key", encryption_key)
    assert installation_secret(tmp_path / "encryption.key", encryption_key) == made
    assert len(base64.urlsafe_b64decode(made)) == 32
    assert (tmp_path / "encryption.key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("entrance", ["interview_coach.wsgi", "interview_coach.asgi"])
def test_the_server_itself_refuses(tmp_path, entrance):
    ran = run_manage("shell", "-c", f"import {entrance}", DEMO="0", DEBUG="0", ENCRYPTION_KEYS="",
                     DATA_DIR=str(tmp_path), DJANGO_SETTINGS_MODULE="interview_coach.settings")  # fmt: skip
    assert (ran.returncode != 0, "coach.E010" in ran.stderr) == (True, True)
    assert list(tmp_path.glob("encryption.key")) == []


def test_make_key_prints_a_key_that_will_do():
    ran = run_manage("make_key")
    assert (ran.returncode, len(base64.urlsafe_b64decode(ran.stdout.strip()))) == (0, 32), ran.stderr
