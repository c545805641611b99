"""Themes of the therapist's own response: a `#theme` in what stirred in them, and nowhere else.

The words lie under a key of their own that no supervisor is ever given, and so does this count: it
is made when it is asked for, kept nowhere, and stands in no document.  Pure.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from notes_app.notes.queries import ReadSession
from notes_app.themes.library import Theme
from notes_app.themes.queries import Codebook

SIGN = "#"


@dataclass(frozen=True)
class OwnResponse:
    """One theme, and the sessions in which it stirred in the therapist, newest first."""

    theme: Theme
    sessions: tuple[ReadSession, ...]

    @property
    def clients(self) -> int:
        """With how many clients."""
        return len({read.client_id for read in self.sessions})


@dataclass(frozen=True)
class Stirred:
    """All of them, those with most clients first.

    Attributes:
        written: in how many sessions anything was written about it.
        unopened: sessions whose private words cannot be opened.
    """

    themes: tuple[OwnResponse, ...]
    written: int
    unopened: int


def stirred_in(
    reads: Iterable[ReadSession], words: Mapping[UUID, str | None], codebook: Codebook
) -> Stirred:
    """Count the themes named in the therapist's own words.

    Args:
        words: by session; None where they cannot be opened.
    """
    by_theme: dict[str, list[ReadSession]] = {}
    for read in reads:
        for code in named_in(words.get(read.session_id) or "", codebook):
            by_theme.setdefault(code, []).append(read)
    known = ((codebook.by_code(code), found) for code, found in by_theme.items())
    themes = [OwnResponse(theme, _newest_first(found)) for theme, found in known if theme]
    themes.sort(key=lambda one: (-one.clients, -len(one.sessions), one.theme.name.casefold()))
    unopened = sum(one is None for one in words.values())
    return Stirred(tuple(themes), len(words) - unopened, unopened)


def named_in(words: str, codebook: Codebook) -> list[str]:
    """The themes after a `#`, each once, as they count now; of several names the longest.

    A name may be written with its spaces or with hyphens: "#Giving way", "#giving-way".
    """
    names = [(spelling, theme.code) for theme in codebook for spelling in _spellings(theme)]
    names.sort(key=lambda pair: -len(pair[0]))
    found = (_theme_at(rest.casefold(), names) for rest in words.split(SIGN)[1:])
    return list(dict.fromkeys(codebook.current(code) for code in found if code))


def _spellings(theme: Theme) -> set[str]:
    name = " ".join(theme.name.split()).casefold()
    return {name, name.replace(" ", "-"), theme.code.casefold()} - {""}


def _theme_at(rest: str, names: Sequence[tuple[str, str]]) -> str | None:
    return next((code for name, code in names if rest.startswith(name) and _ends(rest, name)), None)


def _ends(rest: str, name: str) -> bool:
    after = rest[len(name) : len(name) + 1]
    return not (after.isalnum() or after == "-")


def _newest_first(reads: Iterable[ReadSession]) -> tuple[ReadSession, ...]:
    dated = ((read.facts.held_on, read) for read in reads if read.facts is not None)
    return tuple(read for _, read in sorted(dated, key=lambda pair: pair[0], reverse=True))
