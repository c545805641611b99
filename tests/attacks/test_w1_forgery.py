"""W1: requests that another page sends in our name.  W5: redirects elsewhere.  W6: other names."""

import pytest

from notes_app.web.browser_sessions import STORE
from notes_app.web.guard import safe_next
from tests.pages import HOST

pytestmark = pytest.mark.attack

OURS = {"Sec-Fetch-Site": "same-origin"}


def is_open(app, user) -> bool:
    return app.extensions[STORE].of_user(user.id)[0].wrap is not None


def lock(ana, headers, **options):
    return ana.client.post("/lock", headers=headers, **options).status_code


def test_w1_without_a_token_nothing_happens(app, browse, practice):
    ana = browse(practice.ana)
    assert lock(ana, OURS) == 400
    assert is_open(app, practice.ana)


def test_w1_the_token_of_somebody_else_does_not_count(app, browse, practice):
    ana, bea = browse(practice.ana), browse(practice.bea)
    assert lock(ana, {**OURS, "X-CSRFToken": bea.token()}) == 400
    assert is_open(app, practice.ana)


def test_w1_the_token_of_the_cookie_before_does_not_count(app, browse, practice):
    ana = browse(None)
    page = ana.get("accounts.login")
    before = ana.token()
    ana.submit(page, username="ana", passphrase=practice.passphrase)
    assert lock(ana, {**OURS, "X-CSRFToken": before}) == 400
    assert is_open(app, practice.ana)


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "cross-site", "Origin": HOST},
        {"Origin": "null"},
        {"Origin": "http://evil.example"},
        {"Origin": "http://between.localhost:5001"},
        {"Origin": "https://between.localhost"},
        {},
    ],
)
def test_w1_another_origin_is_refused_even_with_a_token(app, browse, practice, headers):
    ana = browse(practice.ana)
    assert lock(ana, {**headers, "X-CSRFToken": ana.token()}) == 403
    assert is_open(app, practice.ana)


def test_w1_our_origin_counts_where_a_browser_says_no_more(app, browse, practice):
    ana = browse(practice.ana)
    assert lock(ana, {"Origin": HOST, "X-CSRFToken": ana.token()}) == 303
    assert not is_open(app, practice.ana)


@pytest.mark.parametrize(
    ("mode", "kind"), [("no-cors", "image"), ("cors", "empty"), ("navigate", "iframe")]
)
def test_w1_another_page_cannot_read_or_frame_ours(browse, practice, mode, kind):
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": kind}
    assert browse(practice.ana).client.get("/account", headers=headers).status_code == 403


def test_w1_a_link_from_elsewhere_may_lead_here(browse, practice):
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    headers["Sec-Fetch-Dest"] = "document"
    assert browse(None).client.get("/log-in", headers=headers).status_code == 200


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.example",
        "/\\evil.example",
        "///evil.example",
        "/\\/evil.example",
        "http://evil.example/",
        "https:evil.example",
        "javascript:alert(1)",
        "/account\r\nSet-Cookie: x=1",
        "/acc\tount",
        "/account\\..",
        "/nowhere-of-ours",
        "/lock",
        " /account",
        "",
        None,
    ],
)
def test_w5_what_is_not_ours_is_dropped(app, practice, wanted):
    with app.test_request_context(base_url=HOST):
        assert safe_next(wanted) == "/"


@pytest.mark.parametrize("wanted", ["/account", "/account/passphrase", "/account?x=1"])
def test_w5_what_is_ours_is_followed(app, practice, wanted):
    with app.test_request_context(base_url=HOST):
        assert safe_next(wanted) == wanted


@pytest.mark.parametrize(
    "host", ["evil.example", "between.localhost.evil.example", "192.168.0.7", "evil.localhost", ""]
)
def test_w6_another_host_is_refused(browse, practice, host):
    answer = browse(None).client.get("/log-in", headers={"Host": host})
    assert answer.status_code == 400
    assert "Log in" not in answer.text


def test_w6_a_forwarded_host_is_not_believed(browse, practice):
    headers = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https", **OURS}
    answer = browse(None).client.get("/account", headers=headers)
    assert answer.location == "/log-in?next=/account"
