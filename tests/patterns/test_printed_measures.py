"""Totals of questionnaires on the printed sheet."""

from dataclasses import replace
from uuid import uuid4

from msgspec.structs import replace as altered

from notes_app.measures.payloads import EarlierScale, MeasuresKept, OwnMeasure
from notes_app.measures.queries import KnownMeasures
from notes_app.notes.beside import Taken
from notes_app.notes.payloads import Ratings
from notes_app.paper.sheet import Drawing, Heading, Table, Words
from notes_app.paper.typesetting import typeset
from notes_app.patterns.printed.chosen import Chapter, Choice, Reader
from notes_app.patterns.printed.document import sheet_of
from tests.paper.test_typesetting import HOSTILE
from tests.patterns.people import session
from tests.patterns.test_printed import seen_of, words_on

ONLY = frozenset({Chapter.MEASURES})
DESK, TALKED = Choice(ONLY, Reader.DESK), Choice(ONLY, Reader.TALK)


def answered(*totals: int | None):
    """A week for each total of the PHQ-9; None was not completed.  Item 9 stays at 0."""
    return [measured(week, Taken("phq-9", spread_over(total))) for week, total in enumerate(totals)]


def measured(week: int, *taken: Taken):
    read = session(week)
    return replace(read, facts=altered(read.facts, ratings=Ratings(measures=taken)))


def spread_over(total: int | None) -> tuple[int | None, ...]:
    if total is None:
        return (1,) * 4 + (None,) * 5
    return (*(min(3, max(0, total - 3 * item)) for item in range(8)), 0)


def blocks(seen, choice, kind):
    return [block for block in sheet_of(seen, choice).blocks if isinstance(block, kind)]


def test_a_line_stands_with_its_words_and_its_table():
    seen = seen_of(*answered(17, None, 12, 8, 9, 8))
    (drawing,) = blocks(seen, DESK, Drawing)
    assert drawing.svg.count("<circle") == 5
    (table,) = blocks(seen, DESK, Table)
    assert [row[1] for row in table.rows][:2] == [
        "17, moderately severe, at or over the cut-off of 10",
        "incomplete, 5 not answered",
    ]
    said = words_on(sheet_of(seen, DESK))
    assert "lower by 9, more than the 6 that repeated measurement alone produces" in said
    assert "Not complete, and so a gap: session 2." in said


def test_a_talk_has_the_numbers_without_the_words_of_their_source():
    said = words_on(sheet_of(seen_of(*answered(17, 12, 8)), TALKED))
    assert "Questionnaires" in said
    assert "moderately severe" not in said
    assert "item 9" not in said


def test_item_9_stands_on_the_desks_own_sheet_alone():
    read = measured(0, Taken("phq-9", (0,) * 8 + (1,)))
    assert "item 9 above 0" in words_on(sheet_of(seen_of(read), DESK))
    assert "item 9 above 0" not in words_on(sheet_of(seen_of(read), TALKED))


def test_without_a_questionnaire_it_says_so_and_one_total_has_no_line():
    assert Words("No questionnaire was taken yet.") in sheet_of(seen_of(session(0)), DESK).blocks
    seen = seen_of(*answered(12))
    assert blocks(seen, DESK, Drawing) == []
    assert "One total so far, 12 in session 1." in words_on(sheet_of(seen, DESK))


def test_a_career_of_totals_and_a_hostile_name_are_set():
    own = OwnMeasure(uuid4(), HOSTILE, 0, 40)
    reads = [measured(week, Taken(str(own.id), total=week % 40)) for week in range(300)]
    seen = replace(seen_of(*reads), measures=KnownMeasures(MeasuresKept(own=(own,))))
    sheet = sheet_of(seen, DESK)
    assert [block.words for block in sheet.blocks if isinstance(block, Heading)][1] == HOSTILE
    assert typeset(sheet).startswith(b"%PDF")


def test_totals_of_an_earlier_scale_stand_apart():
    own = OwnMeasure(uuid4(), "CORE-10", 0, 10)
    reads = [measured(week, Taken(str(own.id), total=week)) for week in range(4)]
    day = reads[2].facts.held_on
    was = altered(own, earlier=(EarlierScale(until=day, lowest=0, highest=40),))
    seen = replace(seen_of(*reads), measures=KnownMeasures(MeasuresKept(own=(was,))))
    assert [table.caption for table in blocks(seen, DESK, Table)] == ["0 to 40", "0 to 10"]
    assert len(blocks(seen, DESK, Drawing)) == 2
