"""What was done to a supervision log, and how it is taken back."""

from functools import partial

from notes_app.changes.payloads import ChangeRecord
from notes_app.changes.registry import CannotUndo, Place, Stand, register_undo
from notes_app.changes.service import Act
from notes_app.db.errors import NotFound
from notes_app.hours import service
from notes_app.hours.payloads import Hour
from notes_app.hours.queries import hour_of
from notes_app.payload import Part, decode
from notes_app.web.filters import day

KIND = "supervision-hour"


class HourChange(Part, frozen=True):
    """An hour as it was and became; None where there was none."""

    was: Hour | None
    became: Hour | None


def hour_act(was: Hour | None, became: Hour | None) -> Act | None:
    """What was done with an hour; None if nothing.  An attestation is never taken back."""
    hour = became or was
    if hour is None or was == became:
        return None
    gone = became is None or became.withdrawn
    verb = "Took out" if gone else "Changed" if was else "Added"
    words = f"{verb} a supervision hour of {day(hour.on)}"
    return Act(KIND, words, HourChange(was, became))


def register_hour_undo(place: Place) -> None:
    """Tell how a change of the log is taken back, and where it is seen."""
    undo, redo = partial(_back, back=True), partial(_back, back=False)
    register_undo(KIND, undo, redo=redo, place=place)


def _back(record: ChangeRecord, stand: Stand, *, back: bool) -> None:
    change = decode(record.details, HourChange)
    wanted, expected = (change.was, change.became) if back else (change.became, change.was)
    if _now(expected or wanted, stand) != expected:
        raise CannotUndo
    if wanted is not None and wanted.withdrawn is None:
        service.bring_back(stand.user, wanted, keyring=stand.keyring)
    elif expected is not None:
        service.take_out(stand.user, expected.id, on=stand.today, keyring=stand.keyring)


def _now(hour: Hour | None, stand: Stand) -> Hour | None:
    if hour is None:
        return None
    try:
        return hour_of(stand.user.id, hour.id, stand.keyring)
    except NotFound:
        return None
