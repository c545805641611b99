"""The formats that a therapist can choose from, and the headings of a note."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from notes_app.crypto.errors import CannotOpen
from notes_app.crypto.keyring import Keyring
from notes_app.formats.built_in import BUILT_IN, OWN, Format, Heading
from notes_app.formats.payloads import NO_FORMATS, PART, OwnFormat, OwnFormats, OwnSection
from notes_app.payload import CannotRead
from notes_app.personal.queries import personal_part, stored_part

#: Over a section whose heading is not known, because the collection that holds it does not open.
UNKNOWN = "A section of an own format"


@dataclass(frozen=True)
class Formats:
    """Built-in and own formats; `trouble` where those of one's own cannot be opened."""

    own: OwnFormats = NO_FORMATS
    trouble: type[Exception] | None = None

    @property
    def all(self) -> tuple[Format, ...]:
        """Every format that a note may have, retired ones too."""
        return (*BUILT_IN, *(shown(own) for own in self.own.formats))

    @property
    def offered(self) -> list[Format]:
        """Those that can be chosen."""
        return [form for form in self.all if form.offered]

    def by_key(self, key: str) -> Format | None:
        """The format of this key, if it is known."""
        return next((form for form in self.all if form.key == key), None)

    def of_note(self, key: str) -> Format:
        """The format in which a note is shown: an unknown one is read as the relational."""
        return self.by_key(key) or BUILT_IN[0]

    def choices(self, current: str) -> list[Format]:
        """What the desk offers: also the note's own format when it is retired."""
        return [form for form in self.all if form.offered or form.key == current]


BUILT_IN_ONLY = Formats()


def formats_of(user_id: UUID, keyring: Keyring) -> Formats:
    """Their formats.  Own ones that cannot be opened are left out, and said to be."""
    try:
        return Formats(open_own_formats(user_id, keyring))
    except (CannotOpen, CannotRead) as trouble:
        return Formats(trouble=type(trouble))


def version_of(user_id: UUID) -> int:
    """The version at which their formats stand; 0 before the first one."""
    stored = stored_part(user_id, PART)
    return stored.version if stored else 0


def open_own_formats(user_id: UUID, keyring: Keyring) -> OwnFormats:
    """The formats of their own.  Raises CannotOpen, CannotRead."""
    return personal_part(user_id, PART, OwnFormats, keyring=keyring) or NO_FORMATS


def lay_out(keys: Iterable[str], form: Format, formats: Formats) -> list[Heading]:
    """The headings of a note that holds these sections and has this format, in their order.

    The format's own come first, whether the note has text for them or not; below them what is left
    over from other formats, one format after the other, under the heading that it was written
    under.
    """
    left = [key for key in dict.fromkeys(keys) if key not in form.keys]
    return [*form.headings, *_left_over(left, form, formats)]


def shown(own: OwnFormat) -> Format:
    """A format of one's own as the desk shows it."""
    return Format(
        key=key_of(own.id),
        name=own.name,
        headings=_headings(s for s in own.sections if not s.retired),
        past=_headings(s for s in own.sections if s.retired),
        offered=not own.retired,
    )


def key_of(format_id: UUID) -> str:
    """The key under which notes know a format of one's own."""
    return OWN + format_id.hex


def _headings(sections: Iterable[OwnSection]) -> tuple[Heading, ...]:
    return tuple(Heading(section.key, section.label, section.prompt) for section in sections)


def _left_over(left: Sequence[str], form: Format, formats: Formats) -> list[Heading]:
    found = {heading.key: heading for heading in (_origin(key, form, formats) for key in left)}
    origins = dict.fromkeys(heading.origin for heading in found.values())
    return [heading for origin in origins for heading in found.values() if heading.origin == origin]


def _origin(key: str, form: Format, formats: Formats) -> Heading:
    # The format itself first: a section that it has retired is its own.
    for other in (form, *formats.all):
        for heading in (*other.headings, *other.past):
            if heading.key == key:
                return replace(heading, origin=other.name)
    return Heading(key, UNKNOWN, "", origin="another format")
