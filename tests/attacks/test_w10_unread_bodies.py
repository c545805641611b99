"""W10: what a stranger sends is refused before it is read; a form is never 50 MB."""

from io import BytesIO

import pytest
from flask import url_for

from tests.pages import HOST

pytestmark = pytest.mark.attack

OURS = {"Sec-Fetch-Site": "same-origin"}
LARGE = 40_000_000
UPLOAD = "multipart/form-data; boundary=b"


class Watched(BytesIO):
    """A body that knows how much of it was asked for."""

    asked = 0

    def read(self, size=-1):
        self.asked += LARGE if size is None or size < 0 else size
        return super().read(size)

    def readinto(self, into):
        self.asked += len(into)
        return super().readinto(into)


def send(browser, path, kind=UPLOAD):
    body = Watched(b"--b\r\n")
    answer = browser.client.post(
        path,
        headers={**OURS, "Content-Type": kind},
        input_stream=body,
        environ_overrides={"CONTENT_LENGTH": str(LARGE)},
    )
    return answer, body.asked


@pytest.fixture
def import_page(app, practice) -> str:
    with app.test_request_context(base_url=HOST):
        return url_for("records.bring_in", client_id=practice.mira.id)


def test_w10_a_strangers_upload_is_not_read(browse, import_page):
    answer, asked = send(browse(None), import_page)
    assert (answer.status_code, asked) == (303, 0)


def test_w10_an_upload_to_a_locked_login_is_not_read(browse, practice, import_page):
    ana = browse(practice.ana)
    ana.submit(ana.get("accounts.account"), press="Lock")
    answer, asked = send(ana, import_page)
    assert (answer.status_code, asked) == (303, 0)


def test_w10_the_upload_of_whoever_is_logged_in_is_read(browse, practice, import_page):
    # Else the tests above would prove nothing.
    _, asked = send(browse(practice.ana), import_page)
    assert asked > 0


def test_w10_a_plain_form_of_that_size_is_not_read_from_anybody(browse, practice, import_page):
    answer, asked = send(browse(practice.ana), import_page, "application/x-www-form-urlencoded")
    assert (answer.status_code, asked) == (413, 0)


def test_w10_dates_for_a_thousand_files_fit(browse, practice, ids):
    ana = browse(practice.ana)
    with ana.client.application.test_request_context(base_url=HOST):
        where = url_for("records.confirm", client_id=practice.mira.id, batch_id=ids["batch_id"])
    dates = {f"day_{number}": "2026-01-01" for number in range(1_000)}
    sent = {**dates, "csrf_token": ana.token()}
    assert ana.client.post(where, headers=OURS, data=sent).status_code == 303
