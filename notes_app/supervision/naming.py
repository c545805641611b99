"""What a theme is called for a reader without the therapist's codebook.

Names come from the labels in the client's own part, which the therapist's app keeps; a built-in
theme that has none is called as it is built in.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from msgspec import structs

from notes_app.clients.queries import ClientCard
from notes_app.crypto.derivation import derive_key
from notes_app.crypto.keyring import Keyring
from notes_app.notes.queries import ReadSession
from notes_app.patterns.table import ThemeSpan
from notes_app.themes.library import LIBRARY

OF_THEIR_OWN = "A theme of their own"
_BUILT_IN = {theme.code: theme for theme in LIBRARY}


@dataclass(frozen=True)
class Named:
    """A theme's name, the family that colours it, and how it is defined."""

    name: str
    family: str = ""
    definition: str = ""


def as_labelled(reads: Sequence[ReadSession], card: ClientCard) -> list[ReadSession]:
    """The sessions with the code as which each tag counts, as the therapist sees them."""
    labels = card.themes.labels if card.themes else ()
    merged = {label.code: label.counts_as for label in labels if label.counts_as}
    return [_counted(read, merged) for read in reads] if merged else list(reads)


def counted_as(card: ClientCard, code: str) -> str:
    """The code as which a theme counts by now, after a merge."""
    labels = card.themes.labels if card.themes else ()
    return next((one.counts_as for one in labels if one.code == code and one.counts_as), code)


def named(card: ClientCard, code: str) -> Named:
    """One theme as this client's part calls it."""
    labels = card.themes.labels if card.themes else ()
    words = card.themes.client_words if card.themes else {}
    label = next((one for one in labels if one.code == code), None)
    if label is not None:
        return Named(words.get(code) or label.name, label.family, label.definition)
    theme = _BUILT_IN.get(code)
    if theme is not None:
        return Named(words.get(code) or theme.name, str(theme.family), theme.definition)
    return Named(words.get(code) or OF_THEIR_OWN)


def spans_in(card: ClientCard, codes: set[str], *, keyring: Keyring) -> dict[str, ThemeSpan]:
    """These themes as a table needs them; their addresses are the reader's own."""
    key = keyring.derive("addresses")
    labels = card.themes.labels if card.themes else ()
    days = {label.code: (label.since, label.retired) for label in labels}
    found = {}
    for code in codes:
        theme = named(card, code)
        since, retired = days.get(code, (None, None))
        mark = derive_key(key, f"shared/{card.client_id}/{code}", 16)
        found[code] = ThemeSpan(
            code,
            theme.name,
            theme.family,
            theme.definition,
            since=since,
            retired=retired,
            address=UUID(bytes=mark, version=4),
        )
    return found


def _counted(read: ReadSession, merged: dict[str, str]) -> ReadSession:
    if read.facts is None or not any(tag.theme in merged for tag in read.facts.tags):
        return read
    tags = tuple(
        structs.replace(tag, theme=merged.get(tag.theme, tag.theme)) for tag in read.facts.tags
    )
    return replace(read, facts=structs.replace(read.facts, tags=tags))
