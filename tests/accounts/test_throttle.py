"""Failed tries cost time, never for ever, and never for others."""

import pytest

from notes_app import db
from notes_app.accounts.throttle import (
    Buckets,
    TooSoon,
    buckets_of,
    forgive,
    give_back,
    network_of,
    purge,
    take_try,
)
from notes_app.crypto.browser_session import make_device_cookie
from tests.applications import KEY

NOW = 1_777_000_000.0


def buckets(username="ana", *, user_id=None, network="192.0.2.7", device=b"") -> Buckets:
    return buckets_of(username, user_id=user_id, network=network, device=device, instance_key=KEY)


def wait_of(found: Buckets, now: float) -> int:
    with pytest.raises(TooSoon) as told:
        take_try(found, now=now)
    db.session.rollback()
    return told.value.seconds


def tried(times: int, found: Buckets | None = None, *, step: float = 1000) -> float:
    for number in range(times):
        take_try(found or buckets(), now=NOW + number * step)
        db.session.commit()
    return NOW + (times - 1) * step


def test_five_tries_are_free(app):
    now = tried(5, step=0)
    take_try(buckets(), now=now)


@pytest.mark.parametrize(("times", "seconds"), [(6, 2), (7, 4), (9, 16), (14, 512), (15, 900)])
def test_then_each_one_costs_twice_as_much(app, times, seconds):
    now = tried(times)
    assert wait_of(buckets(), now) == seconds


def test_a_quarter_of_an_hour_is_the_longest(app):
    assert wait_of(buckets(), tried(30)) == 900


def test_a_success_empties_the_count_and_tells_of_the_failures(app):
    tried(4)
    take_try(buckets(), now=NOW + 9000)
    assert forgive(buckets()) == 4
    assert forgive(buckets()) == 0


def test_a_day_later_it_is_forgotten(app):
    now = tried(8)
    take_try(buckets(), now=now + 25 * 3600)
    take_try(buckets(), now=now + 25 * 3600)


def test_a_clock_put_back_locks_nobody_out(app):
    tried(8)
    take_try(buckets(), now=NOW - 10 * 365 * 86400)


def test_a_known_device_is_not_kept_out_by_others(app, practice):
    now = tried(20)
    device = make_device_cookie(practice.ana.id, KEY)
    known = buckets(user_id=practice.ana.id, device=device)
    assert wait_of(buckets(user_id=practice.ana.id), now) == 900
    take_try(known, now=now)


def test_the_device_of_somebody_else_is_not_known(app, practice):
    device = make_device_cookie(practice.bea.id, KEY)
    assert buckets(user_id=practice.ana.id, device=device) == buckets(user_id=practice.ana.id)


def test_a_try_that_was_not_made_is_given_back(app):
    tried(5, step=0)
    give_back(buckets())
    take_try(buckets(), now=NOW)
    take_try(buckets(), now=NOW)


def test_names_that_nobody_has_are_counted_alike(app, practice):
    now = tried(8, buckets("nobody"))
    assert wait_of(buckets("nobody"), now) == 8


def test_what_is_old_is_purged(app):
    tried(3)
    purge(now=NOW + 100 * 86400)
    assert forgive(buckets()) == 0


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("", "unknown"),
    ],
)
def test_a_network_counts_as_one(address, network):
    assert network_of(address) == network
