"""What stands on the sheet that is printed of a client, and what never gets onto it."""

import re
import time
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace as altered

from notes_app.clients.marks import Mark
from notes_app.clients.payloads import (
    ClientIdentity,
    Dyad,
    Formulation,
    Tie,
    TieKind,
)
from notes_app.clients.words import TIES
from notes_app.notes.beside import NewWay, Repair, Rupture
from notes_app.notes.payloads import Attendance, Ratings, Section, SessionText
from notes_app.paper.sheet import Drawing, Heading, Listing, Quote, Sheet, Table, Words
from notes_app.paper.typesetting import typeset
from notes_app.patterns.printed.chosen import CHAPTERS, Chapter, Choice, Reader, Seen
from notes_app.patterns.printed.document import sheet_of, wanted_words
from notes_app.patterns.printed.ink import PAPER
from notes_app.patterns.printed.twin import in_words
from notes_app.patterns.rules import RULE_VERSION
from notes_app.patterns.table import ThemeSpan
from tests.notes.builders import passage_at
from tests.paper.test_typesetting import HOSTILE
from tests.patterns.people import CARD, FIRST, IDA, PAUL, QUIET, SELF, TALK, YOU, session, tag

SPANS = {
    QUIET: ThemeSpan(QUIET, "Goes quiet when hurt", "ways"),
    TALK: ThemeSpan(TALK, "Direct, honest talk", "moves"),
}
NAMED = replace(CARD, identity=ClientIdentity("Ines Ribeiro", names={IDA.id: "Aurora Ribeiro"}))
EVERYTHING = frozenset(Chapter)
DESK, TALKED = Choice(EVERYTHING, Reader.DESK), Choice(EVERYTHING, Reader.TALK)
TOO_SOON = "perhaps"


def seen_of(*reads, card=NAMED, spans=SPANS, texts=None) -> Seen:
    day = FIRST + timedelta(weeks=300)
    return Seen(card, reads, spans, {}, day, texts or {})


def words_on(sheet: Sheet) -> str:
    """Everything that can be read on it, drawings and their descriptions too."""
    told: list[str] = [sheet.title, sheet.foot, *sheet.lines]
    for block in sheet.blocks:
        match block:
            case Heading(words) | Words(words):
                told.append(words)
            case Quote(words, origin):
                told += [words, origin]
            case Table():
                told += [
                    block.caption,
                    *block.columns,
                    *(cell for row in block.rows for cell in row),
                ]
            case Drawing():
                told += [block.svg, block.alt]
            case Listing(lines):
                told += lines
    return "\n".join(told)


def table_named(sheet: Sheet, first: str, *, column: int = 0) -> tuple[str, ...]:
    """The first row that begins with these words."""
    tables = [block for block in sheet.blocks if isinstance(block, Table)]
    return next(row for table in tables for row in table.rows if row[column] == first)


def falling() -> list:
    """Twenty weeks with Ida, of which the theme is heard in the first ten alone."""
    return [session(week, *([tag(QUIET, IDA)] if week < 10 else [])) for week in range(20)]


def leaning() -> list:
    """Twelve weeks: too few for a firm word, and heard less in the second half."""
    return [session(week, *([tag(QUIET, IDA)] if week < 6 else [])) for week in range(12)]


def test_a_theme_stands_with_its_counts_its_word_and_its_course():
    sheet = sheet_of(seen_of(*falling()), DESK)
    _name, now, was, word, course = table_named(sheet, "Goes quiet when hurt")
    assert (now, was, word) == ("0 of 6", "6 of 6", "comes up less")
    assert course == "First heard in session 1, not heard since 10 (10 sessions)."


def test_words_of_change_carry_the_version_of_their_rule():
    assert f"Words of change by rule {RULE_VERSION}." in words_on(
        sheet_of(seen_of(*falling()), DESK)
    )


def test_what_is_said_with_reserve_at_the_desk_is_not_said_in_a_talk():
    seen = seen_of(*leaning())
    assert "perhaps less" in words_on(sheet_of(seen, DESK))
    talk = sheet_of(seen, TALKED)
    assert TOO_SOON not in words_on(talk).lower()
    assert Heading("Too early to say", 2) in talk.blocks


def test_a_talk_says_firm_changes_in_plain_words():
    talk = sheet_of(seen_of(*falling()), TALKED)
    assert Heading("Less present", 2) in talk.blocks
    assert "comes up less" not in words_on(talk)


def test_bars_are_drawn_and_said_in_a_table():
    reads = [session(0, tag(QUIET, IDA)), session(1, complete=False), session(2)]
    sheet = sheet_of(seen_of(*reads), DESK)
    (drawing,) = [block for block in sheet.blocks if isinstance(block, Drawing)]
    assert "Goes quiet when hurt: 1" in drawing.alt
    assert "did not take place, is not tagged to the end, or the theme was not on" in words_on(
        sheet
    )
    tables = [block for block in sheet.blocks if isinstance(block, Table)]
    assert ("Goes quiet when hurt", "strength 3 in 1", "2") in [
        row for table in tables for row in table.rows
    ]


@settings(max_examples=60)
@given(st.lists(st.integers(0, 5), min_size=1, max_size=40))
def test_the_words_beside_the_bars_name_every_session_once(strengths):
    heard = [[altered(tag(QUIET, IDA), strength=n)] if n else [] for n in strengths]
    seen = seen_of(*(session(week, *tags) for week, tags in enumerate(heard)))
    for row in seen.table.rows:
        _name, told, unknown = in_words(row, seen.table.columns)
        found = {}
        for part in told.split("; "):
            strength, where = part.removeprefix("strength ").split(" in ")
            for run in where.split(", "):
                first, _, last = run.partition(" to ")
                for n in range(int(first), int(last or first) + 1):
                    assert n not in found
                    found[n] = int(strength)
        assert found == {at + 1: n for at, n in enumerate(strengths) if n}
        assert unknown == "none"


@pytest.mark.parametrize("kind", list(TieKind))
def test_every_kind_of_tie_is_drawn_and_said(kind):
    hostile = altered(IDA, role=f'"/></text>{HOSTILE}', died=2020, born=1950)
    people = (YOU, SELF, hostile, PAUL)
    ties = (Tie(uuid4(), kind, SELF.id, hostile.id), Tie(uuid4(), kind, YOU.id, SELF.id))
    card = replace(NAMED, themes=altered(NAMED.themes, people=people, ties=ties))
    choice = Choice(frozenset({Chapter.MAP}), Reader.TALK, harm=True)
    sheet = sheet_of(seen_of(card=card), choice)
    (drawing,) = [block for block in sheet.blocks if isinstance(block, Drawing)]
    assert drawing.alt.startswith("Genogram of 4 people, with 2 ties.")
    assert table_named(sheet, "Therapist and You")[1].startswith(TIES[kind])
    assert b"<pdfuaid:part>1</pdfuaid:part>" in typeset(sheet)


def test_lines_pass_behind_the_years_and_ages_on_the_map_and_leave_them_readable():
    gone = altered(IDA, born=1950, died=2020)
    ties = (Tie(uuid4(), TieKind.CLOSE, SELF.id, gone.id),)
    card = replace(NAMED, themes=altered(NAMED.themes, people=(YOU, SELF, gone), ties=ties))
    sheet = sheet_of(seen_of(card=card), Choice(frozenset({Chapter.MAP}), Reader.DESK))
    (drawing,) = [block for block in sheet.blocks if isinstance(block, Drawing)]
    written = {words: how for how, words in re.findall(r"<text ([^>]*)>([^<]*)<", drawing.svg)}
    assert {"1950", "2020", "70"} <= set(written)
    for how in written.values():
        assert f'stroke="{PAPER}" stroke-width="4"' in how
        assert 'paint-order="stroke"' in how


def test_the_theme_heard_most_with_somebody_is_a_badge_on_the_map_and_a_line_below():
    ties = (Tie(uuid4(), TieKind.CLOSE, SELF.id, IDA.id),)
    card = replace(NAMED, themes=altered(NAMED.themes, ties=ties))
    reads = [session(week, tag(QUIET, IDA), tag(TALK, IDA)) for week in range(3)]
    reads += [session(3, tag(QUIET, IDA)), session(4, tag(TALK, PAUL))]
    sheet = sheet_of(seen_of(*reads, card=card), Choice(frozenset({Chapter.MAP}), Reader.DESK))
    (drawing,) = [block for block in sheet.blocks if isinstance(block, Drawing)]
    assert "1 tie and 2 badges of themes." in drawing.alt
    assert drawing.svg.count('rx="12"') == 2
    assert ">4</text>" in drawing.svg
    assert table_named(sheet, "Goes quiet when hurt", column=1) == (
        "Mother",
        "Goes quiet when hurt",
        "4",
    )
    bare = sheet_of(seen_of(card=card), Choice(frozenset({Chapter.MAP}), Reader.DESK))
    assert not any(isinstance(one, Drawing) and 'rx="12"' in one.svg for one in bare.blocks)


def harmed(*kinds: TieKind, until: date | None = None) -> Seen:
    """Ties of these kinds, the first of them from Ida."""
    pairs = ((IDA, SELF), (PAUL, SELF))
    ties = tuple(
        Tie(uuid4(), kind, one.id, other.id, since=FIRST, until=until)
        for kind, (one, other) in zip(kinds, pairs, strict=False)
    )
    return seen_of(session(0), card=replace(NAMED, themes=altered(NAMED.themes, ties=ties)))


@pytest.mark.parametrize("until", [None, FIRST + timedelta(weeks=9)], ids=["now", "at first"])
def test_a_tie_of_harm_is_left_out_of_a_talk_and_nothing_tells_so(until):
    both = sheet_of(harmed(TieKind.HARM, TieKind.CLOSE, until=until), TALKED)
    told = words_on(both)
    assert "harm" not in told.lower()
    assert "Mother and You" not in told
    alone = [one for one in TALKED.chapters if one is Chapter.MAP]
    only_harm = sheet_of(harmed(TieKind.HARM, until=until), Choice(frozenset(alone), Reader.TALK))
    none = sheet_of(seen_of(session(0)), Choice(frozenset(alone), Reader.TALK))
    assert only_harm == none


@pytest.mark.parametrize(
    "choice", [DESK, replace(TALKED, harm=True)], ids=["at the desk", "where it was chosen"]
)
def test_a_tie_of_harm_stands_where_it_is_wanted(choice):
    assert TIES[TieKind.HARM] in words_on(sheet_of(harmed(TieKind.HARM), choice))


def ailing() -> Seen:
    """Ida is marked, and her tie would be drawn in any case."""
    ties = (Tie(uuid4(), TieKind.CLOSE, IDA.id, SELF.id),)
    themes = altered(NAMED.themes, ties=ties, marks=(Mark(IDA.id, illness=True, addiction=True),))
    return seen_of(card=replace(NAMED, themes=themes))


def test_illness_and_addiction_stand_at_the_desk_where_they_are_ticked():
    told = words_on(sheet_of(ailing(), replace(DESK, marks=True)))
    assert "illness and addiction" in told
    assert "illness" not in words_on(sheet_of(ailing(), DESK))


def test_marks_that_cannot_be_opened_are_named_at_the_desk_alone():
    seen = seen_of(card=replace(NAMED, unjoined=True))
    said = "Illness and addiction cannot be opened."
    assert said in words_on(sheet_of(seen, replace(DESK, marks=True)))
    assert said not in words_on(sheet_of(seen, replace(TALKED, marks=True)))


def test_illness_and_addiction_never_stand_in_a_talk():
    unmarked = replace(
        ailing(), card=replace(NAMED, themes=altered(ailing().card.themes, marks=()))
    )
    with_map = replace(TALKED, chapters=frozenset({Chapter.MAP}), marks=True)
    assert [type(one) for one in sheet_of(ailing(), with_map).blocks] == [
        type(one) for one in sheet_of(unmarked, with_map).blocks
    ]
    assert "illness" not in words_on(sheet_of(ailing(), replace(TALKED, marks=True)))


def test_every_map_for_a_talk_says_that_it_is_a_choice():
    some = words_on(sheet_of(harmed(TieKind.CLOSE), TALKED))
    assert "A choice of the ties that are noted." in some


@pytest.mark.parametrize("choice", [DESK, TALKED], ids=["desk", "talk"])
def test_no_name_gets_onto_any_sheet(choice):
    themes = altered(
        NAMED.themes,
        ties=(Tie(uuid4(), IDA.id, PAUL.id, TieKind.CLOSE),),
        formulations=(Formulation(uuid4(), FIRST, wish="To be asked.", named_together=True),),
    )
    reads = [session(week, tag(QUIET, IDA, PAUL, YOU), tag(TALK, IDA)) for week in range(6)]
    told = words_on(sheet_of(seen_of(*reads, card=replace(NAMED, themes=themes)), choice))
    assert "Mother" in told
    for name in ("Ines", "Ribeiro", "Aurora", NAMED.code_name):
        assert name not in told


def test_the_label_that_was_chosen_stands_on_top():
    assert sheet_of(seen_of(), replace(DESK, label="I. R.")).lines[0] == "I. R."


def heard_with_words() -> Seen:
    heard = tag(QUIET, IDA)
    read = session(0, heard)
    place = passage_at("She told him so.", "told him", heard.id)
    texts = {read.session_id: SessionText((Section("brought", "She told him so."),), (place,))}
    return seen_of(read, texts=texts)


def test_passages_are_left_out_unless_they_are_asked_for():
    seen = heard_with_words()
    assert "told him" not in words_on(sheet_of(seen, DESK))
    assert "Passages are left out." in sheet_of(seen, DESK).lines
    assert wanted_words(seen, DESK) == set()


def test_passages_that_are_asked_for_stand_with_their_session():
    seen, choice = heard_with_words(), replace(DESK, passages=True)
    assert Quote("told him", "First, session 1") in sheet_of(seen, choice).blocks
    assert wanted_words(seen, choice) == {seen.reads[0].session_id}


def test_words_that_cannot_be_opened_are_named_and_cost_no_sheet():
    seen = replace(heard_with_words(), texts={})
    sheet = sheet_of(seen, replace(DESK, passages=True))
    assert Quote("These words cannot be opened.", "First, session 1") in sheet.blocks


@pytest.mark.parametrize("chapter", list(Chapter))
def test_only_the_chosen_parts_are_there(chapter):
    sheet = sheet_of(seen_of(*falling()), Choice(frozenset({chapter}), Reader.DESK))
    assert [b.words for b in sheet.blocks if isinstance(b, Heading) and b.level == 1] == [
        CHAPTERS[chapter]
    ]


def formulated(*, together: bool) -> Seen:
    latest = Formulation(
        uuid4(),
        FIRST,
        wish="To be asked.",
        therapists_pull="I want to rescue.",
        dyads=(Dyad(uuid4(), "small one", "cold one"),),
        named_together=together,
    )
    return seen_of(card=replace(NAMED, themes=altered(NAMED.themes, formulations=(latest,))))


def test_of_a_formulation_the_client_reads_only_what_was_named_together():
    own, talk = (words_on(sheet_of(formulated(together=True), one)) for one in (DESK, TALKED))
    assert "What is hoped for: To be asked." in talk
    assert "Wish: To be asked." in own
    for mine in ("I want to rescue.", "small one"):
        assert mine in own
        assert mine not in talk


def test_a_formulation_that_was_not_named_together_is_not_for_a_talk():
    assert "To be asked." not in words_on(sheet_of(formulated(together=False), TALKED))


def strained() -> Seen:
    rupture = Rupture(uuid4(), kind="withdrawal", significance=4, therapist_part=5)
    repair = Repair(uuid4(), rupture.id, closes=True)
    return seen_of(
        session(0, ratings=Ratings(ruptures=(rupture,))),
        session(2, ratings=Ratings(repairs=(repair,))),
    )


def test_a_talk_says_when_it_was_strained_and_not_how_the_therapist_judged_it():
    own, talk = (words_on(sheet_of(strained(), one)) for one in (DESK, TALKED))
    assert "own part 5 of 5" in own
    assert "Session 1: it was strained between us; mended in session 3." in talk
    assert "of 5" not in talk.split("Strained and mended")[1].split("New ways")[0]


def test_what_was_agreed_stands_with_whom_and_how_it_went():
    way = NewWay(uuid4(), "asking", where="outside", with_person=IDA.id)
    sheet = sheet_of(seen_of(session(0, ratings=Ratings(new_ways=(way,)))), DESK)
    row = table_named(sheet, "Session 1", column=1)
    assert row[2:] == ("Mother, outside", "Not followed up yet")


@pytest.mark.parametrize("choice", [DESK, TALKED], ids=["desk", "talk"])
def test_a_hostile_name_of_a_theme_stays_words(choice):
    """Attack check X3, in the tables and within the drawing."""
    hostile = f"</text><script>&\"'{HOSTILE}"
    spans = {QUIET: ThemeSpan(QUIET, hostile, "ways"), TALK: ThemeSpan(TALK, hostile, "ways")}
    reads = [session(week, tag(QUIET, IDA), tag(TALK, IDA)) for week in range(12)]
    pdf = typeset(sheet_of(seen_of(*reads, spans=spans), choice))
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf


@pytest.mark.parametrize("reads", [[], [session(0)], falling()], ids=["none", "one", "twenty"])
@pytest.mark.parametrize("choice", [DESK, TALKED], ids=["desk", "talk"])
def test_every_sheet_is_a_tagged_document(reads, choice):
    assert b"<pdfuaid:part>1</pdfuaid:part>" in typeset(sheet_of(seen_of(*reads), choice))


def test_an_hour_that_was_missed_is_not_counted():
    missed = session(1)
    missed = replace(
        missed, number=None, facts=altered(missed.facts, attendance=Attendance.NO_SHOW)
    )
    sheet = sheet_of(seen_of(session(0, tag(QUIET, IDA)), missed), DESK)
    assert "1 session held and tagged to the end." in sheet.lines


def test_a_hundred_sessions_of_24_themes_take_less_than_a_second():
    spans = {f"t{n}": ThemeSpan(f"t{n}", f"Theme number {n}", "ways") for n in range(24)}
    reads = [
        session(week, *(tag(f"t{n}", IDA, PAUL) for n in range(24) if (week * (n + 3)) % 7 < 3))
        for week in range(100)
    ]
    typeset(sheet_of(seen_of(), DESK))  # the library is loaded once
    start = time.process_time()
    typeset(sheet_of(seen_of(*reads, spans=spans), DESK))
    assert time.process_time() - start < 1
