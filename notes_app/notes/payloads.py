"""What is inside the sealed parts of a therapy session, and inside a draft.

A tag is split in two: what it says (theme, strength, with whom) is in the themes scope, where a
supervisor's key may open it; where it sits and which words it quotes is in the notes scope, under
the same id.
"""

from datetime import date, time
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from msgspec import Meta
from msgspec.structs import asdict, replace

from notes_app.clients.payloads import Pole
from notes_app.formats.built_in import RELATIONAL
from notes_app.notes.beside import (
    UNRATED,
    Alliance,
    Episode,
    Intervention,
    NewWay,
    Rating,
    Repair,
    Reply,
    Risk,
    Rupture,
    Taken,
)
from notes_app.payload import Part, Payload, decode
from notes_app.themes.payloads import Component

Strength = Annotated[int, Meta(ge=1, le=5)]
Points = Annotated[int, Meta(ge=0)]
Stage = Annotated[float, Meta(ge=0, le=7)]


class Attendance(StrEnum):
    """Whether the hour took place (domain.md 2)."""

    HELD = "held"
    CANCELLED_BY_CLIENT = "cancelled-by-client"
    CANCELLED_BY_THERAPIST = "cancelled-by-therapist"
    NO_SHOW = "no-show"
    ADMINISTRATIVE = "administrative"


class Modality(StrEnum):
    """How the two met."""

    IN_PERSON = "in-person"
    VIDEO = "video"
    TELEPHONE = "telephone"
    TEXT = "text"
    OUTDOORS = "outdoors"


class Way(StrEnum):
    """The known pattern, part of it different, or something not done before."""

    OLD = "old"
    VARIATION = "variation"
    NEW = "new"


class Frame(Part, frozen=True):
    """Times, attendance and modality of a session while its note is being written."""

    starts_at: time | None = None
    ends_at: time | None = None
    modality: Modality = Modality.IN_PERSON
    attendance: Attendance | None = None


class Tag(Part, frozen=True):
    """One passage in which a theme shows itself; its place is a `Passage` of the same id.

    `valence` is asked where the theme may be either strain or growth.  `stage` is how far the theme
    has been worked through, 0-7 in halves (domain.md 1.1).  `echoes` are the people whom this
    repeats.  `rs_kind`, `affects`, `conflict` and `direction` are codes of `lists`.
    """

    id: UUID
    theme: str
    strength: Strength
    people: tuple[UUID, ...] = ()
    pole: Pole | None = None
    component: Component | None = None
    way: Way | None = None
    for_supervision: bool = False
    valence: Reply | None = None
    stage: Stage | None = None
    echoes: tuple[UUID, ...] = ()
    rs_kind: str = ""
    affects: tuple[str, ...] = ()
    conflict: str = ""
    direction: str = ""


class Ratings(Part, frozen=True):
    """Numbers and choices about a session beside its tags; None or empty: not rated.

    Codes are those of `lists`.  `goals` are the ids of the client's goals that the session served.
    `named_by_client` are those of the factors of `context` that the client named first.  `not_one`
    are tags that were said not to be one episode.
    """

    risk: Risk | None = None
    alliance_by_you: Alliance = UNRATED
    alliance_by_client: Alliance = UNRATED
    distress: Rating | None = None
    facets: dict[str, Rating] = {}
    markers: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    named_by_client: tuple[str, ...] = ()
    goals: tuple[UUID, ...] = ()
    interventions: tuple[Intervention, ...] = ()
    new_ways: tuple[NewWay, ...] = ()
    measures: tuple[Taken, ...] = ()
    episodes: tuple[Episode, ...] = ()
    ruptures: tuple[Rupture, ...] = ()
    repairs: tuple[Repair, ...] = ()
    not_one: tuple[tuple[UUID, ...], ...] = ()


NOT_RATED = Ratings()


class Revision(Part, frozen=True):
    """The tags and ratings of a signed session as they stood until `until` (Unix seconds)."""

    until: int
    tags: tuple[Tag, ...] = ()
    tagging_complete: bool = False
    ratings: Ratings = NOT_RATED


class Signature(Part, frozen=True):
    """What the themes part remembers of a signed record, so that a removed one is noticed.

    `at` is when it was signed (Unix seconds).  `record` and `process` are the SHA-256 of the two
    signed bodies; `process` is empty where there was no private process note.  `late`: it was
    signed longer after the hour than is usual.  `in_error`: marked as entered in error.  `added`
    and `process_added` are how many entries stood below each at the author's last one.
    """

    at: int
    record: bytes
    process: bytes = b""
    late: bool = False
    in_error: bool = False
    added: int = 0
    process_added: int = 0


class PlannedBy(Part, frozen=True):
    """The standing hour or the calendar entry that a session came from, and its day there.

    The day stays when the session is moved, so that nothing is planned twice.
    """

    hour: UUID
    on: date


class SessionThemes(Payload, frozen=True, tag=1):
    """Themes scope of one session.

    `number` counts this client's sessions from 1.  `attendance` None: planned, not yet told.
    `tagging_complete` is an act of the therapist: without it, a theme that was not tagged is not
    absent.  `written` says that a note stands in the notes part.  `signed` None: not yet.
    `revisions` come from changes after signing, oldest first.
    """

    number: int
    held_on: date
    starts_at: time | None = None
    ends_at: time | None = None
    modality: Modality = Modality.IN_PERSON
    attendance: Attendance | None = None
    participants: tuple[UUID, ...] = ()
    tagging_complete: bool = False
    written: bool = False
    tags: tuple[Tag, ...] = ()
    ratings: Ratings = NOT_RATED
    signed: Signature | None = None
    revisions: tuple[Revision, ...] = ()
    planned_by: PlannedBy | None = None


class Section(Part, frozen=True):
    """One headed section of a note.  Line breaks are LF."""

    key: str
    text: str


class Passage(Part, frozen=True):
    """Where a tag sits: code points of one section, and the quoted words with their surroundings.

    `detached`: the words are no longer in the note; the tag is kept and comes back with them.
    """

    id: UUID
    section: str
    start: Points
    end: Points
    exact: str
    prefix: str = ""
    suffix: str = ""
    detached: bool = False


class Told(Part, frozen=True):
    """Words of the session record that stand under Session facts, not in its sections.

    `phrases` are the client's own words that were starred, each with its place in the note.
    `words` and `results` are a line each about an intervention, a new way, an episode, a rupture or
    a repair, by its id: what was done or planned, and how it went.  `feedback` is the client's,
    `between` what the client made of things since the last session.
    """

    phrases: tuple[Passage, ...] = ()
    risk: str = ""
    body: str = ""
    metaphor: str = ""
    feedback: str = ""
    between: str = ""
    reframe_before: str = ""
    reframe_after: str = ""
    words: dict[UUID, str] = {}
    results: dict[UUID, str] = {}


NOTHING_TOLD = Told()


class Utterance(Part, frozen=True):
    """One row of a process recording (domain.md 7)."""

    said: str = ""
    client_feeling: str = ""
    my_reaction: str = ""
    what_i_did: str = ""
    supervisor_comment: str = ""


class SessionText(Payload, frozen=True, tag=1):
    """Notes scope of one session: the session record's words, and the tags' places.

    `format` is the code of the note's format.  `source` is the SHA-256 (hex) of an imported file's
    words, so that importing twice adds nothing.
    """

    sections: tuple[Section, ...] = ()
    passages: tuple[Passage, ...] = ()
    format: str = RELATIONAL
    told: Told = NOTHING_TOLD
    source: str = ""


class ProcessText(Payload, frozen=True, tag=1):
    """Process scope of one session: the private process note, and a process recording.

    `own_response` is what stirred in the therapist, in a line or two beside the note.  `settled`
    are sentences that look as if they belonged in the session record and are something else.
    """

    text: str = ""
    recording: tuple[Utterance, ...] = ()
    own_response: str = ""
    settled: tuple[str, ...] = ()


class Caret(Part, frozen=True):
    """Where the next key goes: code points of one section; `section` None: the process note."""

    section: str | None = None
    at: Points = 0


class DraftNote(Payload, frozen=True, tag=1):
    """What is being written: the whole note as the desk shows it.

    `base` is the version of the session row on which it was begun.  `saved_at` is wall time, Unix
    seconds, of this draft.  `frame` None: times and attendance stay as the session has them.
    """

    base: int
    saved_at: int
    sections: tuple[Section, ...] = ()
    process: str = ""
    tagging_complete: bool = False
    tags: tuple[Tag, ...] = ()
    passages: tuple[Passage, ...] = ()
    format: str = RELATIONAL
    ratings: Ratings = NOT_RATED
    told: Told = NOTHING_TOLD
    recording: tuple[Utterance, ...] = ()
    caret: Caret | None = None
    own_response: str = ""
    settled: tuple[str, ...] = ()
    frame: Frame | None = None

    @property
    def says_nothing(self) -> bool:
        """Whether everything in it was taken away again, or nothing was ever put in."""
        words = [section.text for section in self.sections]
        begun = DraftNote(self.base, self.saved_at, format=self.format, settled=self.settled)
        plain = replace(self, sections=(), process="", own_response="", caret=None, frame=None)
        return plain == begun and not any(
            text.strip() for text in (*words, self.process, self.own_response)
        )


def frame_of(facts: SessionThemes) -> Frame:
    """Times, attendance and modality as the session has them."""
    return Frame(facts.starts_at, facts.ends_at, facts.modality, facts.attendance)


def with_frame(facts: SessionThemes, frame: Frame | None) -> SessionThemes:
    """The session with these times and attendance; None changes nothing."""
    return facts if frame is None else replace(facts, **asdict(frame))


def read_session_themes(stored: bytes) -> SessionThemes:
    """Read a themes part.  Raises CannotRead."""
    return decode(stored, SessionThemes)


def read_draft(stored: bytes) -> DraftNote:
    """Read a draft.  Raises CannotRead."""
    return decode(stored, DraftNote)
