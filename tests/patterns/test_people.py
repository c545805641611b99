"""With whom a theme is heard, counted in sessions."""

import pytest

from notes_app.clients.payloads import Pole
from notes_app.notes.payloads import Way
from notes_app.patterns.people import (
    By,
    Reach,
    columns_of,
    group_at,
    groups_of,
    places_of,
    reach_of,
    rows_of,
    sessions_alone,
    taking,
    ways_of,
)
from notes_app.patterns.table import Only, ThemeSpan
from tests.patterns.people import CARD, IDA, PAUL, QUIET, RIA, SELF, TALK, YOU, session, tag

PLACES = places_of(CARD)


def counted(by: By, *reads):
    groups = groups_of(CARD, by)
    rows = rows_of(reads, groups, themes={}, places=PLACES)
    return {
        row.theme.code: {g.name: n for g, n in zip(groups, row.counts, strict=True) if n}
        for row in rows
    }


def test_two_passages_of_one_session_count_once():
    reads = (session(0, tag(QUIET, PAUL), tag(QUIET, PAUL)), session(1, tag(QUIET, PAUL, IDA)))
    assert counted(By.PERSON, *reads) == {QUIET: {"Partner": 2, "Mother": 1}}


def test_a_part_of_life_gathers_its_people():
    reads = (session(0, tag(QUIET, IDA), tag(QUIET, RIA)), session(1, tag(QUIET, PAUL)))
    assert counted(By.PART, *reads) == {QUIET: {"Family of origin": 1, "Partner": 1}}


def test_a_passage_without_a_place_stands_with_its_person_and_one_with_a_place_where_it_says():
    reads = (session(0, tag(QUIET, IDA), tag(QUIET, IDA, pole=Pole.CURRENT)),)
    assert counted(By.PLACE, *reads) == {QUIET: {"Now": 1, "Past": 1}}


def test_oneself_is_a_pole_and_not_one_of_the_people():
    heard = [tag(QUIET, SELF), tag(QUIET, YOU), tag(QUIET, PAUL)]
    assert reach_of(heard, PLACES) == Reach(people=2, poles=3)


def test_from_three_people_on_it_may_go_across_them():
    assert not reach_of([tag(QUIET, YOU), tag(QUIET, PAUL)], PLACES).several
    assert reach_of([tag(QUIET, YOU), tag(QUIET, PAUL), tag(QUIET, IDA)], PLACES).several


def test_the_widest_reach_stands_first():
    reads = (session(0, tag(QUIET, PAUL), tag(TALK, PAUL), tag(TALK, IDA)), session(1, tag(QUIET)))
    rows = rows_of(reads, groups_of(CARD, By.PERSON), themes={}, places=PLACES)
    assert [row.theme.code for row in rows] == [TALK, QUIET]


def test_every_column_is_found_again_by_its_key():
    for by in By:
        for group in groups_of(CARD, by):
            assert group_at(CARD, group.key) == group
    assert group_at(CARD, "x") is None


def test_no_group_takes_every_passage():
    assert taking(None, PLACES)(tag(QUIET))


def test_old_and_new_ways_are_counted_by_part_of_life():
    reads = (session(0, tag(QUIET, PAUL, way=Way.OLD), tag(TALK, PAUL, way=Way.NEW), tag(TALK)),)
    (only,) = ways_of(reads, groups_of(CARD, By.PART), PLACES)
    assert (only.name, only.old, only.variation, only.new) == ("Partner", 1, 0, 1)


def test_what_names_nobody_has_a_column_of_its_own_and_the_self_is_somebody():
    reads = (session(0, tag(QUIET), tag(QUIET, SELF)), session(1, tag(QUIET, PAUL)))
    groups = columns_of(CARD, By.PERSON)
    (row,) = rows_of(reads, groups, themes={}, places=PLACES)
    counts = {g.name: n for g, n in zip(groups, row.counts, strict=True) if n}
    assert counts == {"Nobody named": 1, "Self": 1, "Partner": 1}
    assert sessions_alone(reads) == {QUIET: 1}


def test_a_passage_of_no_place_stands_apart_from_the_four_places():
    reads = (session(0, tag(QUIET), tag(QUIET, SELF), tag(QUIET, pole=Pole.PAST)),)
    groups = columns_of(CARD, By.PLACE)
    (row,) = rows_of(reads, groups, themes={}, places=PLACES)
    assert [g.name for g in groups] == ["With you", "Now", "Past", "Self", "No place said"]
    assert row.counts == (0, 0, 1, 1, 1)


@pytest.mark.parametrize("by", list(By))
def test_the_last_column_leads_to_its_own_passages(by: By):
    last = columns_of(CARD, by)[-1]
    take = taking(group_at(CARD, last.key), PLACES)
    assert take(tag(QUIET))
    assert not take(tag(QUIET, PAUL))


def test_theme_change_takes_the_place_of_a_passage_as_with_whom_does():
    now = Only(pole=Pole.CURRENT, places=PLACES.by_person)
    for one in (tag(QUIET, PAUL), tag(QUIET, IDA), tag(QUIET, IDA, pole=Pole.CURRENT), tag(QUIET)):
        assert now.takes(one) is (PLACES.of(one) is Pole.CURRENT)


def test_a_theme_that_came_later_is_counted_from_there_on():
    reads = [session(week, tag(QUIET, IDA)) for week in range(5)]
    late = ThemeSpan(QUIET, "Goes quiet", "ways", since=reads[3].facts.held_on)
    (row,) = rows_of(reads, groups_of(CARD, By.PERSON), themes={QUIET: late}, places=PLACES)
    assert (row.heard, row.offered, max(row.counts)) == (2, 2, 2)
