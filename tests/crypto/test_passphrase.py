"""C7, C8, C25: what a passphrase costs to try, and what the row may say about it."""

import resource
import time

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from notes_app.crypto.errors import CannotOpen, UnusablePassphrase
from notes_app.crypto.instance_key import InstanceKey, make_instance_key
from notes_app.crypto.passphrase import (
    CEILING,
    FLOOR,
    SERVER_DEFAULT,
    KdfParameters,
    calibrate_kdf,
    derive_decoy_salt,
    derive_passphrase_key,
    make_salt,
    normalise_passphrase,
    seconds_for,
)
from tests.crypto.people import ANA, BEA

INSTANCE = InstanceKey(bytes(range(32)))
ROW = {"user_id": ANA.id, "salt": bytes(16), "parameters": FLOOR, "instance_key": INSTANCE}
FOUR_GIB = 4 * 1024 * 1024


@pytest.fixture(scope="module")
def derived():
    return derive_passphrase_key("six quiet words between two hours", **ROW)


@pytest.mark.parametrize(
    "other",
    [
        {"user_id": BEA.id},
        {"salt": b"\x01" + bytes(15)},
        {"parameters": KdfParameters(64 * 1024, 4, 1)},
        {"instance_key": make_instance_key()},
    ],
)
def test_the_key_depends_on_all_that_stands_beside_the_passphrase(derived, other):
    assert derive_passphrase_key("six quiet words between two hours", **ROW | other) != derived


def test_another_passphrase_gives_another_key(derived):
    assert derive_passphrase_key("six quiet words between two Hours", **ROW) != derived
    assert len(derived) == 32


@pytest.mark.parametrize(
    "lowered",
    [
        KdfParameters(64 * 1024 - 1, 3, 1),
        KdfParameters(64 * 1024, 2, 1),
        KdfParameters(64 * 1024, 3, 0),
        KdfParameters(8, 1, 1),
        KdfParameters(-1, -1, -1),
    ],
)
def test_a_row_that_makes_guessing_cheap_is_refused(lowered):
    with pytest.raises(CannotOpen):
        derive_passphrase_key("anything", **ROW | {"parameters": lowered})


@pytest.mark.parametrize(
    "raised",
    [
        KdfParameters(2 * 1024 * 1024 + 1, 3, 1),
        KdfParameters(FOUR_GIB, 20, 16),
        KdfParameters(2**63, 3, 1),
        KdfParameters(64 * 1024, 21, 1),
        KdfParameters(64 * 1024, 3, 17),
    ],
)
def test_a_row_that_would_eat_the_machine_is_refused_and_takes_no_memory(raised):
    before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    with pytest.raises(CannotOpen):
        derive_passphrase_key("anything", **ROW | {"parameters": raised})
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 10_000
    assert time.process_time() - begun < 0.1


def test_a_server_sets_a_ceiling_of_its_own():
    with pytest.raises(CannotOpen):
        derive_passphrase_key("anything", **ROW | {"parameters": SERVER_DEFAULT}, ceiling=FLOOR)


@pytest.mark.parametrize("parameters", [FLOOR, SERVER_DEFAULT, CEILING])
def test_floor_default_and_ceiling_are_allowed_themselves(parameters):
    assert parameters.within(FLOOR, CEILING)


@pytest.mark.parametrize("length", [0, 8, 15, 17, 32])
def test_a_salt_of_another_length_is_refused(length):
    with pytest.raises(CannotOpen):
        derive_passphrase_key("anything", **ROW | {"salt": bytes(length)})


def test_a_letter_typed_in_two_ways_is_one_passphrase():
    assert normalise_passphrase("Zo\u00eb walks") == normalise_passphrase("Zoe\u0308 walks")
    assert normalise_passphrase("Zo\u00eb walks") != normalise_passphrase("Zoe walks")


@pytest.mark.parametrize(
    "passphrase", ["a" * 256, "\U0001f426" * 256, "e\u0308" * 256, "said\0so", "", "  two  spaces "]
)
def test_any_characters_up_to_256_are_taken_as_they_are(passphrase):
    assert len(normalise_passphrase(passphrase)) <= 1024


def test_signs_that_only_look_alike_stay_different():
    assert normalise_passphrase("\ufb01nd") != normalise_passphrase("find")


def test_spaces_and_nul_count():
    assert normalise_passphrase(" a\0b ") == b" a\0b "


@pytest.mark.parametrize("passphrase", ["a" * 257, "a" * 1025, "\U0001f426" * 257, "\ud83d"])
def test_longer_ones_and_half_characters_are_refused(passphrase):
    with pytest.raises(UnusablePassphrase):
        normalise_passphrase(passphrase)


def test_a_passphrase_that_cannot_be_used_is_not_derived_from():
    with pytest.raises(UnusablePassphrase):
        derive_passphrase_key("a" * 257, **ROW)


def test_argon2id_is_the_one_of_rfc_9106():
    kdf = Argon2id(
        salt=b"\2" * 16,
        length=32,
        iterations=3,
        lanes=4,
        memory_cost=32,
        secret=b"\3" * 8,
        ad=b"\4" * 12,
    )
    tag = "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"
    assert kdf.derive(b"\1" * 32).hex() == tag


@pytest.mark.parametrize(
    ("seconds_per_gib", "memory_mib"), [(2.1, 256), (4.3, 128), (8.0, 64), (99.0, 64), (0.1, 512)]
)
def test_the_cost_fits_the_machine(seconds_per_gib, memory_mib):
    chosen = calibrate_kdf(seconds_for=lambda cost: seconds_per_gib * cost.memory_kib / 2**20)
    assert chosen == KdfParameters(memory_mib * 1024, 3, 1)


def test_a_longer_wait_buys_more_memory():
    seconds = lambda cost: 2.1 * cost.memory_kib / 2**20  # noqa: E731 - a machine, in one line
    assert calibrate_kdf(target_seconds=1.0, seconds_for=seconds).memory_kib == 512 * 1024
    assert calibrate_kdf(target_seconds=0.1, seconds_for=seconds) == FLOOR


def test_the_cost_is_really_measured():
    assert seconds_for(FLOOR) > 0.01


def test_salts_are_random_and_decoys_are_always_the_same():
    assert make_salt() != make_salt()
    assert len(make_salt()) == len(derive_decoy_salt("nobody", instance_key=INSTANCE)) == 16
    decoy = derive_decoy_salt("nobody", instance_key=INSTANCE)
    assert decoy == derive_decoy_salt("nobody", instance_key=INSTANCE)
    assert decoy != derive_decoy_salt("somebody", instance_key=INSTANCE)
    assert decoy != derive_decoy_salt("nobody", instance_key=make_instance_key())
