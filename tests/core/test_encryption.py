"""Ciphertexts: what they look like, which key reads them, and what happens where none does."""

import logging

import pytest
from django.core.exceptions import ImproperlyConfigured

from interview_coach.core.encryption import (
    Damaged,
    Keyring,
    UnknownKey,
    ciphertext_length,
    decrypt,
    encrypt,
    is_encrypted,
    key_id,
)  # fmt: skip
from interview_coach.core.secret import encryption_key

OLD, NEW = encryption_key(), encryption_key()


@pytest.mark.parametrize("text", ["a word", "x" * 10_000, "naïve 💥 \x01", "enc1:looks:like it", " "])
def test_a_text_comes_back_and_names_its_key(settings, text):
    settings.ENCRYPTION_KEYS = [NEW, OLD]
    stored = encrypt(text)
    assert (decrypt(stored), stored[:14]) == (text, f"enc1:{key_id(NEW)}:")
    assert (is_encrypted(stored), len(stored)) == (True, ciphertext_length(len(text.encode())))
    assert text not in stored[14:]


def test_equal_texts_have_unequal_ciphertexts():
    assert encrypt("the same") != encrypt("the same")


def test_any_key_reads_and_rotation_keeps_the_text(settings):
    settings.ENCRYPTION_KEYS = [OLD]
    stored = encrypt("Kept.")
    both = Keyring([NEW, OLD])
    assert both.decrypt(stored) == "Kept."
    assert Keyring([NEW]).decrypt(both.rotate(stored)) == "Kept."


def test_an_unknown_key_is_named_and_the_text_is_not_logged(settings, caplog):
    settings.ENCRYPTION_KEYS = [OLD]
    stored = encrypt("Mine alone.")
    settings.ENCRYPTION_KEYS = [NEW]
    with caplog.at_level(logging.ERROR), pytest.raises(UnknownKey) as refused:
        decrypt(stored)
    assert (refused.value.key_id, refused.value.code) == (key_id(OLD), "text_unreadable")
    assert key_id(OLD) in str(refused.value)
    assert [record.reason for record in caplog.records] == [str(refused.value)]


@pytest.mark.parametrize("broken", ["plain", "enc1:", "enc1:x", "changed", "swapped"])
def test_what_is_no_ciphertext_or_was_changed_is_refused(settings, broken):
    settings.ENCRYPTION_KEYS = [NEW, OLD]
    stored = encrypt("Whole.")
    given = {
        "changed": stored[:-6] + ("A" if stored[-6] != "A" else "B") + stored[-5:],
        "swapped": stored.replace(key_id(NEW), key_id(OLD))[:-8],
    }.get(broken, broken)
    with pytest.raises((Damaged, UnknownKey)):
        decrypt(given)


def test_without_keys_nothing_is_encrypted(settings):
    settings.ENCRYPTION_KEYS = []
    with pytest.raises(ImproperlyConfigured):
        encrypt("text")
