"""Acts and undos in any order: each undo restores what its act changed, or changes nothing.

The model is plain: each thing that can be changed is one value, and a change is a step from one
value to another.  It may be undone as long as every value that it changed still is what it made.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid4

import pytest

import notes_app.clients.views
import notes_app.themes.views  # noqa: F401 - imported for the kinds that they register
from notes_app import db
from notes_app.changes.registry import CannotUndo
from notes_app.changes.service import Act, Moment, redo_change, remember, undo_change
from notes_app.clients import service as clients
from notes_app.clients.models import Client
from notes_app.clients.payloads import ClientIdentity, ClientThemes, Domain, Person, Pole
from notes_app.clients.queries import ClientCard, card_of
from notes_app.clients.remembering import focus_act, person_act, word_act
from notes_app.themes import service as themes
from notes_app.themes.queries import Codebook, codebook_of
from notes_app.themes.remembering import theme_act
from tests.vault import Vault, empty_database, open_vault

START = date(2026, 4, 30)
CODES = ("giving-way", "keeping-the-peace", "going-quiet-when-hurt")
WORDS = ("the wall", "going under", "")
Values = dict[tuple[str, str], Any]


@dataclass
class World:
    """Ana's codebook and one client, and the plain model beside them."""

    ana: Vault
    client: Client
    people: tuple[UUID, ...]
    chance: Random
    day: date = START
    done: list[tuple[UUID, Values, Values]] = field(default_factory=list)  # id, was, became
    undone: set[UUID] = field(default_factory=set)

    @property
    def card(self) -> ClientCard:
        return card_of(self.client, self.ana.keyring)

    @property
    def book(self) -> Codebook:
        return codebook_of(self.ana.user.id, self.ana.keyring)

    @property
    def values(self) -> Values:
        """All that can be changed, as it is stored now."""
        card, book = self.card, self.book
        assert card.themes is not None
        found: Values = {}
        for person in card.themes.people:
            found["removed", str(person.id)] = person.removed
            found["role", str(person.id)] = person.role
        for code in CODES:
            theme = book.entry(code)
            assert theme is not None
            found["word", code] = card.themes.client_words.get(code)
            found["focus", code] = card.themes.focus_since.get(code)
            found["name", code] = theme.name
            found["retired", code] = theme.retired
            found["merged", code] = theme.merged_into
        return found

    @property
    def moment(self) -> Moment:
        return Moment(1_777_000_000 + 60 * (self.day - START).days, self.day)


@contextmanager
def new_world(seed: int) -> Iterator[World]:
    with empty_database():
        ana = open_vault("ana")
        client = clients.add_client(
            ana.user,
            identity=ClientIdentity(name="Mira Halt"),
            themes=ClientThemes("Heron"),
            keyring=ana.keyring,
        )
        people = tuple(
            clients.add_person(
                client,
                person=Person(uuid4(), role, Pole.CURRENT, Domain.FRIEND),
                keyring=ana.keyring,
            )
            for role in ("Mother", "Partner")
        )
        db.session.commit()
        yield World(ana, client, people, Random(seed))  # noqa: S311 - chance that repeats


def act_on_person(world: World) -> Act | None:
    person_id, before = world.chance.choice(world.people), world.card
    here = {"keyring": world.ana.keyring}
    kind = world.chance.choice(("person-removed", "person-back", "person-changed"))
    if kind == "person-removed":
        clients.remove_person(world.client, person_id=person_id, today=world.day, **here)
    elif kind == "person-back":
        clients.bring_back_person(world.client, person_id=person_id, **here)
    else:
        was = next(person for person in before.people if person.id == person_id)
        role = world.chance.choice(("Mother", "Aunt", "Friend"))
        clients.change_person(
            world.client, person=Person(person_id, role, was.pole, was.domain), **here
        )
    return person_act(kind, before, world.card, person_id, said="Changed")


def act_on_word(world: World) -> Act | None:
    code, before = world.chance.choice(CODES), world.card
    word = world.chance.choice(WORDS)
    clients.name_theme_for_client(world.client, code=code, word=word, keyring=world.ana.keyring)
    return word_act(before, world.card, code, theme=code)


def act_on_focus(world: World) -> Act | None:
    code, before = world.chance.choice(CODES), world.card
    on = world.chance.random() < 0.6
    clients.set_focus(world.client, code=code, on=on, today=world.day, keyring=world.ana.keyring)
    return focus_act(before, world.card, theme=code)


def act_on_theme(world: World) -> Act | None:
    code, into = world.chance.sample(CODES, 2)
    before = world.book.entry(code)
    user, here = world.ana.user, {"keyring": world.ana.keyring}
    kind = world.chance.choice(("theme-renamed", "theme-retired", "theme-back", "theme-merged"))
    if kind == "theme-renamed":
        name = world.chance.choice(("Folds", "Swallows it", code))
        themes.rename_theme(user, code, name=name, today=world.day, **here)
    elif kind == "theme-retired":
        themes.retire_theme(user, code, today=world.day, **here)
    elif kind == "theme-back":
        themes.bring_back_theme(user, code, **here)
    else:
        themes.merge_themes(user, code, into=into, today=world.day, **here)
    after = world.book.entry(code)
    assert before is not None
    assert after is not None
    return theme_act(kind, before, after, said=kind)


ACTS = (act_on_person, act_on_word, act_on_focus, act_on_theme)
REFUSED = (themes.NameTaken, themes.SameTheme, themes.IntoRetired, themes.Stale, clients.FocusFull)


def do(world: World) -> None:
    """One act at random; the model notes every value that it moved."""
    before = world.values
    try:
        act = world.chance.choice(ACTS)(world)
    except REFUSED:
        db.session.rollback()
        return
    after = world.values
    moved = [key for key in before if before[key] != after[key]]
    if act is None:
        assert moved == []
        return
    keyring, now = world.ana.keyring, world.moment.now
    change = remember(world.ana.user, act, keyring=keyring, now=now)
    db.session.commit()
    world.done.append(
        (change, {key: before[key] for key in moved}, {key: after[key] for key in moved})
    )


def take(world: World) -> bool:
    """Undo one act, or do one again that was undone, and compare with the model.

    Returns whether it was done.
    """
    change, was, became = world.chance.choice(world.done)
    again = change in world.undone
    if again:
        was, became = became, was
    before = world.values
    stands = all(before[key] == value for key, value in became.items())
    verb = redo_change if again else undo_change
    try:
        verb(world.ana.user, change, keyring=world.ana.keyring, moment=world.moment)
    except CannotUndo as why:
        refused = why.code
    else:
        refused = ""
    if refused:
        db.session.rollback()
        db.session.expire_all()
        assert world.values == before
        # What stands may be refused for another's sake only: a name, a place in focus, a circle.
        assert not stands or refused in ("theme-has-its-name", "focus-full") or merges(was)
        return False
    db.session.commit()
    assert stands
    assert world.values == {**before, **was}
    world.undone ^= {change}
    return True


def merges(values: Values) -> bool:
    return any(kind == "merged" and value is not None for (kind, _), value in values.items())


@pytest.mark.parametrize("seed", range(12))
def test_an_undo_restores_exactly_what_its_act_changed_or_changes_nothing(seed: int) -> None:
    with new_world(seed) as world:
        taken = 0
        for step in range(60):
            world.day = START + timedelta(days=step // 3)
            if world.done and world.chance.random() < 0.4:
                taken += take(world)
            else:
                do(world)
        assert len(world.done) > 10
        assert taken > 3


@pytest.mark.parametrize("seed", range(4))
def test_undone_from_the_last_to_the_first_nothing_is_left(seed: int) -> None:
    with new_world(seed) as world:
        begun = world.values
        for step in range(30):
            world.day = START + timedelta(days=step // 3)
            do(world)
        assert world.values != begun
        for change, _, _ in reversed(world.done):
            undo_change(world.ana.user, change, keyring=world.ana.keyring, moment=world.moment)
            db.session.commit()
        assert world.values == begun
