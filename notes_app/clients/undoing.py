"""How what was changed about a client is taken back, and done again.

Each reverses only what its act changed.  `back` False does the act again.
"""

from functools import partial
from typing import Protocol, TypeVar

from msgspec.structs import replace

from notes_app.changes.payloads import ChangeRecord
from notes_app.changes.registry import CannotUndo, Place, Stand, register_undo
from notes_app.changes.reversing import entry_taken_back, taken_back
from notes_app.clients import service
from notes_app.clients.marks import Mark, mark_of
from notes_app.clients.models import Client
from notes_app.clients.payloads import ClientThemes, Tie
from notes_app.clients.policy import MOST_FOCUS_THEMES
from notes_app.clients.queries import client_of, clients_of, open_client_themes, open_identity
from notes_app.clients.remembering import (
    CardChange,
    FocusChange,
    PersonChange,
    TiesChange,
    WordChange,
)
from notes_app.db.errors import NotFound
from notes_app.payload import decode

PEOPLE = ("person-added", "person-changed", "person-removed", "person-back")
TIES = ("tie-added", "tie-ended", "tie-open-again", "tie-taken-back")
T = TypeVar("T")


class Reversal(Protocol):
    """Takes a change back, or does it again."""

    def __call__(self, record: ChangeRecord, stand: Stand, /, *, back: bool) -> None:
        """Raises CannotUndo before it changes anything."""
        ...


def register_client_undo(*, people: Place, ties: Place, card: Place, themes: Place) -> None:
    """Tell how each kind is taken back, and where it is seen."""
    for kind in PEOPLE:
        register_both_ways(kind, person_back, place=people)
    for kind in TIES:
        register_both_ways(kind, ties_back, place=ties)
    register_both_ways("client-changed", card_back, place=card)
    register_both_ways("client-word", word_back, place=themes)
    register_both_ways("focus", focus_back, place=themes)


def register_both_ways(kind: str, reversal: Reversal, *, place: Place) -> None:
    """A kind that one function takes back and does again."""
    register_undo(
        kind, partial(reversal, back=True), redo=partial(reversal, back=False), place=place
    )


def person_back(record: ChangeRecord, stand: Stand, *, back: bool) -> None:
    """A person as they were, but for what the act left alone."""
    change = decode(record.details, PersonChange)
    was, became = turned((change.was, change.became), back=back)
    client = changed_client(record, stand)
    themes = open_client_themes(client, stand.keyring)
    now = next((person for person in themes.people if person.id == became.id), None)
    if now is None:
        raise CannotUndo("no-longer-there")
    person = taken_back(now, was=was, became=became)
    service.change_person(
        client,
        person=person,
        name=_name_back(client, change, stand, back=back),
        mark=_mark_back(themes, change, back=back),
        keyring=stand.keyring,
    )


def ties_back(record: ChangeRecord, stand: Stand, *, back: bool) -> None:
    """All ties that the act touched, as they were."""
    client = changed_client(record, stand)
    themes = open_client_themes(client, stand.keyring)
    ties = {tie.id: tie for tie in themes.ties}
    for touched in decode(record.details, TiesChange).ties:
        was, became = turned((touched.was, touched.became), back=back)
        for one in {one.id for one in (was, became) if one}:
            now = _tie_back(ties.get(one), was=was, became=became)
            ties = {known: tie for known, tie in ties.items() if known != one or now}
            ties |= {one: now} if now else {}
    _keep(client, replace(themes, ties=tuple(ties.values())), stand)


def card_back(record: ChangeRecord, stand: Stand, *, back: bool) -> None:
    """What the card said before."""
    change = decode(record.details, CardChange)
    client = changed_client(record, stand)
    identity = themes = None
    if change.identity:
        who, became = turned(change.identity, back=back)
        identity = taken_back(open_identity(client, stand.keyring), was=who, became=became)
    if change.themes:
        work, then = turned(change.themes, back=back)
        themes = taken_back(open_client_themes(client, stand.keyring), was=work, became=then)
        _refuse_taken(client, themes.code_name, stand)
    service.change_client(client, identity=identity, themes=themes, keyring=stand.keyring)


def word_back(record: ChangeRecord, stand: Stand, *, back: bool) -> None:
    """The client's word for a theme, as it was."""
    change = decode(record.details, WordChange)
    was, became = turned((change.was, change.became), back=back)
    client = changed_client(record, stand)
    themes = open_client_themes(client, stand.keyring)
    words = entry_taken_back(themes.client_words, change.code, was=was, became=became)
    _keep(client, replace(themes, client_words=words), stand)


def focus_back(record: ChangeRecord, stand: Stand, *, back: bool) -> None:
    """What was in focus before, while there is room for it."""
    client = changed_client(record, stand)
    themes = open_client_themes(client, stand.keyring)
    since = themes.focus_since
    for code, days in decode(record.details, FocusChange).themes.items():
        was, became = turned(days, back=back)
        since = entry_taken_back(since, code, was=was, became=became)
    if len(since) > max(MOST_FOCUS_THEMES, len(themes.focus_since)):
        raise CannotUndo("focus-full")
    _keep(client, replace(themes, focus_since=since), stand)


def turned(pair: tuple[T, T], *, back: bool) -> tuple[T, T]:
    """(was, became) of an act that is taken back; the other way round of one that is redone."""
    return pair if back else (pair[1], pair[0])


def changed_client(record: ChangeRecord, stand: Stand) -> Client:
    """The client about whom the act was.  Raises NotFound, also where they are somebody else's."""
    if record.client_id is None:
        raise NotFound
    return client_of(stand.user, record.client_id)


def _keep(client: Client, themes: ClientThemes, stand: Stand) -> None:
    service.change_client(client, themes=themes, keyring=stand.keyring)


def _name_back(client: Client, change: PersonChange, stand: Stand, *, back: bool) -> str | None:
    """The name before; None leaves it as it is."""
    if change.named is None or change.named[0] == change.named[1]:
        return None
    was, became = turned(change.named, back=back)
    if open_identity(client, stand.keyring).names.get(change.was.id, "") != became:
        raise CannotUndo
    return was


def _mark_back(themes: ClientThemes, change: PersonChange, *, back: bool) -> Mark | None:
    """What was noted of the person's health; None leaves it as it is."""
    if change.marked is None:
        return None
    was, became = turned(change.marked, back=back)
    if mark_of(themes.marks, was.person) != became:
        raise CannotUndo
    return was


def _tie_back(now: Tie | None, *, was: Tie | None, became: Tie | None) -> Tie | None:
    if now is None or was is None or became is None:
        if now != became:
            raise CannotUndo
        return was
    return taken_back(now, was=was, became=became)


def _refuse_taken(client: Client, code_name: str, stand: Stand) -> None:
    others = [card for card in clients_of(stand.user, stand.keyring) if card.client_id != client.id]
    if code_name.casefold() in {card.code_name.casefold() for card in others if card.themes}:
        raise CannotUndo("code-name-taken")
