"""A5: only the methods that a page declares; no override."""

import pytest

pytestmark = pytest.mark.attack

SAME = {"Sec-Fetch-Site": "same-origin"}


@pytest.mark.parametrize("method", ["OPTIONS", "TRACE", "PUT", "DELETE", "PATCH", "CONNECT"])
def test_other_methods_are_refused(browse, practice, method):
    ana = browse(practice.ana)
    headers = {**SAME, "X-CSRFToken": ana.token()}
    assert ana.client.open("/account", method=method, headers=headers).status_code == 405


def test_head_answers_as_get_without_a_body(browse, practice):
    answer = browse(practice.ana).client.head("/account", headers=SAME)
    assert (answer.status_code, answer.data) == (200, b"")


@pytest.mark.parametrize("name", ["X-HTTP-Method-Override", "X-Method-Override", "X-HTTP-Method"])
def test_no_header_turns_a_get_into_a_post(app, browse, practice, name):
    ana = browse(practice.ana)
    assert ana.client.get("/lock", headers={**SAME, name: "POST"}).status_code == 405
    assert ana.client.get("/lock?_method=POST", headers=SAME).status_code == 405
