"""`users create|list|disable|enable`, and coming in with the one-time code."""

import re

import pytest

from notes_app.accounts.queries import user_named
from tests.pages import Browser

NEW = "lantern pebble orchid thunder"


@pytest.fixture(name="run")
def _run(app, practice):
    from notes_app import db

    def run(*words: str, code: int = 0) -> str:
        db.session.rollback()
        result = app.test_cli_runner().invoke(args=["users", *words])
        assert result.exit_code == code, result.output
        return result.output

    return run


def code_in(output: str) -> str:
    found = re.search(r"(?:[A-Z2-7]{4}-){5}[A-Z2-7]{4}", output)
    assert found is not None
    return found[0]


def activate(visitor: Browser, code: str, status: int = 303):
    page = visitor.get("accounts.activate")
    return visitor.submit(
        page, username="Ruth", code=code, passphrase=NEW, repeat=NEW, status=status
    )


def test_an_invited_person_sets_her_own_passphrase(run, browse):
    visitor = browse(None)
    answer = activate(visitor, code_in(run("create", "Ruth", "--role", "supervisor")).lower())
    assert visitor.follow(answer).heading == "Your recovery sheet"
    assert user_named("ruth").roles == "supervisor"


def test_a_code_opens_once(run, browse):
    code = code_in(run("create", "ruth"))
    activate(browse(None), code)
    assert "That did not open anything." in activate(browse(None), code, status=422).text


def test_a_code_lasts_three_days(run, browse, clock):
    code = code_in(run("create", "ruth"))
    clock.move(minutes=73 * 60)
    activate(browse(None), code, status=422)


def test_a_wrong_code_opens_nothing(run, browse):
    run("create", "ruth")
    activate(browse(None), "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF", status=422)


def test_an_invited_account_has_no_passphrase_yet(run, browse):
    run("create", "ruth")
    visitor = browse(None)
    page = visitor.get("accounts.login")
    visitor.submit(page, username="ruth", passphrase=NEW, status=422)


def test_a_disabled_account_is_out_at_once(run, browse, practice):
    ana = browse(practice.ana)
    run("disable", "ana")
    assert ana.get("accounts.account", status=303).location.startswith("/log-in")
    run("enable", "ana")
    ana.get("accounts.account", status=303)


def test_the_list_names_everybody(run):
    output = run("list")
    assert all(name in output for name in ("ana", "bea", "ada", "administrator"))


def test_a_name_is_taken_once(run):
    assert "There is an account of that name already." in run("create", "ANA", code=1)
