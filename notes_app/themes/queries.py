"""The therapist's codebook: the library, as they changed it, and their own themes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from uuid import UUID

from notes_app import db
from notes_app.crypto.derivation import derive_key
from notes_app.crypto.envelope import unseal
from notes_app.crypto.errors import CannotOpen
from notes_app.crypto.keyring import Keyring
from notes_app.crypto.place import Place, stored_place
from notes_app.payload import CannotRead
from notes_app.themes.library import FAMILY_NAMES, LIBRARY, Theme
from notes_app.themes.lineage import Lineage, lineage_of
from notes_app.themes.models import Vocabulary
from notes_app.themes.payloads import (
    Change,
    Codewords,
    EarlierWording,
    Family,
    OwnTheme,
    read_codewords,
)

UNCHANGED = Change()


class Trouble(StrEnum):
    """Why the therapist's own words are missing from a codebook."""

    DAMAGED = "damaged"
    NEWER = "newer"


@dataclass(frozen=True)
class FamilyGroup:
    """One family of the codebook, its themes by name."""

    family: Family
    name: str
    themes: tuple[Theme, ...]


@dataclass(frozen=True)
class Codebook:
    """Every theme that a therapist may meet, retired ones too, in the order of the families.

    Attributes:
        version: of the stored changes; 0 while nothing was ever changed.
        earlier: the wordings that were given up, of all themes, in that order.
        trouble: set when the changes cannot be opened; the themes are then the bare library.
    """

    themes: tuple[Theme, ...]
    version: int = 0
    trouble: Trouble | None = None
    earlier: tuple[EarlierWording, ...] = ()

    def __iter__(self) -> Iterator[Theme]:
        return iter(self.themes)

    @cached_property
    def _codes(self) -> dict[str, Theme]:
        return {theme.code: theme for theme in self.themes}

    @cached_property
    def lineage(self) -> Lineage:
        """Which theme counts as which, where themes were merged."""
        return lineage_of(self.themes)

    def current(self, code: str) -> str:
        """The code as which passages of `code` count now: another one if it was merged."""
        return self.lineage.current(code)

    def by_code(self, code: str) -> Theme | None:
        """The theme as which passages of `code` count; None if this codebook does not know it."""
        return self._codes.get(self.current(code))

    def entry(self, code: str) -> Theme | None:
        """The theme of this code itself, whether it was merged or not."""
        return self._codes.get(code)

    def by_address(self, address: UUID) -> Theme | None:
        """The theme that `address` stands for, merged or not; None if there is none."""
        return next((theme for theme in self.themes if theme.address == address), None)

    def counts_from(self, code: str) -> date | None:
        """The first day on which a theme, or one that was merged into it, counts; None: always."""
        starts = [theme.counts_since for theme in map(self.entry, self.lineage.of(code)) if theme]
        days = [day for day in starts if day is not None]
        return min(days) if days and len(days) == len(starts) else None

    @property
    def active(self) -> tuple[Theme, ...]:
        """The themes on offer."""
        return tuple(theme for theme in self.themes if theme.offered)

    @property
    def retired(self) -> tuple[Theme, ...]:
        """The themes that are offered no more, by name."""
        gone = (theme for theme in self.themes if theme.retired is not None)
        return _by_name(t for t in gone if t.merged_into is None and t.split_into is None)

    @property
    def merged(self) -> tuple[Theme, ...]:
        """The themes that count as another one, by name."""
        return _by_name(theme for theme in self.themes if theme.merged_into is not None)

    @property
    def split(self) -> tuple[Theme, ...]:
        """The themes in whose place others are offered, by name."""
        whole = (theme for theme in self.themes if theme.split_into is not None)
        return _by_name(theme for theme in whole if theme.merged_into is None)

    def pieces(self, theme: Theme) -> tuple[Theme, ...]:
        """The themes that are offered in place of one that was split."""
        codes = theme.split_into.codes if theme.split_into else ()
        return tuple(piece for piece in map(self.entry, codes) if piece is not None)

    @property
    def families(self) -> tuple[FamilyGroup, ...]:
        """The themes on offer by family; a family without any is still named."""
        return tuple(
            FamilyGroup(family, name, _by_name(t for t in self.active if t.family is family))
            for family, name in FAMILY_NAMES.items()
        )


def codebook_of(user_id: UUID, keyring: Keyring) -> Codebook:
    """The codebook of the keyring's owner, one query.

    Damaged or newer changes do not hide the library: see `Codebook.trouble`.
    """
    stored = db.session.get(Vocabulary, user_id)
    version = stored.version if stored else 0
    try:
        words = open_codewords(stored, keyring)
    except CannotOpen:
        return Codebook(_addressed(LIBRARY, keyring), version, Trouble.DAMAGED)
    except CannotRead:
        return Codebook(_addressed(LIBRARY, keyring), version, Trouble.NEWER)
    return Codebook(_addressed(themes_of(words), keyring), version, earlier=words.earlier)


def open_codewords(stored: Vocabulary | None, keyring: Keyring) -> Codewords:
    """The therapist's changes; empty ones when none were stored.

    Raises:
        CannotOpen: damaged, or not this therapist's.
        CannotRead: written by a newer Between.
        NoKey: the keyring is closed.
    """
    if stored is None:
        return Codewords()
    payload = unseal(
        stored.sealed, keyring.derive("vocabulary"), vocabulary_place(stored, stored.version)
    )
    return read_codewords(payload)


def vocabulary_place(stored: Vocabulary, version: int) -> Place:
    """Where one version of a codebook lives (security.md 3.5)."""
    return stored_place("vocabulary", user=stored.owner_id, version=version)


def themes_of(words: Codewords) -> tuple[Theme, ...]:
    """The library with these changes, then the own themes, in the order of the families."""
    built_in = [_changed(theme, words.changes.get(theme.code, UNCHANGED)) for theme in LIBRARY]
    order = list(FAMILY_NAMES)
    own = [_own(theme) for theme in words.own]
    return tuple(sorted(built_in + own, key=lambda theme: order.index(theme.family)))


def _changed(theme: Theme, change: Change) -> Theme:
    name = theme.name if change.name is None else change.name
    return replace(
        theme,
        name=name,
        definition=theme.definition if change.definition is None else change.definition,
        sounds_like=theme.sounds_like if change.sounds_like is None else change.sounds_like,
        retired=change.retired,
        merged_into=change.merged_into,
        split_into=change.split_into,
        built_in_name="" if name == theme.name else theme.name,
    )


def _own(theme: OwnTheme) -> Theme:
    return Theme(
        code=theme.code,
        name=theme.name,
        family=theme.family,
        definition=theme.definition,
        sounds_like=theme.sounds_like,
        polarity=theme.polarity,
        component=theme.component,
        opposite=theme.opposite,
        since=theme.since,
        retired=theme.retired,
        merged_into=theme.merged_into,
        split_into=theme.split_into,
        reviewed_from=theme.reviewed_from,
        parent=theme.parent,
        own=True,
    )


def _addressed(themes: tuple[Theme, ...], keyring: Keyring) -> tuple[Theme, ...]:
    # The browser's history must not tell which theme was looked at: the address is keyed, so that
    # the same built-in theme has another one for every therapist.
    key = keyring.derive("addresses")
    return tuple(
        replace(theme, address=UUID(bytes=derive_key(key, f"theme/{theme.code}", 16), version=4))
        for theme in themes
    )


def _by_name(themes: Iterator[Theme]) -> tuple[Theme, ...]:
    return tuple(sorted(themes, key=lambda theme: theme.name.casefold()))
