"""Clients' cards: two keys, one card, and what happens when a part does not open."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from msgspec.structs import replace

from notes_app import db
from notes_app.clients.models import Client
from notes_app.clients.payloads import ClientIdentity, ClientThemes, Status
from notes_app.clients.queries import (
    card_of,
    client_of,
    clients_of,
    open_client_themes,
    open_identity,
)
from notes_app.clients.service import add_client, change_client
from notes_app.crypto.errors import CannotOpen
from notes_app.crypto.keyring import Keyring
from notes_app.db.base import SealedPart
from notes_app.db.errors import NotFound
from notes_app.payload import CannotRead, Payload
from notes_app.sealed import Scope, Sealed
from notes_app.sharing.queries import wrapped_keys_of
from notes_app.sharing.sealing import PartPlace, seal_part
from tests.crypto.damage import bit_flipped
from tests.queries import asked_of
from tests.vault import Vault, open_vault


class CardOfTheFuture(Payload, frozen=True, tag=99):
    mood_ring: str = "green"


def add(ana: Vault, code_name: str = "Kestrel", name: str = "") -> Client:
    client = add_client(
        ana.user,
        identity=ClientIdentity(name=name),
        themes=ClientThemes(code_name),
        keyring=ana.keyring,
    )
    db.session.commit()
    return client


def spoiled(part: SealedPart) -> SealedPart:
    return SealedPart(part.generation, part.version, Sealed(bit_flipped(part.sealed, -1)))


def test_a_card_opens_after_it_was_stored(ana: Vault) -> None:
    client_id = add(ana, "Kestrel", "Ines Ramos").id
    db.session.expire_all()
    client = client_of(ana.user, client_id)
    assert open_identity(client, ana.keyring).name == "Ines Ramos"
    assert open_client_themes(client, ana.keyring).code_name == "Kestrel"


def test_a_card_opens_with_keys_fetched_from_the_database(ana: Vault) -> None:
    client = add(ana, "Kestrel", "Ines Ramos")
    fresh = Keyring(ana.user.id, ana.master, ana.keyring.private_keys)
    fresh.load_from(lambda: wrapped_keys_of(ana.user.id))
    assert card_of(client, fresh).name == "Ines Ramos"


def test_the_database_holds_neither_name_nor_code_name(ana: Vault) -> None:
    client = add(ana, "Kestrel", "Ines Ramos")
    assert card_of(client, ana.keyring).name == "Ines Ramos"
    sealed = client.identity_sealed + client.themes_sealed
    assert b"Ines" not in sealed
    assert b"Kestrel" not in sealed


def test_somebody_elses_client_does_not_exist(ana: Vault) -> None:
    client_id = add(ana).id
    bea = open_vault("bea")
    with pytest.raises(NotFound):
        client_of(bea.user, client_id)
    assert clients_of(bea.user, bea.keyring) == []


def test_an_unknown_address_is_not_found(ana: Vault) -> None:
    with pytest.raises(NotFound):
        client_of(ana.user, uuid4())


@pytest.mark.parametrize(
    ("name", "label", "initials"),
    [
        ("Ines Ramos", "Ines R.", "I. R."),
        ("Ana Maria da Silva", "Ana S.", "A. S."),
        ("Ines", "Ines", "I."),
        ("Ana Ana", "Ana A.", "A. A."),
        ("", "Kestrel", "Kestrel"),
    ],
)
def test_lists_and_titles_shorten_the_name(
    ana: Vault, name: str, label: str, initials: str
) -> None:
    card = card_of(add(ana, "Kestrel", name), ana.keyring)
    assert (card.label, card.initials) == (label, initials)


def test_clients_stand_in_the_order_of_their_labels(ana: Vault) -> None:
    add(ana, "wren")
    add(ana, "Kestrel", "Zora Quist")
    add(ana, "Dipper")
    cards = clients_of(ana.user, ana.keyring)
    assert [card.label for card in cards] == ["Dipper", "wren", "Zora Q."]


def test_two_hundred_clients_take_one_query_for_the_rows(ana: Vault) -> None:
    for _ in range(200):
        add_client(
            ana.user,
            identity=ClientIdentity(),
            themes=ClientThemes("Wren", status=Status.RESTING),
            keyring=ana.keyring,
        )
    db.session.commit()
    with asked_of(db.session.get_bind()) as asked:
        cards = clients_of(ana.user, ana.keyring)
    assert [card.status for card in cards] == [Status.RESTING] * 200
    assert len([sql for sql in asked if "clients" in sql]) == 1


def test_a_change_shows_and_counts_one_version_up(ana: Vault) -> None:
    client = add(ana)
    themes = open_client_themes(client, ana.keyring)
    change_client(
        client,
        themes=replace(themes, status=Status.ENDED, since=date(2025, 1, 2)),
        keyring=ana.keyring,
    )
    db.session.commit()
    assert card_of(client, ana.keyring).status is Status.ENDED
    assert (client.version, client.themes.version, client.identity.version) == (2, 2, 1)


def test_saving_what_stands_there_already_changes_nothing(ana: Vault) -> None:
    client = add(ana)
    before = client.themes
    change_client(client, themes=open_client_themes(client, ana.keyring), keyring=ana.keyring)
    db.session.commit()
    assert (client.themes, client.version) == (before, 1)


def test_without_its_identity_a_client_works_under_the_code_name(ana: Vault) -> None:
    client = add(ana, "Kestrel", "Ines Ramos")
    client.identity = spoiled(client.identity)
    card = card_of(client, ana.keyring)
    assert (card.label, card.initials, card.damaged) == ("Kestrel", "Kestrel", True)
    assert (card.themes is not None, card.newer) == (True, False)


def test_one_damaged_card_leaves_the_others_alone(ana: Vault) -> None:
    add(ana, "Dipper")
    client = add(ana, "Kestrel")
    client.themes, client.identity = spoiled(client.themes), spoiled(client.identity)
    db.session.commit()
    cards = clients_of(ana.user, ana.keyring)
    assert [card.label for card in cards] == ["Dipper", "Cannot be opened"]
    assert [card.client_id for card in cards if card.damaged] == [client.id]


def test_a_damaged_part_is_never_written_over(ana: Vault) -> None:
    client = add(ana)
    client.identity, client.themes = spoiled(client.identity), spoiled(client.themes)
    before = (client.identity, client.themes)
    with pytest.raises(CannotOpen):
        change_client(client, identity=ClientIdentity(name="Anyone"), keyring=ana.keyring)
    with pytest.raises(CannotOpen):
        change_client(client, themes=ClientThemes("Anyone"), keyring=ana.keyring)
    assert (client.identity, client.themes) == before


def test_when_one_of_two_parts_is_damaged_neither_is_written(ana: Vault) -> None:
    client = add(ana)
    client.themes = spoiled(client.themes)
    before = client.identity
    with pytest.raises(CannotOpen):
        change_client(
            client,
            identity=ClientIdentity(name="Anyone"),
            themes=ClientThemes("Anyone"),
            keyring=ana.keyring,
        )
    assert client.identity == before


def test_a_part_of_another_client_does_not_open(ana: Vault) -> None:
    one, other = add(ana, "Kestrel"), add(ana, "Dipper")
    one.themes = other.themes
    with pytest.raises(CannotOpen):
        open_client_themes(one, ana.keyring)


def as_from_the_future(client: Client, keyring: Keyring) -> SealedPart:
    place = PartPlace("client.themes", client.id, client.id, Scope.THEMES)
    return seal_part(CardOfTheFuture(), place, before=client.themes, keyring=keyring)


def test_a_newer_part_is_told_apart_from_damage_and_kept(ana: Vault) -> None:
    client = add(ana)
    client.themes = as_from_the_future(client, ana.keyring)
    assert card_of(client, ana.keyring).newer
    with pytest.raises(CannotRead):
        change_client(client, themes=ClientThemes("Anyone"), keyring=ana.keyring)


def test_everybody_gets_the_two_who_are_always_there(ana: Vault) -> None:
    people = open_client_themes(add(ana), ana.keyring).people
    assert [(person.role, person.pole) for person in people] == [
        ("You and the client", "therapist"),
        ("Self", "self"),
    ]
    assert len({person.id for person in people}) == 2
    assert isinstance(people[0].id, UUID)
