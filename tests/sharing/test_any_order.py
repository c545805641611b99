"""Whatever is shared, ended, saved and sealed anew, in any order: a plain model says who sees."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

import notes_app.supervision.models  # noqa: F401 - for its tables
from notes_app import db
from notes_app.clients.models import Client
from notes_app.clients.payloads import ClientIdentity, ClientThemes
from notes_app.clients.queries import open_client_themes
from notes_app.clients.resealing import COLUMNS as OF_CLIENTS
from notes_app.clients.service import add_client, change_client
from notes_app.crypto.errors import CannotOpen, NoKey
from notes_app.crypto.keyring import Keyring
from notes_app.notes.resealing import COLUMNS as OF_NOTES
from notes_app.sharing.accepting import granted_keys
from notes_app.sharing.contacts import meet
from notes_app.sharing.generations import Owner
from notes_app.sharing.payloads import Basis
from notes_app.sharing.queries import wrapped_keys_of
from notes_app.sharing.resealing import (
    forget_older_keys,
    register_resealable,
    renewed_keys,
    reseal,
)
from notes_app.sharing.seeing import seeing_of
from notes_app.sharing.service import Wish, end_grant, settle, share_themes
from tests.vault import Vault, empty_database, open_vault

START, DAY = 1_800_000_000, 24 * 3600
PEOPLE = ("sam", "ruth")

acts = st.lists(
    st.one_of(
        st.tuples(st.just("share"), st.sampled_from(PEOPLE), st.integers(1, 3)),
        st.tuples(st.just("end"), st.sampled_from(PEOPLE), st.just(0)),
        st.tuples(st.just("wait"), st.just(""), st.integers(1, 2)),
        st.tuples(st.just("save"), st.just(""), st.integers(0, 99)),
        st.tuples(st.just("reseal"), st.just(""), st.integers(0, 1)),
        st.tuples(st.just("settle"), st.just(""), st.just(0)),
    ),
    max_size=12,
)


@dataclass
class Model:
    """Who sees until when, and what the code name is."""

    until: dict[str, int] = field(default_factory=dict)
    code_name: str = "Heron"
    now: int = START


@dataclass
class World:
    """The same with keys."""

    ana: Vault
    others: dict[str, Vault]
    mira: Client
    grants: dict[str, UUID] = field(default_factory=dict)

    def keyring(self, vault: Vault, now: int) -> Keyring:
        fresh = Keyring(vault.user.id, vault.master, vault.keyring.private_keys)
        fresh.load_from(
            lambda: wrapped_keys_of(vault.user.id),
            lambda: granted_keys(vault.user, keyring=fresh, now=now),
        )
        return fresh

    def owner(self, now: int) -> Owner:
        return Owner(self.ana.user, self.keyring(self.ana, now), now)


def build() -> World:
    register_resealable(*OF_CLIENTS, *OF_NOTES)
    ana, others = open_vault("ana"), {name: open_vault(name) for name in PEOPLE}
    mira = add_client(
        ana.user, identity=ClientIdentity(), themes=ClientThemes("Heron"), keyring=ana.keyring
    )
    for vault in others.values():
        meet(ana.user, vault.user, compared=True, now=START, keyring=ana.keyring)
        meet(vault.user, ana.user, compared=True, now=START, keyring=vault.keyring)
    db.session.commit()
    return World(ana, others, mira)


def play(world: World, model: Model, act: tuple[str, str, int]) -> None:
    what, who, number = act
    if what == "share":
        wish = Wish(world.others[who].user, Basis.TRAINING, "", model.now + number * DAY)
        world.grants[who] = share_themes(world.mira.id, wish, owner=world.owner(model.now))
        model.until[who] = wish.expires
    elif what == "end" and model.until.get(who, 0) > model.now:
        end_grant(world.grants[who], owner=world.owner(model.now))
        del model.until[who]
    elif what == "wait":
        model.now += number * DAY
    elif what == "save":
        model.code_name = f"Name {number}"
        themes = ClientThemes(model.code_name)
        change_client(world.mira, themes=themes, keyring=world.owner(model.now).keyring)
    elif what == "reseal":
        seal_anew(world, model, only_begin=number == 0)
    elif what == "settle":
        settle(owner=world.owner(model.now))
    db.session.commit()
    db.session.expire_all()


def seal_anew(world: World, model: Model, *, only_begin: bool) -> None:
    for client_id, scope in renewed_keys(world.ana.user.id):
        for _ in reseal(client_id, scope, keyring=world.owner(model.now).keyring):
            if only_begin:
                return
        forget_older_keys(client_id, scope, owner_id=world.ana.user.id)


def opened(world: World, vault: Vault, now: int) -> Any:
    try:
        return open_client_themes(world.mira, world.keyring(vault, now)).code_name
    except (NoKey, CannotOpen):
        return None


@settings(max_examples=40)
@given(played=acts)
def test_in_any_order_exactly_who_was_shown_it_sees_the_newest(
    played: list[tuple[str, str, int]],
) -> None:
    with empty_database():
        world, model = build(), Model()
        for act in played:
            play(world, model, act)
            assert opened(world, world.ana, model.now) == model.code_name
            seeing = seeing_of(world.ana.user, keyring=world.ana.keyring, now=model.now)
            seers = {one.user_id for one in seeing.seers}
            assert seeing.odd == []
            for name, vault in world.others.items():
                sees = model.until.get(name, 0) > model.now
                assert (vault.user.id in seers) == sees
                # Before it is sealed anew or saved, what whoever stays holds is newer than the row.
                found = opened(world, vault, model.now)
                assert found == model.code_name or not sees or not_sealed_yet(world)
                assert found is None or sees


def not_sealed_yet(world: World) -> bool:
    return bool(renewed_keys(world.ana.user.id))
