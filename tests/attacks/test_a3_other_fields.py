"""A3: fields that no page sends are ignored; fields that are missing or absurd break nothing."""

import json
from uuid import uuid4

import pytest
from sqlalchemy import select

from notes_app import db
from notes_app.accounts.models import User
from notes_app.clients.models import Client
from notes_app.notes.models import TherapySession
from tests.attacks.test_a1_every_route import LEAVING, NEW_SHEET, UNSAFE, path_of, routes

pytestmark = pytest.mark.attack

OURS = {"Sec-Fetch-Site": "same-origin"}
OWNED = {
    "id": str(uuid4()),
    "owner_id": str(uuid4()),
    "user_id": str(uuid4()),
    "client_id": str(uuid4()),
    "roles": "administrator",
    "disabled": "1",
    "epoch": "0",
    "scope": "process",
    "generation": "9",
    "set_aside": "1",
    "written": "1",
    "author": "bea",
}
ABSURD = ["", "\0", "9" * 5_000, "-1", "\ud83d\ude00" * 50, "{{7*7}}", "x" * 3_000, "../..", "%00"]
DEEP = "[" * 100_000


def unsafe(app):
    found = [
        (rule, method)
        for rule, method in routes(app)
        if method in UNSAFE and rule.endpoint not in {*LEAVING, NEW_SHEET}
    ]
    assert len(found) > 20
    return found


def names_on(browser, path) -> set[str]:
    """The names of the fields on the page at that address, where there is one."""
    import re

    html = browser.client.get(path, headers=OURS).text
    return set(re.findall(r'<(?:input|select|textarea)[^>]* name="([^"]+)"', html)) - {"csrf_token"}


def as_sent(value: str) -> str:
    return value.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def send(browser, method, path, **options):
    headers = {**OURS, "X-CSRFToken": browser.standing_token(), **options.pop("headers", {})}
    return browser.client.open(path, method=method, headers=headers, **options)


def is_still_obeyed(browser) -> bool:
    """Whether log-in and token held to the end: refusals at the door would prove nothing."""
    settings = {"display_name": "Ana", "colours": "dark", "names_on_today": "initials"}
    settings["idle_minutes"] = "5"
    answer = send(browser, "POST", "/account/settings", data=settings)
    return answer.status_code == 303 and answer.headers["Location"] == "/account"


@pytest.mark.parametrize("sent", [{}, OWNED], ids=["nothing", "more"])
def test_a3_no_route_fails_on_missing_or_other_fields(app, browse, practice, ids, sent):
    ana = browse(practice.ana)
    failed = [
        (rule.rule, method)
        for rule, method in unsafe(app)
        if send(ana, method, path_of(app, rule, ids), data=sent).status_code >= 500
    ]
    assert failed == []
    assert is_still_obeyed(ana)


@pytest.mark.parametrize("value", ABSURD, ids=lambda value: repr(value[:6]))
def test_a3_a_new_sheet_does_not_fail_on_them_either(browse, practice, value):
    fields = dict.fromkeys({*OWNED, "last_group"}, as_sent(value))
    answer = send(browse(practice.ana), "POST", "/account/new-sheet", data=fields)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/recovery-sheet")


@pytest.mark.parametrize("value", ABSURD, ids=lambda value: repr(value[:6]))
def test_a3_no_route_fails_on_absurd_values(app, browse, practice, ids, value):
    ana = browse(practice.ana)
    failed = []
    for rule, method in unsafe(app):
        path = path_of(app, rule, ids)
        fields = dict.fromkeys(names_on(ana, path) | {"word", "focus", "next"}, as_sent(value))
        if send(ana, method, path, data=fields).status_code >= 500:
            failed.append((rule.rule, method))
    assert failed == []
    assert is_still_obeyed(ana)


@pytest.mark.parametrize("body", [DEEP, '{"draft_version":' + DEEP, "{}", "null", "\ud800", "\0"])
def test_a3_no_route_fails_on_other_json(app, browse, practice, ids, body):
    ana = browse(practice.ana)
    draft = {"base": 1, "sections": {"brought": "x"}, "more": 1}
    path = f"/sessions/{ids['session_id']}/draft"
    assert send(ana, "PUT", path, data=json.dumps(draft)).status_code == 200
    sent = body.encode("utf-8", "surrogatepass")
    kind = {"Content-Type": "application/json"}
    failed = [
        (rule.rule, method)
        for rule, method in unsafe(app)
        if send(ana, method, path_of(app, rule, ids), data=sent, headers=kind).status_code >= 500
    ]
    assert failed == []
    assert is_still_obeyed(ana)


def test_a3_nobody_changes_hands_or_rights(app, browse, practice, ids):
    ana = browse(practice.ana)
    owners = select(Client.id, Client.owner_id)
    rights = select(User.id, User.roles, User.disabled)
    placed = select(TherapySession.id, TherapySession.client_id)
    before = [set(db.session.execute(wanted).all()) for wanted in (owners, rights, placed)]
    for rule, method in unsafe(app):
        send(ana, method, path_of(app, rule, ids), data=OWNED)
    assert is_still_obeyed(ana)
    db.session.rollback()
    after = [set(db.session.execute(wanted).all()) for wanted in (owners, rights, placed)]
    assert [was <= now for was, now in zip(before, after, strict=True)] == [True] * 3
