"""A vault stays open between requests only for who has the cookie, the row and the instance key."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes_app.crypto.browser_session import (
    check_of,
    csrf_of,
    device_of,
    make_cookie,
    make_device_cookie,
    owner_of,
    print_cookie,
    read_cookie,
    row_of,
    throttle_key,
    unwrap_master_for_session,
    wrap_master_for_session,
)
from notes_app.crypto.errors import CannotOpen
from notes_app.crypto.instance_key import make_instance_key
from tests.crypto.damage import examples
from tests.crypto.people import ANA, BEA

MASTER, COOKIE, OTHER_COOKIE = bytes(range(32)), make_cookie(), make_cookie()
INSTANCE, OTHER_INSTANCE = make_instance_key(), make_instance_key()
OPEN = {"cookie": COOKIE, "instance_key": INSTANCE, "user_id": ANA.id}


@pytest.mark.parametrize(
    "other",
    [
        {"cookie": OTHER_COOKIE},
        {"cookie": COOKIE[:16] + OTHER_COOKIE[16:]},
        {"cookie": OTHER_COOKIE[:16] + COOKIE[16:]},
        {"cookie": b""},
        {"instance_key": OTHER_INSTANCE},
        {"user_id": BEA.id},
    ],
)
def test_neither_cookie_nor_row_nor_key_file_opens_alone(other):
    wrap = wrap_master_for_session(MASTER, **OPEN)
    assert unwrap_master_for_session(wrap, **OPEN) == MASTER
    with pytest.raises(CannotOpen):
        unwrap_master_for_session(wrap, **OPEN | other)


def test_a_row_depends_on_the_first_half_and_its_check_on_the_second():
    first, second = COOKIE[:16] + OTHER_COOKIE[16:], OTHER_COOKIE[:16] + COOKIE[16:]
    assert row_of(first, INSTANCE) == row_of(COOKIE, INSTANCE) != row_of(second, INSTANCE)
    assert check_of(second, INSTANCE) == check_of(COOKIE, INSTANCE) != check_of(first, INSTANCE)
    assert csrf_of(second) == csrf_of(COOKIE) != csrf_of(first)


def test_what_lies_in_the_database_depends_on_the_key_file():
    assert row_of(COOKIE, INSTANCE) != row_of(COOKIE, OTHER_INSTANCE)
    assert check_of(COOKIE, INSTANCE) != check_of(COOKIE, OTHER_INSTANCE)
    assert owner_of(ANA.id, INSTANCE) != owner_of(ANA.id, OTHER_INSTANCE)
    assert throttle_key(INSTANCE, "ana") != throttle_key(OTHER_INSTANCE, "ana")


def test_owners_are_told_apart():
    assert owner_of(ANA.id, INSTANCE) == owner_of(ANA.id, INSTANCE) != owner_of(BEA.id, INSTANCE)


def test_cookies_are_random_and_travel_in_64_characters():
    assert COOKIE != OTHER_COOKIE
    assert re.fullmatch(r"[\w-]{64}", print_cookie(COOKIE), re.ASCII)
    assert re.fullmatch(r"[0-9a-f]{64}", csrf_of(COOKIE))


@given(st.binary(min_size=48, max_size=48))
@examples
def test_a_cookie_comes_back_as_it_was_sent(cookie):
    assert read_cookie(print_cookie(cookie)) == cookie


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "x",
        print_cookie(COOKIE)[:-1],
        print_cookie(COOKIE)[:-4],
        print_cookie(COOKIE) + "AAAA",
        "+" * 64,
        " " + print_cookie(COOKIE)[1:],
        "\u00e9" * 64,
        "=" * 64,
        "A" * 63 + "=",
        "A" * 100_000,
    ],
)
def test_a_cookie_that_was_never_ours_is_none(sent):
    assert read_cookie(sent) is None


@given(st.text(max_size=70))
@examples
def test_nothing_that_a_browser_sends_raises(sent):
    assert read_cookie(sent) is None or len(sent) == 64


def test_a_known_device_is_known_again_for_its_user_only():
    cookie = make_device_cookie(ANA.id, INSTANCE)
    assert len(cookie) == 48
    assert device_of(cookie, ANA.id, INSTANCE) == cookie[:16]
    assert device_of(cookie, BEA.id, INSTANCE) is None
    assert device_of(cookie, ANA.id, OTHER_INSTANCE) is None


@pytest.mark.parametrize("place", [0, 15, 16, 47])
def test_a_changed_device_cookie_is_unknown(place):
    cookie = bytearray(make_device_cookie(ANA.id, INSTANCE))
    cookie[place] ^= 1
    assert device_of(bytes(cookie), ANA.id, INSTANCE) is None


@pytest.mark.parametrize("cookie", [b"", bytes(16), bytes(48)])
def test_a_device_cookie_that_was_made_up_is_unknown(cookie):
    assert device_of(cookie, ANA.id, INSTANCE) is None


def test_throttled_parts_do_not_run_together():
    keys = [("ab", "c"), ("a", "bc"), ("abc",), ("abc", ""), ("", "abc"), ()]
    assert len({throttle_key(INSTANCE, *parts) for parts in keys}) == len(keys)
    assert throttle_key(INSTANCE, "name", "ana") == throttle_key(INSTANCE, "name", "ana")


@pytest.mark.parametrize("length", [31, 33])
def test_a_planted_master_key_of_another_length_is_refused(length):
    wrap = wrap_master_for_session(bytes(length), **OPEN)
    with pytest.raises(CannotOpen):
        unwrap_master_for_session(wrap, **OPEN)
