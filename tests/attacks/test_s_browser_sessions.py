"""S1, S2, S5, S7, S11: the cookie changes with every change of rights, and the old one is dead."""

import base64
import os

import pytest

from notes_app.web.browser_sessions import STORE
from tests.conftest import ON_POSTGRES
from tests.pages import Browser

pytestmark = pytest.mark.attack

NEW = "lantern pebble orchid thunder"


def with_cookie(app, value: str) -> Browser:
    browser = Browser(app)
    browser.cookie = value
    return browser


def opens(app, value: str) -> bool:
    answer = with_cookie(app, value).client.get("/account", headers={"Sec-Fetch-Site": "none"})
    return answer.status_code == 200


def log_in(browser: Browser, practice) -> None:
    page = browser.get("accounts.login")
    browser.submit(page, username="ana", passphrase=practice.passphrase)


def test_s1_each_change_of_rights_brings_a_new_cookie(app, browse, practice):
    ana = browse(None)
    seen = []
    ana.get("accounts.login")
    seen.append(ana.cookie)
    log_in(ana, practice)
    seen.append(ana.cookie)
    locked = ana.follow(ana.submit(ana.get("accounts.account"), press="Lock"))
    seen.append(ana.cookie)
    ana.submit(locked, passphrase=practice.passphrase)
    seen.append(ana.cookie)
    page = ana.get("accounts.change_passphrase")
    ana.submit(page, current=practice.passphrase, passphrase=NEW, repeat=NEW)
    seen.append(ana.cookie)
    ana.submit(ana.get("accounts.account"), press="Log out")
    seen.append(ana.cookie)
    assert len(set(seen)) == 6
    assert [opens(app, value) for value in seen] == [False] * 6


def test_s2_the_cookie_before_a_lock_is_dead(app, browse, practice):
    ana = browse(practice.ana)
    before = ana.cookie
    assert opens(app, before)
    ana.submit(ana.get("accounts.account"), press="Lock")
    assert not opens(app, before)


def test_s2_the_cookie_before_a_log_out_is_dead(app, browse, practice):
    ana = browse(practice.ana)
    before = ana.cookie
    answer = ana.submit(ana.get("accounts.account"), press="Log out")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert not opens(app, before)


def test_s2_a_disabled_account_has_no_login(app, browse, practice):
    from notes_app import db

    ana = browse(practice.ana)
    practice.ana.disabled = True
    db.session.commit()
    assert not opens(app, ana.cookie)


def test_s5_every_cookie_is_for_us_alone(app, browse, practice):
    ana = browse(None)
    page = ana.get("accounts.login")
    answer = ana.submit(page, username="ana", passphrase=practice.passphrase)
    cookies = answer.headers.getlist("Set-Cookie")
    names = {cookie.partition("=")[0] for cookie in cookies}
    assert names == {"__Host-between", "__Host-device"}
    for cookie in cookies:
        parts = set(cookie.split("; ")[1:])
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Strict"} <= parts
        assert not any(part.startswith("Domain") for part in parts)


def test_s5_the_login_ends_with_the_browser(app, browse, practice):
    ana = browse(None)
    page = ana.get("accounts.login")
    answer = ana.submit(page, username="ana", passphrase=practice.passphrase)
    own = next(c for c in answer.headers.getlist("Set-Cookie") if "-between=" in c)
    assert "Max-Age" not in own
    assert "Expires" not in own


def test_s7_halves_of_two_cookies_open_nothing(app, browse, practice):
    ana, bea = browse(practice.ana), browse(practice.bea)
    one, other = (base64.urlsafe_b64decode(b.cookie) for b in (ana, bea))
    mixed = [one[:16] + other[16:], other[:16] + one[16:], one[:16] + os.urandom(32)]
    assert opens(app, ana.cookie)
    assert not any(opens(app, base64.urlsafe_b64encode(value).decode()) for value in mixed)


@pytest.mark.parametrize("value", ["", "x", "A" * 63, "A" * 64, "A" * 65, "é", "=" * 64])
def test_s7_what_we_never_sent_opens_nothing(app, practice, value):
    assert not opens(app, value)


def test_s11_a_planted_cookie_gains_nothing(app, browse, practice):
    planted = "A" * 64
    ana = with_cookie(app, planted)
    log_in(ana, practice)
    assert ana.cookie != planted
    assert not opens(app, planted)


@pytest.mark.skipif(ON_POSTGRES, reason="looks into the memory of a laptop")
def test_s11_visitors_leave_no_rows(app, browse, practice):
    for _ in range(20):
        Browser(app).get("accounts.login")
    assert app.extensions[STORE]._logins == {}


def test_a_wrap_moved_to_another_row_opens_nothing(app, browse, practice):
    ana, bea = browse(practice.ana), browse(practice.bea)
    store = app.extensions[STORE]
    mine, hers = store.of_user(practice.ana.id)[0], store.of_user(practice.bea.id)[0]
    store.change(hers.row, wrap=mine.wrap, user_id=mine.user_id)
    assert opens(app, ana.cookie)
    assert not opens(app, bea.cookie)
