"""A1: every route for every role.  Foreign ids answer exactly like missing ones.

The routes come from the application itself: a new one is covered as soon as it exists.
"""

import re
from uuid import UUID, uuid4

import pytest
from werkzeug.routing import Rule

from notes_app.web.marks import is_public

pytestmark = pytest.mark.attack

UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}
PUBLIC = {
    "accounts.activate",
    "accounts.create",
    "accounts.lock",
    "accounts.log_out",
    "accounts.login",
    "accounts.recover",
    "accounts.status",
    "accounts.unlock",
    "web.static",
}
#: Of words in addresses, not ids: nothing of anybody's.
ASKS_FOR_MORE = {
    "patterns.behind",  # the same
    "patterns.all_passages",  # which theme: without one there is no such page
    "grants.share",  # with whom
    "grants.open_note",  # for whom
    "grants.opened",  # only for whom it was opened: tests/grants/test_pages.py
}
#: Of the other side: tests/supervision/test_pages.py opens them as the one it was shared with.
SHARED_WITH_OTHERS = {"supervision.case", "supervision.calibration", "supervision.suggest"}
PLAIN = {"number": "1", "code": "phq-9", "section": "notes", "day": "2026-04-30"}


LEAVING = {"accounts.lock", "accounts.log_out", "accounts.log_out_elsewhere"}
#: From then on every page and every act leads to the new sheet: a sweep over all comes to it last.
NEW_SHEET = "accounts.new_sheet"


def routes(app) -> list[tuple[Rule, str]]:
    found = [
        (rule, method)
        for rule in app.url_map.iter_rules()
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"})
    ]
    assert len(found) > 20
    return sorted(found, key=lambda pair: pair[0].endpoint == NEW_SHEET)


def private(app) -> list[tuple[Rule, str]]:
    return [(r, m) for r, m in routes(app) if not is_public(app.view_functions[r.endpoint])]


def with_ids(app) -> list[tuple[Rule, str]]:
    found = [(rule, method) for rule, method in private(app) if ids_in(rule)]
    assert found
    return found


def ids_in(rule: Rule) -> set[str]:
    return {
        name for name, kind in rule._converters.items() if type(kind).__name__ == "UUIDConverter"
    }


def path_of(app, rule: Rule, ids: dict[str, UUID]) -> str:
    values = {name: ids.get(name, uuid4()) for name in ids_in(rule)}
    values |= {name: PLAIN.get(name, "1") for name in rule.arguments - ids_in(rule)}
    adapter = app.url_map.bind("between.localhost")
    return adapter.build(rule.endpoint, values, method=None)


def answer(browser, method: str, path: str) -> tuple[int, str, str]:
    headers = {"Sec-Fetch-Site": "same-origin"}
    if method in UNSAFE:
        headers["X-CSRFToken"] = browser.standing_token()
    response = browser.client.open(path, method=method, headers=headers)
    text = re.sub(r'(csrf-token" content=|csrf_token" value=)"[^"]+"', "", response.text)
    return response.status_code, response.headers.get("Location", ""), text


def test_the_public_pages_are_exactly_these(app):
    found = {r.endpoint for r, _ in routes(app) if is_public(app.view_functions[r.endpoint])}
    assert found == PUBLIC


def test_a_sweep_is_obeyed_until_it_comes_to_the_new_sheet(app, browse, practice):
    ana = browse(practice.ana)
    assert {rule.endpoint for rule, _ in routes(app)[-2:]} == {NEW_SHEET}
    assert answer(ana, "GET", "/clients")[0] == 200
    assert answer(ana, "POST", "/account/new-sheet")[1] == "/recovery-sheet"
    assert answer(ana, "GET", "/clients")[1] == "/recovery-sheet"


def test_a_stranger_gets_no_page(app, browse, practice, ids):
    otto = browse(None)
    let_in = [
        (rule.rule, method, code)
        for rule, method in private(app)
        for code, where, _ in [answer(otto, method, path_of(app, rule, ids))]
        if code != 303 or not where.startswith("/log-in")
    ]
    assert let_in == []


def test_a_locked_login_gets_no_page(app, browse, practice, ids):
    ana = browse(practice.ana)
    ana.submit(ana.get("accounts.account"), press="Lock")
    let_in = [
        (rule.rule, method, code)
        for rule, method in private(app)
        for code, where, _ in [answer(ana, method, path_of(app, rule, ids))]
        if code != 303 or not where.startswith("/unlock")
    ]
    assert let_in == []


@pytest.mark.parametrize("who", ["bea", "ada"])
def test_what_is_not_theirs_is_not_there(app, browse, practice, ids, who):
    browser = browse(getattr(practice, who))
    told_apart = []
    for rule, method in with_ids(app):
        foreign = answer(browser, method, path_of(app, rule, ids))
        missing = answer(browser, method, path_of(app, rule, {}))
        if foreign != missing or foreign[0] != 404:
            told_apart.append((rule.rule, method, foreign[:2], missing[:2]))
    assert told_apart == []


def test_the_cast_has_an_id_for_every_address(app, ids):
    wanted = {name for rule, _ in with_ids(app) for name in ids_in(rule)}
    assert wanted - ids.keys() == set()


def test_her_own_client_is_there(browse, practice, ids):
    ana = browse(practice.ana)
    assert "Heron" in ana.get("clients.overview", client_id=ids["client_id"]).text


def test_her_own_records_are_there(app, browse, practice, ids):
    ana = browse(practice.ana)
    gone = [
        rule.rule
        for rule, method in with_ids(app)
        if method == "GET" and rule.endpoint not in ASKS_FOR_MORE | SHARED_WITH_OTHERS
        if answer(ana, method, path_of(app, rule, ids))[0] == 404
    ]
    assert gone == []
