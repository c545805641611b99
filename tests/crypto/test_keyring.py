"""What an open vault can open, and that nothing of it stays when it closes."""

import copy
import pickle

import pytest

from notes_app.crypto.derivation import derive_key
from notes_app.crypto.errors import CannotOpen, NoKey
from notes_app.crypto.keyring import Keyring, make_scope_key, unwrap_scope_key, wrap_scope_key
from notes_app.sealed import Scope
from tests.crypto.people import ANA, BEA, LENA, MIRA

MASTER, KEY, NEWER = bytes(range(32)), bytes(range(32, 64)), bytes(range(64, 96))


@pytest.fixture
def keyring():
    return Keyring(ANA.id, MASTER, ANA.keys)


def wrapped(keyring, generation=1, key=KEY):
    place = {"client_id": MIRA, "scope": Scope.NOTES, "generation": generation}
    return MIRA, Scope.NOTES, generation, wrap_scope_key(key, keyring=keyring, **place)


def test_a_key_that_was_handed_in_is_found(keyring):
    keyring.hold(MIRA, Scope.NOTES, 1, KEY)
    assert keyring.has(MIRA, Scope.NOTES, 1)
    assert keyring.scope_key(MIRA, Scope.NOTES, 1) == KEY


@pytest.mark.parametrize(
    "other", [(LENA, Scope.NOTES, 1), (MIRA, Scope.THEMES, 1), (MIRA, Scope.NOTES, 2)]
)
def test_no_key_opens_another_client_scope_or_generation(keyring, other):
    keyring.hold(MIRA, Scope.NOTES, 1, KEY)
    assert not keyring.has(*other)
    with pytest.raises(NoKey):
        keyring.scope_key(*other)


def test_a_key_held_twice_is_the_last_one(keyring):
    keyring.hold(MIRA, Scope.NOTES, 1, KEY)
    first = keyring._scopes[MIRA, Scope.NOTES, 1]
    keyring.hold(MIRA, Scope.NOTES, 1, NEWER)
    assert keyring.scope_key(MIRA, Scope.NOTES, 1) == NEWER
    assert first == bytes(32)


def test_a_wrapped_key_is_found_at_the_source_when_it_is_asked_for(keyring):
    keyring.load_from(lambda: [wrapped(keyring, 1), wrapped(keyring, 2, NEWER)])
    assert keyring.scope_key(MIRA, Scope.NOTES, 1) == KEY
    assert keyring.scope_key(MIRA, Scope.NOTES, 2) == NEWER
    assert keyring.has(MIRA, Scope.NOTES, 2)
    assert not keyring.has(MIRA, Scope.NOTES, 3)
    with pytest.raises(NoKey):
        keyring.scope_key(LENA, Scope.NOTES, 1)


def test_the_source_is_asked_once(keyring):
    asked = []
    keyring.load_from(lambda: asked.append("asked") or [wrapped(keyring)])
    assert keyring.has(MIRA, Scope.NOTES, 1)
    assert not keyring.has(LENA, Scope.NOTES, 1)
    assert keyring.scope_key(MIRA, Scope.NOTES, 1) == KEY
    assert asked == ["asked"]


def test_the_newest_generation_counts_what_was_handed_in_and_what_lies_at_the_source(keyring):
    keyring.hold(MIRA, Scope.NOTES, 1, KEY)
    keyring.load_from(lambda: [wrapped(keyring, 3), wrapped(keyring, 2)])
    assert keyring.newest_generation(MIRA, Scope.NOTES) == 3
    keyring.hold(MIRA, Scope.NOTES, 4, NEWER)
    assert keyring.newest_generation(MIRA, Scope.NOTES) == 4
    with pytest.raises(NoKey):
        keyring.newest_generation(MIRA, Scope.THEMES)


def test_a_wrap_at_the_source_that_was_moved_does_not_open(keyring):
    client, scope, generation, wrap = wrapped(keyring)
    keyring.load_from(lambda: [(client, scope, generation + 1, wrap), (LENA, scope, 1, wrap)])
    with pytest.raises(CannotOpen):
        keyring.scope_key(MIRA, Scope.NOTES, 2)
    with pytest.raises(CannotOpen):
        keyring.scope_key(LENA, Scope.NOTES, 1)


def test_own_keys_are_derived_from_the_master_key(keyring):
    assert keyring.derive("drafts") == derive_key(MASTER, "drafts")
    assert keyring.user_id == ANA.id
    assert keyring.private_keys == ANA.keys


USES = [
    lambda keyring: keyring.user_id,
    lambda keyring: keyring.private_keys,
    lambda keyring: keyring.derive("drafts"),
    lambda keyring: keyring.has(MIRA, Scope.NOTES, 1),
    lambda keyring: keyring.has(LENA, Scope.NOTES, 1),
    lambda keyring: keyring.scope_key(MIRA, Scope.NOTES, 1),
    lambda keyring: keyring.newest_generation(MIRA, Scope.NOTES),
    lambda keyring: keyring.hold(MIRA, Scope.NOTES, 1, KEY),
    lambda keyring: keyring.load_from(list),
    wrapped,
]


@pytest.mark.parametrize("use", USES)
def test_after_closing_there_is_no_key(keyring, use):
    keyring.hold(MIRA, Scope.NOTES, 1, KEY)
    use(keyring)
    keyring.close()
    with pytest.raises(NoKey):
        use(keyring)


def test_closing_overwrites_every_key(keyring):
    keyring.hold(MIRA, Scope.NOTES, 1, KEY)
    kept = [keyring._master, keyring._kem_seed, keyring._signing_seed, *keyring._scopes.values()]
    assert [any(key) for key in kept] == [True] * 4
    keyring.close()
    assert [key == bytes(len(key)) for key in kept] == [True] * 4
    assert [len(key) for key in kept] == [32, 96, 32, 32]


def test_closing_leaves_the_keys_of_others_alone(keyring):
    keyring.close()
    assert any(MASTER)
    assert Keyring(ANA.id, MASTER, ANA.keys).private_keys == ANA.keys


def test_closing_twice_does_no_harm(keyring):
    keyring.close()
    keyring.close()
    assert repr(keyring) == "Keyring(closed)"


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, pickle.dumps])
def test_a_keyring_cannot_be_copied_or_stored(keyring, copied):
    with pytest.raises(TypeError, match="never copied"):
        copied(keyring)


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_keys_of_another_length_are_not_held(keyring, length):
    with pytest.raises(ValueError, match="length"):
        keyring.hold(MIRA, Scope.NOTES, 1, bytes(length))
    with pytest.raises(ValueError, match="length"):
        Keyring(ANA.id, bytes(length), ANA.keys)


def test_scope_keys_are_random():
    assert len(make_scope_key()) == 32
    assert make_scope_key() != make_scope_key()


@pytest.mark.parametrize(
    "other",
    [
        {"client_id": LENA},
        {"scope": Scope.THEMES},
        {"generation": 2},
        {"keyring": Keyring(BEA.id, MASTER, ANA.keys)},
        {"keyring": Keyring(ANA.id, KEY, ANA.keys)},
    ],
)
def test_a_wrapped_scope_key_opens_for_its_owner_client_scope_and_generation(keyring, other):
    here = {"keyring": keyring, "client_id": MIRA, "scope": Scope.NOTES, "generation": 1}
    wrap = wrap_scope_key(KEY, **here)
    assert unwrap_scope_key(wrap, **here) == KEY
    with pytest.raises(CannotOpen):
        unwrap_scope_key(wrap, **here | other)


def test_what_is_granted_never_takes_the_place_of_what_is_ones_own(keyring):
    client, scope, generation, wrap = wrapped(keyring)
    offered = bytes(range(32))
    keyring.load_from(
        lambda: [(client, scope, generation, wrap)],
        lambda: [(client, scope, 9, lambda: offered), (LENA, scope, 1, lambda: offered)],
    )
    assert keyring.scope_key(LENA, scope, 1) == offered
    assert keyring.newest_generation(client, scope) == generation
    with pytest.raises(NoKey):
        keyring.scope_key(client, scope, 9)
