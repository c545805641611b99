"""Session facts at the desk: by keyboard, saved with the draft, kept between two windows."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.journeys.conftest import OpenVisitor
from tests.browser.journeys.steps import (
    add_client,
    begin_note,
    press,
    save_note,
    section,
)
from tests.browser.journeys.visitor import Visitor, faults


@pytest.fixture
def written(newcomer: Visitor) -> Visitor:
    """A note just begun."""
    mira = add_client(newcomer, name="Mira Halt", code_name="Heron")
    begin_note(newcomer, mira, day="2026-04-30")
    section(newcomer.page).fill("She came late.")
    return newcomer


def test_one_key_opens_the_fold_and_brings_the_caret_back(written: Visitor) -> None:
    page = written.page
    expect(page.get_by_label("Bond, you")).to_be_hidden()
    page.keyboard.press("Alt+f")
    expect(page.get_by_role("radio", name="None reported")).to_be_focused()
    page.keyboard.press("Alt+f")
    expect(page.get_by_label("Bond, you")).to_be_hidden()
    expect(section(page)).to_be_focused()


def test_every_fact_is_saved_with_the_draft_and_the_note(written: Visitor) -> None:
    page = written.page
    page.keyboard.press("Alt+f")
    page.keyboard.press("Space")
    fill(page, "Bond, you", "7")
    fill(page, "Distress", "0")
    choose(page, "Intervention", "Immediacy")
    choose(page, "Response", "Took it up")
    choose(page, "Skill", "Say a need")
    first(page, "Plan, in a line").fill("Tell Paul on Sunday.")
    page.get_by_label("What stirred in me").fill("I was sleepy.")
    page.get_by_text("Insight", exact=True).click()
    choose(page, "Modality", "Video")
    expect(page.get_by_role("status")).to_contain_text("Draft saved")
    page.reload()
    page.keyboard.press("Alt+f")
    expect(page.get_by_role("radio", name="None reported")).to_be_checked()
    expect(page.get_by_label("Bond, you")).to_have_value("7")
    expect(page.get_by_label("Distress")).to_have_value("0")
    expect(first(page, "Intervention")).to_have_value("immediacy")
    expect(page.get_by_label("What stirred in me")).to_have_value("I was sleepy.")
    expect(page.get_by_role("checkbox", name="Insight")).to_be_checked()
    assert faults(page) == []
    save_note(page)
    written.go(written.path().removesuffix("/write"))
    facts = page.get_by_role("region", name="Session facts")
    for said in ("None reported", "you: bond 7", "took it up", "not followed up yet", "Insight"):
        expect(facts).to_contain_text(said)
    expect(facts).not_to_contain_text("sleepy")
    expect(page.get_by_text("I was sleepy.")).to_be_visible()
    expect(page.get_by_text("video")).to_be_visible()


def test_the_next_row_comes_by_itself(written: Visitor) -> None:
    page = written.page
    page.keyboard.press("Alt+f")
    expect(page.get_by_label("Intervention")).to_have_count(1)
    choose(page, "Intervention", "Genogram")
    expect(page.get_by_label("Intervention")).to_have_count(2)
    choose(page, "Intervention", "Choose")
    save_note(page)
    written.go(written.path().removesuffix("/write"))
    expect(page.get_by_text("Genogram")).to_have_count(0)


def test_a_wrong_number_keeps_the_text_and_says_what_to_do(written: Visitor) -> None:
    page = written.page
    page.keyboard.press("Alt+f")
    fill(page, "Distress", "12")
    expect(page.get_by_text("Write a whole number from 0 to 10")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("Draft saved")
    assert faults(page) == []
    page.get_by_role("button", name="Save note").click()
    expect(page.get_by_role("status")).to_contain_text("Not saved as the note")
    expect(page.get_by_label("Distress")).to_be_focused()
    fill(page, "Distress", "10")
    save_note(page)


def test_risk_can_be_cleared_again(written: Visitor) -> None:
    page = written.page
    page.keyboard.press("Alt+f")
    risk = page.get_by_role("radio", name="See the note")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    expect(risk).to_be_checked()
    page.keyboard.press("Backspace")
    expect(risk).not_to_be_checked()


@pytest.mark.parametrize(
    ("button", "distress", "body"),
    [
        ("Keep mine", "3", "Mine"),
        ("Keep the other", "7", "Theirs"),
        ("Keep both", "3", "Mine"),
    ],
)
def test_two_windows_tell_their_facts_and_keep_what_is_chosen(
    written: Visitor, button: str, distress: str, body: str
) -> None:
    written.watch.expected = {409}
    mine = written.page
    expect(mine.get_by_role("status")).to_contain_text("Draft saved")
    other = written.another_page()
    other.go(written.path())
    tell(other.page, distress="7", body="Theirs", intervention="Genogram")
    expect(other.page.get_by_role("status")).to_contain_text("Draft saved")
    tell(mine, distress="3", body="Mine", intervention="Immediacy")
    panel = mine.get_by_role("alert", name="Two versions")
    expect(panel).to_be_visible()
    expect(panel.get_by_role("region", name="The other text")).to_contain_text("Theirs")
    expect(panel.get_by_role("region", name="The other text")).to_contain_text("7")
    assert faults(mine) == []
    panel.get_by_role("button", name=button).click()
    expect(mine.get_by_role("status")).to_contain_text("Draft saved")
    expect(mine.get_by_label("Distress")).to_have_value(distress)
    said = mine.get_by_label("Body sensation").input_value()
    assert said.startswith(body)
    assert ("Theirs" in said) == (button != "Keep mine")
    save_note(mine)


def test_the_phq_9_is_answered_by_figures_and_item_9_stays_in_sight(written: Visitor) -> None:
    page = written.page
    expect(page.get_by_role("status")).to_contain_text("Draft saved")
    page.keyboard.press("Alt+f")
    page.get_by_role("link", name="PHQ-9").click()
    expect(page.get_by_role("heading", name="PHQ-9")).to_be_visible()
    for key in "1020101":
        page.keyboard.press(key)
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    for key in "001":
        page.keyboard.press(key)
    assert faults(page) == []
    page.keyboard.press("1")
    expect(page.get_by_role("button", name="Keep answers")).to_be_focused()
    page.keyboard.press("Enter")
    raised = page.get_by_role("region", name="Risk raised")
    expect(raised).to_contain_text("In this session item 9")
    expect(section(page)).to_have_value("She came late.")
    assert faults(page) == []
    raised.get_by_role("button", name="I have read this").click()
    expect(page.get_by_role("status")).to_contain_text("Noted that you have read it.")
    expect(raised.get_by_role("button")).to_have_count(0)
    expect(raised).to_be_visible()
    page.keyboard.press("Alt+f")
    page.keyboard.press("Space")
    save_note(page)


def test_without_scripts_the_same_fields_are_there(open_newcomer: OpenVisitor) -> None:
    visitor = open_newcomer(java_script_enabled=False)
    client = add_client(visitor, name="Mira Halt", code_name="Heron")
    page = visitor.page
    visitor.go(f"{client}/sessions/new")
    press(page, "Add and write the note")
    page.get_by_text("Session facts", exact=False).first.click()
    fill(page, "Bond, the client", "8")
    page.get_by_role("link", name="GAD-7").click()
    for item in page.locator("form[data-answers] fieldset").all():
        item.get_by_text("Several days").click()
    page.get_by_role("button", name="Keep answers").click()
    expect(page.get_by_role("status")).to_contain_text("Questionnaire kept")
    page.locator("details[data-facts] summary").first.click()
    expect(page.get_by_text("7, mild, under the cut-off of 8")).to_be_visible()


def tell(page: Page, *, distress: str, body: str, intervention: str) -> None:
    page.keyboard.press("Alt+f")
    fill(page, "Distress", distress)
    fill(page, "Body sensation", body)
    choose(page, "Intervention", intervention)


def fill(page: Page, label: str, value: str) -> None:
    page.get_by_label(label).fill(value)


def choose(page: Page, label: str, value: str) -> None:
    first(page, label).select_option(label=value)


def first(page: Page, label: str) -> Locator:
    return page.get_by_label(label, exact=True).first
