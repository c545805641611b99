"""Which tags are proposed as one episode, and what becomes of episodes when tags go."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from notes_app.clients.payloads import Pole
from notes_app.notes.beside import Episode
from notes_app.notes.gathering import (
    Proposal,
    gathered,
    kept_apart,
    proposals,
    put_episode,
    split,
    tidied,
)
from notes_app.notes.payloads import Passage, Ratings, Tag

VECTORS = json.loads((Path(__file__).parent / "vectors" / "episodes.json").read_text())
SECTIONS = ("brought", "between")
SPACE = UUID("5f0c9f5e-3b1c-4d6e-9a55-0a4b9c1d2e3f")


def an_id(name: str) -> UUID:
    return uuid5(SPACE, name)


def tag(name: str, person: str | None, pole: str | None) -> Tag:
    people = (an_id(person),) if person else ()
    return Tag(an_id(name), "a-theme", 3, people, Pole(pole) if pole else None)


def place(name: str, section: str, start: int, *gone: str) -> Passage:
    return Passage(an_id(name), section, start, start + 5, "words", detached=bool(gone))


def note_of(given: dict[str, Any]) -> tuple[list[Tag], list[Passage], Ratings]:
    tags = [tag(name, person, pole) for name, _, _, person, pole, *_ in given["tags"]]
    places = [place(name, key, at, *gone) for name, key, at, _, _, *gone in given["tags"]]
    episodes = tuple(Episode(an_id(n), tags=ids(own)) for n, own in given["episodes"])
    return tags, places, Ratings(episodes=episodes, not_one=tuple(map(ids, given["not_one"])))


def ids(names: list[str]) -> tuple[UUID, ...]:
    return tuple(map(an_id, names))


@pytest.mark.parametrize("given", VECTORS, ids=lambda given: given["why"])
def test_neighbours_are_proposed(given: dict[str, Any]) -> None:
    tags, places, ratings = note_of(given)
    expected = [
        Proposal(ids(one["tags"]), an_id(one["episode"]) if one["episode"] else None)
        for one in given["proposed"]
    ]
    assert proposals(tags, places, ratings, sections=SECTIONS) == expected


NAMES = "abcdefgh"


@st.composite
def notes(draw: st.DrawFn) -> tuple[list[Tag], list[Passage], Ratings]:
    count = draw(st.integers(0, len(NAMES)))
    tags, places = [], []
    for nth, name in enumerate(NAMES[:count]):
        person = draw(st.sampled_from(["marco", "ida", None]))
        tags.append(
            tag(name, person, draw(st.sampled_from(["current", "past"])) if person else None)
        )
        places.append(place(name, draw(st.sampled_from(SECTIONS)), nth * 10))
    names = list(NAMES[:count])
    groups = st.lists(
        st.lists(st.sampled_from(names if count > 1 else NAMES), min_size=2, unique=True),
        max_size=3,
    )
    free = draw(st.permutations(names))
    cut = draw(st.integers(0, count))
    parts = [own for own in (free[: cut // 2], free[cut // 2 : cut]) if own]
    episodes = tuple(Episode(an_id(f"e{n}"), tags=ids(list(own))) for n, own in enumerate(parts))
    return tags, places, Ratings(episodes=episodes, not_one=tuple(map(ids, draw(groups))))


@given(notes())
@settings(max_examples=100, deadline=None)
def test_a_proposal_is_a_run_of_one_person_and_no_two_of_it_were_refused(note: Any) -> None:
    tags, places, ratings = note
    by_id, at = {t.id: t for t in tags}, {p.id: (p.section, p.start) for p in places}
    belongs = {one: e.id for e in ratings.episodes for one in e.tags}
    found = proposals(tags, places, ratings, sections=SECTIONS)
    members = [one for proposal in found for one in proposal.tags]
    assert len(members) == len(set(members))
    for proposal in found:
        own = [by_id[one] for one in proposal.tags]
        assert len(own) >= 2
        assert len({(t.people, t.pole) for t in own}) == 1
        assert own[0].people
        assert {belongs[t.id] for t in own if t.id in belongs} <= {proposal.episode}
        assert any(t.id not in belongs for t in own)
        spots = [at[t.id] for t in own]
        assert len({section for section, _ in spots}) == 1
        here = sorted(start for section, start in at.values() if section == spots[0][0])
        first = here.index(spots[0][1])
        assert [start for _, start in spots] == here[first : first + len(spots)]
        loose = {t.id for t in own if t.id not in belongs}
        assert all(len(loose & set(group)) < 2 for group in ratings.not_one)


@given(notes())
@settings(max_examples=60, deadline=None)
def test_what_was_refused_does_not_come_back(note: Any) -> None:
    tags, places, ratings = note
    for _ in range(len(NAMES) + 1):
        found = proposals(tags, places, ratings, sections=SECTIONS)
        if not found:
            return
        ratings = kept_apart(ratings, found[0].tags)
        again = [set(one.tags) for one in proposals(tags, places, ratings, sections=SECTIONS)]
        assert not any(set(found[0].tags) <= one for one in again)
    raise AssertionError("still asking")


@given(notes())
@settings(max_examples=60, deadline=None)
def test_what_was_confirmed_is_one_episode_and_every_tag_is_in_one_at_most(note: Any) -> None:
    tags, places, ratings = note
    for proposal in proposals(tags, places, ratings, sections=SECTIONS):
        ratings = gathered(ratings, proposal.tags, tags=tags, new_id=an_id(str(proposal)))
        host = next(e for e in ratings.episodes if set(proposal.tags) <= set(e.tags))
        assert host.id == (proposal.episode or an_id(str(proposal)))
        every = [one for e in ratings.episodes for one in e.tags]
        assert len(every) == len(set(every))
    assert proposals(tags, places, ratings, sections=SECTIONS) == []


@given(notes(), st.sets(st.sampled_from(NAMES)))
@settings(max_examples=60, deadline=None)
def test_a_tag_that_is_gone_leaves_its_episode(note: Any, left: set[str]) -> None:
    _, _, ratings = note
    known = {an_id(name) for name in left}
    tidy = tidied(ratings, known, words={})
    assert {one for e in tidy.episodes for one in e.tags} <= known
    assert all(e.tags for e in tidy.episodes)  # none of these has a line or a choice
    assert tidied(tidy, known, words={}) is tidy


def test_an_episode_without_tags_stays_where_something_is_told_of_it() -> None:
    bare, chosen, said = Episode(an_id("x")), Episode(an_id("y"), risk=2), Episode(an_id("z"))
    ratings = Ratings(episodes=(bare, chosen, said))
    tidy = tidied(ratings, (), words={said.id: "The wedding."})
    assert tidy.episodes == (chosen, said)


def test_a_split_episode_is_not_proposed_again() -> None:
    tags, places, ratings = note_of(VECTORS[0])
    (found,) = proposals(tags, places, ratings, sections=SECTIONS)
    ratings = gathered(ratings, found.tags, tags=tags, new_id=an_id("x"))
    ratings = split(ratings, an_id("x"))
    assert ratings.episodes == ()
    assert proposals(tags, places, ratings, sections=SECTIONS) == []
    assert split(ratings, an_id("x")) == ratings


def test_joining_what_was_split_is_a_change_of_mind() -> None:
    tags, places, ratings = note_of(VECTORS[0])
    apart = kept_apart(ratings, ids(["a", "b"]))
    joined = gathered(apart, ids(["b", "a"]), tags=tags, new_id=an_id("x"))
    (episode,) = joined.episodes
    assert (episode.tags, joined.not_one) == (ids(["a", "b"]), ())
    assert (episode.person, episode.pole) == (an_id("marco"), Pole.CURRENT)
    assert proposals(tags, places, joined, sections=SECTIONS) == []


def test_joining_cards_of_two_episodes_moves_them_into_the_first() -> None:
    tags, _, ratings = note_of(VECTORS[5])
    told = replace(ratings, episodes=(replace(ratings.episodes[0], risk=4), ratings.episodes[1]))
    joined = gathered(told, ids(["b", "d"]), tags=tags, new_id=an_id("new"))
    assert [(e.id, e.tags, e.risk) for e in joined.episodes] == [
        (an_id("x"), ids(["a", "b", "d"]), 4),
        (an_id("y"), ids(["e"]), None),
    ]


def test_an_episode_is_put_in_its_place_or_last() -> None:
    one, other = Episode(an_id("x")), Episode(an_id("y"))
    ratings = put_episode(put_episode(Ratings(), one), other)
    changed = put_episode(ratings, replace(one, outcome="closer"))
    assert [e.outcome for e in changed.episodes] == ["closer", ""]
