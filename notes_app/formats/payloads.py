"""What is inside a person's collection of formats of their own."""

from uuid import UUID

from notes_app.payload import Part, Payload

PART = "formats"


class OwnSection(Part, frozen=True):
    """A headed section; `key` stands in notes and is never given again."""

    key: str
    label: str
    prompt: str = ""
    retired: bool = False


class OwnFormat(Part, frozen=True):
    """A format of one's own.  Retired sections keep their heading."""

    id: UUID
    name: str
    sections: tuple[OwnSection, ...]
    retired: bool = False


class OwnFormats(Payload, frozen=True, tag=1):
    """All formats of one's own, in the order in which they were made."""

    formats: tuple[OwnFormat, ...] = ()


NO_FORMATS = OwnFormats()
