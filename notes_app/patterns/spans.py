"""The codebook as one client's pages need it."""

from notes_app.clients.queries import ClientCard
from notes_app.patterns.table import ThemeSpan
from notes_app.themes.queries import Codebook


def spans_of(codebook: Codebook, card: ClientCard) -> dict[str, ThemeSpan]:
    """Every theme by code, under the client's own word for it where there is one."""
    words = card.themes.client_words if card.themes else {}
    return {
        theme.code: ThemeSpan(
            theme.code,
            words.get(theme.code) or theme.name,
            str(theme.family),
            theme.definition,
            theme.since,
            theme.retired,
            theme.address,
        )
        for theme in codebook
    }
