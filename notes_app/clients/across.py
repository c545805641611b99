"""Themes that the therapist has confirmed as going across people, not belonging to one of them."""

from collections.abc import Mapping
from datetime import date

from msgspec.structs import replace

from notes_app.changes.payloads import ChangeRecord
from notes_app.changes.registry import Place, Stand
from notes_app.changes.reversing import entry_taken_back
from notes_app.changes.service import Act
from notes_app.clients.models import Client
from notes_app.clients.queries import ClientCard, open_client_themes
from notes_app.clients.service import change_client
from notes_app.clients.undoing import changed_client, register_both_ways, turned
from notes_app.crypto.keyring import Keyring
from notes_app.payload import Part, decode

KIND = "across-people"


class AcrossChange(Part, frozen=True):
    """Since when a theme is confirmed, as it was and became; None where it is not."""

    code: str
    was: date | None
    became: date | None


def set_across(client: Client, *, code: str, on: bool, today: date, keyring: Keyring) -> None:
    """Confirm from `today` that a theme goes across people, or no more."""
    themes = open_client_themes(client, keyring)
    since = {known: day for known, day in themes.across_people.items() if on or known != code}
    if on:
        since.setdefault(code, today)
    change_client(client, themes=replace(themes, across_people=since), keyring=keyring)


def confirmed_in(card: ClientCard) -> Mapping[str, date]:
    """Since when themes are confirmed, by code."""
    return card.themes.across_people if card.themes else {}


def across_act(before: ClientCard, after: ClientCard, code: str, *, theme: str) -> Act | None:
    """What was done with `theme`; None if nothing."""
    was, became = confirmed_in(before).get(code), confirmed_in(after).get(code)
    if was == became:
        return None
    said = (
        "Confirmed that {} goes across people" if became else "Took back that {} goes across people"
    )
    details = AcrossChange(code, was, became)
    return Act(KIND, said.format(theme), details, client_id=after.client_id, whose=after.label)


def register_across_undo(place: Place) -> None:
    """Tell how it is taken back, and where it is seen."""
    register_both_ways(KIND, across_back, place=place)


def across_back(record: ChangeRecord, stand: Stand, *, back: bool) -> None:
    """As it was before, for this theme."""
    client = changed_client(record, stand)
    themes = open_client_themes(client, stand.keyring)
    change = decode(record.details, AcrossChange)
    was, became = turned((change.was, change.became), back=back)
    since = entry_taken_back(themes.across_people, change.code, was=was, became=became)
    change_client(client, themes=replace(themes, across_people=since), keyring=stand.keyring)
