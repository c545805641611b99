"""The two traps of a test that holds an app context open, and the checks of every page."""

import pytest

from notes_app import db
from notes_app.accounts.models import User
from tests.pages import Reader, _faults


def test_what_a_view_forgot_to_commit_looks_lost(app, browse, practice, monkeypatch):
    def forgets() -> str:
        db.session.get(User, practice.ana.id).roles = "changed"
        db.session.flush()
        return ""

    monkeypatch.setitem(app.view_functions, "accounts.login", forgets)
    browse(None).client.get("/log-in", headers={"Sec-Fetch-Site": "none"})
    assert db.session.get(User, practice.ana.id).roles == "therapist"


def test_two_browsers_are_two_people(browse, practice):
    ana, bea = browse(practice.ana), browse(practice.bea)
    names = [page.text for page in (ana.get("accounts.account"), bea.get("accounts.account"))]
    assert "Logged in as ana" in names[0]
    assert "Logged in as bea" in names[1]


def test_rows_that_a_test_forgot_to_commit_are_noticed(browse, practice):
    db.session.add(User(username="forgotten", roles=""))
    with pytest.raises(AssertionError, match="did not commit"):
        browse(None).get("accounts.login")
    db.session.rollback()


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<html><title>x</title></html>", "0 headings of the first order"),
        ("<html><h1>x</h1></html>", "no title"),
        ("<p id=a></p><p id=a></p>", "id a twice"),
        ("<p style='x'></p>", "style in p"),
        ("<script>x</script>", "script without src"),
        ("<p onclick=x></p>", "onclick in p"),
        ("<a href='https://elsewhere.example'>x</a>", "foreign address https://elsewhere.example"),
        ("<form method=post action=/x></form>", "no token in the form to /x"),
        ("<form><input name=q></form>", "no label for q"),
    ],
)
def test_a_fault_of_a_page_is_seen(html, fault):
    assert fault in list(_faults(Reader(html).top, whole="<html" in html))
