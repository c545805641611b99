"""The same theme in the room and outside."""

from dataclasses import replace
from uuid import UUID, uuid4

from notes_app.clients.payloads import PassageLink, Pole
from notes_app.notes.beside import Intervention
from notes_app.notes.payloads import Ratings
from notes_app.patterns.mirror import (
    all_heard,
    both_ways,
    first_in,
    links_made,
    matches_of,
    rows_for,
    with_feedback,
)
from notes_app.patterns.people import places_of
from notes_app.patterns.strips import strip_of
from notes_app.patterns.table import ThemeSpan
from tests.patterns.people import CARD, FIRST, IDA, PAUL, QUIET, SELF, TALK, YOU, session, tag

PLACES = places_of(CARD)
THEME = ThemeSpan(QUIET, "Goes quiet", "ways")


def ways(*reads, matches=None):
    found = both_ways(reads, reads[-2:], themes={}, places=PLACES, matches=matches or {})
    return [(one.theme.code, one.with_you, one.elsewhere, one.sessions) for one in found]


def linked(room, outside):
    return PassageLink(uuid4(), room.id, outside.id, FIRST)


def test_a_theme_of_one_side_only_is_not_heard_both_ways():
    assert ways(session(0, tag(QUIET, YOU)), session(1, tag(TALK, PAUL))) == []


def test_counts_are_those_of_the_newest_sessions_and_the_theme_of_any():
    reads = (session(0, tag(QUIET, YOU)), session(1, tag(QUIET, PAUL)), session(2))
    assert ways(*reads) == [(QUIET, 0, 1, 2)]


def test_a_theme_that_came_later_is_counted_from_there_on():
    reads = [session(week, tag(QUIET, YOU), tag(QUIET, PAUL)) for week in range(4)]
    late = replace(THEME, since=reads[3].facts.held_on)
    (one,) = both_ways(reads, reads[-3:], themes={QUIET: late}, places=PLACES, matches={})
    assert (one.with_you, one.elsewhere, one.sessions) == (1, 1, 1)


def test_the_theme_with_most_pairs_stands_first():
    reads = (session(0, *[tag(theme, who) for theme in (QUIET, TALK) for who in (YOU, IDA)]),)
    assert [code for code, *_ in ways(*reads, matches={TALK: 1})] == [TALK, QUIET]


def test_a_link_pairs_two_passages_also_after_one_is_gone():
    room, outside = tag(QUIET, YOU), tag(QUIET, IDA)
    heard = all_heard((session(0, outside), session(1, room)))
    gone = PassageLink(uuid4(), room.id, uuid4(), FIRST)
    nobody = PassageLink(uuid4(), uuid4(), uuid4(), FIRST)
    found = matches_of(heard, (linked(room, outside), gone, nobody), PLACES)
    pairs = [(m.room and m.room.tag, m.outside and m.outside.tag) for _, m in found]
    assert pairs == [(room, outside), (room, None)]


def test_an_echo_pairs_with_the_last_passage_before_it():
    first, second, later = (tag(QUIET, IDA) for _ in range(3))
    echo = tag(QUIET, YOU, echoes=(IDA.id,))
    reads = (session(0, first), session(1, second), session(2, echo), session(3, later))
    ((code, match),) = matches_of(all_heard(reads), (), PLACES)
    assert (code, match.room.tag, match.outside.tag, match.echo) == (QUIET, echo, second, IDA.id)


def test_an_echo_of_what_was_not_told_yet_pairs_with_the_first_passage_after_it():
    echo, later = tag(QUIET, YOU, echoes=(IDA.id,)), tag(QUIET, IDA)
    ((_, match),) = matches_of(all_heard((session(0, echo), session(1, later))), (), PLACES)
    assert match.outside.tag == later
    ((_, alone),) = matches_of(all_heard((session(0, echo),)), (), PLACES)
    assert alone.outside is None


def test_an_echo_between_two_people_outside_is_no_pair_of_the_mirror():
    assert (
        matches_of(all_heard((session(0, tag(QUIET, PAUL, echoes=(IDA.id,))),)), (), PLACES) == []
    )


def test_the_first_of_each_place_in_life_is_said_earliest_first():
    reads = (session(0, tag(QUIET, IDA)), session(1, tag(QUIET, YOU)), session(2, tag(QUIET, IDA)))
    found = [(place, one.number) for place, one in first_in(all_heard(reads), PLACES)]
    assert found == [("Past", 1), ("With you", 2)]


def test_links_that_were_made_are_listed_newest_first():
    def made(week, link):
        done = (Intervention(uuid4(), "linking", link=link), Intervention(uuid4(), "listening"))
        return session(week, ratings=Ratings(interventions=done))

    found = [(one.number, one.words) for one in links_made((made(0, "tp"), made(1, "cp")))]
    assert found == [(2, "Now, and past"), (1, "With you, and past")]


def test_feedback_is_listed_where_the_theme_was_heard():
    given = Ratings(markers=("feedback-given",))
    reads = (session(0, tag(QUIET, YOU), ratings=given), session(1, ratings=given))
    assert [read.number for read in with_feedback(reads, all_heard(reads))] == [1]


def test_the_strips_stand_on_the_same_sessions():
    reads = (
        session(0, tag(QUIET, YOU), tag(QUIET, IDA)),
        session(1, tag(QUIET, PAUL), complete=False),
        session(2, tag(TALK, YOU)),
    )
    strip = strip_of(reads, THEME, rows_for(CARD, "", None), PLACES)
    assert [(row.group.name, row.strengths, row.heard) for row in strip.rows] == [
        ("With you", (3, 0, 0), 1),
        ("Elsewhere", (3, 3, 0), 1),
    ]
    assert (len(strip.columns), strip.eligible) == (3, 2)


def test_side_by_side_shows_every_place_in_life():
    reads = (session(0, tag(QUIET, SELF), tag(QUIET, IDA, pole=Pole.PAST)),)
    strip = strip_of(reads, THEME, rows_for(CARD, "x", None), PLACES)
    assert {row.group.name: row.heard for row in strip.rows} == {
        "With you": 0,
        "Now": 0,
        "Past": 1,
        "Self": 1,
    }


def test_ids_of_the_builders_differ():
    assert session(1).session_id != session(2).session_id != UUID(int=0)
