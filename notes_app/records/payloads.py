"""What is inside a batch of files that waits to be brought in."""

from notes_app.payload import Part, Payload, decode
from notes_app.records.kin.folk import FamilyFile
from notes_app.records.reading.calendar import Series
from notes_app.records.reading.dates import DateOrder


class WaitingFile(Part, frozen=True):
    """One file: its words, or the sentence that says why it has none."""

    path: str
    text: str = ""
    remark: str = ""
    trouble: str = ""


class WaitingFiles(Payload, frozen=True, tag=1):
    """All files that were chosen at once.  Under their owner's own key, as drafts are."""

    files: tuple[WaitingFile, ...]
    order: DateOrder | None = None


class WaitingCalendar(Payload, frozen=True, tag=1):
    """A calendar that was chosen.  Its titles are kept here until it is confirmed, nowhere else."""

    series: tuple[Series, ...]


class WaitingFamily(Payload, frozen=True, tag=1):
    """A family that was chosen, as it was read; the file itself is kept nowhere."""

    family: FamilyFile


def read_waiting_family(stored: bytes) -> WaitingFamily:
    """Read a family that waits.  Raises CannotRead."""
    return decode(stored, WaitingFamily)


def read_waiting_calendar(stored: bytes) -> WaitingCalendar:
    """Read a calendar that waits.  Raises CannotRead."""
    return decode(stored, WaitingCalendar)


def read_waiting_files(stored: bytes) -> WaitingFiles:
    """Read a batch.  Raises CannotRead."""
    return decode(stored, WaitingFiles)
