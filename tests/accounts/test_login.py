"""Logging in, and what is said when it fails."""

from notes_app.accounts.current import user_of_login
from tests.pages import Browser

WRONG = "That did not open anything. Check both and try again."


def login(browser: Browser, username: str, passphrase: str, status: int = 303):
    page = browser.get("accounts.login")
    return browser.submit(page, username=username, passphrase=passphrase, status=status)


def test_a_therapist_logs_in_with_her_passphrase(browse, practice):
    ana = browse(None)
    answer = login(ana, "Ana", practice.passphrase)
    assert ana.follow(answer).status == 200


def test_a_wrong_passphrase_opens_nothing(browse, practice):
    ana = browse(None)
    page = login(ana, "ana", "something else entirely", status=422)
    assert WRONG in page.text
    assert ana.get("accounts.account", status=303).location.startswith("/log-in")


def test_a_passphrase_longer_than_any_is_refused_with_the_same_words(browse, practice):
    page = login(browse(None), "ana", "x" * 300, status=422)
    assert WRONG in page.text


def test_a_disabled_account_opens_nothing(browse, practice):
    from notes_app import db

    practice.ana.disabled = True
    db.session.commit()
    assert WRONG in login(browse(None), "ana", practice.passphrase, status=422).text


def test_after_five_slips_one_waits(browse, practice, clock):
    ana = browse(None)
    for _ in range(6):
        login(ana, "ana", "not my passphrase", status=422)
    page = login(ana, "ana", practice.passphrase, status=429)
    assert "Too many tries. Try again in 2 seconds." in page.text
    assert page.headers["Retry-After"] == "2"
    clock.move(seconds=3)
    login(ana, "ana", practice.passphrase)


def test_the_account_page_tells_of_the_last_login_and_of_failures_since(browse, practice, clock):
    ana = browse(None)
    login(ana, "ana", practice.passphrase)
    login(browse(None), "ana", "somebody else's guess", status=422)
    clock.move(minutes=60)
    login(ana, "ana", practice.passphrase)
    text = ana.get("accounts.account").text
    assert "Last login Thursday 30 April 09:15; one failed try since." in text


def test_logging_in_leads_back_to_the_page_that_was_asked_for(browse, practice):
    ana = browse(None)
    asked = ana.get("accounts.change_passphrase", status=303)
    page = ana.follow(asked)
    answer = ana.submit(page, username="ana", passphrase=practice.passphrase)
    assert answer.location == "/account/passphrase"


def test_a_sixth_login_ends_the_oldest(browse, practice, clock):
    browsers = []
    for _ in range(6):
        browsers.append(browse(practice.ana))
        clock.move(seconds=1)
    browsers[0].get("accounts.account", status=303)
    browsers[1].get("accounts.account")


def test_an_unlocked_login_knows_its_user(app, browse, practice):
    ana = browse(practice.ana)
    cookie = {"Cookie": f"__Host-between={ana.cookie}"}
    with app.test_request_context(headers=cookie):
        assert user_of_login().username == "ana"


def test_the_login_says_so_when_many_are_logging_in(app, browse, practice):
    from notes_app.accounts.entering import TURNS

    turns = app.extensions[TURNS]
    turns._inside = 10
    page = login(browse(None), "ana", practice.passphrase, status=503)
    assert "Many are logging in just now. Try again in 5 seconds." in page.text
    turns._inside = 0
    login(browse(None), "ana", practice.passphrase)
