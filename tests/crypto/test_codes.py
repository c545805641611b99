"""C20: a slip in a printed code is found before anything is asked of the vault."""

import hashlib
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes_app.crypto.codes import ALPHABET, CodeKind, print_code, read_code
from notes_app.crypto.errors import TypingSlip
from tests.crypto.damage import examples

RECOVERY = print_code(CodeKind.RECOVERY, bytes(range(20)))
INSTANCE = print_code(CodeKind.INSTANCE, bytes(range(32)))
recovery_keys = st.binary(min_size=20, max_size=20)


def replaced(code, place, letter):
    return code[:place] + letter + code[place + 1 :]


@given(recovery_keys)
@examples
def test_what_was_printed_is_read(key):
    assert read_code(CodeKind.RECOVERY, print_code(CodeKind.RECOVERY, key)) == key


def test_codes_come_in_groups_of_four():
    assert [len(group) for group in RECOVERY.split("-")] == [4] * 9
    assert [len(group) for group in INSTANCE.split("-")] == [4] * 14


@pytest.mark.parametrize(
    "typed",
    [
        RECOVERY.lower(),
        RECOVERY.replace("-", " "),
        RECOVERY.replace("-", ""),
        f"  {RECOVERY}\r\n",
        RECOVERY.replace("-", "\u00a0"),
        RECOVERY.replace("0", "O").replace("1", "I"),
        RECOVERY.replace("0", "o").replace("1", "l"),
    ],
)
def test_case_spaces_hyphens_and_look_alikes_do_not_matter(typed):
    assert read_code(CodeKind.RECOVERY, typed) == bytes(range(20))


@pytest.mark.parametrize("place", [at for at, letter in enumerate(RECOVERY) if letter != "-"])
def test_one_wrong_character_of_a_recovery_key_is_a_slip(place):
    for letter in set(ALPHABET) - {RECOVERY[place]}:
        with pytest.raises(TypingSlip):
            read_code(CodeKind.RECOVERY, replaced(RECOVERY, place, letter))


@pytest.mark.parametrize("place", [at for at, letter in enumerate(INSTANCE) if letter != "-"])
def test_one_wrong_character_of_an_instance_key_is_a_slip(place):
    for letter in set(ALPHABET) - {INSTANCE[place]}:
        with pytest.raises(TypingSlip):
            read_code(CodeKind.INSTANCE, replaced(INSTANCE, place, letter))


@given(recovery_keys, st.data())
@examples
def test_one_wrong_character_of_any_recovery_key_is_a_slip(key, data):
    code = print_code(CodeKind.RECOVERY, key).replace("-", "")
    place = data.draw(st.integers(0, 35))
    wrong = data.draw(st.sampled_from([letter for letter in ALPHABET if letter != code[place]]))
    with pytest.raises(TypingSlip):
        read_code(CodeKind.RECOVERY, replaced(code, place, wrong))


@pytest.mark.parametrize(
    "typed",
    [
        "",
        RECOVERY[:-1],
        RECOVERY + "0",
        RECOVERY[5:],
        replaced(RECOVERY, 0, "U"),
        replaced(RECOVERY, 0, "\u0660"),
        replaced(RECOVERY, 0, "*"),
        replaced(RECOVERY, 4, "_"),
        INSTANCE,
        "0" * 100_000,
    ],
)
def test_what_is_no_code_at_all_is_a_slip(typed):
    with pytest.raises(TypingSlip):
        read_code(CodeKind.RECOVERY, typed)


@pytest.mark.parametrize(("ours", "foreign"), [("S", "\u017f"), ("1", "\u0131")])
def test_a_foreign_letter_whose_capital_is_ours_is_a_slip(ours, foreign):
    typed = print_code(CodeKind.RECOVERY, b"\x02\x00" * 10).replace(ours, foreign)
    assert foreign in typed
    with pytest.raises(TypingSlip):
        read_code(CodeKind.RECOVERY, typed)


def test_filler_that_is_not_zero_is_a_slip_even_with_the_right_check():
    code = print_code(CodeKind.INSTANCE, bytes(32)).replace("-", "")
    with pytest.raises(TypingSlip):
        read_code(CodeKind.INSTANCE, replaced(code, 51, "1"))


def test_the_check_of_one_kind_is_not_that_of_another():
    digests = [hashlib.sha256(f"between/{kind}/1".encode() + bytes(20)) for kind in CodeKind]
    assert digests[0].digest()[:3] != digests[1].digest()[:3]
    check = print_code(CodeKind.RECOVERY, bytes(20))[-4:]
    assert sum(ALPHABET.index(letter) << 5 * at for at, letter in enumerate(check[::-1])) == (
        int.from_bytes(digests[0].digest(), "big") >> 236
    )


@pytest.mark.parametrize(("kind", "length"), [(CodeKind.RECOVERY, 32), (CodeKind.INSTANCE, 20)])
def test_a_key_of_another_length_is_not_printed(kind, length):
    with pytest.raises(ValueError, match="length"):
        print_code(kind, os.urandom(length))
