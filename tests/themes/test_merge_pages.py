"""Merging two themes, as a therapist does it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from notes_app import db
from notes_app.accounts.models import User
from notes_app.clients.models import Client
from notes_app.clients.service import set_focus
from notes_app.notes.payloads import Section, SessionText, Tag
from notes_app.notes.service import write_session
from notes_app.themes.library import Theme
from notes_app.themes.queries import Codebook, codebook_of
from tests.cast import Practice
from tests.clocks import TestClock
from tests.notes.builders import FIRST_DAY, held, passage_at
from tests.pages import Browser, Page

Browse = Callable[[User | None], Browser]
WORDS = "She told him so."
GIVING, PEACE = "giving-way", "keeping-the-peace"


@pytest.fixture
def ana(browse: Browse, practice: Practice) -> Browser:
    return browse(practice.ana)


def write(client: Client, practice: Practice, week: int, *tagged: tuple[str, int]) -> UUID:
    """A completely tagged session: (theme, strength) for each tag."""
    tags = tuple(Tag(uuid4(), theme, strength) for theme, strength in tagged)
    passages = tuple(passage_at(WORDS, "told him", tag.id) for tag in tags)
    session = write_session(
        client,
        facts=held(week, tags=tags, tagging_complete=True, written=True),
        text=SessionText((Section("brought", WORDS),), passages),
        keyring=practice.keyrings["ana"],
    )
    db.session.commit()
    return session.id


def book(practice: Practice) -> Codebook:
    db.session.rollback()
    db.session.expire_all()
    return codebook_of(practice.ana.id, practice.keyrings["ana"])


def entry(practice: Practice, code: str) -> Theme:
    found = book(practice).entry(code)
    assert found is not None
    return found


def merge(ana: Browser, practice: Practice, *, into: str = PEACE, **how: Any) -> Page:
    page = ana.get("themes.merge", address=entry(practice, GIVING).address)
    return ana.submit(page, into=into, **how)


def test_the_page_says_what_will_change(ana: Browser, practice: Practice) -> None:
    write(practice.mira, practice, 0, (GIVING, 3), (GIVING, 2), (PEACE, 1))
    write(practice.noor, practice, 1, (GIVING, 4))
    page = ana.get("themes.merge", address=entry(practice, GIVING).address)
    assert page.heading == "Merge Giving way into another theme"
    assert (
        "3 passages in 2 clients will count as the theme that you choose;"
        " nothing in the notes is rewritten." in page.text
    )


def test_without_passages_it_says_so(ana: Browser, practice: Practice) -> None:
    page = ana.get("themes.merge", address=entry(practice, GIVING).address)
    assert "No passage is tagged with Giving way yet." in page.text


def test_merged_themes_stand_as_one(ana: Browser, practice: Practice) -> None:
    write(practice.mira, practice, 0, (GIVING, 3), (PEACE, 1))
    write(practice.noor, practice, 1, (GIVING, 4))
    page = ana.follow(merge(ana, practice))
    assert "Merged. Nothing in the notes was rewritten." in page.text
    assert page.heading == "Themes 43 in six families"
    assert page.text.count("used with 2 clients") == 1
    assert "counts as Keeping the peace since 30 April 2026" in page.text


def test_a_merge_is_undone_exactly_also_after_the_target_was_tagged(
    ana: Browser, practice: Practice
) -> None:
    write(practice.mira, practice, 0, (GIVING, 3))
    before = ana.get("themes.codebook").text
    page = ana.follow(merge(ana, practice))
    write(practice.noor, practice, 1, (PEACE, 4))
    ana.submit(page, press="Undo")
    after = ana.get("themes.codebook").text
    assert "Keeping the peace" in before
    assert after.count("used with 1 client") == 2
    assert (entry(practice, GIVING).merged_into, book(practice).current(GIVING)) == (None, GIVING)


def test_the_merge_stands_in_recent_changes_by_name(ana: Browser, practice: Practice) -> None:
    write(practice.mira, practice, 0, (GIVING, 3), (GIVING, 2))
    merge(ana, practice)
    page = ana.get("changes.recent")
    assert "Merged Giving way into Keeping the peace, 2 passages" in page.text


def test_undoing_a_merge_keeps_what_was_changed_since(ana: Browser, practice: Practice) -> None:
    page = ana.follow(merge(ana, practice))
    rename = ana.get("themes.rename", address=entry(practice, PEACE).address)
    ana.submit(rename, name="Swallows it")
    ana.submit(page, press="Undo")
    assert entry(practice, PEACE).name == "Swallows it"
    assert entry(practice, GIVING).offered


def test_a_name_given_away_keeps_the_merge(ana: Browser, practice: Practice) -> None:
    page = ana.follow(merge(ana, practice))
    rename = ana.get("themes.rename", address=entry(practice, PEACE).address)
    ana.submit(rename, name="Giving way")
    after = ana.follow(ana.submit(page, press="Undo"))
    assert "another theme has this name" in after.text
    assert book(practice).current(GIVING) == PEACE


def test_a_merge_begun_elsewhere_is_not_done_twice(ana: Browser, practice: Practice) -> None:
    page = ana.get("themes.merge", address=entry(practice, GIVING).address)
    merge(ana, practice)
    again = ana.submit(page, into="direct-honest-talk", status=409)
    assert "counts as Keeping the peace since" in again.text
    assert book(practice).current(GIVING) == PEACE


def test_a_codebook_that_changed_meanwhile_is_shown_first(ana: Browser, practice: Practice) -> None:
    page = ana.get("themes.merge", address=entry(practice, GIVING).address)
    ana.submit(ana.get("themes.codebook"), press="Retire Direct and honest talk")
    again = ana.submit(page, into=PEACE, status=409)
    assert "this was changed in another window" in again.text
    assert entry(practice, GIVING).offered
    ana.submit(again, into=PEACE)
    assert book(practice).current(GIVING) == PEACE


def test_nothing_chosen_is_said(ana: Browser, practice: Practice) -> None:
    page = merge(ana, practice, into="", status=422)
    assert "Choose the theme to merge into." in page.text


def test_itself_and_retired_themes_are_not_offered(ana: Browser, practice: Practice) -> None:
    ana.submit(ana.get("themes.codebook"), press="Retire Direct and honest talk")
    page = ana.get("themes.merge", address=entry(practice, GIVING).address)
    offered = [option.get("value") for option in page.top.all("option")]
    assert PEACE in offered
    assert not {GIVING, "direct-honest-talk"} & set(offered)


def test_history_shows_wordings_and_merges_with_their_days(
    ana: Browser, practice: Practice
) -> None:
    rename = ana.get("themes.rename", address=entry(practice, PEACE).address)
    ana.submit(rename, name="Swallows it")
    merge(ana, practice)
    target = ana.get("themes.history", address=entry(practice, PEACE).address)
    source = ana.get("themes.history", address=entry(practice, GIVING).address)
    assert "Now Swallows it" in target.text
    assert "30 April 2026 Giving way was merged into it." in target.text
    assert "Until 30 April 2026 Keeping the peace" in target.text
    assert "30 April 2026 Merged into Swallows it." in source.text


def test_an_undone_renaming_leaves_no_step_in_history(ana: Browser, practice: Practice) -> None:
    rename = ana.get("themes.rename", address=entry(practice, PEACE).address)
    page = ana.follow(ana.submit(rename, name="Swallows it"))
    ana.submit(page, press="Undo")
    history = ana.get("themes.history", address=entry(practice, PEACE).address)
    assert "Swallows it" not in history.text
    assert "Until" not in history.text


def test_a_renaming_undone_below_a_later_definition_stays_in_history(
    ana: Browser, practice: Practice
) -> None:
    rename = ana.get("themes.rename", address=entry(practice, PEACE).address)
    page = ana.follow(ana.submit(rename, name="Swallows it"))
    define = ana.get("themes.define", address=entry(practice, PEACE).address)
    ana.submit(define, definition="Says nothing.")
    ana.submit(page, press="Undo")
    now = entry(practice, PEACE)
    assert (now.name, now.definition) == ("Keeping the peace", "Says nothing.")
    history = ana.get("themes.history", address=now.address)
    assert "Until 30 April 2026 Swallows it Says nothing." in history.text


def test_another_therapists_themes_cannot_be_merged(
    ana: Browser, browse: Browse, practice: Practice
) -> None:
    address = entry(practice, GIVING).address
    browse(practice.bea).get("themes.merge", address=address, status=404)
    browse(practice.bea).get("themes.history", address=address, status=404)


def test_the_note_shows_the_theme_as_which_it_counts(ana: Browser, practice: Practice) -> None:
    session = write(practice.mira, practice, 0, (GIVING, 3))
    merge(ana, practice)
    assert "Keeping the peace" in ana.get("notes.read", session_id=session).text
    desk = ana.get("notes.write", session_id=session)
    assert "Keeping the peace" in desk.text
    assert f'"theme": "{GIVING}"' in desk.html or f'"theme":"{GIVING}"' in desk.html


def test_a_list_of_sessions_names_a_merged_theme_once(ana: Browser, practice: Practice) -> None:
    write(practice.mira, practice, 0, (GIVING, 3), (PEACE, 2))
    merge(ana, practice)
    text = ana.get("notes.all_notes", client_id=practice.mira.id).text
    assert text.count("Keeping the peace") == 1
    assert "Giving way" not in text


def test_merged_counts_agree_with_those_counted_by_hand(ana: Browser, practice: Practice) -> None:
    """Ten sessions.  Giving way: 1, 2, 3.  Keeping the peace: 3, 9.  Together: 1, 2, 3, 9."""
    heard: dict[int, list[tuple[str, int]]] = {1: [(GIVING, 2)], 2: [(GIVING, 5)]}
    heard |= {3: [(GIVING, 4), (PEACE, 1)], 9: [(PEACE, 3)]}
    for week in range(1, 11):
        write(practice.mira, practice, week, *heard.get(week, []))
    merge(ana, practice)
    page = ana.get("patterns.theme_change", client_id=practice.mira.id)
    assert "Giving way" not in page.text
    # Windows of five: first 1-5, last 6-10.
    assert "1 of 5, was 3" in page.text
    row = next(r for r in page.top.all("tr") if "data-theme" in r.attributes)
    cells = [" ".join(cell.text.split()) for cell in row.all("td")][:10]
    assert cells == ["2", "5", "4", "", "", "", "", "", "3", ""]


def test_both_themes_passages_stand_on_one_page(ana: Browser, practice: Practice) -> None:
    write(practice.mira, practice, 1, (GIVING, 2))
    write(practice.mira, practice, 2, (PEACE, 3))
    merge(ana, practice)
    for code in (GIVING, PEACE):  # an address from before the merge leads to the same page
        page = ana.get(
            "patterns.all_passages",
            client_id=practice.mira.id,
            theme=entry(practice, code).address,
        )
        assert page.heading == "Keeping the peace"
        assert "2 passages." in page.text


def test_words_and_focus_name_the_theme_once(ana: Browser, practice: Practice) -> None:
    write(practice.mira, practice, 1, (GIVING, 2), (PEACE, 3))
    merge(ana, practice)
    page = ana.get("patterns.words", client_id=practice.mira.id)
    assert page.text.count("Your word for it") == 1
    assert "Giving way" not in page.text


def test_a_merged_theme_brings_its_focus_along_and_both_are_lifted(
    ana: Browser, practice: Practice
) -> None:
    write(practice.mira, practice, 1, (GIVING, 2))
    early, late = FIRST_DAY, FIRST_DAY + timedelta(weeks=4)
    keyring = practice.keyrings["ana"]
    set_focus(practice.mira, code=GIVING, on=True, today=early, keyring=keyring)
    set_focus(practice.mira, code=PEACE, on=True, today=late, keyring=keyring)
    db.session.commit()
    merge(ana, practice)
    page = ana.get("patterns.words", client_id=practice.mira.id)
    assert "in focus since 8 January 2026" in page.text
    after = ana.follow(ana.submit(page, press="Take out of focus"))
    assert "in focus since" not in after.text
    again = ana.follow(ana.submit(after, press="Undo"))
    assert "Undone." in again.text
    assert (
        "in focus since 8 January 2026"
        in ana.get("patterns.words", client_id=practice.mira.id).text
    )


def test_search_finds_a_merged_theme_under_either_name(ana: Browser, practice: Practice) -> None:
    write(practice.mira, practice, 1, (GIVING, 2))
    write(practice.mira, practice, 2, (PEACE, 3))
    merge(ana, practice)
    for sought in ("giving way", "keeping the peace"):
        page = ana.submit(ana.get("search.all_notes"), sought=sought, among="themes", status=200)
        assert "2 passages in 2 notes" in page.text
    narrowed = ana.submit(ana.get("search.all_notes"), sought="told", theme=PEACE, status=200)
    assert "in 2 notes" in narrowed.text


def test_search_offers_a_merged_theme_no_more(ana: Browser, practice: Practice) -> None:
    merge(ana, practice)
    offered = [o.get("value") for o in ana.get("search.all_notes").top.all("option")]
    assert PEACE in offered
    assert GIVING not in offered


def test_a_merge_comes_apart_also_after_thirty_days(
    ana: Browser, browse: Browse, practice: Practice, clock: TestClock
) -> None:
    merge(ana, practice)
    clock.move(minutes=40 * 24 * 60)
    later = browse(practice.ana)
    assert "Merged" not in later.get("changes.recent").text
    page = later.get("themes.codebook")
    after = later.follow(later.submit(page, press="Separate again: Giving way"))
    assert "Each has its own passages again." in after.text
    assert entry(practice, GIVING).offered
    later.submit(after, press="Undo")
    assert book(practice).current(GIVING) == PEACE


def test_a_theme_whose_name_was_given_away_stays_merged(ana: Browser, practice: Practice) -> None:
    merge(ana, practice)
    rename = ana.get("themes.rename", address=entry(practice, PEACE).address)
    page = ana.follow(ana.submit(rename, name="Giving way"))
    after = ana.follow(ana.submit(page, press="Separate again: Giving way"))
    assert "another theme has this name" in after.text
    assert book(practice).current(GIVING) == PEACE
