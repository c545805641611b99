"""The first visit: create your practice, keep the recovery sheet."""

import pytest

from notes_app.accounts.queries import user_named
from notes_app.crypto.words import WORDS
from tests.pages import Browser

GOOD = "lantern pebble orchid thunder"


@pytest.fixture(name="visitor")
def _visitor(app) -> Browser:
    return Browser(app)


def first_page(visitor: Browser):
    login = visitor.get_path("/log-in", status=303)
    return visitor.follow(login)


def sheet(visitor: Browser):
    answer = visitor.submit(
        first_page(visitor), username="Ana", passphrase=GOOD, repeat=GOOD, status=303
    )
    return visitor.follow(answer)


def groups(page):
    region = next(s for s in page.top.all("section") if s.get("aria-label") == "Recovery key")
    return [code.text for code in region.all("code")]


def test_the_first_visit_creates_a_practice(visitor):
    assert first_page(visitor).heading == "Create your practice"
    assert sheet(visitor).heading == "Your recovery sheet"
    assert user_named("ana").roles == "therapist"


def test_the_sheet_shows_nine_groups_and_the_code_of_this_computer(visitor):
    page = sheet(visitor)
    assert len(groups(page)) == 9
    assert "Code of this computer" in page.text
    assert len(list(page.top.all("svg"))) >= 2


def test_no_page_opens_before_the_key_is_typed_back(visitor):
    page = sheet(visitor)
    assert visitor.get("accounts.account", status=303).location == "/recovery-sheet"
    answer = visitor.submit(page, last_group=groups(page)[-1].lower())
    assert visitor.follow(answer).status == 200
    visitor.get("accounts.account")


def test_another_group_is_not_the_last_one(visitor):
    page = sheet(visitor)
    again = visitor.submit(page, last_group="0000", status=422)
    assert "That is not the last group." in again.text
    visitor.get("accounts.account", status=303)


def test_the_recovery_key_is_shown_once(visitor):
    page = sheet(visitor)
    visitor.submit(page, last_group=groups(page)[-1])
    assert visitor.get("accounts.recovery_sheet", status=303).location == "/"


def test_passphrases_that_differ_are_told(visitor):
    page = first_page(visitor)
    answer = visitor.submit(page, username="ana", passphrase=GOOD, repeat="x", status=422)
    assert "The two passphrases differ." in answer.text
    assert user_named("ana") is None


def test_a_passphrase_that_many_use_is_refused_with_a_reason(visitor):
    weak = "password password"
    answer = visitor.submit(
        first_page(visitor), username="ana", passphrase=weak, repeat=weak, status=422
    )
    assert "Too easy to guess" in answer.text


def test_a_suggestion_fills_both_fields_and_can_be_sent(visitor):
    page = visitor.submit(
        first_page(visitor), username="ana", press="Suggest a passphrase", status=200
    )
    form = page.form_with("passphrase", "repeat")
    typed = {t.get("name"): t.get("value") for t in form.all("input")}
    assert typed["passphrase"] == typed["repeat"]
    assert len(typed["passphrase"].split(" ")) == 6
    assert set(typed["passphrase"].split(" ")) <= set(WORDS)
    assert visitor.submit(page, press="Create your practice").location == "/recovery-sheet"


def test_nobody_creates_a_second_practice(visitor, practice):
    assert visitor.get_path("/create", status=303).location == "/log-in"
