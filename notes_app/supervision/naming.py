"""What a theme is called for a reader without the therapist's codebook.

Names come from the labels in the client's own part, which the therapist's app keeps; a built-in
theme that has none is called as it is built in.
"""

from dataclasses import dataclass
from uuid import UUID

from notes_app.clients.queries import ClientCard
from notes_app.crypto.derivation import derive_key
from notes_app.crypto.keyring import Keyring
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
    """These themes as a table needs them; their addresses are the reader's own.

    Since when a theme counts is not told to the reader: what was never tagged is not drawn.
    """
    key = keyring.derive("addresses")
    found = {}
    for code in codes:
        theme = named(card, code)
        mark = derive_key(key, f"shared/{card.client_id}/{code}", 16)
        found[code] = ThemeSpan(
            code, theme.name, theme.family, theme.definition, address=UUID(bytes=mark, version=4)
        )
    return found
