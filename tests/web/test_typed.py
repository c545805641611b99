"""What was typed into a form that could not be kept stands on the page that says so."""

from uuid import UUID

import pytest

from notes_app.web.typed import CHOSEN
from tests.pages import HOST
from tests.signing.test_pages import noted, sign

WORDS = "She rang, and was calm.\nI wrote it down at once."


@pytest.mark.parametrize(
    "sent", ["", "yes", "going-quiet-when-hurt", "2026-04-30", f"passage {UUID(int=1)}"]
)
def test_a_code_is_nothing_typed(sent: str) -> None:
    assert CHOSEN.fullmatch(sent)


@pytest.mark.parametrize("typed", ["She rang.", "a" * 41, "她很安静", "line\nline"])
def test_words_are_typed(typed: str) -> None:
    assert not CHOSEN.fullmatch(typed)


def test_an_addendum_that_came_second_is_not_lost(browse, practice):
    ana, session_id = browse(practice.ana), noted(practice)
    sign(ana, session_id)
    page = ana.get("signing.add", session_id=session_id)
    ana.submit(page, press="Sign addendum", text="First.")
    answer = ana.submit(page, press="Sign addendum", text=WORDS, status=409)
    assert "What you typed stands here, and nowhere else" in answer.text
    assert WORDS in answer.html


def test_a_comment_that_came_after_the_end_is_not_lost(browse, practice):
    sam = browse(practice.sam)
    fields = {"comment": WORDS, "csrf_token": sam.token()}
    path = f"/supervision/cases/{practice.mira.id}/comment"
    answer = sam.client.post(path, data=fields, headers={"Sec-Fetch-Site": "same-origin"})
    assert (answer.status_code, WORDS in answer.text) == (404, True)
    assert fields["csrf_token"] not in answer.text.replace(f'content="{sam.token()}"', "")


@pytest.mark.parametrize(
    ("path", "site", "status"),
    [("/themes/new", "cross-site", 403), ("/account/passphrase", "same-origin", 400)],
)
def test_no_foreign_words_and_no_passphrase_are_shown(browse, practice, path, site, status):
    ana, headers = browse(practice.ana), {"Sec-Fetch-Site": site, "Origin": HOST}
    answer = ana.client.post(path, data={"current": WORDS, "name": WORDS}, headers=headers)
    assert (answer.status_code, "calm" in answer.text) == (status, False)


def test_a_stranger_is_shown_nothing_of_what_was_sent(browse):
    headers = {"Sec-Fetch-Site": "same-origin"}
    answer = browse(None).client.post("/no/such/page", data={"a": WORDS}, headers=headers)
    assert "calm" not in answer.text
