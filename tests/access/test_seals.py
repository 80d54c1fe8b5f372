"""Seals: one key for each name, the same every morning, and nothing else opens them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.access.seals import Seals, Signer, genuine
from workstation.domain.ids import DeviceId
from workstation.settings import PRACTICE_KEY

ONE, OTHER = DeviceId("one"), DeviceId("other")
SECRET = bytes(range(32))


def test_the_same_secret_gives_the_same_key_and_every_name_its_own() -> None:
    seals = Seals(SECRET)
    assert seals.public(ONE) == Seals(SECRET).public(ONE)
    keys = {
        seals.public(ONE),
        seals.public(OTHER),
        Seals(bytes(32)).public(ONE),
        Seals(PRACTICE_KEY).public(ONE),
    }
    assert len(keys) == 4


def test_only_its_own_name_and_exactly_these_words() -> None:
    seals = Seals(SECRET)
    signature = seals.sign(ONE, b"digest")
    assert genuine(seals.public(ONE), b"digest", signature)
    assert seals.genuine(seals.public(ONE), b"digest", signature)
    for key, said, by in (
        (seals.public(OTHER), b"digest", signature),
        (seals.public(ONE), b"Digest", signature),
        (seals.public(ONE), b"digest", seals.sign(OTHER, b"digest")),
    ):
        assert not genuine(key, said, by)


def test_it_is_ed25519_as_the_standard_has_it() -> None:
    """RFC 8032, 7.1, test 2: another program can check what this one signs."""
    signer = Signer(bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"))
    assert signer.public.hex() == "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
    assert signer.sign(b"\x72").hex() == (
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )


@given(st.binary(max_size=40), st.binary(max_size=70))
def test_junk_is_not_genuine_and_no_failure(key: bytes, signature: bytes) -> None:
    assert not genuine(key, b"digest", signature)


@pytest.mark.parametrize("thing", [Seals(SECRET), Signer(SECRET)])
def test_a_secret_is_in_no_words_about_it(thing: object) -> None:
    assert SECRET.hex()[:8] not in repr(thing)
