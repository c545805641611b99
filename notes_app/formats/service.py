"""Make and change formats of one's own.  Notes keep the keys, so no key is ever given twice."""

from collections.abc import Callable, Sequence
from uuid import UUID, uuid4

from msgspec.structs import replace

from notes_app.accounts.models import User
from notes_app.crypto.keyring import Keyring
from notes_app.db.errors import NotFound
from notes_app.formats.built_in import (
    CARRIED,
    OWN,
    RISK,
    WHO,
    Format,
    Heading,
    Wording,
    carries_over,
)
from notes_app.formats.payloads import PART, OwnFormat, OwnFormats, OwnSection
from notes_app.formats.queries import open_own_formats
from notes_app.personal.service import keep_personal_part

MOST_FORMATS, MOST_SECTIONS = 40, 40


class TooMany(Exception):
    """There is no room for another one."""


def add_format(user: User, *, name: str, like: Format, keyring: Keyring) -> UUID:
    """A format of their own with the sections of another one; returns its id.

    Raises:
        TooMany: they have as many as fit.
        CannotOpen, CannotRead: the stored formats stay as they are.
    """
    stored = open_own_formats(user.id, keyring)
    if len(stored.formats) >= MOST_FORMATS:
        raise TooMany
    added = OwnFormat(id=uuid4(), name=name, sections=tuple(map(_copied, like.headings)))
    _keep(user, replace(stored, formats=(*stored.formats, added)), keyring)
    return added.id


def reword_format(
    user: User, format_id: UUID, *, name: str, wordings: dict[str, Wording], keyring: Keyring
) -> None:
    """Call a format, and its sections by key, something else; keys and order stay.

    Raises:
        NotFound, CannotOpen, CannotRead.
    """

    def reworded(own: OwnFormat) -> OwnFormat:
        sections = tuple(
            replace(s, label=wordings[s.key].label, prompt=wordings[s.key].prompt)
            if s.key in wordings
            else s
            for s in own.sections
        )
        return replace(own, name=name, sections=sections)

    _change(user, format_id, reworded, keyring)


def add_section(user: User, format_id: UUID, *, wording: Wording, keyring: Keyring) -> None:
    """One more section, above the one on risk where that stands last.

    Raises:
        TooMany: the format has as many as fit.
        NotFound, CannotOpen, CannotRead.
    """

    def longer(own: OwnFormat) -> OwnFormat:
        if len(own.sections) >= MOST_SECTIONS:
            raise TooMany
        section = OwnSection(OWN + uuid4().hex, wording.label, wording.prompt)
        last = own.sections[-1:]
        above = own.sections[:-1] if last and last[0].key == RISK else own.sections
        below = own.sections[len(above) :]
        return replace(own, sections=(*above, section, *below))

    _change(user, format_id, longer, keyring)


def move_section(user: User, format_id: UUID, key: str, *, by: int, keyring: Keyring) -> None:
    """Move a section up (-1) or down (1) among those that are in use.

    Raises:
        NotFound, CannotOpen, CannotRead.
    """
    _change(
        user, format_id, lambda own: replace(own, sections=moved(own.sections, key, by)), keyring
    )


def retire_section(user: User, format_id: UUID, key: str, *, keyring: Keyring) -> None:
    """Offer a section no longer; notes that hold it keep it.  The one on risk stays.

    Raises:
        NotFound, CannotOpen, CannotRead.
    """
    if key == RISK:
        raise NotFound
    _change(user, format_id, lambda own: _retired(own, key, retired=True), keyring)


def bring_back_section(user: User, format_id: UUID, key: str, *, keyring: Keyring) -> None:
    """Offer it again.  Raises NotFound, CannotOpen, CannotRead."""
    _change(user, format_id, lambda own: _retired(own, key, retired=False), keyring)


def retire_format(user: User, format_id: UUID, *, retired: bool, keyring: Keyring) -> None:
    """Offer a format no longer, or again.  Raises NotFound, CannotOpen, CannotRead."""
    _change(user, format_id, lambda own: replace(own, retired=retired), keyring)


def put_format(user: User, own: OwnFormat, *, keyring: Keyring) -> None:
    """Put a format in the place of the one of the same id.  Raises NotFound."""
    _change(user, own.id, lambda _: own, keyring)


def moved(sections: Sequence[OwnSection], key: str, by: int) -> tuple[OwnSection, ...]:
    """The sections with one of them past its neighbour in use; at the edge nothing moves."""
    used = [section for section in sections if not section.retired]
    at = next((i for i, section in enumerate(used) if section.key == key), None)
    if at is None:
        raise NotFound
    if 0 <= at + by < len(used):
        used[at], used[at + by] = used[at + by], used[at]
    return (*used, *(section for section in sections if section.retired))


def _copied(heading: Heading) -> OwnSection:
    """A section like this one under a key of its own, but for the one on risk."""
    kind = CARRIED if carries_over(heading.key) else OWN
    key = RISK if heading.key == RISK else kind + uuid4().hex
    return OwnSection(key, heading.label.replace(WHO, "the client"), heading.prompt)


def _retired(own: OwnFormat, key: str, *, retired: bool) -> OwnFormat:
    if key not in {section.key for section in own.sections}:
        raise NotFound
    changed = [replace(s, retired=retired) if s.key == key else s for s in own.sections]
    return replace(own, sections=tuple(changed))


def _change(
    user: User, format_id: UUID, change: Callable[[OwnFormat], OwnFormat], keyring: Keyring
) -> None:
    stored = open_own_formats(user.id, keyring)
    if format_id not in {own.id for own in stored.formats}:
        raise NotFound
    formats = [change(own) if own.id == format_id else own for own in stored.formats]
    _keep(user, replace(stored, formats=tuple(formats)), keyring)


def _keep(user: User, formats: OwnFormats, keyring: Keyring) -> None:
    keep_personal_part(user.id, PART, formats, keyring=keyring)
