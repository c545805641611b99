"""The whole story with two browsers at once: ask, lend, review, question, answer, co-sign, end."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from notes_app import db
from notes_app.accounts.service import create_account
from notes_app.crypto.passphrase import FLOOR
from notes_app.web.current import CLOCK, INSTANCE_KEY
from tests.browser.journeys.built import TEXT, Built
from tests.browser.journeys.served import Served
from tests.browser.journeys.steps import PASSPHRASE, press
from tests.browser.journeys.visitor import Visitor, faults, visiting

FITS = "strip => strip.offsetWidth <= strip.closest('.scroll').clientWidth"
ROLE_WORDS = "“I told [partner], and I stayed.”"
QUESTION = "Is the repair hers, or do I make it easy?"


@pytest.fixture
def tilda(browser: Browser, practice: tuple[Served, Built]) -> Iterator[Visitor]:
    """The supervisor of that practice, logged in, in a browser of their own."""
    served = practice[0]
    with served.app.app_context():
        create_account(
            username="tilda",
            passphrase=PASSPHRASE,
            roles="supervisor",
            instance_key=served.app.extensions[INSTANCE_KEY],
            parameters=FLOOR,
            clock=served.app.extensions[CLOCK],
        )
        db.session.commit()
    served.masters.pop("tilda", None)  # of the account that an earlier test made
    with visiting(browser, served.address) as visitor:
        visitor.keep_cookie(served.login_of("tilda", PASSPHRASE))
        visitor.go("/")
        yield visitor


def compare(visitor: Visitor, other: str) -> None:
    """Meet somebody: the eight words were read aloud."""
    visitor.go("/account/who-can-see-what")
    row = visitor.page.get_by_role("listitem").filter(has_text=other)
    link = visitor.page.get_by_role("link", name=re.compile(f"Compare.*{other}", re.I))
    (link if link.count() else row.get_by_role("link", name="Compare")).first.click()
    visitor.page.get_by_text("We compared them by voice").click()
    press(visitor.page, "Keep")
    expect(visitor.page).to_have_url(re.compile("/who-can-see-what"))


def share(desk: Visitor, built: Built) -> None:
    desk.go(f"/clients/{built.ines}/who-can-see")
    desk.page.get_by_role("link", name=re.compile("Share themes with tilda", re.I)).click()
    desk.page.get_by_label("Until").fill("2026-10-30")
    press(desk.page, "Share themes")
    expect(desk.page).to_have_url(re.compile("/who-can-see$"))
    expect(desk.page.get_by_text(re.compile("tilda can see themes", re.I)).first).to_be_visible()


def send(desk: Visitor, built: Built) -> None:
    desk.go(f"/clients/{built.ines}/supervision")
    page = desk.page
    form = page.get_by_role("region", name="Send for review")
    form.get_by_role("checkbox", name="tilda").check()
    form.get_by_role("checkbox", name=re.compile("^Session")).first.check()
    form.get_by_label("What do you want to ask?").fill(QUESTION)
    press(page, "Send for review")
    expect(page.get_by_role("heading", name="Waits for review")).to_be_visible()


def lend(desk: Visitor, built: Built) -> None:
    page = desk.page
    desk.go(f"/clients/{built.ines}/supervision")
    page.get_by_role("link", name=re.compile("^Lend this passage")).first.click()
    expect(page.get_by_label("The words that you lend")).not_to_have_value("")
    page.get_by_label("The words that you lend").fill(ROLE_WORDS)
    page.get_by_role("radio", name="tilda").check()
    press(page, "Lend this passage")
    expect(page.get_by_text(ROLE_WORDS)).to_be_visible()


def open_case(tilda: Visitor) -> Page:
    tilda.go("/supervision")
    tilda.page.get_by_role("link", name=re.compile("Kestrel")).first.click()
    expect(tilda.page.get_by_role("heading", name="Kestrel")).to_be_visible()
    return tilda.page


def meet(desk: Visitor, tilda: Visitor) -> None:
    """Each keeps the other's keys."""
    compare(desk, "tilda")
    compare(tilda, "ruth")


def begin(desk: Visitor, tilda: Visitor, built: Built) -> None:
    """They have met, and Ines's themes are shared."""
    meet(desk, tilda)
    share(desk, built)


def test_the_whole_story(desk: Visitor, tilda: Visitor, built: Built) -> None:
    meet(desk, tilda)
    one_record_before_any_themes(desk, tilda, built)
    share(desk, built)
    send(desk, built)
    page = open_case(tilda)
    expect(page.get_by_text(QUESTION).first).to_be_visible()
    expect(page.get_by_text("Not shared").first).to_be_visible()
    assert page.locator("#strip").evaluate(FITS), "sessions stand behind the names of themes"
    page.get_by_role("button", name=re.compile("^Ask to see it")).first.click()
    expect(page.get_by_text("You asked to see it")).to_be_visible()
    desk.go(f"/clients/{built.ines}/supervision")
    expect(desk.page.get_by_text("Asks to see this passage.")).to_be_visible()
    lend(desk, built)
    ask_and_suggest(tilda)
    answer_and_take(desk, built)
    page = open_case(tilda)
    expect(page.get_by_text("She did.", exact=True)).to_be_visible()
    page.get_by_role("button", name=re.compile("^Reviewed")).click()
    expect(page.locator("#status")).to_contain_text("you reviewed the themes")
    tilda.go("/supervision")
    expect(page.get_by_text("Nothing waits for you.")).to_be_visible()
    end_while_the_case_is_open(desk, tilda, built)


def end_while_the_case_is_open(desk: Visitor, tilda: Visitor, built: Built) -> None:
    """What stands on the screen stays there; nothing more is answered."""
    page = open_case(tilda)
    end(desk, built)
    tilda.watch.expected = {404}
    page.get_by_label("Your comment").fill("One more thing.")
    press(page, "Send comment")
    expect(page.get_by_text("not here, or is not yours")).to_be_visible()
    tilda.go("/supervision")
    expect(page.get_by_role("link", name=re.compile("Kestrel"))).to_have_count(0)


def ask_and_suggest(tilda: Visitor) -> None:
    page = open_case(tilda)
    expect(page.get_by_text(ROLE_WORDS)).to_be_visible()
    page.get_by_label("Your question").fill("Who moved first?")
    page.get_by_role("form", name="Question").get_by_role("button").click()
    expect(page.get_by_text("Waits for an answer")).to_be_visible()
    page.get_by_role("link", name=re.compile("^I would call it")).first.click()
    page.get_by_label("Or in your own words").fill("Testing whether I stay")
    press(page, "Send suggestion")
    expect(page.locator("#status")).to_contain_text("Suggestion sent")


def answer_and_take(desk: Visitor, built: Built) -> None:
    desk.go(f"/clients/{built.ines}/supervision")
    desk.page.get_by_label("Your answer").first.fill("She did.")
    desk.page.get_by_role("button", name=re.compile("^Answer")).first.click()
    expect(desk.page.locator("#status")).to_contain_text("Sent, encrypted")
    desk.page.get_by_role("button", name=re.compile("^Take the suggestion")).click()
    expect(desk.page.locator("#status")).to_contain_text("Taken")
    expect(desk.page.get_by_text("opened the case").first).to_be_visible()


def end(desk: Visitor, built: Built) -> None:
    desk.go(f"/clients/{built.ines}/who-can-see")
    desk.page.get_by_role("link", name=re.compile("^End.*, themes$")).first.click()
    press(desk.page, "End")
    expect(desk.page.get_by_role("heading", name="Who can see")).to_be_visible()


def test_every_page_of_a_supervisor_holds_and_no_answer_has_a_word_of_a_note(
    desk: Visitor, tilda: Visitor, built: Built
) -> None:
    """axe in light and dark, desk and phone; every answer of the server is looked through."""
    begin(desk, tilda, built)
    send(desk, built)
    lend(desk, built)
    said: list[bytes] = []

    def keep(response: Response) -> None:
        if response.request.resource_type == "document" and response.status == 200:
            said.append(response.body())

    tilda.page.on("response", keep)
    page = tilda.page
    for path in ("/", "/supervision"):
        tilda.go(path)
        expect(
            page.get_by_role("link", name=re.compile(r"^Review Kestrel, sessions? \d"))
        ).to_be_visible()
        assert faults(page) == []
    page = open_case(tilda)
    assert faults(page) == []
    tilda.go(f"{tilda.path()}?themes=all")
    page.get_by_role("link", name="Calibration").click()
    assert faults(page) == []
    page.go_back()
    page.get_by_role("link", name=re.compile("^I would call it")).first.click()
    assert faults(page) == []
    for path in ("/", "/clients", "/search", "/supervision", "/account/who-can-see-what"):
        tilda.go(path)
    everything = b"\n".join(said).decode()
    assert "Kestrel" in everything
    assert ROLE_WORDS in everything
    for word in ("Ines", "Reis", "Marco", "Lena", "by letter", *TEXT.split(". ")):
        assert word.strip() not in everything, word


def test_the_strip_of_a_case_is_walked_with_keys(
    desk: Visitor, tilda: Visitor, built: Built
) -> None:
    begin(desk, tilda, built)
    page = open_case(tilda)
    cell = page.locator("#strip td.c[tabindex='0']")
    cell.focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#reading-line")).to_contain_text("Session")


def open_one_record(desk: Visitor, built: Built) -> None:
    """One signed record, with a key of its own, and its author asks."""
    desk.go(f"/sessions/{built.signed}/who-can-see")
    desk.page.get_by_role("link", name="Open this record for tilda").click()
    desk.page.get_by_label("Until").fill("2026-10-30")
    press(desk.page, "Open this record")
    expect(desk.page).to_have_url(re.compile("/who-can-see$"))
    desk.go(f"/sessions/{built.signed}")
    desk.page.get_by_role("button", name=re.compile("^Ask")).first.click()
    expect(desk.page.locator("#status")).to_be_visible()


def cosign(tilda: Visitor) -> None:
    tilda.go("/supervision")
    tilda.page.get_by_role("link", name=re.compile("^A signed record of")).click()
    assert faults(tilda.page) == []
    press(tilda.page, "Co-sign")
    expect(tilda.page.get_by_role("button", name="Co-sign")).to_have_count(0)


def one_record_before_any_themes(desk: Visitor, tilda: Visitor, built: Built) -> None:
    """Tilda reads and co-signs one record of Ines, and sees nothing else of her."""
    open_one_record(desk, built)
    cosign(tilda)
    desk.go(f"/sessions/{built.signed}")
    expect(desk.page.get_by_text("Co-signed.").first).to_be_visible()
    expect(desk.page.get_by_text("Signed with the key of tilda.")).to_be_visible()
    told_that_it_was_read(desk, built)
    for one in (desk, tilda):  # looking for faults leaves it as narrow as a phone
        one.page.set_viewport_size({"width": 1280, "height": 900})


def told_that_it_was_read(desk: Visitor, built: Built) -> None:
    """The look stands under the record's own key: on the note, and among who saw what."""
    expect(desk.page.get_by_text(re.compile("^tilda read this on", re.I))).to_be_visible()
    assert faults(desk.page) == []
    desk.go(f"/clients/{built.ines}/supervision")
    line = re.compile("tilda read the signed record of session", re.I)
    expect(desk.page.get_by_role("region", name="Who saw what").get_by_text(line)).to_be_visible()
    assert faults(desk.page) == []
