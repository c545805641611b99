"""Formulations: how the therapist puts the pattern together, kept as of a day.

What is saved on a later day stands beside the earlier ones; on the same day it takes the place of
that day's.  They are the therapist's own (`own`); the newest one goes with the themes where it is
shown, and so nothing here holds a name.
"""

from datetime import date
from uuid import UUID, uuid4

from msgspec.structs import replace

from notes_app.changes.payloads import ChangeRecord
from notes_app.changes.registry import CannotUndo, Place, Stand
from notes_app.changes.reversing import taken_back
from notes_app.changes.service import Act
from notes_app.clients.models import Client
from notes_app.clients.payloads import ClientThemes, Formulation
from notes_app.clients.queries import ClientCard, open_client_themes
from notes_app.clients.service import change_client
from notes_app.clients.undoing import changed_client, register_both_ways, turned
from notes_app.crypto.keyring import Keyring
from notes_app.payload import Part, decode

KIND = "formulation"


class FormulationChange(Part, frozen=True):
    """One formulation; None where there was none before, or after."""

    was: Formulation | None
    became: Formulation | None


def formulations_of(card: ClientCard) -> tuple[Formulation, ...]:
    """All formulations, oldest first."""
    return card.themes.formulations if card.themes else ()


def latest_of(card: ClientCard) -> Formulation | None:
    """The newest formulation; None before the first."""
    return next(reversed(formulations_of(card)), None)


def as_of(card: ClientCard, today: date) -> Formulation:
    """The formulation to change today: today's, or a new one that says what the latest says."""
    latest = latest_of(card)
    if latest is None:
        return Formulation(uuid4(), today)
    return latest if latest.on == today else replace(latest, id=uuid4(), on=today)


def keep_formulation(client: Client, *, formulation: Formulation, keyring: Keyring) -> None:
    """Add a formulation, or replace the one of the same id."""
    themes = open_client_themes(client, keyring)
    _keep(client, _with(themes, formulation.id, formulation), keyring)


def formulation_act(before: ClientCard, after: ClientCard, formulation_id: UUID) -> Act | None:
    """What was done with a formulation; None if nothing."""
    was = _find(formulations_of(before), formulation_id)
    became = _find(formulations_of(after), formulation_id)
    known = became or was
    if known is None or was == became:
        return None
    said = f"Saved the formulation as of {known.on.day} {known.on:%B %Y}"
    details = FormulationChange(was, became)
    return Act(KIND, said, details, client_id=after.client_id, whose=after.label)


def register_formulation_undo(place: Place) -> None:
    """Tell how it is taken back, and where it is seen."""
    register_both_ways(KIND, formulation_back, place=place)


def formulation_back(record: ChangeRecord, stand: Stand, *, back: bool) -> None:
    """A formulation as it was, but for what the act left alone."""
    client = changed_client(record, stand)
    themes = open_client_themes(client, stand.keyring)
    change = decode(record.details, FormulationChange)
    was, became = turned((change.was, change.became), back=back)
    known = next(one for one in (was, became) if one)
    now = _back(_find(themes.formulations, known.id), was=was, became=became)
    _keep(client, _with(themes, known.id, now), stand.keyring)


def _back(
    now: Formulation | None, *, was: Formulation | None, became: Formulation | None
) -> Formulation | None:
    if now is None or was is None or became is None:
        if now != became:
            raise CannotUndo
        return was
    return taken_back(now, was=was, became=became)


def _find(formulations: tuple[Formulation, ...], formulation_id: UUID) -> Formulation | None:
    return next((one for one in formulations if one.id == formulation_id), None)


def _with(
    themes: ClientThemes, formulation_id: UUID, formulation: Formulation | None
) -> ClientThemes:
    others = [one for one in themes.formulations if one.id != formulation_id]
    kept = [*others, formulation] if formulation else others
    return replace(themes, formulations=tuple(sorted(kept, key=lambda one: one.on)))


def _keep(client: Client, themes: ClientThemes, keyring: Keyring) -> None:
    change_client(client, themes=themes, keyring=keyring)
