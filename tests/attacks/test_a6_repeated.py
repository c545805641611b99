"""A6: the same name twice, in the address, in the body, or in both."""

import pytest

pytestmark = pytest.mark.attack


@pytest.mark.parametrize(
    ("address", "body"),
    [
        ("/log-in?next=/a&next=/b", {}),
        ("/log-in", {"username": ["ana", "bea"]}),
        ("/log-in?username=ana", {"username": "bea"}),
    ],
)
def test_a_name_that_comes_twice_is_refused(browse, practice, address, body):
    otto = browse(None)
    headers = {"Sec-Fetch-Site": "same-origin"}
    sent = {**body, "csrf_token": otto.token()}
    assert otto.client.post(address, data=sent, headers=headers).status_code == 400


def test_a_name_that_comes_once_is_read(browse, practice):
    otto = browse(None)
    page = otto.get_path("/log-in?next=/account")
    answer = otto.submit(page, username="ana", passphrase=practice.passphrase)
    assert answer.location == "/account"
