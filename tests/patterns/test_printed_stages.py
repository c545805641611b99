"""Stages and changed definitions on the sheet of Theme change."""

from dataclasses import replace
from datetime import timedelta

from notes_app.paper.sheet import Drawing
from notes_app.patterns.marks import Mark, Marks
from notes_app.patterns.printed.document import sheet_of
from tests.patterns.people import FIRST, IDA, QUIET, session, tag
from tests.patterns.test_printed import DESK, SPANS, TALKED, falling, seen_of, words_on


def test_how_far_a_theme_was_taken_in_stands_at_the_desk_and_never_in_a_talk():
    stages = {0: 2.0, 1: 3.5, 3: 2.0}
    reads = [session(week, tag(QUIET, IDA, stage=stages.get(week))) for week in range(4)]
    desk, talk = (words_on(sheet_of(seen_of(*reads), choice)) for choice in (DESK, TALKED))
    assert "Dimly felt (2); 1 step back on the way, as is usual." in desk
    assert "1: dimly felt (2); 2: between named and understood (3.5); 4: dimly felt (2)" in desk
    assert "Goes quiet when hurt: stages by session as steps." in desk
    assert "How far taken in" not in talk
    assert "dimly felt" not in talk.lower()
    assert "How far taken in" not in words_on(sheet_of(seen_of(session(0, tag(QUIET))), DESK))


def test_a_changed_definition_is_marked_on_the_bars_and_told():
    seen = seen_of(*falling())
    on = FIRST + timedelta(weeks=5)
    marked = replace(seen, marks=Marks((Mark(SPANS[QUIET], on, 5),)))
    plain, desk, talk = (
        sheet_of(seen, DESK),
        sheet_of(marked, DESK),
        sheet_of(marked, TALKED),
    )
    said = "A diamond: definition changed there: Goes quiet when hurt,"
    assert [said in words_on(sheet) for sheet in (plain, desk, talk)] == [False, True, False]
    svgs = [next(b.svg for b in s.blocks if isinstance(b, Drawing)) for s in (plain, desk)]
    assert [svg.count("l3.5 3.5l-3.5 3.5") for svg in svgs] == [0, 1]
