"""What an act changed about a family's structure or the map: in words, and how it is taken back.

An act is told by the cards before and after it, entry by entry, so that undoing it leaves alone
what was changed beside it.  People who came in with a family count as removed when that is taken
back, because passages may name them by then.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date
from typing import TypeVar
from uuid import UUID

from msgspec.structs import replace

from notes_app.changes.payloads import ChangeRecord
from notes_app.changes.registry import CannotUndo, Place, Stand
from notes_app.changes.service import Act
from notes_app.clients.losses import Loss
from notes_app.clients.payloads import (
    ClientThemes,
    Closeness,
    Couple,
    Descent,
    Person,
    Tie,
)
from notes_app.clients.placement import Placement
from notes_app.clients.queries import ClientCard, open_client_themes
from notes_app.clients.service import change_client
from notes_app.clients.undoing import changed_client, register_both_ways, turned
from notes_app.payload import Part, decode

FAMILY = ("couple", "descent", "closeness", "family-brought-in", "loss")
MAP = ("person-moved", "map-tidied")
T = TypeVar("T", bound=Part)
Two = tuple[T | None, T | None]


class KinChange(Part, frozen=True):
    """Every entry that an act changed, as it was and became; None where there was none."""

    couples: tuple[Two[Couple], ...] = ()
    descents: tuple[Two[Descent], ...] = ()
    closeness: tuple[Two[Closeness], ...] = ()
    ties: tuple[Two[Tie], ...] = ()
    people: tuple[tuple[Person, Person], ...] = ()
    losses: tuple[Two[Loss], ...] = ()
    placements: dict[UUID, tuple[Placement | None, Placement | None]] = {}  # noqa: RUF012 - msgspec copies it


def kin_act(
    kind: str, before: ClientCard, after: ClientCard, *, said: str, today: date
) -> Act | None:
    """What an act changed, under the sentence `said`; None if it changed nothing."""
    if before.themes is None or after.themes is None:
        return None
    was, became = before.themes, after.themes
    change = KinChange(
        couples=_changed(was.couples, became.couples, _id_of),
        descents=_changed(was.descents, became.descents, _descent_key),
        closeness=_changed(was.closeness, became.closeness, _closeness_key),
        ties=_changed(was.ties, became.ties, _id_of),
        people=_added(was.people, became.people, today),
        losses=_changed(was.losses, became.losses, _id_of),
        placements=_moved(was.placements, became.placements),
    )
    if change == KinChange():
        return None
    return Act(kind, said, change, client_id=after.client_id, whose=after.label)


def register_kin_undo(*, family: Place, drawn: Place) -> None:
    """Tell how changes of the structure and of places are taken back, and where they are seen."""
    for kind in FAMILY:
        register_both_ways(kind, kin_back, place=family)
    for kind in MAP:
        register_both_ways(kind, kin_back, place=drawn)


def kin_back(record: ChangeRecord, stand: Stand, *, back: bool) -> None:
    """Every entry that the act changed, as it was before."""
    client = changed_client(record, stand)
    themes = open_client_themes(client, stand.keyring)
    change = decode(record.details, KinChange)
    themes = replace(
        themes,
        couples=_entries_back(themes.couples, change.couples, _id_of, back=back),
        descents=_entries_back(themes.descents, change.descents, _descent_key, back=back),
        closeness=_entries_back(themes.closeness, change.closeness, _closeness_key, back=back),
        ties=_entries_back(themes.ties, change.ties, _id_of, back=back),
        people=_people_back(themes, change, back=back),
        losses=_entries_back(themes.losses, change.losses, _id_of, back=back),
        placements=_places_back(themes.placements, change.placements, back=back),
    )
    change_client(client, themes=themes, keyring=stand.keyring)


def _id_of(one: Couple | Tie | Loss) -> Hashable:
    return one.id


def _descent_key(one: Descent) -> Hashable:
    return one.child, frozenset(one.parents)


def _closeness_key(one: Closeness) -> Hashable:
    return one.person, one.on


def _changed(
    was: Iterable[T], became: Iterable[T], key: Callable[[T], Hashable]
) -> tuple[Two[T], ...]:
    before, after = {key(one): one for one in was}, {key(one): one for one in became}
    return tuple(
        (before.get(one), after.get(one))
        for one in {**before, **after}
        if before.get(one) != after.get(one)
    )


def _added(
    was: Iterable[Person], became: Iterable[Person], today: date
) -> tuple[tuple[Person, Person], ...]:
    known = {person.id for person in was}
    return tuple(
        (replace(person, removed=today), person) for person in became if person.id not in known
    )


def _moved(
    was: Mapping[UUID, Placement], became: Mapping[UUID, Placement]
) -> dict[UUID, tuple[Placement | None, Placement | None]]:
    return {
        one: (was.get(one), became.get(one))
        for one in {**was, **became}
        if was.get(one) != became.get(one)
    }


def _entries_back(
    now: Iterable[T],
    changed: Iterable[Two[T]],
    key: Callable[[T], Hashable],
    *,
    back: bool,
) -> tuple[T, ...]:
    """The entries without the act.  Raises CannotUndo where one was changed again since."""
    entries = {key(one): one for one in now}
    for pair in changed:
        was, became = turned(pair, back=back)
        at = next(key(one) for one in pair if one is not None)
        if entries.get(at) != became:
            raise CannotUndo
        if was is None:
            del entries[at]
        else:
            entries[at] = was
    return tuple(entries.values())


def _people_back(themes: ClientThemes, change: KinChange, *, back: bool) -> tuple[Person, ...]:
    """Those who came in count as removed, and are back when it is done again."""
    removed = {was.id: turned((was, became), back=back)[0].removed for was, became in change.people}
    return tuple(
        replace(person, removed=removed[person.id]) if person.id in removed else person
        for person in themes.people
    )


def _places_back(
    now: Mapping[UUID, Placement],
    changed: Mapping[UUID, tuple[Placement | None, Placement | None]],
    *,
    back: bool,
) -> dict[UUID, Placement]:
    places = dict(now)
    for person, pair in changed.items():
        was, became = turned(pair, back=back)
        if places.get(person) != became:
            raise CannotUndo
        if was is None:
            places.pop(person, None)
        else:
            places[person] = was
    return places
