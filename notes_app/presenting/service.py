"""Answer a suggestion: take it, which changes the tag, or keep what it was called."""

from datetime import date
from uuid import UUID

import msgspec

from notes_app.accounts.models import User
from notes_app.crypto.keyring import Keyring
from notes_app.notes.models import TherapySession
from notes_app.notes.remembering import TagChange, tag_of
from notes_app.notes.revising import change_or_revise_tags
from notes_app.notes.service import with_tag_changed, written_note
from notes_app.notes.signed import is_signed
from notes_app.supervision.payloads import Suggestion
from notes_app.themes.payloads import Family
from notes_app.themes.queries import codebook_of
from notes_app.themes.service import add_theme


class Gone(Exception):
    """The passage is tagged no more."""


def theme_of_suggestion(
    user: User, suggestion: Suggestion, *, like: str, today: date, keyring: Keyring
) -> str:
    """The code of the suggested theme; one in the supervisor's own words becomes an own theme.

    Args:
        like: the code of the theme that the passage has: a new one joins its family.

    Raises CannotOpen, CannotRead: the codebook stays as it is.
    """
    book = codebook_of(user.id, keyring)
    if suggestion.theme and book.by_code(suggestion.theme):
        return suggestion.theme
    same = next((t for t in book if t.name.casefold() == suggestion.name.casefold()), None)
    if same is not None:
        return same.code
    before = book.by_code(like)
    family = before.family if before else Family.WAYS
    return add_theme(user, name=suggestion.name, family=family, today=today, keyring=keyring)


def call_it(
    session: TherapySession, tag_id: UUID, code: str, *, now: int, keyring: Keyring
) -> TagChange:
    """Let one passage have another theme; on a signed note as a dated revision.

    Raises:
        Gone: the passage has no such tag any more.
        Stale, CannotOpen, CannotRead: nothing is changed.
    """
    written = written_note(session, keyring=keyring)
    before = tag_of(written, tag_id)
    if before is None:
        raise Gone
    tag = msgspec.structs.replace(before[0], theme=code)
    signed = is_signed(session, keyring=keyring)
    note = with_tag_changed(written, tag)
    base = session.version
    change_or_revise_tags(session, written=note, base=base, now=now, keyring=keyring)
    return TagChange(session.id, before, (tag, before[1]), signed)
