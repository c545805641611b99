"""How what was changed about a rupture or a repair is taken back, and done again."""

from uuid import UUID

from notes_app.changes.payloads import ChangeRecord
from notes_app.changes.registry import CannotUndo, Place, Stand, register_undo
from notes_app.changes.service import Act
from notes_app.clients.queries import ClientCard
from notes_app.notes.beside import Repair, Rupture
from notes_app.notes.measuring import Hand
from notes_app.notes.payloads import Ratings
from notes_app.notes.queries import ReadSession, open_facts, session_of
from notes_app.notes.rupture_words import kind_word
from notes_app.notes.ruptures import Strain
from notes_app.notes.rupturing import forget_strain, keep_strain, repair_in, rupture_in
from notes_app.notes.signed import is_signed
from notes_app.notes.taking_back import SIGNED_SINCE
from notes_app.payload import Part, decode

RUPTURE, REPAIR = "rupture-changed", "repair-changed"


class RuptureChange(Part, frozen=True):
    """One rupture in one session with its line; None where it was not there.

    `signed`: the note was signed already, so that no line was told.
    """

    session_id: UUID
    was: Rupture | None = None
    became: Rupture | None = None
    line_was: str = ""
    line_became: str = ""
    signed: bool = False


class RepairChange(Part, frozen=True):
    """The same for a repair."""

    session_id: UUID
    was: Repair | None = None
    became: Repair | None = None
    line_was: str = ""
    line_became: str = ""
    signed: bool = False


Change = RuptureChange | RepairChange


def strain_act(change: Change, read: ReadSession, card: ClientCard) -> Act | None:
    """The act in words; None where nothing changed."""
    if (change.was, change.line_was) == (change.became, change.line_became):
        return None
    where = f"session {read.number}" if read.number else "a session"
    kind = RUPTURE if isinstance(change, RuptureChange) else REPAIR
    said = _rupture_said(change) if isinstance(change, RuptureChange) else _repair_said(change)
    return Act(kind, f"{said} {where}", change, card.client_id, card.label)


def register_rupture_undo(place: Place) -> None:
    """Tell how each is taken back, and where it is seen."""
    for kind in (RUPTURE, REPAIR):
        register_undo(kind, undo=_undo, redo=_redo, place=place)


def _rupture_said(change: RuptureChange) -> str:
    shown = change.became or change.was
    kind = kind_word(shown) if shown else ""
    if change.was is None:
        return f"Opened a rupture ({kind}) in"
    if change.became is None:
        return f"Removed a rupture ({kind}) from"
    if change.became.taken_back and not change.was.taken_back:
        return f"Said that it was not a rupture ({kind}) after all, in"
    return f"Changed a rupture ({kind}) of"


def _repair_said(change: RepairChange) -> str:
    if change.was is None:
        return "Linked a repair of"
    return "Removed a repair of" if change.became is None else "Changed a repair of"


def _change_in(record: ChangeRecord) -> Change:
    if record.kind == RUPTURE:
        return decode(record.details, RuptureChange)
    return decode(record.details, RepairChange)


def _undo(record: ChangeRecord, stand: Stand) -> None:
    change = _change_in(record)
    _put(change, stand, now=change.became, then=change.was, line=change.line_was)


def _redo(record: ChangeRecord, stand: Stand) -> None:
    change = _change_in(record)
    _put(change, stand, now=change.was, then=change.became, line=change.line_became)


def _put(
    change: Change, stand: Stand, *, now: Strain | None, then: Strain | None, line: str
) -> None:
    session = session_of(stand.user, change.session_id)
    signed = is_signed(session, keyring=stand.keyring)
    if signed and not change.signed:
        raise CannotUndo(SIGNED_SINCE)
    one = now or then
    ratings = open_facts(session, keyring=stand.keyring).ratings
    if one is None or _here(ratings, one) != now:
        raise CannotUndo
    by = Hand(stand.user, stand.keyring, session.version, stand.now)
    if then is None:
        forget_strain(session, one.id, line=None if signed else "", by=by)
    else:
        keep_strain(session, then, line=None if signed else line, by=by)


def _here(ratings: Ratings, one: Strain) -> Strain | None:
    found = rupture_in if isinstance(one, Rupture) else repair_in
    return found(ratings, one.id)
