"""A signed text stays as it was signed: its words, its time, its author and its place."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes_app.crypto.envelope import seal, unseal
from notes_app.crypto.errors import CannotOpen
from notes_app.crypto.place import Place
from notes_app.crypto.signing import SignedText, check_body, sign_body
from tests.crypto.damage import bit_flipped, examples
from tests.crypto.people import ANA, BEA, LENA, MIRA

TEXT = b'{"v":1,"text":"He looked away when she said it."}'
AT = 1_795_305_600
PLACE = {"record": uuid4(), "client": MIRA, "session": uuid4(), "sequence": 1, "scope": "notes"}
CHECKED = {
    "kind": "version",
    "author_id": ANA.id,
    "fingerprint": ANA.fingerprint,
    "verification_key": ANA.public.verification,
    **PLACE,
}


def signed(text=TEXT, kind="version", author=ANA, **place):
    return sign_body(
        text,
        kind=kind,
        author_id=author.id,
        author=author.keys,
        author_fingerprint=author.fingerprint,
        time=AT,
        **place or PLACE,
    )


BODY = signed()


def test_what_was_signed_is_read_with_its_time():
    assert check_body(BODY, **CHECKED) == SignedText(TEXT, AT)


@pytest.mark.parametrize(
    "other",
    [
        {"kind": "addendum"},
        {"kind": "comment"},
        {"author_id": BEA.id},
        {"fingerprint": BEA.fingerprint},
        {"verification_key": BEA.public.verification},
        {"verification_key": b"short"},
        {"record": uuid4()},
        {"client": LENA},
        {"session": uuid4()},
        {"sequence": 2},
        {"scope": "process"},
    ],
)
def test_a_signed_text_holds_for_its_kind_author_and_place_only(other):
    with pytest.raises(CannotOpen):
        check_body(BODY, **CHECKED | other)


@pytest.mark.parametrize("left_out", PLACE)
def test_no_part_of_the_place_may_be_left_out(left_out):
    rest = {name: value for name, value in CHECKED.items() if name != left_out}
    with pytest.raises(CannotOpen):
        check_body(BODY, **rest)


@pytest.mark.parametrize(
    ("part", "bit"),
    [
        ("fingerprint", 0),
        ("time", 32 * 8 + 63),
        ("salt", 40 * 8),
        ("signature", 72 * 8),
        ("text", 136 * 8),
        ("last letter", len(BODY) * 8 - 1),
    ],
)
def test_no_part_of_the_body_may_change(part, bit):
    with pytest.raises(CannotOpen):
        check_body(bit_flipped(BODY, bit), **CHECKED)


@given(st.integers(0, len(BODY) * 8 - 1))
@examples
def test_no_bit_of_the_body_may_change(bit):
    with pytest.raises(CannotOpen):
        check_body(bit_flipped(BODY, bit), **CHECKED)


@pytest.mark.parametrize("added", [b"\0", b" ", TEXT])
def test_nothing_may_be_added(added):
    with pytest.raises(CannotOpen):
        check_body(BODY + added, **CHECKED)


def test_a_text_signed_by_somebody_else_in_anas_name_is_refused():
    forged = sign_body(
        TEXT,
        kind="version",
        author_id=ANA.id,
        author=BEA.keys,
        author_fingerprint=ANA.fingerprint,
        time=AT,
        **PLACE,
    )
    with pytest.raises(CannotOpen):
        check_body(forged, **CHECKED)


def test_a_signature_outlives_the_generation_of_its_key():
    older, newer = Place("version", gen=1, **PLACE), Place("version", gen=2, **PLACE)
    opened = unseal(seal(BODY, bytes(32), older), bytes(32), older)
    opened = unseal(seal(opened, bytes(range(32)), newer), bytes(range(32)), newer)
    assert check_body(opened, **CHECKED) == SignedText(TEXT, AT)


def test_a_generation_is_never_signed():
    with pytest.raises(TypeError, match="gen"):
        signed(**PLACE, gen=1)
    with pytest.raises(TypeError, match="gen"):
        check_body(BODY, **CHECKED, gen=1)


def test_the_same_text_signed_twice_shows_no_likeness():
    one, other = signed(), signed()
    assert one[:40] == other[:40]
    assert one[40:72] != other[40:72]
    assert one[72:136] != other[72:136]


def test_the_text_is_kept_byte_for_byte():
    text = b'{ "v" : 1,\r\n"text":"\xc3\xab" }\0'
    assert check_body(signed(text), **CHECKED).text == text


def test_an_empty_comment_can_be_signed():
    place = {"record": uuid4(), "client": MIRA, "number": 1, "scope": "themes"}
    body = signed(b"", kind="comment", **place)
    assert len(body) == 136
    checked = {name: CHECKED[name] for name in CHECKED.keys() - PLACE.keys()}
    assert check_body(body, **checked | place | {"kind": "comment"}) == SignedText(b"", AT)


@pytest.mark.parametrize("time", [-1, 2**64])
def test_a_time_that_cannot_be_written_is_refused(time):
    with pytest.raises(ValueError, match="64 bits"):
        sign_body(
            TEXT,
            kind="version",
            author_id=ANA.id,
            author=ANA.keys,
            author_fingerprint=ANA.fingerprint,
            time=time,
            **PLACE,
        )
