"""C1, C2: a blob opens in its own place and in no other."""

from dataclasses import FrozenInstanceError
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes_app.crypto.envelope import seal, unseal
from notes_app.crypto.errors import CannotOpen
from notes_app.crypto.place import FIELD_TYPES, FIELDS_OF, Place
from notes_app.sealed import Scope
from tests.crypto.damage import examples
from tests.crypto.people import ANA, LENA, MIRA

KEY = bytes(range(32))
RECORD = uuid4()
HERE = {"record": RECORD, "client": MIRA, "scope": "notes", "gen": 2, "version": 7}
ELSEWHERE = [
    {"record": uuid4()},
    {"client": LENA},
    {"scope": "themes"},
    {"gen": 1},
    {"gen": 3},
    {"version": 6},
    {"version": 8},
    {"record": MIRA, "client": RECORD},
    {"gen": 7, "version": 2},
]
kinds = st.text(max_size=20).map("x".__add__)
strange = st.dictionaries(
    st.sampled_from(["scope", "instance", "part", "made", "action"]), st.text(max_size=30)
)


@pytest.mark.parametrize("other", ELSEWHERE)
def test_a_text_that_was_moved_does_not_open(other):
    sealed = seal(b"He looked away.", KEY, Place("session.notes", **HERE))
    assert unseal(sealed, KEY, Place("session.notes", **HERE)) == b"He looked away."
    with pytest.raises(CannotOpen):
        unseal(sealed, KEY, Place("session.notes", **HERE | other))


@pytest.mark.parametrize("kind", ["session.process", "session.themes", "client.identity"])
def test_a_text_does_not_open_as_another_kind(kind):
    sealed = seal(b"He looked away.", KEY, Place("session.notes", **HERE))
    with pytest.raises(CannotOpen):
        unseal(sealed, KEY, Place(kind, **HERE))


def test_two_blobs_that_changed_places_do_not_open():
    first, second = Place("keys", user=ANA.id), Place("unlock.recovery", user=ANA.id)
    with pytest.raises(CannotOpen):
        unseal(seal(b"1", KEY, first), KEY, second)
    with pytest.raises(CannotOpen):
        unseal(seal(b"2", KEY, second), KEY, first)


@pytest.mark.parametrize("key", [bytes(32), bytes(range(1, 33)), KEY[:31], KEY + b"\0", b""])
def test_a_text_does_not_open_with_another_key(key):
    sealed = seal(b"He looked away.", KEY, Place("session.notes", **HERE))
    with pytest.raises(CannotOpen):
        unseal(sealed, key, Place("session.notes", **HERE))


@given(kinds, strange, kinds, strange)
@examples
def test_two_places_never_look_alike(kind, fields, other_kind, other_fields):
    alike = bytes(Place(kind, **fields)) == bytes(Place(other_kind, **other_fields))
    assert alike == ((kind, fields) == (other_kind, other_fields))


def test_what_moves_from_one_field_to_the_next_is_another_place():
    one, other = Place("x", made="ab", part="c"), Place("x", made="a", part="bc")
    assert bytes(one) != bytes(other)


def test_the_order_in_which_fields_are_named_does_not_matter():
    assert Place("x", gen=1, client=MIRA) == Place("x", client=MIRA, gen=1)


def test_a_scope_is_bound_by_its_word():
    assert bytes(Place("x", scope=Scope.NOTES)) == bytes(Place("x", scope="notes"))


@pytest.mark.parametrize("kind", FIELDS_OF)
def test_every_kind_binds_fields_that_have_a_type(kind):
    assert FIELDS_OF[kind] <= FIELD_TYPES.keys()


@pytest.mark.parametrize("left_out", HERE)
def test_a_place_that_leaves_out_a_field_is_refused(left_out):
    rest = {name: value for name, value in HERE.items() if name != left_out}
    with pytest.raises(TypeError, match="bound to exactly"):
        Place("session.notes", **rest)


def test_a_place_with_a_field_too_many_is_refused():
    with pytest.raises(TypeError, match="bound to exactly"):
        Place("session.notes", **HERE, number=1)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("client", str(MIRA)),
        ("client", MIRA.bytes),
        ("scope", b"notes"),
        ("gen", "1"),
        ("gen", True),
        ("gen", 1.0),
        ("row", "row"),
        ("row", bytearray(b"row")),
    ],
)
def test_a_field_of_another_type_is_refused(name, value):
    with pytest.raises(TypeError):
        Place("x", **{name: value})


@pytest.mark.parametrize("name", ["nonsense", "generation", "type", "suite"])
def test_a_field_that_no_format_has_is_refused(name):
    with pytest.raises(TypeError, match="no format has a field"):
        Place("x", **{name: 1})


@pytest.mark.parametrize("number", [-1, 2**64])
def test_a_number_beyond_64_bits_is_refused(number):
    with pytest.raises(ValueError, match="64 bits"):
        Place("x", gen=number)


def test_the_smallest_and_the_largest_number_are_places():
    assert b"\0" * 8 in bytes(Place("x", gen=0))
    assert b"\xff" * 8 in bytes(Place("x", gen=2**64 - 1))


def test_a_place_cannot_be_changed():
    place = Place("keys", user=ANA.id)
    with pytest.raises(FrozenInstanceError):
        place.kind = "profile"
    assert place == Place("keys", user=UUID(str(ANA.id)))
