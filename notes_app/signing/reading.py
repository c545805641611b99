"""A signed note as its page shows it: verified now, and compared with what the sealed parts say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import msgspec

from notes_app.crypto.errors import CannotOpen, NoKey
from notes_app.crypto.keyring import Keyring
from notes_app.notes.models import TherapySession
from notes_app.notes.payloads import (
    NOTHING_TOLD,
    Passage,
    ProcessText,
    Section,
    SessionText,
    SessionThemes,
    Signature,
    Told,
    Utterance,
)
from notes_app.notes.queries import open_facts
from notes_app.notes.service import Written, written_note
from notes_app.notes.signed import has_signed_record
from notes_app.payload import CannotRead
from notes_app.sealed import Scope
from notes_app.signing.composing import builtins_of, has_process_note
from notes_app.signing.payloads import SignedEntry, SignedProcess, SignedRecord
from notes_app.signing.policy import UNSIGNED, Standing
from notes_app.signing.queries import Below, record_below
from notes_app.signing.verifying import NOBODY, Known, Read, known_authors, own_author, spelled

NOT_READ = (NoKey, CannotOpen, CannotRead)


class Fault(StrEnum):
    """What is not as it was signed; the page says what to do."""

    RECORD_MISSING = "record-missing"
    RECORD_DAMAGED = "record-damaged"
    RECORD_REPLACED = "record-replaced"
    PROCESS_MISSING = "process-missing"
    PROCESS_DAMAGED = "process-damaged"
    ENTRY_MISSING = "entry-missing"
    ENTRY_DAMAGED = "entry-damaged"
    COPY_DIFFERS = "copy-differs"
    COPY_DAMAGED = "copy-damaged"


@dataclass(frozen=True)
class SignedNote:
    """A signed note.

    Attributes:
        mark: what the themes part remembers; None where it cannot be opened.
        record, process: None where there is none.
        faults: empty where everything is unchanged.
        differs: what the stored copy says otherwise than the record.
    """

    mark: Signature | None
    facts: SessionThemes | None
    record: Below | None
    process: Below | None
    copy: Written | None
    faults: list[Fault] = field(default_factory=list)
    differs: list[str] = field(default_factory=list)

    @property
    def standing(self) -> Standing:
        """Where the note stands."""
        return self.record.standing if self.record else UNSIGNED

    @property
    def words(self) -> SignedRecord | None:
        """The record as it was signed; None where it does not hold: then nothing is believed."""
        words = self.record.record.words if self.record and self.record.record.holds else None
        return words if isinstance(words, SignedRecord) else None

    @property
    def text(self) -> SessionText | None:
        """The signed words, with the passages as they are tagged now."""
        words = self.words
        if words is None:
            return None
        sections = tuple(Section(part.key, part.text) for part in words.sections)
        return SessionText(sections, self._passages(words), words.format, _told(words))

    @property
    def headings(self) -> Mapping[str, str]:
        """The words over each section when it was signed, by its key; empty where none holds."""
        words = self.words
        return {part.key: part.heading for part in words.sections} if words else {}

    @property
    def private(self) -> ProcessText | None:
        """The private process note as it was signed; None where none was, or it does not hold."""
        read = self.process.record if self.process else None
        words = read.words if read and read.holds else None
        if not isinstance(words, SignedProcess):
            return None
        rows = msgspec.convert(words.recording, tuple[Utterance, ...])
        return ProcessText(text=words.text, recording=rows, own_response=words.own_response)

    def _passages(self, words: SignedRecord) -> tuple[Passage, ...]:
        if self.copy:
            return self.copy.passages
        return tuple(Passage(t.id, t.section, t.start, t.end, t.quote) for t in words.tags)


def signed_note(
    session: TherapySession, *, keyring: Keyring, pinned: Known = NOBODY
) -> SignedNote | None:
    """The signed note of a session, checked now; None where it was never signed.

    Args:
        pinned: others who may have signed below it, such as the supervisor.
    """
    try:
        facts = open_facts(session, keyring=keyring)
    except NOT_READ:
        facts = None
    mark = facts.signed if facts else None
    if mark is None and not has_signed_record(session.id):
        return None
    me = known_authors(own_author(keyring))
    found = SignedNote(
        mark=mark,
        facts=facts,
        record=record_below(session, Scope.NOTES, author=me, others=pinned, keyring=keyring),
        process=record_below(session, Scope.PROCESS, author=me, others=pinned, keyring=keyring),
        copy=_copy_of(session, keyring=keyring),
    )
    found.faults.extend(_faults_of(found))
    found.differs.extend(_differences(found))
    if found.copy is None:
        found.faults.append(Fault.COPY_DAMAGED)
    elif found.differs:
        found.faults.append(Fault.COPY_DIFFERS)
    return found


def _told(words: SignedRecord) -> Told:
    try:
        return msgspec.convert(words.told, Told)
    except msgspec.MsgspecError:  # fields of another version: they stand in the exported record
        return NOTHING_TOLD


def _copy_of(session: TherapySession, *, keyring: Keyring) -> Written | None:
    try:
        return written_note(session, keyring=keyring)
    except NOT_READ:
        return None


def _faults_of(note: SignedNote) -> list[Fault]:
    mark = note.mark or Signature(at=0, record=b"")
    faults = [
        _record_fault(note.record, mark.record, Fault.RECORD_MISSING, Fault.RECORD_DAMAGED),
        _record_fault(note.process, mark.process, Fault.PROCESS_MISSING, Fault.PROCESS_DAMAGED)
        if note.process or mark.process
        else None,
        _entry_fault(note.record, mark.added),
        _entry_fault(note.process, mark.process_added),
    ]
    return list(dict.fromkeys(fault for fault in faults if fault))


def _record_fault(
    below: Below | None, remembered: bytes, missing: Fault, damaged: Fault
) -> Fault | None:
    if below is None:
        return missing
    if below.record.words is None or not below.record.holds:
        return damaged
    if remembered and below.record.digest != remembered:
        return Fault.RECORD_REPLACED
    return None


def _entry_fault(below: Below | None, remembered: int) -> Fault | None:
    entries = below.entries if below else []
    numbers = [entry.place.sequence for entry in entries]
    if numbers != list(range(1, len(numbers) + 1)) or len(numbers) < remembered:
        return Fault.ENTRY_MISSING
    return None if all(_belongs(entry, below) for entry in entries) else Fault.ENTRY_DAMAGED


def _belongs(entry: Read[SignedEntry], below: Below | None) -> bool:
    named = entry.words.amends if entry.words else ""
    return entry.holds and below is not None and named == spelled(below.record.digest)


def _differences(note: SignedNote) -> list[str]:
    """What the stored copy says otherwise than what was signed, in words."""
    words, facts, copy = note.words, note.facts, note.copy
    if words is None or facts is None or copy is None:
        return []
    taken_part = tuple(one.id for one in words.participants)
    signed = [(section.key, section.text) for section in words.sections]
    attendance = str(facts.attendance) if facts.attendance else None
    same = {
        "that it was signed": facts.signed is not None,
        "the words": signed == [(section.key, section.text) for section in copy.sections],
        "the date": words.held_on == facts.held_on,
        "the times": (words.starts_at, words.ends_at) == (facts.starts_at, facts.ends_at),
        "how you met": (words.modality, words.attendance) == (str(facts.modality), attendance),
        "who took part": taken_part == facts.participants,
        "what stands under Session facts": words.told == builtins_of(copy.told),
        "the private process note": _private_is_the_same(note, copy),
    }
    return [name for name, is_same in same.items() if not is_same]


def _private_is_the_same(note: SignedNote, copy: Written) -> bool:
    signed = note.private
    if signed is None:
        return note.process is not None or not has_process_note(copy)
    return signed == ProcessText(
        text=copy.process, recording=copy.recording, own_response=copy.own_response
    )
