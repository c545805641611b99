import hashlib

import pytest

from notes_app.crypto.errors import CannotOpen
from notes_app.crypto.hybrid import wrap_for
from notes_app.crypto.keypairs import (
    PrivateKeys,
    PublicKeys,
    check_public_keys,
    fingerprint,
    make_private_keys,
    sign_public_keys,
)
from notes_app.crypto.place import Place
from notes_app.crypto.signatures import check_signature, sign_place
from tests.crypto.accepting import unwrap_with
from tests.crypto.people import ANA, BEA

PLACE = Place("unlock.passkey", user=ANA.id, credential=b"c")


def test_key_pairs_are_random_and_their_public_halves_are_not():
    assert make_private_keys() != make_private_keys()
    assert ANA.keys.public() == ANA.keys.public()
    assert (len(ANA.public.kem), len(ANA.public.verification)) == (1216, 32)


def test_key_pairs_are_the_same_if_both_seeds_are():
    same = PrivateKeys(ANA.keys.kem_seed, ANA.keys.signing_seed)
    assert same == ANA.keys
    assert same != PrivateKeys(ANA.keys.kem_seed, BEA.keys.signing_seed)
    assert same != PrivateKeys(BEA.keys.kem_seed, ANA.keys.signing_seed)
    assert same != (ANA.keys.kem_seed, ANA.keys.signing_seed)


@pytest.mark.parametrize(("kem", "signing"), [(95, 32), (96, 31), (97, 32), (0, 0), (64, 64)])
def test_seeds_of_another_length_are_refused(kem, signing):
    with pytest.raises(ValueError, match="length"):
        PrivateKeys(bytes(kem), bytes(signing))


def test_a_person_vouches_for_her_own_public_keys():
    check_public_keys(ANA.public, ANA.id, sign_public_keys(ANA.keys, ANA.id))


MIXED = PublicKeys(BEA.public.kem, ANA.public.verification)


@pytest.mark.parametrize(
    ("public", "user_id", "signer"),
    [
        (ANA.public, BEA.id, ANA.keys),
        (ANA.public, ANA.id, BEA.keys),
        (BEA.public, ANA.id, ANA.keys),
        (PublicKeys(ANA.public.kem, b"short"), ANA.id, ANA.keys),
    ],
)
def test_nobody_vouches_for_the_keys_of_another(public, user_id, signer):
    signature = sign_public_keys(signer, ANA.id)
    with pytest.raises(CannotOpen):
        check_public_keys(public, user_id, signature)


def test_halves_of_two_people_do_not_mix():
    with pytest.raises(CannotOpen):
        check_public_keys(MIXED, ANA.id, sign_public_keys(ANA.keys, ANA.id))


def test_a_fingerprint_changes_with_the_person_and_with_either_key():
    assert fingerprint(ANA.id, ANA.public) == ANA.fingerprint
    others = [(BEA.id, ANA.public), (ANA.id, BEA.public), (ANA.id, MIXED)]
    assert ANA.fingerprint not in [fingerprint(*other) for other in others]
    assert len(ANA.fingerprint) == hashlib.sha256().digest_size


def test_a_wrap_opens_for_its_recipient_only():
    wrap = wrap_for(ANA.public.kem, bytes(32), PLACE)
    assert len(wrap) == 1169
    assert unwrap_with(ANA.keys.kem_seed, wrap, PLACE) == bytes(32)
    with pytest.raises(CannotOpen):
        unwrap_with(BEA.keys.kem_seed, wrap, PLACE)


def test_a_wrap_opens_in_its_place_only():
    wrap = wrap_for(ANA.public.kem, bytes(32), PLACE)
    with pytest.raises(CannotOpen):
        unwrap_with(ANA.keys.kem_seed, wrap, Place("unlock.passkey", user=BEA.id, credential=b"c"))


@pytest.mark.parametrize("seed", [b"", ANA.keys.kem_seed[:-1], ANA.keys.kem_seed + b"\0"])
def test_a_wrap_does_not_open_with_what_is_no_private_key(seed):
    wrap = wrap_for(ANA.public.kem, bytes(32), PLACE)
    with pytest.raises(CannotOpen):
        unwrap_with(seed, wrap, PLACE)


def test_a_wrap_with_a_planted_ephemeral_key_is_refused():
    wrap = wrap_for(ANA.public.kem, bytes(32), PLACE)
    with pytest.raises(CannotOpen):
        unwrap_with(ANA.keys.kem_seed, wrap[:1089] + bytes(32) + wrap[1121:], PLACE)


@pytest.mark.parametrize("suite", [0, 2, 255])
def test_a_wrap_of_an_unknown_suite_is_refused(suite):
    wrap = wrap_for(ANA.public.kem, bytes(32), PLACE)
    with pytest.raises(CannotOpen):
        unwrap_with(ANA.keys.kem_seed, bytes([suite]) + wrap[1:], PLACE)


@pytest.mark.parametrize(
    "public",
    [
        b"",
        bytes(32),
        ANA.public.kem[:-1],
        ANA.public.kem + b"\0",
        b"\xff" * 1184 + ANA.public.kem[1184:],
        ANA.public.kem[:1184] + bytes(32),
    ],
)
def test_nothing_is_wrapped_for_what_is_no_public_key(public):
    with pytest.raises(CannotOpen):
        wrap_for(public, bytes(32), PLACE)


def test_a_signature_for_one_purpose_is_none_for_another():
    signature = sign_place(PLACE, signing_seed=ANA.keys.signing_seed)
    assert len(signature) == 64
    check_signature(signature, PLACE, verification=ANA.public.verification)
    with pytest.raises(CannotOpen):
        check_signature(
            signature,
            Place("credential", user=ANA.id, credential=b"c"),
            verification=ANA.public.verification,
        )
