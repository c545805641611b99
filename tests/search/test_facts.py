"""The days and tags of a concordance admit exactly the notes that reading each would admit."""

from datetime import date, timedelta
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from notes_app.clients.payloads import Pole
from notes_app.crypto.padding import pad
from notes_app.notes.payloads import SessionThemes, Tag
from notes_app.payload import decode, encode
from notes_app.search.asked import Only
from notes_app.search.facts import Day, Facts, gather_tags

THEMES = ["feels-watched", "a\\b", "\u2019", ""]
PEOPLE = [UUID(int=n) for n in range(1, 4)]
FIRST = date(2026, 1, 1)

several = st.lists(st.sampled_from(PEOPLE), max_size=2, unique=True).map(tuple)
poles = st.none() | st.sampled_from(Pole)
days = st.integers(0, 5).map(lambda n: FIRST + timedelta(n))
tags = st.builds(
    Tag, st.uuids(), st.sampled_from(THEMES), st.integers(1, 5), people=several, pole=poles
)
notes = st.builds(
    SessionThemes,
    st.just(1),
    days,
    written=st.booleans(),
    tags=st.lists(tags, max_size=3).map(tuple),
)
some_themes = st.frozensets(st.sampled_from(THEMES))
narrowed = st.builds(
    Only,
    theme=st.none() | st.sampled_from([*THEMES[:3], "in-no-note"]),
    merged=some_themes,
    themes=st.none() | some_themes,
    person=st.none() | st.sampled_from(PEOPLE),
    people=st.none() | st.frozensets(st.sampled_from(PEOPLE)),
    pole=poles,
    strength=st.integers(0, 5),
    since=st.none() | days,
    until=st.none() | days,
    unsigned=st.booleans(),
)


def facts_of(sessions: list[SessionThemes]) -> Facts:
    """As they come back from the database."""
    its = tuple(Day(one.held_on, one.starts_at, one.number, one.written) for one in sessions)
    made = Facts(bytes(32), its, gather_tags([one.tags for one in sessions]))
    return decode(encode(made.filled(len(sessions))), Facts)


@given(st.lists(notes, max_size=12), narrowed)
def test_what_is_admitted_is_what_reading_each_note_admits(
    sessions: list[SessionThemes], only: Only
):
    admitted = {nth for nth, one in enumerate(sessions) if only.admits(one)}
    assert facts_of(sessions).admitted(only) == admitted


@given(st.lists(notes, max_size=8), st.data())
def test_a_tag_that_is_there_is_always_found(sessions: list[SessionThemes], data: st.DataObject):
    """Random questions seldom fit; these are made of a tag that stands there."""
    tagged = [(nth, tag) for nth, one in enumerate(sessions) for tag in one.tags]
    if not tagged:
        return
    nth, tag = data.draw(st.sampled_from(tagged))
    person = tag.people[0] if tag.people else None
    only = Only(theme=tag.theme or None, person=person, pole=tag.pole, strength=tag.strength)
    assert nth in facts_of(sessions).admitted(only)


def test_all_is_asked_of_one_tag():
    weak, strong = Tag(uuid4(), "feels-watched", 2), Tag(uuid4(), "withdraws", 5)
    session = SessionThemes(1, FIRST, tags=(weak, strong))
    assert facts_of([session]).admitted(Only(theme="feels-watched", strength=3)) == set()
    assert facts_of([session]).admitted(Only(theme="withdraws", strength=3)) == {0}


def test_more_themes_than_there_are_letters_of_an_alphabet_stay_apart():
    many = 57_000  # beyond the code points that are no letters
    session = SessionThemes(1, FIRST, tags=tuple(Tag(uuid4(), f"t{n}", 1) for n in range(many)))
    found = facts_of([SessionThemes(1, FIRST), session])
    for theme in ("t0", "t44", "t55247", "t55248", f"t{many - 1}"):
        assert found.admitted(Only(theme=theme)) == {1}
    assert found.admitted(Only(theme=f"t{many}")) == set()


def test_how_many_tags_and_themes_there_are_does_not_show_in_the_size():
    sizes = set()
    for tags_of_each in (0, 1, 6, 20):
        sessions = [
            SessionThemes(
                12,
                FIRST,
                tags=tuple(
                    Tag(uuid4(), f"a-theme-of-{n}", 3, people=(PEOPLE[n % 3],))
                    for n in range(tags_of_each)
                ),
            )
            for _ in range(50)
        ]
        sizes.add(len(pad(encode(facts_of(sessions)), "client.concordance")))
    assert len(sizes) == 1
