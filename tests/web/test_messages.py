"""What is said once, and never holds a word of a client's."""

import pytest

from notes_app import db
from notes_app.notes.service import plan_session
from notes_app.web.browser_sessions import STORE
from notes_app.web.messages import say
from tests.notes.builders import held


def test_a_message_is_shown_once(browse, practice):
    ana = browse(practice.ana)
    answer = ana.submit(ana.get("accounts.account"), press="Save settings")
    assert "Settings saved." in ana.follow(answer).text
    assert "Settings saved." not in ana.get("accounts.account").text


def retire(ana, name):
    return ana.submit(ana.get("themes.codebook"), press=f"Retire {name}")


def test_what_can_be_undone_stays_until_the_next_act(browse, practice):
    ana = browse(practice.ana)
    retire(ana, "Giving way")
    for _ in range(3):
        assert "Theme retired. Its passages stay." in ana.get("clients.all_clients").text
    ana.submit(ana.get("accounts.account"), press="Save settings")
    assert "Settings saved." in ana.get("clients.all_clients").text
    assert "Theme retired." not in ana.get("clients.all_clients").text


def test_a_page_with_more_to_say_shows_only_what_is_new(browse, practice):
    session = plan_session(practice.mira, facts=held(), keyring=practice.keyrings["ana"])
    db.session.commit()
    ana = browse(practice.ana)
    ana.follow(retire(ana, "Giving way"))
    assert "Theme retired." not in ana.get("notes.write", session_id=session.id).text
    assert "Theme retired." in ana.get("clients.all_clients").text


def test_of_several_acts_the_last_way_back_stays(browse, practice):
    ana = browse(practice.ana)
    page = ana.get("themes.codebook")
    ana.submit(page, press="Retire Giving way")
    ana.submit(page, press="Retire Keeping the peace")
    assert ana.get("clients.all_clients").text.count("Theme retired.") == 2
    assert ana.get("clients.all_clients").text.count("Theme retired.") == 1


def test_only_its_code_is_kept(app, browse, practice):
    ana = browse(practice.ana)
    ana.submit(ana.get("accounts.account"), press="Save settings")
    kept = app.extensions[STORE].of_user(practice.ana.id)[0].messages
    assert kept == "settings-saved|"


def test_an_unknown_code_is_a_mistake_of_ours(app):
    with app.test_request_context(), pytest.raises(KeyError):
        say("a sentence about Mira")
