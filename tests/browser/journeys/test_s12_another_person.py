"""S12: what one person had typed when the login locked is not shown to the next, and not lost."""

import re

from playwright.sync_api import expect

from notes_app import db
from notes_app.accounts.service import create_account
from notes_app.crypto.passphrase import FLOOR
from notes_app.web.current import CLOCK, INSTANCE_KEY
from tests.browser.journeys.built import Built
from tests.browser.journeys.served import Served
from tests.browser.journeys.steps import PASSPHRASE, log_in, section, submit
from tests.browser.journeys.visitor import Visitor

SECRET = "Only Ruth may read this."
COME_BACK = "dispatchEvent(new Event('focus'))"
REFUSED = {400, 401, 404, 423}


def invite_vera(served: Served) -> None:
    app = served.app
    with app.app_context():
        create_account(
            username="vera",
            passphrase=PASSPHRASE,
            roles="therapist",
            instance_key=app.extensions[INSTANCE_KEY],
            parameters=FLOOR,
            clock=app.extensions[CLOCK],
        )
        db.session.commit()


def take_over(other: Visitor, name: str) -> None:
    """Somebody logs in in another tab, where the login of the person before is locked or open."""
    other.go("/account")
    submit(other.page, "Log out")
    log_in(other, name=name)


def test_unsaved_text_waits_for_its_writer(
    desk: Visitor, built: Built, practice: tuple[Served, Built]
) -> None:
    invite_vera(practice[0])
    desk.watch.expected = REFUSED
    desk.go(f"/sessions/{built.untouched}/write")
    expect(desk.page.get_by_text("passages tagged")).to_be_visible()
    other = desk.another_page()
    practice[0].clock.move(minutes=11)
    section(desk.page).press("Control+End")
    desk.page.keyboard.insert_text(f" {SECRET}")
    expect(desk.page.get_by_role("heading", name="Locked")).to_be_visible()
    take_over(other, "vera")
    with desk.page.expect_response("**/status"):
        desk.page.evaluate(COME_BACK)
    desk.page.evaluate("new Promise(requestAnimationFrame)")
    expect(desk.page.get_by_role("heading", name="Locked")).to_be_visible()
    expect(section(desk.page)).to_be_hidden()
    take_over(other, "ruth")
    desk.page.evaluate(COME_BACK)
    expect(section(desk.page)).to_be_visible()
    expect(desk.page.get_by_role("status")).to_contain_text("Draft saved")
    desk.page.reload()
    expect(section(desk.page)).to_have_value(re.compile(re.escape(SECRET)))
