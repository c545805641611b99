"""Theme change as Ana sees it: right counts, right words, passages with a way back."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import msgspec
import pytest

from notes_app import db
from notes_app.accounts.models import User
from notes_app.clients.queries import open_client_themes
from notes_app.notes.models import TherapySession
from notes_app.notes.payloads import (
    Attendance,
    Revision,
    Section,
    SessionText,
    SessionThemes,
    Tag,
)
from notes_app.notes.places import themes_place
from notes_app.notes.queries import open_facts
from notes_app.notes.service import write_session
from notes_app.sharing.sealing import seal_part
from notes_app.themes.library import Channel, Family
from notes_app.themes.queries import codebook_of
from notes_app.themes.service import add_theme
from tests.cast import Practice
from tests.clocks import TestClock
from tests.crypto.damage import bit_flipped
from tests.notes.builders import passage_at
from tests.pages import Browser
from tests.pages import Tag as Element

Browse = Callable[[User | None], Browser]
WORDS = "She told him so."
QUIET = "going-quiet-when-hurt"


def weekly(practice: Practice, clock: TestClock, marks: str, theme: str = QUIET) -> list[UUID]:
    """A session a week up to now: x heard, . not heard, m missed, ? heard and not fully tagged."""
    first = clock.local().date() - timedelta(weeks=len(marks))
    person = open_client_themes(practice.mira, practice.keyrings["ana"]).people[0]
    made = []
    for week, mark in enumerate(marks):
        tag = Tag(uuid4(), theme, 3, (person.id,), person.pole)
        heard = mark in "x?"
        facts = SessionThemes(
            number=0,
            held_on=first + timedelta(weeks=week),
            attendance=Attendance.NO_SHOW if mark == "m" else Attendance.HELD,
            tagging_complete=mark != "?",
            written=True,
            tags=(tag,) if heard else (),
        )
        passages = (passage_at(WORDS, "told him", tag.id),) if heard else ()
        text = SessionText((Section("brought", WORDS),), passages)
        made.append(
            write_session(
                practice.mira, facts=facts, text=text, keyring=practice.keyrings["ana"]
            ).id
        )
    db.session.commit()
    return made


def address(practice: Practice, code: str = QUIET) -> UUID:
    theme = codebook_of(practice.ana.id, practice.keyrings["ana"]).by_code(code)
    assert theme is not None
    assert theme.address is not None
    return theme.address


def test_without_tags_the_page_says_how_to_begin(browse: Browse, practice: Practice) -> None:
    page = browse(practice.ana).get("patterns.theme_change", client_id=practice.mira.id)
    assert "Nothing is tagged yet." in page.text


def test_counts_come_before_words(browse: Browse, practice: Practice, clock: TestClock) -> None:
    weekly(practice, clock, "." * 12 + "m" + "x" * 12)
    page = browse(practice.ana).get("patterns.theme_change", client_id=practice.mira.id)
    assert "Comes up more sessions of 8 Goes quiet when hurt 8 of 8, was 0" in page.text
    assert "24 sessions since" in page.text


def test_under_ten_sessions_it_is_too_early(
    browse: Browse, practice: Practice, clock: TestClock
) -> None:
    weekly(practice, clock, "x" * 9)
    page = browse(practice.ana).get("patterns.theme_change", client_id=practice.mira.id)
    assert "Too early to tell (1)" in page.text
    assert "9 of 9 too early to tell" in page.text


def test_a_missed_session_is_a_gap_and_not_an_absence(
    browse: Browse, practice: Practice, clock: TestClock
) -> None:
    weekly(practice, clock, "xmx")
    page = browse(practice.ana).get("patterns.theme_change", client_id=practice.mira.id)
    assert page.html.count('class="c off"') == 1


def test_a_filter_shows_counts_and_no_words(
    browse: Browse, practice: Practice, clock: TestClock
) -> None:
    weekly(practice, clock, "." * 12 + "x" * 12)
    page = browse(practice.ana).get("patterns.theme_change", client_id=practice.mira.id, who="t")
    assert "A filtered view shows counts and no words" in page.text
    assert "Comes up more" not in page.text


def test_the_last_can_be_compared_with_those_just_before(
    browse: Browse, practice: Practice, clock: TestClock
) -> None:
    weekly(practice, clock, "x" * 8 + "." * 8 + "x" * 8)
    ana = browse(practice.ana)
    first = ana.get("patterns.theme_change", client_id=practice.mira.id)
    before = ana.get("patterns.theme_change", client_id=practice.mira.id, compare="b")
    assert "8 of 8, was 8" in first.text
    assert "8 of 8, was 0" in before.text


def test_each_passage_leads_to_its_place_in_the_note(
    browse: Browse, practice: Practice, clock: TestClock
) -> None:
    weekly(practice, clock, "x.x.x")
    ana = browse(practice.ana)
    page = ana.get("patterns.theme_change", client_id=practice.mira.id, theme=address(practice))
    ways = [link for words, link in page.links.items() if words.startswith("Open in the note")]
    assert len(ways) == 3
    note = ana.get_path(ways[0].split("#")[0])
    assert f'id="{ways[0].split("#")[1]}"' in note.html


def test_all_passages_of_a_theme_stand_on_one_page(
    browse: Browse, practice: Practice, clock: TestClock
) -> None:
    weekly(practice, clock, "x.x.x")
    page = browse(practice.ana).get(
        "patterns.all_passages", client_id=practice.mira.id, theme=address(practice)
    )
    assert "3 passages." in page.text
    assert page.html.count("<mark>told him</mark>") == 3


def test_a_cell_opens_the_passages_of_its_session(
    browse: Browse, practice: Practice, clock: TestClock
) -> None:
    sessions = weekly(practice, clock, "x.x")
    page = browse(practice.ana).get(
        "patterns.all_passages",
        client_id=practice.mira.id,
        theme=address(practice),
        at=sessions[2],
    )
    assert "1 passage in this session." in page.text
    assert f"at={sessions[2]}" in page.html


def test_a_damaged_session_is_left_out_and_its_number_said(
    browse: Browse, practice: Practice, clock: TestClock
) -> None:
    damaged = db.session.get(TherapySession, weekly(practice, clock, "xxx")[1])
    assert damaged is not None
    damaged.themes_sealed = type(damaged.themes_sealed)(bit_flipped(damaged.themes_sealed, -1))
    db.session.commit()
    page = browse(practice.ana).get("patterns.theme_change", client_id=practice.mira.id)
    assert "1 session cannot be opened and is left out" in page.text


def test_your_word_for_it_stands_on_all_pages_of_the_client(
    browse: Browse, practice: Practice, clock: TestClock
) -> None:
    weekly(practice, clock, "x")
    ana = browse(practice.ana)
    page = ana.get("patterns.words", client_id=practice.mira.id)
    ana.submit(page, press="Save", word="Turning off the light")
    change = ana.get("patterns.theme_change", client_id=practice.mira.id)
    assert "Turning off the light" in change.text


def test_at_most_three_themes_are_in_focus(
    browse: Browse, practice: Practice, clock: TestClock
) -> None:
    for theme in (QUIET, "guarded-trust", "keeping-the-peace", "giving-way"):
        weekly(practice, clock, "x", theme)
    ana = browse(practice.ana)
    for _ in range(4):
        page = ana.get("patterns.words", client_id=practice.mira.id)
        ana.submit(page, press="Put in focus")
    page = ana.get("patterns.words", client_id=practice.mira.id)
    assert page.text.count("in focus since") == 3
    assert "Three themes are in focus already." in page.text


@pytest.mark.parametrize("endpoint", ["patterns.theme_change", "patterns.words"])
def test_somebody_elses_client_is_not_there(
    browse: Browse, practice: Practice, endpoint: str
) -> None:
    browse(practice.bea).get(endpoint, client_id=practice.mira.id, status=404)


def test_what_the_address_does_not_understand_is_not_asked_for(
    browse: Browse, practice: Practice, clock: TestClock
) -> None:
    weekly(practice, clock, "x")
    page = browse(practice.ana).get(
        "patterns.theme_change", client_id=practice.mira.id, who="'; --", compare="%", theme="x"
    )
    assert "Goes quiet when hurt" in page.text


def test_each_line_says_why_its_word_was_chosen(
    browse: Browse, practice: Practice, clock: TestClock
) -> None:
    weekly(practice, clock, "." * 12 + "x" * 12)
    page = browse(practice.ana).get("patterns.theme_change", client_id=practice.mira.id)
    assert "Heard in 8 of the last 8 sessions, and in 0 of the first 8 sessions." in page.text
    assert "clearly rises, over its 24 sessions" in page.text


def test_both_windows_are_named_with_their_days(
    browse: Browse, practice: Practice, clock: TestClock
) -> None:
    weekly(practice, clock, "." * 12 + "x" * 12)
    page = browse(practice.ana).get("patterns.theme_change", client_id=practice.mira.id)
    assert "Compared: the last 8 sessions (" in page.text
    assert ") with the first 8 sessions (" in page.text


def test_the_page_can_be_drawn_as_it_was_known_after_a_session(
    browse: Browse, practice: Practice, clock: TestClock
) -> None:
    sessions = weekly(practice, clock, "." * 6 + "x" * 6)
    ana = browse(practice.ana)
    then = ana.get("patterns.theme_change", client_id=practice.mira.id, known=sessions[8])
    assert "9 sessions since" in then.text
    assert "Too early to tell (1)" in then.text
    assert "As known at the end of" in then.text


def test_a_later_change_of_a_signed_note_is_undone_in_what_was_known(
    browse: Browse, practice: Practice, clock: TestClock
) -> None:
    sessions = weekly(practice, clock, "x.x")
    stored = db.session.get(TherapySession, sessions[0])
    facts = open_facts(stored, keyring=practice.keyrings["ana"])
    later = Revision(until=int(clock.local().timestamp()), tagging_complete=True)
    revised = msgspec.structs.replace(facts, revisions=(later,))
    place = themes_place(stored.id, stored.client_id)
    stored.themes = seal_part(
        revised, place, before=stored.themes, keyring=practice.keyrings["ana"]
    )
    db.session.commit()
    ana = browse(practice.ana)
    now = ana.get("patterns.theme_change", client_id=practice.mira.id)
    then = ana.get("patterns.theme_change", client_id=practice.mira.id, known=sessions[2])
    assert "Goes quiet when hurt 2 of 3" in now.text
    assert "Goes quiet when hurt 1 of 3" in then.text


def test_a_channel_leaves_out_the_other_themes_and_not_the_words(
    browse: Browse, practice: Practice, clock: TestClock
) -> None:
    weekly(practice, clock, "." * 12 + "x" * 12)
    book = codebook_of(practice.ana.id, practice.keyrings["ana"])
    theme = book.by_code(QUIET)
    assert theme is not None
    assert theme.channel is not None
    other = next(one for one in Channel if one is not theme.channel)
    ana = browse(practice.ana)
    here = ana.get("patterns.theme_change", client_id=practice.mira.id, channel=theme.channel)
    there = ana.get("patterns.theme_change", client_id=practice.mira.id, channel=other)
    assert "Comes up more sessions of 8 Goes quiet when hurt 8 of 8, was 0" in here.text
    assert "No theme of this channel is tagged yet." in there.text


def test_cells_can_show_stages_and_a_theme_heard_without_one_is_not_absent(
    browse: Browse, practice: Practice, clock: TestClock
) -> None:
    weekly(practice, clock, "x.m")
    page = browse(practice.ana).get("patterns.theme_change", client_id=practice.mira.id, show="g")
    assert page.html.count('class="c heard"') == 1
    assert 'class="vh">heard<' in page.html
    assert "Heard: no stage was rated." in page.text


def test_a_theme_of_a_session_that_is_not_fully_tagged_is_not_said_to_be_unheard(
    browse: Browse, practice: Practice, clock: TestClock
) -> None:
    weekly(practice, clock, "?")
    ana = browse(practice.ana)
    page = ana.get("patterns.theme_change", client_id=practice.mira.id)
    assert "none counted" in page.text
    assert "heard in 1 session that is not fully tagged" in page.text
    assert "0 of 0" not in page.text
    across = ana.get("patterns.across_clients")
    assert "0 of 0" not in across.text


def test_counts_and_strengths_of_the_chosen_theme_stand_beside_its_word(
    browse: Browse, practice: Practice, clock: TestClock
) -> None:
    weekly(practice, clock, "." * 5 + "x" * 5)
    ana = browse(practice.ana)
    text = ana.get("patterns.theme_change", client_id=practice.mira.id).text
    assert "Heard in 5 of 10 sessions: as few as 2 and as many as 8" in text
    assert "compared: not heard; of the last 3: 3 of 5." in text
    assert "the late one was stronger in 25, weaker in 0, and the same in 0." in text
    assert "In the 5 sessions up to session 5: 0; up to 6: 1;" in text
    filtered = ana.get("patterns.theme_change", client_id=practice.mira.id, who="c").text
    assert "the late one was" not in filtered


def test_sessions_before_a_theme_was_on_offer_are_not_drawn_as_if_it_was_absent(
    browse: Browse, practice: Practice, clock: TestClock
) -> None:
    keyring, made_on = practice.keyrings["ana"], clock.local().date() - timedelta(weeks=3)
    own = add_theme(
        practice.ana, name="Counts coins", family=Family.WAYS, today=made_on, keyring=keyring
    )
    weekly(practice, clock, "..mx?x", theme=own)
    ana = browse(practice.ana)
    page = ana.get("patterns.theme_change", client_id=practice.mira.id)
    ((drawn, said),) = [_cells(row) for row in page.top.all("tr") if _cells(row)[0]]
    assert drawn == ["c nc", "c nc", "c off", "c v3", "c v3", "c v3"]
    assert said == ["not counted", "not counted", "missed", "3", "3", "3"]
    assert "theme not on offer" in page.text
    mirror = ana.get(
        "patterns.show_mirror", client_id=practice.mira.id, theme=address(practice, own)
    )
    for drawn, said in (_cells(row) for row in mirror.top.all("tr") if _cells(row)[0]):
        assert drawn[:3] == ["c nc", "c nc", "c off"]
        assert said[:2] == ["not counted", "not counted"]


def _cells(row: Element) -> tuple[list[str], list[str]]:
    cells = [td for td in row.all("td") if td.get("class").split()[:1] == ["c"]]
    return [td.get("class") for td in cells], [td.text.strip() for td in cells]
