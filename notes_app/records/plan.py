"""What an import would do, decided before it does anything.  Pure: files in, a plan out."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, time
from uuid import UUID

from notes_app.records.matching import Roster, plain_name
from notes_app.records.reading.csv_map import FileMap, MapRow
from notes_app.records.reading.dates import DateOrder, check_day, spell
from notes_app.records.reading.errors import NotUnderstood
from notes_app.records.reading.names import NameReading, read_name
from notes_app.records.reading.words import Words, source_of

NO_CLIENT = "No client is named, neither by the file nor by its folder. Name the client."
UNKNOWN = "No client is called “{name}”. Add the client first, or correct the name."
BEFORE = "Brought in before: the same words on {day}."
TWICE = "The same words on the same day stand in {name}, which comes in."
MISSING = "The map names this file, and it is not there. Look for a slip in the name."
BY_FOLDER = "Taken for this client by its folder."
OTHER_CLIENT = "Its name fits another client. Look whose note it is before it comes in."
SAME_DAY = "There is a session on that day already; this one stands beside it."


@dataclass(frozen=True)
class FoundFile:
    """One file as it was found: with its words, or with the sentence that says why there are none.

    `path` begins below the imported folder and has slashes.  `root` is that folder's own name,
    which counts as the client's where nothing else does.
    """

    path: str
    words: Words | None
    trouble: str = ""
    root: str = ""


@dataclass(frozen=True)
class Ready:
    """A note that will come in; of `client_id` and `new_client` one is given."""

    path: str
    text: str
    source: str
    held_on: date
    client_id: UUID | None
    new_client: str = ""
    starts_at: time | None = None
    ends_at: time | None = None
    number: int = 0
    remark: str = ""


@dataclass(frozen=True)
class LeftOut:
    """A file that stays out, and the sentence that says why and what to do."""

    path: str
    sentence: str


@dataclass(frozen=True)
class ImportPlan:
    """Everything that was found, each file in one of three lists."""

    ready: tuple[Ready, ...] = ()
    there: tuple[LeftOut, ...] = ()
    not_understood: tuple[LeftOut, ...] = ()

    @property
    def new_clients(self) -> tuple[str, ...]:
        """The clients that will be added, in order of appearance."""
        return tuple(dict.fromkeys(note.new_client for note in self.ready if note.new_client))


@dataclass(frozen=True)
class Wishes:
    """How the person wants it.

    Attributes:
        order: what 03/04/2024 means; None refuses it.
        client_id: all notes are this client's, whatever the files say.
        new_client: all notes are those of a new client of this name.
        create_clients: unknown names become clients; otherwise their files stay out.
    """

    today: date
    order: DateOrder | None = None
    client_id: UUID | None = None
    new_client: str = ""
    create_clients: bool = False


@dataclass(frozen=True)
class Present:
    """What is there already.

    `sources` are those of the notes brought in before, and `days` those with a session, by client.
    """

    roster: Roster
    sources: Mapping[UUID, Set[str]] = field(default_factory=dict)
    days: Mapping[UUID, Set[date]] = field(default_factory=dict)


def plan_import(
    files: Sequence[FoundFile],
    *,
    wishes: Wishes,
    present: Present,
    file_map: FileMap | None = None,
) -> ImportPlan:
    """Decide about every file, in the order in which they are given; none is dropped."""
    table = file_map or FileMap()
    paths = [file.path for file in files]
    rows = table.rows_of(paths)
    planning = _Planning(wishes, present)
    for file in files:
        planning.take(file, rows.get(file.path, MapRow(file.path)))
    missing = tuple(LeftOut(name, MISSING) for name in table.missing_from(paths))
    return ImportPlan(
        tuple(planning.ready.values()),
        tuple(planning.there),
        (*planning.unclear, *missing),
    )


@dataclass(frozen=True)
class _Whose:
    client_id: UUID | None = None
    new_client: str = ""
    remark: str = ""


class _Planning:
    """The three lists while they grow.  A note waits under its client and its words."""

    def __init__(self, wishes: Wishes, present: Present) -> None:
        self.ready: dict[tuple[UUID | str, str], Ready] = {}
        self.there: list[LeftOut] = []
        self.unclear: list[LeftOut] = []
        self._wishes = wishes
        self._present = present
        self._new: dict[str, str] = {}

    def take(self, file: FoundFile, row: MapRow) -> None:
        try:
            note = self._note(file, row)
        except NotUnderstood as trouble:
            self.unclear.append(LeftOut(file.path, trouble.sentence))
            return
        waiting = (note.client_id or note.new_client, note.source)
        if note.client_id and note.source in self._present.sources.get(note.client_id, ()):
            self.there.append(LeftOut(file.path, BEFORE.format(day=spell(note.held_on))))
        elif waiting in self.ready:
            self.there.append(LeftOut(file.path, TWICE.format(name=self.ready[waiting].path)))
        else:
            self.ready[waiting] = note

    def _note(self, file: FoundFile, row: MapRow) -> Ready:
        if file.words is None or row.problem:
            raise NotUnderstood(file.trouble if file.words is None else row.problem)
        reading = read_name(file.path, self._wishes.order)
        held_on = row.held_on or reading.held_on
        if held_on is None:
            raise NotUnderstood(reading.problem)
        check_day(held_on, today=self._wishes.today)
        whose = self._whose(file, row.client, reading)
        remarks = (file.words.remark, whose.remark, self._same_day(whose, held_on))
        return Ready(
            path=file.path,
            text=file.words.text,
            source=source_of(file.words.text, held_on),
            held_on=held_on,
            client_id=whose.client_id,
            new_client=whose.new_client,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            number=row.number or reading.number or 0,
            remark=" ".join(remark for remark in remarks if remark),
        )

    def _whose(self, file: FoundFile, told: str, reading: NameReading) -> _Whose:
        if self._wishes.client_id is not None or self._wishes.new_client:
            remark = self._other_name(told, reading)
            return _Whose(self._wishes.client_id, self._wishes.new_client, remark)
        names, suggestion = ((told,), told) if told else (reading.clients, reading.suggestion)
        roster = self._present.roster
        found = roster.find_any(names)
        if found is None and not told:
            found = roster.find(file.root)
        if found is not None:
            by_folder = not told and len(names) > 1 and roster.find(names[0]) is None
            return _Whose(found, remark=BY_FOLDER if by_folder and "/" in file.path else "")
        if not suggestion:
            raise NotUnderstood(NO_CLIENT)
        if not self._wishes.create_clients:
            raise NotUnderstood(UNKNOWN.format(name=suggestion))
        return _Whose(new_client=self._new.setdefault(plain_name(suggestion), suggestion))

    def _other_name(self, told: str, reading: NameReading) -> str:
        try:
            named = self._present.roster.find_any((told,) if told else reading.clients)
        except NotUnderstood:
            return OTHER_CLIENT
        return OTHER_CLIENT if named not in (None, self._wishes.client_id) else ""

    def _same_day(self, whose: _Whose, day: date) -> str:
        days = self._present.days.get(whose.client_id, ()) if whose.client_id else ()
        return SAME_DAY if day in days else ""
