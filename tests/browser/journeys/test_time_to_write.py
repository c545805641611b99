"""From Today to a saved note with three tags, in actions: what a tired therapist presses.

An action is a click, or a key that is not a letter of the text.  Typing is not counted: the note,
and the names after #, have to be written by somebody.
"""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.browser.journeys.built import Built
from tests.browser.journeys.steps import section
from tests.browser.journeys.visitor import Visitor

MOST_ACTIONS = 14
SAID = (
    ("She said nothing for a while.", "goesquiet", "self", 4),
    (" Then she asked me to stay.", "reaching", "self", 3),
    (" I told her that I had minded.", "direct", "you", 2),
)
NAMES = ("Goes quiet when hurt", "Reaching out first", "Direct and honest talk")


@dataclass
class Hands:
    """Somebody's hands on mouse and keys; every action is counted."""

    page: Page
    actions: int = 0

    def click(self, what: Locator) -> None:
        self.actions += 1
        what.click()

    def press(self, key: str) -> None:
        self.actions += 1
        self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)


def test_a_note_with_three_tags_by_typing(desk: Visitor, built: Built) -> None:
    hands = Hands(desk.page)
    open_the_next_note(desk, hands, "09:00")
    for words, theme, person, strength in SAID:
        hands.type(f"{words} #{theme} {strength} @{person}")
        hands.press("Enter")
        expect(desk.page.get_by_role("status")).to_contain_text(f"{strength} of 5.")
    save(desk.page, hands)
    assert hands.actions == 7
    assert hands.actions <= MOST_ACTIONS
    assert_saved(desk)


def test_a_note_with_three_tags_by_the_card(desk: Visitor, built: Built) -> None:
    """Here a choice by its letter or number is typed, as in a form; Tab and Enter are actions."""
    hands = Hands(desk.page)
    open_the_next_note(desk, hands, "14:00")
    for (words, theme, person, strength), name in zip(SAID, NAMES, strict=True):
        hands.type(words)
        hands.press("Control+k")
        hands.type(name[: len(theme) - 2].lower())
        hands.press("Tab")
        hands.type(f"{person[0]}{strength}")
        hands.press("Enter")
        expect(desk.page.get_by_role("status")).to_contain_text(f"Tagged {name}, {strength} of 5.")
    save(desk.page, hands)
    assert hands.actions == 13
    assert hands.actions <= MOST_ACTIONS
    assert_saved(desk)


def open_the_next_note(desk: Visitor, hands: Hands, time: str) -> None:
    desk.go("/")
    hour = desk.page.get_by_role("listitem").filter(has=desk.page.get_by_text(time, exact=True))
    hands.click(hour.get_by_role("link", name="Write note"))
    expect(desk.page.get_by_text("0 passages tagged")).to_be_visible()
    hands.click(section(desk.page))


def save(page: Page, hands: Hands) -> None:
    hands.click(page.get_by_role("checkbox", name="Tagging complete"))
    hands.press("Control+s")
    expect(page.get_by_role("status")).to_contain_text("Saved 09:15, encrypted")


def assert_saved(desk: Visitor) -> None:
    desk.go(desk.path().replace("/write", ""))
    cards = desk.page.get_by_role("complementary", name="Tagged passages").get_by_role("listitem")
    expect(cards).to_have_count(len(SAID))
    for name in NAMES:
        expect(cards.filter(has_text=name)).to_have_count(1)
