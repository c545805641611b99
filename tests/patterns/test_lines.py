"""Alliance, distress and questionnaires along the table; nothing is filled in."""

from dataclasses import replace
from uuid import uuid4

import msgspec

from notes_app.measures.payloads import EarlierScale, MeasuresKept, OwnMeasure
from notes_app.measures.queries import KnownMeasures
from notes_app.notes.beside import Alliance, Taken
from notes_app.notes.payloads import Ratings
from notes_app.notes.queries import ReadSession
from notes_app.patterns import drawing
from notes_app.patterns.lines import ThinLine, lines_under, mean_of
from tests.patterns.test_table import table, weekly

BUILT_IN = KnownMeasures(MeasuresKept())
CODE = uuid4()


def rated(*ratings: Ratings) -> list[ReadSession]:
    reads = weekly("x" * len(ratings))
    return [
        replace(read, facts=msgspec.structs.replace(read.facts, ratings=one))
        for read, one in zip(reads, ratings, strict=True)
    ]


def lines(*ratings: Ratings) -> list[ThinLine]:
    reads = rated(*ratings)
    return lines_under(table(reads), reads, BUILT_IN)


def test_an_alliance_is_the_mean_of_what_was_rated() -> None:
    assert mean_of(Alliance(bond=6, tasks=9)) == 7.5
    assert mean_of(Alliance()) is None


def test_a_session_without_a_rating_leaves_a_gap() -> None:
    six, eight = (Ratings(alliance_by_you=Alliance(bond=bond)) for bond in (6, 8))
    (line,) = lines(six, Ratings(), eight)
    assert (line.name, line.values) == ("Alliance, you", (6.0, None, 8.0))
    assert (line.was, line.now) == ("6", "8")


def test_a_facet_that_is_rated_again_has_a_line_of_its_own() -> None:
    three, seven = (Ratings(facets={"trust": trust, "safety": 5}) for trust in (3, 7))
    safety, trust = lines(three, Ratings(facets={"empathy": 4}), seven)
    assert (safety.name, safety.values) == ("Safety", (5, None, 5))
    assert (trust.name, trust.values) == ("Trust", (3, None, 7))


def test_one_value_is_no_line() -> None:
    assert lines(Ratings(distress=4), Ratings()) == []


def test_from_six_on_the_middle_of_three_stands_for_the_ends() -> None:
    (line,) = lines(*(Ratings(distress=value) for value in (9, 5, 5, 4, 2, 8, 2)))
    assert (line.was, line.now) == ("5", "2")


def test_a_questionnaire_has_its_own_scale() -> None:
    zeros, ones = (Ratings(measures=(Taken("gad-7", (a,) * 7),)) for a in (0, 1))
    (line,) = lines(zeros, ones)
    assert (line.values, line.lowest, line.highest) == ((0, 7), 0, 21)


def test_totals_of_an_earlier_scale_have_a_line_of_their_own() -> None:
    reads = rated(*(Ratings(measures=(Taken(str(CODE), total=t),)) for t in (20, 30, 4, 6)))
    day = reads[2].facts.held_on
    own = OwnMeasure(CODE, "CORE-10", 0, 10, earlier=(EarlierScale(day, 0, 40),))
    lines = lines_under(table(reads), reads, KnownMeasures(MeasuresKept(own=(own,))))
    assert [line.values for line in lines] == [(20, 30, None, None), (None, None, 4, 6)]
    assert [line.highest for line in lines] == [40, 10]
    assert lines[0].name.startswith("CORE-10, until ")


def test_all_of_a_line_is_told_in_words() -> None:
    reads = rated(Ratings(distress=4), Ratings(), Ratings(distress=6))
    (line,) = lines_under(table(reads), reads, BUILT_IN)
    assert line.told(table(reads)) == "session 1: 4, session 3: 6"


def test_a_line_joins_what_was_rated_and_dots_nothing_else() -> None:
    line, dots = drawing.strokes((0, None, 10), 0, 10)
    assert line == "M5 19.0L25 3.0"
    assert dots.count("M") == 2
