"""The codebook as the pages need it: every theme with the days on which it counts."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from notes_app.clients.queries import ClientCard
from notes_app.patterns.table import ThemeSpan
from notes_app.themes.queries import Codebook

NO_WORDS: Mapping[str, str] = MappingProxyType({})


def theme_spans(codebook: Codebook, words: Mapping[str, str] = NO_WORDS) -> dict[str, ThemeSpan]:
    """Every theme by code; `words` are names that take the place of the codebook's."""
    return {
        theme.code: ThemeSpan(
            theme.code,
            words.get(theme.code) or theme.name,
            str(theme.family),
            theme.definition,
            codebook.counts_from(theme.code),
            theme.counts_until,
            theme.address,
        )
        for theme in codebook
    }


def spans_of(codebook: Codebook, card: ClientCard) -> dict[str, ThemeSpan]:
    """Every theme by code, under the client's own word for it where there is one."""
    return theme_spans(codebook, card.themes.client_words if card.themes else NO_WORDS)


def focus_of(codebook: Codebook, card: ClientCard) -> dict[str, date]:
    """Since when themes are in focus; a merged one brings its day along, and the earlier counts."""
    since: dict[str, date] = {}
    for code, day in (card.themes.focus_since if card.themes else {}).items():
        now = codebook.current(code)
        since[now] = min(day, since.get(now, day))
    return since
