"""The ways in: what opens the master key, and what does not."""

import pytest

from notes_app.crypto.derivation import derive_key
from notes_app.crypto.envelope import seal
from notes_app.crypto.errors import CannotOpen
from notes_app.crypto.instance_key import make_instance_key
from notes_app.crypto.passphrase import FLOOR, KdfParameters, derive_passphrase_key
from notes_app.crypto.place import Place
from notes_app.crypto.unlocking import (
    make_master_key,
    make_recovery_key,
    unwrap_master_by_passphrase,
    unwrap_master_by_recovery,
    unwrap_private_keys,
    wrap_master_by_passphrase,
    wrap_master_by_recovery,
    wrap_private_keys,
)
from tests.crypto.people import ANA, BEA

MASTER, KEY, OTHER = bytes(range(32)), bytes(range(32, 64)), bytes(range(64, 96))
ROW = {"passphrase_key": KEY, "user_id": ANA.id, "salt": bytes(16), "parameters": FLOOR}
RECOVERY = {"recovery_key": KEY[:20], "user_id": ANA.id}


def test_the_passphrase_opens_the_vault_with_the_key_file_and_not_without():
    derived = {"user_id": ANA.id, "salt": bytes(16), "parameters": FLOOR}
    instance_key = make_instance_key()
    key = derive_passphrase_key("six quiet words", instance_key=instance_key, **derived)
    wrap = wrap_master_by_passphrase(MASTER, passphrase_key=key, **derived)
    again = derive_passphrase_key("six quiet words", instance_key=instance_key, **derived)
    assert unwrap_master_by_passphrase(wrap, passphrase_key=again, **derived) == MASTER
    thief = derive_passphrase_key("six quiet words", instance_key=make_instance_key(), **derived)
    with pytest.raises(CannotOpen):
        unwrap_master_by_passphrase(wrap, passphrase_key=thief, **derived)


@pytest.mark.parametrize(
    "other",
    [
        {"passphrase_key": OTHER},
        {"user_id": BEA.id},
        {"salt": b"\x01" + bytes(15)},
        {"parameters": KdfParameters(FLOOR.memory_kib + 1, FLOOR.passes, FLOOR.lanes)},
        {"parameters": KdfParameters(FLOOR.memory_kib, FLOOR.passes + 1, FLOOR.lanes)},
        {"parameters": KdfParameters(FLOOR.memory_kib, FLOOR.passes, FLOOR.lanes + 1)},
    ],
)
def test_a_row_that_was_changed_does_not_open(other):
    wrap = wrap_master_by_passphrase(MASTER, **ROW)
    assert unwrap_master_by_passphrase(wrap, **ROW) == MASTER
    with pytest.raises(CannotOpen):
        unwrap_master_by_passphrase(wrap, **ROW | other)


@pytest.mark.parametrize("other", [{"recovery_key": KEY[1:21]}, {"user_id": BEA.id}])
def test_the_recovery_key_opens_the_vault_of_its_owner_only(other):
    wrap = wrap_master_by_recovery(MASTER, **RECOVERY)
    assert unwrap_master_by_recovery(wrap, **RECOVERY) == MASTER
    with pytest.raises(CannotOpen):
        unwrap_master_by_recovery(wrap, **RECOVERY | other)


@pytest.mark.parametrize("other", [{"master": OTHER}, {"user_id": BEA.id}])
def test_the_master_key_opens_the_private_keys_of_its_owner_only(other):
    wrap = wrap_private_keys(ANA.keys, master=MASTER, user_id=ANA.id)
    assert unwrap_private_keys(wrap, master=MASTER, user_id=ANA.id) == ANA.keys
    with pytest.raises(CannotOpen):
        unwrap_private_keys(wrap, **{"master": MASTER, "user_id": ANA.id} | other)


def test_one_way_in_is_not_another():
    wrap = wrap_master_by_recovery(MASTER, **RECOVERY)
    with pytest.raises(CannotOpen):
        unwrap_master_by_passphrase(wrap, **ROW | {"passphrase_key": derive_key(KEY, "recovery")})


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_planted_master_key_of_another_length_is_refused(length):
    key, place = derive_key(KEY[:20], "recovery"), Place("unlock.recovery", user=ANA.id)
    with pytest.raises(CannotOpen):
        unwrap_master_by_recovery(seal(bytes(length), key, place), **RECOVERY)


@pytest.mark.parametrize("length", [96, 127, 129])
def test_planted_private_keys_of_another_length_are_refused(length):
    planted = seal(bytes(length), derive_key(MASTER, "keys"), Place("keys", user=ANA.id))
    with pytest.raises(CannotOpen):
        unwrap_private_keys(planted, master=MASTER, user_id=ANA.id)


def test_master_and_recovery_keys_are_random():
    assert len(make_master_key()) == 32
    assert len(make_recovery_key()) == 20
    assert make_master_key() != make_master_key()
    assert make_recovery_key() != make_recovery_key()


def test_each_purpose_has_its_own_key():
    labels = ["keys", "scopes", "drafts", "vocabulary", "pins", "profile", "totp", "manifests"]
    assert len({derive_key(MASTER, label) for label in labels}) == len(labels)
