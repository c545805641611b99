"""A family's structure: couples, whose child somebody is, losses, closeness, and map places.

Everything here may be left out.  A descent that would make somebody their own ancestor is refused
on entry, because no drawing and no file can hold it.
"""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar
from uuid import UUID, uuid4

from msgspec.structs import replace

from notes_app.clients.genogram.family import is_own_ancestor
from notes_app.clients.losses import Loss
from notes_app.clients.models import Client
from notes_app.clients.payloads import (
    ClientThemes,
    Closeness,
    Couple,
    Descent,
)
from notes_app.clients.placement import Placement
from notes_app.clients.queries import open_client_themes
from notes_app.clients.service import change_client
from notes_app.crypto.keyring import Keyring
from notes_app.db.errors import NotFound

Kin = TypeVar("Kin", Couple, Loss)


class OwnAncestor(Exception):
    """Somebody would be their own parent, grandparent, and so on."""


class NotSiblings(Exception):
    """Twins have the same parents; for the one who was named, these are not noted."""


class AlreadyACouple(Exception):
    """The two are noted as a couple already."""


def couple_of(client: Client, couple_id: UUID, *, keyring: Keyring) -> Couple:
    """One couple between people who are there.  Raises NotFound."""
    return _with_id(open_client_themes(client, keyring).couples, couple_id)


def keep_couple(client: Client, *, couple: Couple, keyring: Keyring) -> None:
    """Add a couple, or replace the one of the same id.

    Raises:
        NotFound: one of the two is not among the client's people.
        AlreadyACouple: the two are noted under another id.
    """
    themes = open_client_themes(client, keyring)
    _known(themes, couple.one, couple.other)
    others = [one for one in themes.couples if one.id != couple.id]
    if any({one.one, one.other} == {couple.one, couple.other} for one in others):
        raise AlreadyACouple
    kept = [couple if one.id == couple.id else one for one in themes.couples]
    couples = kept if couple in kept else [*kept, couple]
    _keep(client, replace(themes, couples=tuple(couples)), keyring)


def remove_couple(client: Client, *, couple_id: UUID, keyring: Keyring) -> None:
    """Note no longer that two people are a couple.  Raises NotFound."""
    couple_of(client, couple_id, keyring=keyring)
    themes = open_client_themes(client, keyring)
    left = tuple(one for one in themes.couples if one.id != couple_id)
    _keep(client, replace(themes, couples=left), keyring)


def keep_descent(
    client: Client, *, descent: Descent, twin_of: UUID | None = None, keyring: Keyring
) -> None:
    """Say whose child somebody is; with the same parents as before, it replaces what was said.

    Args:
        twin_of: a brother or sister of the same birth, whose parents must be noted already.

    Raises:
        NotFound: somebody is not among the client's people.
        OwnAncestor: somebody would be their own ancestor.
        NotSiblings: the twin has other parents, or none that are noted.
    """
    themes = open_client_themes(client, keyring)
    _known(themes, descent.child, *descent.parents)
    others = [one for one in themes.descents if not _same(one, descent)]
    if is_own_ancestor([*others, descent]):
        raise OwnAncestor
    if twin_of:
        descent, others = _as_twins(descent, others, twin_of)
    _keep(client, replace(themes, descents=(*others, descent)), keyring)


def remove_descents(client: Client, *, child: UUID, parent: UUID, keyring: Keyring) -> None:
    """Note no longer that somebody is a child of `parent` and who stands beside.  NotFound."""
    themes = open_client_themes(client, keyring)
    left = tuple(one for one in themes.descents if one.child != child or parent not in one.parents)
    if len(left) == len(themes.descents):
        raise NotFound
    _keep(client, replace(themes, descents=left), keyring)


def loss_of(client: Client, loss_id: UUID, *, keyring: Keyring) -> Loss:
    """One loss.  Raises NotFound."""
    return _with_id(open_client_themes(client, keyring).losses, loss_id)


def keep_loss(client: Client, *, loss: Loss, keyring: Keyring) -> None:
    """Note a loss, or replace the one of the same id, which stays where it stands.

    Raises NotFound where a parent is not among the client's people.
    """
    themes = open_client_themes(client, keyring)
    _known(themes, *loss.parents)
    _keep(client, _with_loss(themes, loss), keyring)


def remove_loss(client: Client, *, loss_id: UUID, keyring: Keyring) -> None:
    """Note a loss no longer.  Raises NotFound."""
    loss_of(client, loss_id, keyring=keyring)
    themes = open_client_themes(client, keyring)
    left = tuple(one for one in themes.losses if one.id != loss_id)
    _keep(client, replace(themes, losses=left), keyring)


def place_loss(client: Client, *, loss_id: UUID, place: Placement, keyring: Keyring) -> None:
    """Put a loss where the therapist wants it on the map.  Raises NotFound."""
    loss = replace(loss_of(client, loss_id, keyring=keyring), place=place)
    _keep(client, _with_loss(open_client_themes(client, keyring), loss), keyring)


def note_closeness(client: Client, *, noted: Closeness, keyring: Keyring) -> None:
    """Keep how close somebody was on a day; a second one of the same day replaces the first."""
    themes = open_client_themes(client, keyring)
    _known(themes, noted.person)
    others = [one for one in themes.closeness if (one.person, one.on) != (noted.person, noted.on)]
    _keep(client, replace(themes, closeness=(*others, noted)), keyring)


def forget_closeness(client: Client, *, person: UUID, on: date, keyring: Keyring) -> None:
    """Take back what was noted of a day.  Raises NotFound."""
    themes = open_client_themes(client, keyring)
    left = tuple(one for one in themes.closeness if (one.person, one.on) != (person, on))
    if len(left) == len(themes.closeness):
        raise NotFound
    _keep(client, replace(themes, closeness=left), keyring)


def place_person(client: Client, *, person: UUID, place: Placement, keyring: Keyring) -> None:
    """Put somebody where the therapist wants them on the map.  Raises NotFound."""
    themes = open_client_themes(client, keyring)
    _known(themes, person)
    placements = {**themes.placements, person: place}
    _keep(client, replace(themes, placements=placements), keyring)


def tidy_up(client: Client, *, keyring: Keyring) -> None:
    """Forget all places: everybody stands where the rule puts them."""
    themes = open_client_themes(client, keyring)
    losses = tuple(replace(loss, place=None) for loss in themes.losses)
    _keep(client, replace(themes, placements={}, losses=losses), keyring)


def _with_id(noted: Iterable[Kin], wanted: UUID) -> Kin:
    found = next((one for one in noted if one.id == wanted), None)
    if found is None:
        raise NotFound
    return found


def _same(one: Descent, other: Descent) -> bool:
    return one.child == other.child and {*one.parents} == {*other.parents}


def _as_twins(
    descent: Descent, others: list[Descent], twin_of: UUID
) -> tuple[Descent, list[Descent]]:
    parents = {*descent.parents}
    twin = next((o for o in others if o.child == twin_of and {*o.parents} == parents), None)
    if twin is None:
        raise NotSiblings
    twins = twin.twins or uuid4()
    same = [
        replace(one, twins=twins, identical=descent.identical)
        if one is twin or one.twins == twins
        else one
        for one in others
    ]
    return replace(descent, twins=twins), same


def _with_loss(themes: ClientThemes, loss: Loss) -> ClientThemes:
    kept = tuple(loss if one.id == loss.id else one for one in themes.losses)
    return replace(themes, losses=kept if loss in kept else (*kept, loss))


def _known(themes: ClientThemes, *people: UUID) -> None:
    if not {person.id for person in themes.people} >= {*people}:
        raise NotFound


def _keep(client: Client, themes: ClientThemes, keyring: Keyring) -> None:
    change_client(client, themes=themes, keyring=keyring)
