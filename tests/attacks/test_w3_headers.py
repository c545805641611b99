"""W3, D1: headers of every route, of errors, of static files.  W10, W11: limits, failures."""

import pytest
from sqlalchemy.exc import OperationalError

from notes_app.db.errors import Stale
from notes_app.payload import CannotRead
from tests.attacks.test_a1_every_route import path_of, routes
from tests.pages import Browser

pytestmark = pytest.mark.attack

OURS = {"Sec-Fetch-Site": "same-origin"}
EXACT = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
        " font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
        " frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(),"
        " publickey-credentials-get=(self), publickey-credentials-create=(self)"
    ),
}


@pytest.fixture(name="ana")
def _ana(browse, practice) -> Browser:
    return browse(practice.ana)


def wrong_headers(answer, caching="no-store"):
    wanted = {**EXACT, "Cache-Control": caching}
    return {
        name: answer.headers.get(name)
        for name in wanted
        if answer.headers.get(name) != wanted[name]
    }


def static_file(browser) -> str:
    html = browser.client.get("/log-in", headers=OURS).text
    return html.partition('href="/static/')[2].partition('"')[0]


def test_w3_every_route_carries_them(app, browse, practice, ids):
    ana = browse(practice.ana)
    wrong = {}
    for rule, method in routes(app):
        if rule.endpoint in ("web.static", "accounts.lock", "accounts.log_out"):
            continue
        headers = {**OURS, "X-CSRFToken": ana.standing_token()}
        answer = ana.client.open(path_of(app, rule, ids), method=method, headers=headers)
        if wrong_headers(answer):
            wrong[rule.rule, method] = wrong_headers(answer)
    assert wrong == {}


def test_d1_static_files_are_kept_under_their_version_only(browse, practice):
    otto = browse(None)
    path = static_file(otto)
    kept = otto.client.get(f"/static/{path}", headers=OURS)
    assert kept.status_code == 200
    assert {"public", "max-age=31536000", "immutable"} == set(
        kept.headers["Cache-Control"].split(", ")
    )
    assert "Set-Cookie" not in kept.headers
    kept.close()
    other = otto.client.get(f"/static/0{path}", headers=OURS)
    assert (other.status_code, wrong_headers(other)) == (404, {})


@pytest.mark.parametrize("name", ["../../config.py", "..%2f..%2fconfig.py", "/etc/passwd", "css"])
def test_static_files_come_from_their_folder_only(browse, practice, name):
    otto = browse(None)
    version = static_file(otto).partition("/")[0]
    assert otto.client.get(f"/static/{version}/{name}", headers=OURS).status_code in (404, 308)


def test_no_answer_names_the_server(browse, practice):
    assert "Server" not in browse(None).client.get("/log-in", headers=OURS).headers


def test_w10_too_large_a_body_is_refused(browse, practice):
    ana = browse(practice.ana)
    headers = {**OURS, "X-CSRFToken": ana.token()}
    small = ana.client.post("/log-in", headers=headers, data=b"x" * 70_000)
    large = ana.client.post("/account/settings", headers=headers, data=b"x" * 2_200_000)
    assert (small.status_code, large.status_code) == (413, 413)
    assert "more than fits at once" in small.text


def test_w10_too_many_fields_are_refused(browse, practice):
    ana = browse(practice.ana)
    headers = {**OURS, "X-CSRFToken": ana.token()}
    fields = {f"field{number}": (None, "x") for number in range(1001)}
    body = "".join(
        f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\nx\r\n' for name in fields
    )
    answer = ana.client.post(
        "/account/settings",
        headers={**headers, "Content-Type": "multipart/form-data; boundary=b"},
        data=body + "--b--\r\n",
    )
    assert answer.status_code == 413


def test_w10_too_large_a_form_is_refused(browse, practice):
    ana = browse(practice.ana)
    headers = {**OURS, "X-CSRFToken": ana.token()}
    large = ana.client.post("/account/settings", headers=headers, data={"x": "y" * 600_000})
    many = ana.client.post(
        "/account/settings", headers=headers, data={str(n): "" for n in range(1001)}
    )
    assert (large.status_code, many.status_code) == (413, 413)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (RuntimeError("secret words of a client"), 500),
        (Stale("secret words of a client"), 409),
        (CannotRead("secret words of a client"), 409),
        (OperationalError("secret words of a client", {}, RuntimeError("secret")), 503),
    ],
)
def test_w11_a_failure_shows_no_trace(app, ana, monkeypatch, error, status, caplog):
    def fail() -> None:
        raise error

    caplog.set_level("INFO", "between")
    monkeypatch.setitem(app.view_functions, "accounts.account", fail)
    page = ana.get("accounts.account", status=status)
    assert wrong_headers(page) == {}
    assert "secret" not in page.html
    assert "Traceback" not in page.html
    facts = [getattr(record, "facts", {}) for record in caplog.records]
    assert facts
    assert "secret" not in str(facts)


def test_w11_a_failure_is_found_by_its_number(app, browse, practice, monkeypatch, caplog):
    def fail() -> None:
        raise RuntimeError

    monkeypatch.setitem(app.view_functions, "accounts.account", fail)
    page = browse(practice.ana).get("accounts.account", status=500)
    failed = [r.facts for r in caplog.records if r.msg == "failed"]
    assert len(failed) == 1
    assert f"Event {failed[0]['id']}" in page.text
    assert failed[0]["kind"] == "RuntimeError"


def test_a_page_that_is_not_there_is_the_same_for_everybody(browse, practice):
    pages = [browse(user).get_path("/nowhere", status=404) for user in (None, practice.ana)]
    assert pages[0].text == pages[1].text
