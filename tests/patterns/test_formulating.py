"""What is counted for a formulation, and what stands behind each count."""

from uuid import uuid4

from notes_app.clients.payloads import Dyad, Formulation, Pole
from notes_app.notes.beside import Episode, Intervention, Reply
from notes_app.notes.payloads import Ratings
from notes_app.patterns.formulating import (
    in_part,
    in_places,
    lenses_of,
    links_between,
    proposed,
    with_people,
)
from notes_app.patterns.loop import BOXES, EXITS, LINES, boxes_of, exit_of, in_circle, in_lines
from notes_app.patterns.mirror import all_heard
from notes_app.patterns.people import places_of
from notes_app.patterns.table import ThemeSpan
from notes_app.patterns.versions import compared, words_in
from notes_app.themes.payloads import Component, Polarity
from tests.patterns.people import CARD, FIRST, IDA, PAUL, QUIET, TALK, YOU, session, tag

PLACES = places_of(CARD)
WISH, SENT_AWAY = "longing-to-belong", "expecting-rejection"
POLARITIES = {SENT_AWAY: Polarity.STRAIN, WISH: Polarity.EITHER}


def told(week, *tags, complete=True, **more):
    """An hour with these passages, gathered into one episode."""
    episode = Episode(uuid4(), tags=tuple(one.id for one in tags), **more)
    return session(week, *tags, complete=complete, ratings=Ratings(episodes=(episode,)))


def expects(theme=SENT_AWAY, who=IDA):
    return tag(theme, who, component=Component.RO_EXPECTED)


def wishes(theme=WISH):
    return tag(theme, IDA, component=Component.WISH)


def counted(*reads):
    return proposed(reads, themes={}, polarities=POLARITIES)


def test_each_part_counts_the_episodes_in_which_a_theme_is_that_part():
    found = counted(told(0, wishes(), expects()), told(1, wishes()), told(2, tag(WISH, IDA)))
    ((wish,), (other,), own) = (found.parts[part] for part in "wor")
    assert (wish.theme.code, len(wish.told), other.theme.code, len(other.told)) == (
        *(WISH, 2),
        *(SENT_AWAY, 1),
    )
    assert own == ()


def test_what_was_expected_is_held_beside_what_happened():
    badly, well = (
        told(week, expects(), expected=Reply.NEGATIVE, actual=actual)
        for week, actual in ((0, Reply.NEGATIVE), (1, Reply.POSITIVE))
    )
    (one,) = counted(badly, well, told(2, expects())).parts["o"]
    assert (one.expected, one.came) == (3, 1)


def test_a_theme_that_came_later_is_counted_from_there_on():
    reads = [told(week, wishes()) for week in range(12)]
    late = ThemeSpan(WISH, "Longs to belong", "feel", since=reads[4].facts.held_on)
    found = proposed(reads, themes={WISH: late}, polarities=POLARITIES)
    (one,) = found.parts["w"]
    assert (len(one.told), one.of_episodes, one.sessions, one.of_sessions) == (8, 8, 8, 8)
    assert (found.episodes, found.few, one.few) == (12, False, True)


def test_below_ten_episodes_there_are_few():
    assert counted(*(told(week, wishes()) for week in range(9))).few
    assert not counted(*(told(week, wishes()) for week in range(10))).few


def test_an_hour_that_is_not_tagged_to_the_end_counts_for_no_part():
    assert counted(told(0, wishes(), complete=False)).episodes == 0


def test_without_episodes_the_sessions_propose():
    (one,) = counted(session(0, wishes()), session(1, wishes())).parts["w"]
    assert (one.told, one.sessions) == ((), 2)


def test_three_are_proposed_the_most_frequent_first():
    reads = [told(0, *(wishes(code) for code in "abcd")), told(1, wishes("c"))]
    assert [one.theme.code for one in counted(*reads).parts["w"]] == ["c", "a", "b"]


def test_a_theme_goes_back_to_the_episode_that_happened_first_in_life():
    reads = (told(0, wishes(), when="adult"), told(1, wishes(), when="before-6"), told(2, wishes()))
    (one,) = counted(*reads).parts["w"]
    assert (one.earliest.number, one.earliest.episode.when) == (2, "before-6")
    (undated,) = counted(told(0, wishes())).parts["w"]
    assert undated.earliest is None


def test_a_symptom_is_counted_with_its_theme():
    reads = (told(0, wishes(), symptom="sleepless"), told(1, wishes()))
    (one,) = counted(*reads).parts["w"]
    assert (len(one.told), one.symptoms) == (2, 1)


def test_the_wish_is_said_with_what_was_expected():
    reads = (told(0, wishes(), expects()), told(1, wishes(), expects()), told(2, expects(TALK)))
    found = proposed(
        reads, themes={WISH: ThemeSpan(WISH, "Longing", "feel")}, polarities=POLARITIES
    )
    assert found.wanted_and_expected == ("Longing", SENT_AWAY, 2)
    assert counted(told(0, wishes())).wanted_and_expected is None


def test_a_wish_is_not_said_to_be_expected_and_is_no_pair_with_itself():
    found = counted(told(0, wishes(SENT_AWAY), expects(SENT_AWAY)))
    (wish,) = found.parts["w"]
    (answer,) = found.parts["o"]
    assert (wish.expected, answer.expected) == (0, 1)
    assert found.wanted_and_expected is None


def test_a_part_takes_its_passages_and_no_part_takes_all():
    assert in_part(expects(), "o")
    assert not in_part(expects(), "w")
    assert in_part(tag(QUIET), "")


def test_places_count_sessions_of_the_themes_that_are_asked_for():
    reads = (session(0, tag(QUIET, YOU), tag(QUIET, IDA)), session(1, tag(TALK, IDA)))
    assert in_places(reads, (QUIET,), PLACES)[Pole.PAST] == 1
    assert in_places(reads, (), PLACES) == {
        Pole.THERAPIST: 1,
        Pole.CURRENT: 0,
        Pole.PAST: 2,
        Pole.SELF: 0,
    }


def test_links_come_from_pairs_echoes_and_interventions():
    room, outside = tag(QUIET, YOU), tag(QUIET, IDA)
    echo = tag(QUIET, PAUL, echoes=(IDA.id,))
    made = Ratings(interventions=(Intervention(uuid4(), "linking", link="tcp"),))
    reads = (session(0, outside, room), session(1, echo, ratings=made))
    heard = all_heard(reads)
    found = links_between(reads, heard, [(heard[1], heard[0])], PLACES)
    assert found == {
        frozenset((Pole.THERAPIST, Pole.PAST)): 2,
        frozenset((Pole.THERAPIST, Pole.CURRENT)): 1,
        frozenset((Pole.CURRENT, Pole.PAST)): 2,
    }


def test_a_link_within_one_place_or_of_an_unknown_code_is_none():
    made = Ratings(interventions=(Intervention(uuid4(), "linking", link="xy"),))
    one, other = all_heard((session(0, tag(QUIET, PAUL), tag(QUIET, PAUL), ratings=made),))
    assert links_between((session(0, ratings=made),), [], [(one, other)], PLACES) == {}


def test_further_lenses_are_counted_in_two_halves():
    first = tag(QUIET, conflict="defence", affects=("sad", "angry"))
    reads = (session(0, first), session(1, tag(QUIET, conflict="feeling", affects=("sad",))))
    assert lenses_of(reads) == [
        ("Triangle of conflict", [("Defence", 1, 0), ("Anxiety", 0, 0), ("Feeling", 0, 1)]),
        ("Feelings", [("Sad", 1, 1), ("Angry", 1, 0)]),
    ]
    assert lenses_of((session(0, tag(QUIET)),)) == []


def test_episodes_are_counted_by_person():
    assert with_people((told(0, wishes()), told(1, wishes(), person=PAUL.id))) == {
        IDA.id: 1,
        PAUL.id: 1,
    }


def test_the_loop_has_five_boxes_and_every_way_out_is_drawn():
    whole = Formulation(uuid4(), FIRST, acts_of_self="Goes quiet", exit_point="Says one sentence")
    assert [box.heading for box in boxes_of(whole)] == [*BOXES.values(), "My own pull"]
    assert exit_of(Formulation(uuid4(), FIRST)) is None
    assert exit_of(whole).after == "acts_of_self"
    assert EXITS.keys() == BOXES.keys()


def test_long_words_are_cut_in_the_drawing():
    assert in_lines("") == ()
    cut = in_lines("She goes quiet and waits " * 12)
    assert len(cut) == LINES
    assert cut[-1].endswith("…")
    assert in_circle("too much for everybody in the room, always and again")[-1] == "…"


def test_what_changed_between_two_versions_is_marked():
    then = Formulation(uuid4(), FIRST, wish="To be held", themes=(WISH,))
    now = Formulation(uuid4(), FIRST, wish="To be met", themes=(WISH,), named_together=True)
    found = {row.heading: row.changed for row in compared(then, now, {})}
    assert found == {"Wish": True, "Themes behind it": False, "Named together": True}


def test_every_written_word_is_looked_through_for_names():
    dyad = Dyad(uuid4(), "the small one", "the judge")
    whole = Formulation(uuid4(), FIRST, exit_point="Asks Marco", dyads=(dyad,))
    assert "Asks Marco" in words_in(whole)
    assert "the judge" in words_in(whole)
