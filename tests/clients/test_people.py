"""People and ties: nobody is deleted, nothing is overwritten, and each act has its way back."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from msgspec.structs import replace

from notes_app import db
from notes_app.clients.models import Client
from notes_app.clients.payloads import (
    ClientIdentity,
    ClientThemes,
    Domain,
    Person,
    Pole,
    Tie,
    TieKind,
)
from notes_app.clients.queries import card_of, open_client_themes, open_identity
from notes_app.clients.service import (
    AlwaysThere,
    SamePerson,
    add_client,
    add_person,
    add_tie,
    bring_back_person,
    change_person,
    close_tie,
    remove_person,
    reopen_tie,
    take_back_tie,
)
from notes_app.crypto.errors import CannotOpen
from notes_app.db.base import SealedPart
from notes_app.db.errors import NotFound
from notes_app.sealed import Sealed
from tests.vault import Vault

SPRING, SUMMER = date(2026, 4, 30), date(2026, 7, 2)


@pytest.fixture
def mira(ana: Vault) -> Client:
    client = add_client(
        ana.user, identity=ClientIdentity(), themes=ClientThemes("Kestrel"), keyring=ana.keyring
    )
    db.session.commit()
    return client


def mother() -> Person:
    return Person(uuid4(), "Mother", Pole.PAST, Domain.FAMILY_OF_ORIGIN)


def partner() -> Person:
    return Person(uuid4(), "Partner", Pole.CURRENT, Domain.PARTNER)


def roles(client: Client, ana: Vault) -> list[str]:
    return [person.role for person in open_client_themes(client, ana.keyring).present_people]


def tie(one: UUID, other: UUID, kind: TieKind, since: date | None = SPRING) -> Tie:
    return Tie(uuid4(), kind, one, other, since)


def test_a_persons_name_goes_into_the_identity_and_the_role_into_the_themes(
    ana: Vault, mira: Client
) -> None:
    ida = add_person(mira, person=mother(), name="Ida", keyring=ana.keyring)
    assert open_identity(mira, ana.keyring).names == {ida: "Ida"}
    assert roles(mira, ana) == ["You and the client", "Self", "Mother"]
    assert "Ida" not in repr(open_client_themes(mira, ana.keyring))


def test_without_a_name_the_identity_is_not_touched(ana: Vault, mira: Client) -> None:
    before = mira.identity
    add_person(mira, person=mother(), keyring=ana.keyring)
    assert mira.identity == before


def test_a_person_can_be_changed_and_keeps_the_name(ana: Vault, mira: Client) -> None:
    person = mother()
    add_person(mira, person=person, name="Ida", keyring=ana.keyring)
    change_person(mira, person=replace(person, role="Stepmother", born=1952), keyring=ana.keyring)
    assert roles(mira, ana)[-1] == "Stepmother"
    assert card_of(mira, ana.keyring).name_of(person.id) == "Ida"


def test_a_name_can_be_taken_away(ana: Vault, mira: Client) -> None:
    person = mother()
    add_person(mira, person=person, name="Ida", keyring=ana.keyring)
    change_person(mira, person=person, name="", keyring=ana.keyring)
    assert open_identity(mira, ana.keyring).names == {}


def test_a_removed_person_comes_back_with_name_and_ties(ana: Vault, mira: Client) -> None:
    ida = add_person(mira, person=mother(), name="Ida", keyring=ana.keyring)
    paul = add_person(mira, person=partner(), keyring=ana.keyring)
    add_tie(mira, tie=tie(ida, paul, TieKind.DISTANT), keyring=ana.keyring)
    remove_person(mira, person_id=ida, today=SPRING, keyring=ana.keyring)
    gone = open_client_themes(mira, ana.keyring)
    bring_back_person(mira, person_id=ida, keyring=ana.keyring)
    back = open_client_themes(mira, ana.keyring)
    assert ([p.role for p in gone.present_people][2:], gone.present_ties) == (["Partner"], ())
    assert [p.role for p in back.present_people][2:] == ["Mother", "Partner"]
    assert len(back.present_ties) == 1
    assert card_of(mira, ana.keyring).name_of(ida) == "Ida"


def test_you_and_the_client_and_self_cannot_be_removed(ana: Vault, mira: Client) -> None:
    you, self = open_client_themes(mira, ana.keyring).people
    with pytest.raises(AlwaysThere):
        remove_person(mira, person_id=you.id, today=SPRING, keyring=ana.keyring)
    with pytest.raises(AlwaysThere):
        remove_person(mira, person_id=self.id, today=SPRING, keyring=ana.keyring)


def test_self_may_be_called_otherwise_and_stays_self(ana: Vault, mira: Client) -> None:
    own = open_client_themes(mira, ana.keyring).people[1]
    other = replace(own, role="Herself", pole=Pole.PAST, domain=Domain.WORK)
    change_person(mira, person=other, keyring=ana.keyring)
    after = open_client_themes(mira, ana.keyring).people[1]
    assert (after.role, after.pole, after.domain) == ("Herself", Pole.SELF, Domain.ONESELF)


def test_an_unknown_person_is_not_found(ana: Vault, mira: Client) -> None:
    with pytest.raises(NotFound):
        change_person(mira, person=mother(), keyring=ana.keyring)
    with pytest.raises(NotFound):
        remove_person(mira, person_id=uuid4(), today=SPRING, keyring=ana.keyring)
    with pytest.raises(NotFound):
        add_tie(mira, tie=tie(uuid4(), uuid4(), TieKind.CLOSE), keyring=ana.keyring)


@pytest.fixture
def ida_and_paul(ana: Vault, mira: Client) -> tuple[UUID, UUID]:
    return (
        add_person(mira, person=mother(), keyring=ana.keyring),
        add_person(mira, person=partner(), keyring=ana.keyring),
    )


def ties(client: Client, ana: Vault) -> list[tuple[str, bool, date | None]]:
    known = open_client_themes(client, ana.keyring).ties
    return [(tie.kind.value, tie.open, tie.until) for tie in known]


def test_a_new_kind_closes_the_old_tie_and_overwrites_nothing(
    ana: Vault, mira: Client, ida_and_paul: tuple[UUID, UUID]
) -> None:
    ida, paul = ida_and_paul
    add_tie(mira, tie=tie(ida, paul, TieKind.FUSED), keyring=ana.keyring)
    add_tie(mira, tie=tie(paul, ida, TieKind.DISTANT, SUMMER), keyring=ana.keyring)
    assert ties(mira, ana) == [("fused", False, SUMMER), ("distant", True, None)]


def test_an_undated_tie_closes_the_old_one_all_the_same(
    ana: Vault, mira: Client, ida_and_paul: tuple[UUID, UUID]
) -> None:
    add_tie(mira, tie=tie(*ida_and_paul, TieKind.FUSED), keyring=ana.keyring)
    add_tie(mira, tie=tie(*ida_and_paul, TieKind.DISTANT, None), keyring=ana.keyring)
    assert ties(mira, ana) == [("fused", False, None), ("distant", True, None)]


def test_no_tie_ends_before_it_began(
    ana: Vault, mira: Client, ida_and_paul: tuple[UUID, UUID]
) -> None:
    add_tie(mira, tie=tie(*ida_and_paul, TieKind.FUSED, SUMMER), keyring=ana.keyring)
    add_tie(mira, tie=tie(*ida_and_paul, TieKind.DISTANT, SPRING), keyring=ana.keyring)
    assert ties(mira, ana)[0] == ("fused", False, SUMMER)


def test_two_people_may_have_two_ties_at_once(
    ana: Vault, mira: Client, ida_and_paul: tuple[UUID, UUID]
) -> None:
    add_tie(mira, tie=tie(*ida_and_paul, TieKind.CARE), keyring=ana.keyring)
    add_tie(mira, tie=tie(*ida_and_paul, TieKind.CONFLICT), beside=True, keyring=ana.keyring)
    assert ties(mira, ana) == [("care", True, None), ("conflict", True, None)]


def test_taking_a_tie_back_opens_what_it_had_closed(
    ana: Vault, mira: Client, ida_and_paul: tuple[UUID, UUID]
) -> None:
    add_tie(mira, tie=tie(*ida_and_paul, TieKind.FUSED), keyring=ana.keyring)
    later = add_tie(mira, tie=tie(*ida_and_paul, TieKind.DISTANT, SUMMER), keyring=ana.keyring)
    take_back_tie(mira, tie_id=later, keyring=ana.keyring)
    assert ties(mira, ana) == [("fused", True, None)]


def test_a_tie_can_be_closed_and_opened_again(
    ana: Vault, mira: Client, ida_and_paul: tuple[UUID, UUID]
) -> None:
    known = add_tie(mira, tie=tie(*ida_and_paul, TieKind.CLOSE), keyring=ana.keyring)
    close_tie(mira, tie_id=known, until=SUMMER, keyring=ana.keyring)
    closed = ties(mira, ana)
    reopen_tie(mira, tie_id=known, keyring=ana.keyring)
    assert closed == [("close", False, SUMMER)]
    assert ties(mira, ana) == [("close", True, None)]


def test_a_tie_needs_two_people(ana: Vault, mira: Client, ida_and_paul: tuple[UUID, UUID]) -> None:
    ida, _ = ida_and_paul
    with pytest.raises(SamePerson):
        add_tie(mira, tie=tie(ida, ida, TieKind.CLOSE), keyring=ana.keyring)


def test_a_damaged_identity_keeps_its_names_and_people_still_come(ana: Vault, mira: Client) -> None:
    mira.identity = SealedPart(1, 1, Sealed(b"?" + mira.identity.sealed[1:]))
    damaged = mira.identity
    add_person(mira, person=mother(), keyring=ana.keyring)
    with pytest.raises(CannotOpen):
        add_person(mira, person=partner(), name="Paul", keyring=ana.keyring)
    assert mira.identity == damaged
    assert roles(mira, ana)[2:] == ["Mother"]
