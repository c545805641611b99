"""Changing the passphrase, and what makes one good enough."""

import time

import pytest

from notes_app.accounts.strength import UNUSABLE, objection_to
from notes_app.crypto.words import make_passphrase
from tests.pages import Browser

NEW = "lantern pebble orchid thunder"


def change(ana: Browser, practice, *, status: int = 303, **changed: str):
    fields = {"current": practice.passphrase, "passphrase": NEW, "repeat": NEW, **changed}
    return ana.submit(ana.get("accounts.change_passphrase"), **fields, status=status)


def login(browser: Browser, passphrase: str, status: int = 303):
    page = browser.get("accounts.login")
    return browser.submit(page, username="ana", passphrase=passphrase, status=status)


def test_the_new_passphrase_opens_and_the_old_one_does_not(browse, practice):
    change(browse(practice.ana), practice)
    login(browse(None), NEW)
    login(browse(None), practice.passphrase, status=422)


def test_other_logins_end_and_this_one_stays(browse, practice):
    here, elsewhere = browse(practice.ana), browse(practice.ana)
    change(here, practice)
    here.get("accounts.account")
    assert elsewhere.get("accounts.account", status=303).location.startswith("/log-in")


def test_the_old_passphrase_is_asked_for(browse, practice):
    ana = browse(practice.ana)
    page = change(ana, practice, current="not the old one at all", status=422)
    assert "That did not open anything." in page.text
    login(browse(None), practice.passphrase)


def test_everybody_else_can_be_logged_out(browse, practice):
    here, elsewhere = browse(practice.ana), browse(practice.ana)
    page = here.get("accounts.account")
    assert "You are also logged in with one other browser." in page.text
    here.submit(page, press="Log out everywhere else")
    here.get("accounts.account")
    elsewhere.get("accounts.account", status=303)


def test_what_matters_asks_for_the_passphrase_again(browse, practice, clock):
    ana = browse(practice.ana)
    clock.move(minutes=6)
    asked = ana.get("accounts.new_sheet", status=303)
    page = ana.follow(asked)
    assert page.heading == "Your passphrase, once more"
    before = ana.cookie
    answer = ana.submit(page, passphrase=practice.passphrase)
    assert answer.location == "/account/new-sheet"
    assert ana.cookie != before
    ana.get("accounts.new_sheet")


@pytest.mark.parametrize(
    ("passphrase", "reason"),
    [
        ("short one", "Too short"),
        ("password password", "Too easy to guess"),
        ("aaaaaaaaaaaaaaaaaaaa", "it repeats itself"),
        ("qwertyuiopasdfghjkl", "Too easy to guess"),
        ("x" * 257, UNUSABLE),
    ],
)
def test_a_weak_passphrase_is_refused_with_its_reason(passphrase, reason):
    assert reason in objection_to(passphrase)


def test_their_own_name_does_not_count():
    assert objection_to("anastasia anastasia", words=["anastasia"]) is not None


def test_six_random_words_are_good():
    assert objection_to(make_passphrase()) is None


@pytest.mark.parametrize("passphrase", ["a" * 256, "é" * 256, "🌱" * 256, "ab" * 128])
def test_the_longest_passphrases_are_judged_at_once(passphrase):
    objection_to("warm up the lists first")
    begun = time.process_time()
    objection_to(passphrase)
    assert time.process_time() - begun < 0.25
