"""C10, C11: one suite, fresh salts, few sizes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes_app.crypto.envelope import seal, unseal, unwrap
from notes_app.crypto.errors import CannotOpen
from notes_app.crypto.padding import pad, unpad
from notes_app.crypto.place import Place
from tests.crypto import independent_writer as writer
from tests.crypto.damage import blobs, examples, keys
from tests.crypto.people import ANA, MIRA

KEY, PLACE = bytes(range(32)), Place("keys", user=ANA.id)
THEMES = Place("session.themes", record=ANA.id, client=MIRA, scope="themes", gen=1, version=1)
DRAFT = Place("draft", record=ANA.id, user=ANA.id, session=MIRA, version=1)


@given(blobs, keys)
@examples
def test_what_was_sealed_opens(body, key):
    assert unseal(seal(body, key, PLACE), key, PLACE) == body


@given(blobs)
@examples
def test_a_text_sealed_twice_differs_and_is_as_long(body):
    one, other = seal(body, KEY, PLACE), seal(body, KEY, PLACE)
    assert one != other
    assert one[1:25] != other[1:25]
    assert len(one) == len(other)


@pytest.mark.parametrize("suite", [suite for suite in range(256) if suite != 1])
def test_an_unknown_suite_is_refused(suite):
    sealed = seal(b"x", KEY, PLACE)
    with pytest.raises(CannotOpen):
        unseal(bytes([suite]) + sealed[1:], KEY, PLACE)


def test_a_sealed_text_begins_with_its_suite():
    assert seal(b"x", KEY, PLACE)[0] == 1


def test_all_short_texts_have_one_size():
    assert {len(seal(bytes(length), KEY, PLACE)) for length in range(253)} == {329}
    assert len(seal(bytes(253), KEY, PLACE)) > 329


def test_the_number_of_tags_and_the_typing_do_not_show():
    assert {len(seal(bytes(length), KEY, THEMES)) for length in range(0, 2045, 4)} == {2121}
    assert {len(seal(bytes(length), KEY, DRAFT)) for length in range(0, 4093, 4)} == {4169}


@given(st.integers(0, 200_000))
@examples
def test_padding_adds_at_most_12_percent_above_the_floor(length):
    total = len(pad(bytes(length), "version"))
    assert 4 + length <= total <= max(256, (4 + length) * 1.12)


def test_twenty_thousand_lengths_show_in_about_a_hundred_sizes():
    assert len({len(pad(bytes(length), "version")) for length in range(20_000)}) < 110


@given(blobs, st.sampled_from(["version", "session.themes", "draft"]))
@examples
def test_padding_is_taken_off_again(body, kind):
    assert unpad(pad(body, kind)) == body


WRONGLY_PADDED = [
    pytest.param(b"", id="nothing"),
    pytest.param(b"\0\0\0", id="less than a length"),
    pytest.param(b"\0\0\0\x05four", id="longer than the text"),
    pytest.param(b"\xff\xff\xff\xfftext", id="far longer"),
    pytest.param(b"\0\0\0\x04text\0\0\x01", id="a filler that is not zero"),
    pytest.param(b"\0\0\0\x03text", id="a rest that is not filler"),
]


@pytest.mark.parametrize("plain", WRONGLY_PADDED)
def test_wrong_padding_is_refused_even_from_a_holder_of_the_key(plain):
    with pytest.raises(CannotOpen):
        unseal(writer.seal(KEY, plain, bytes(PLACE)), KEY, PLACE)


def test_another_floor_stays_readable():
    sealed = writer.seal(KEY, writer.padded(b"x", floor=900), bytes(PLACE))
    assert unseal(sealed, KEY, PLACE) == b"x"


@pytest.mark.parametrize("length", [0, 31, 33, 128])
def test_a_wrapped_key_of_another_length_is_refused(length):
    with pytest.raises(CannotOpen):
        unwrap(seal(bytes(length), KEY, PLACE), KEY, PLACE, length=32)


@pytest.mark.parametrize("key", [b"", KEY[:31], KEY + b"\0"])
def test_nothing_is_sealed_under_a_key_of_another_length(key):
    with pytest.raises(ValueError):  # noqa: PT011 - the library words it
        seal(b"x", key, PLACE)


def test_a_key_in_a_bytearray_serves_as_well():
    assert unseal(seal(b"x", bytearray(KEY), PLACE), KEY, PLACE) == b"x"
