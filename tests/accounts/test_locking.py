"""Locking: by hand, by time, by a clock that jumps; and unlocking."""

import pytest

from notes_app.accounts.unlocks import MemoryLogins
from notes_app.web.browser_sessions import STORE
from tests.conftest import ON_POSTGRES


def is_locked(browser) -> bool:
    return browser.get("accounts.account", status=303).location.startswith("/unlock")


def store_of(app):
    return app.extensions[STORE]


def wraps_of(app, user):
    return [login.wrap for login in store_of(app).of_user(user.id)]


def test_locking_deletes_the_wrap_and_keeps_the_name(app, browse, practice):
    ana = browse(practice.ana)
    page = ana.get("accounts.account")
    locked = ana.follow(ana.submit(page, press="Lock"))
    assert locked.heading == "Locked"
    assert "Logged in as ana" in locked.text
    assert wraps_of(app, practice.ana) == [None]


def test_the_passphrase_unlocks_and_leads_back(browse, practice):
    ana = browse(practice.ana)
    ana.submit(ana.get("accounts.account"), press="Lock")
    asked = ana.get("accounts.change_passphrase", status=303)
    answer = ana.submit(ana.follow(asked), passphrase=practice.passphrase)
    assert answer.location == "/account/passphrase"
    ana.get("accounts.account")


def test_a_wrong_passphrase_does_not_unlock(browse, practice):
    ana = browse(practice.ana)
    locked = ana.follow(ana.submit(ana.get("accounts.account"), press="Lock"))
    page = ana.submit(locked, passphrase="wrong passphrase here", status=422)
    assert "That did not open anything." in page.text
    assert is_locked(ana)


def test_an_unused_login_locks_after_ten_minutes(app, browse, practice, clock):
    ana = browse(practice.ana)
    clock.move(minutes=9.9)
    ana.get("accounts.account")
    clock.move(minutes=10.1)
    assert is_locked(ana)
    assert wraps_of(app, practice.ana) == [None]


def test_twelve_hours_are_the_longest(browse, practice, clock):
    ana = browse(practice.ana)
    for _ in range(79):
        clock.move(minutes=9)
        ana.get("accounts.account")
    clock.move(minutes=9)
    assert is_locked(ana)


@pytest.mark.parametrize(("wall", "boot"), [(-60, 0), (0, -60), (-60, -60)])
@pytest.mark.skipif(ON_POSTGRES, reason="several machines share no boot clock")
def test_a_clock_that_went_back_locks(browse, practice, clock, wall, boot):
    ana = browse(practice.ana)
    clock.wall, clock.boot = clock.wall + wall, clock.boot + boot
    assert is_locked(ana)


@pytest.mark.skipif(ON_POSTGRES, reason="several machines share no boot clock")
def test_time_with_the_lid_closed_counts(browse, practice, clock):
    ana = browse(practice.ana)
    clock.boot += 700
    assert is_locked(ana)


def test_asking_whether_it_is_locked_does_not_keep_it_open(browse, practice, clock):
    ana = browse(practice.ana)
    for _ in range(5):
        clock.move(minutes=2)
        ana.fetch("GET", "/status", status=200)
    clock.move(seconds=1)
    answer = ana.client.get("/status")
    assert (answer.json["state"], answer.json["seconds_left"]) == ("locked", 0)


def test_touching_keeps_it_open(browse, practice, clock):
    ana = browse(practice.ana)
    for _ in range(3):
        clock.move(minutes=8)
        ana.post("accounts.touch", status=204)
    assert ana.client.get("/status").json["seconds_left"] == 600


def test_running_out_changes_the_cookie(browse, practice, clock):
    ana = browse(practice.ana)
    before = ana.cookie
    clock.move(minutes=11)
    ana.get_path("/unlock", status=303)
    assert ana.cookie != before


def test_the_sweeper_deletes_wraps_that_nobody_asks_for(app, browse, practice, clock):
    browse(practice.ana)
    clock.move(minutes=11)
    store_of(app).sweep(clock.now())
    assert wraps_of(app, practice.ana) == [None]


def test_a_locked_login_is_forgotten_after_a_day(app, browse, practice, clock):
    browse(practice.ana)
    clock.move(minutes=25 * 60)
    store_of(app).sweep(clock.now())
    assert store_of(app).of_user(practice.ana.id) == []


def test_a_use_that_comes_late_brings_no_ended_login_back():
    store = MemoryLogins()
    store.change(b"row", seen_at=1.0)
    assert store.find(b"row") is None


def test_a_script_is_told_that_it_is_locked(browse, practice):
    ana = browse(practice.ana)
    ana.submit(ana.get("accounts.account"), press="Lock")
    assert ana.fetch("GET", "/account", status=423).text == ""


def test_the_lock_screen_over_a_page_unlocks_with_the_token_of_the_status(browse, practice):
    ana = browse(practice.ana)
    ana.submit(ana.get("accounts.account"), press="Lock")
    token = {"X-CSRFToken": ana.client.get("/status").json["token"]}
    wrong, right = {"passphrase": "wrong passphrase here"}, {"passphrase": practice.passphrase}
    refused = ana.fetch("POST", "/unlock", status=422, headers=token, data=wrong)
    assert refused.mimetype == "text/plain"
    assert refused.text == "That did not open anything. Check the passphrase and try again."
    ana.fetch("POST", "/unlock", status=303, headers=token, data=right)
    ana.get("accounts.account")
