"""The files that somebody chose for one client, until they confirm.  Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from notes_app.records.payloads import WaitingFile, WaitingFiles
from notes_app.records.plan import FoundFile, ImportPlan, Present, Wishes, plan_import
from notes_app.records.reading.csv_map import FileMap, MapRow
from notes_app.records.reading.dates import DateOrder
from notes_app.records.reading.words import Words


@dataclass(frozen=True)
class Chosen:
    """One batch, and what has to be known to decide about it."""

    files: tuple[FoundFile, ...]
    order: DateOrder | None
    client_id: UUID
    present: Present
    today: date

    def plan(self, days: Mapping[str, date] | None = None) -> ImportPlan:
        """What will come in, with the dates that were given by hand, by path."""
        wishes = Wishes(self.today, order=self.order, client_id=self.client_id)
        by_hand = FileMap.of(MapRow(path, held_on=day) for path, day in (days or {}).items())
        return plan_import(self.files, wishes=wishes, present=self.present, file_map=by_hand)

    def asked(self) -> dict[str, str]:
        """The files that have words and need a date: their paths by the name of a form field."""
        unclear = {left.path for left in self.plan().not_understood}
        return {
            f"day_{number}": file.path
            for number, file in enumerate(self.files)
            if file.words is not None and file.path in unclear
        }


def to_keep(files: list[FoundFile], order: DateOrder | None) -> WaitingFiles:
    """The payload for these files."""
    return WaitingFiles(tuple(_kept(file) for file in files), order)


def from_kept(waiting: WaitingFiles) -> tuple[FoundFile, ...]:
    """The files of a payload."""
    return tuple(
        FoundFile(file.path, None if file.trouble else Words(file.text, file.remark), file.trouble)
        for file in waiting.files
    )


def _kept(file: FoundFile) -> WaitingFile:
    if file.words is None:
        return WaitingFile(file.path, trouble=file.trouble)
    return WaitingFile(file.path, file.words.text, file.words.remark)
