"""Who is let in, and who is told where to go."""

import pytest

from notes_app.web.marks import is_public, public


def test_a_view_is_private_unless_it_says_otherwise():
    def view() -> None: ...

    assert not is_public(view)
    assert is_public(public(view))


def test_a_stranger_is_sent_to_the_log_in_and_back(browse, practice):
    page = browse(None).get("accounts.account", status=303)
    assert page.location == "/log-in?next=/account"


def test_a_script_is_told_and_not_sent(browse, practice):
    answer = browse(None).fetch("GET", "/account", status=401)
    assert answer.text == ""


def test_a_route_added_without_a_mark_is_private(app, browse, practice):
    def added() -> str:
        return "words of a client"

    app.view_functions["accounts.login"] = added
    answer = browse(None).client.get("/log-in", headers={"Sec-Fetch-Site": "none"})
    assert answer.status_code == 303
    assert "words of a client" not in answer.text


def test_a_page_of_nobody_is_not_there_even_for_strangers(browse, practice):
    page = browse(None).get_path("/nowhere", status=404)
    assert page.heading == "Not here"


@pytest.mark.parametrize("path", ["/status", "/log-in", "/recover", "/activate"])
def test_public_pages_answer_strangers(browse, practice, path):
    headers = {"Sec-Fetch-Site": "same-origin"}
    assert browse(None).client.get(path, headers=headers).status_code == 200
