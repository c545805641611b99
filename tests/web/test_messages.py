"""What is said once, and never holds a word of a client's."""

import pytest

from notes_app.web.browser_sessions import STORE
from notes_app.web.messages import say


def test_a_message_is_shown_once(browse, practice):
    ana = browse(practice.ana)
    answer = ana.submit(ana.get("accounts.account"), press="Save settings")
    assert "Settings saved." in ana.follow(answer).text
    assert "Settings saved." not in ana.get("accounts.account").text


def test_only_its_code_is_kept(app, browse, practice):
    ana = browse(practice.ana)
    ana.submit(ana.get("accounts.account"), press="Save settings")
    kept = app.extensions[STORE].of_user(practice.ana.id)[0].messages
    assert kept == "settings-saved|"


def test_an_unknown_code_is_a_mistake_of_ours(app):
    with app.test_request_context(), pytest.raises(KeyError):
        say("a sentence about Mira")
