"""What was changed about a format of one's own, and how it is taken back."""

from functools import partial

from msgspec.structs import replace

from notes_app.changes.payloads import ChangeRecord
from notes_app.changes.registry import CannotUndo, Place, Stand, register_undo
from notes_app.changes.service import Act
from notes_app.formats.payloads import OwnFormat
from notes_app.formats.queries import open_own_formats
from notes_app.formats.service import put_format
from notes_app.payload import Part, decode

KIND = "format"


class FormatChange(Part, frozen=True):
    """A format as it was and became; None where there was none."""

    was: OwnFormat | None
    became: OwnFormat


def format_act(was: OwnFormat | None, became: OwnFormat) -> Act | None:
    """What was done with a format; None if nothing."""
    if was == became:
        return None
    verb = "Added" if was is None else "Changed"
    if was and was.retired != became.retired:
        verb = "Retired" if became.retired else "Brought back"
    return Act(KIND, f"{verb} the note format “{became.name}”", FormatChange(was, became))


def register_format_undo(place: Place) -> None:
    """Tell how a change of a format is taken back, and where it is seen."""
    undo, redo = partial(_format_back, back=True), partial(_format_back, back=False)
    register_undo(KIND, undo, redo=redo, place=place)


def _format_back(record: ChangeRecord, stand: Stand, *, back: bool) -> None:
    """The format as it was, if nothing was changed on top."""
    change = decode(record.details, FormatChange)
    # An added one is retired, not forgotten: a note may be written in it by now.
    was = change.was or replace(change.became, retired=True)
    was, became = (was, change.became) if back else (change.became, was)
    own = open_own_formats(stand.user.id, stand.keyring).formats
    now = next((one for one in own if one.id == became.id), None)
    if now is None or _in_use(now) != _in_use(became):
        raise CannotUndo
    put_format(stand.user, _keeping_headings(was, now), keyring=stand.keyring)


def _in_use(own: OwnFormat) -> OwnFormat:
    """The format without the sections that it no longer offers: those only keep their headings."""
    return replace(own, sections=tuple(s for s in own.sections if not s.retired))


def _keeping_headings(was: OwnFormat, now: OwnFormat) -> OwnFormat:
    """`was`, with the sections that came since as retired ones: a note may hold them."""
    known = {section.key for section in was.sections}
    since = [replace(s, retired=True) for s in now.sections if s.key not in known]
    return replace(was, sections=(*was.sections, *since))
