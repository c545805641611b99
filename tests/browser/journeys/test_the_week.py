"""One week at the desk, from the first visit to the counts, played with mouse and keys."""

from playwright.sync_api import expect

from tests.browser.journeys.change_page import folded, listed, strip_of, together, with_whom
from tests.browser.journeys.steps import (
    Mark,
    add_client,
    add_person,
    begin_note,
    bring_in,
    create_practice,
    note_of_everything,
    save_note,
    tag_by_keys,
    tag_by_mouse,
)
from tests.browser.journeys.visitor import Visitor, too_wide, violations

THURSDAYS = [
    *("2026-02-05", "2026-02-12", "2026-02-19", "2026-02-26", "2026-03-05", "2026-03-12"),
    *("2026-03-19", "2026-03-26", "2026-04-02", "2026-04-09", "2026-04-16", "2026-04-23"),
]
QUIET, HONEST, PEACE, MET = (
    "Goes quiet when hurt",
    "Direct and honest talk",
    "Keeping the peace",
    "Feeling met",
)
PASSAGES = {
    QUIET: ("said nothing for a while", "Marco"),
    HONEST: ("told him that she had minded", "Marco"),
    PEACE: ("agreed before he had finished", "Marco"),
    MET: ("it was easy between us", "You and Ines"),
}
# How strongly each theme is heard in the twelve sessions; 0 is not heard.
STRENGTHS = {
    QUIET: (4, 5, 4, 3, 4, 2, 3, 1, 0, 0, 2, 0),  # first five: 5, last five: 2
    HONEST: (0, 0, 0, 1, 0, 2, 0, 3, 4, 3, 4, 5),  # first five: 1, last five: 5
    PEACE: (3, 0, 2, 0, 3, 0, 2, 0, 3, 0, 2, 0),  # first five: 3, last five: 2
    MET: (0, 0, 3, 0, 0, 0, 0, 0, 0, 4, 0, 0),  # in two sessions of twelve
}
HEARD_HONEST = ["", "", "", "1", "", "2", "", "3", "4", "3", "4", "5"]
OLD_NOTES = [
    {
        "name": f"2025-{month:02}-{day:02}.txt",
        "mimeType": "text/plain",
        "buffer": f"Note of day {day} in month {month}. She spoke of her week.".encode(),
    }
    for month in range(1, 11)
    for day in (2, 9, 16, 23)
]


def test_a_week_from_the_first_visit_to_the_right_counts(visitor: Visitor) -> None:
    create_practice(visitor)
    ines = add_client(visitor, name="Ines Reis", code_name="Kestrel")
    add_client(visitor, name="Paul Ott", code_name="Wren", pronouns="he")
    add_person(visitor, ines, role="Partner", name="Marco")
    bring_in(visitor, ines, OLD_NOTES)
    for at, day in enumerate(THURSDAYS):
        _write_note(visitor, ines, day=day, at=at)
    visitor.go(f"{ines}/themes")
    page = visitor.page
    expect(page.get_by_text("Of 52 sessions, 12 are completely tagged and count")).to_be_visible()
    expect(page.get_by_text("(40 more not fully tagged)")).to_be_visible()
    assert listed(page, "Comes up more") == [f"Perhaps more: {HONEST} 5 of 5, was 1"]
    assert listed(page, "Comes up less") == [f"Perhaps less: {QUIET} 2 of 5, was 5"]
    assert listed(page, "Steady") == []
    assert folded(page, "No clear direction") == [f"{PEACE} 2 of 5, was 3 no direction yet"]
    assert folded(page, "Too early to tell") == [f"{MET} 2 of 12 heard too seldom to tell"]
    assert with_whom(page, "Marco") == {HONEST: "5", QUIET: "2", PEACE: "2", MET: "0"}
    assert with_whom(page, "You and Ines") == {HONEST: "0", QUIET: "0", PEACE: "0", MET: "1"}
    assert together(page) == [f"{QUIET} with {PEACE} 5", f"{QUIET} with {HONEST} 4"]
    assert strip_of(page, HONEST) == ["not known"] * 40 + HEARD_HONEST
    assert (violations(page), too_wide(page)) == ([], [])


def _write_note(visitor: Visitor, client: str, *, day: str, at: int) -> None:
    """Every other passage is tagged by mouse, the others by keys alone."""
    page = visitor.page
    begin_note(visitor, client, day=day)
    note_of_everything(page)
    for nth, (theme, (words, person)) in enumerate(PASSAGES.items()):
        if strength := STRENGTHS[theme][at]:
            tag = tag_by_mouse if nth % 2 else tag_by_keys
            tag(page, Mark(words, theme, person, strength))
    page.get_by_label("Tagging complete").check()
    save_note(page)
