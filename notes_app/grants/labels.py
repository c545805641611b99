"""The names of a client's themes, kept where whoever was granted the themes can read them.

The codebook itself is never granted: it would show the themes of other clients.
"""

from collections.abc import Iterable

from msgspec.structs import replace

from notes_app.clients.models import Client
from notes_app.clients.payloads import ThemeLabel
from notes_app.clients.queries import open_client_themes
from notes_app.clients.service import change_client
from notes_app.crypto.keyring import Keyring
from notes_app.notes.queries import ReadSession
from notes_app.themes.queries import Codebook


def labels_for(reads: Iterable[ReadSession], book: Codebook) -> tuple[ThemeLabel, ...]:
    """A label for each theme that these sessions name, by code."""
    used = sorted({tag.theme for read in reads if read.facts for tag in read.facts.tags})
    return tuple(label for code in used if (label := _label(code, book)) is not None)


def keep_labels(
    client: Client, reads: Iterable[ReadSession], *, book: Codebook, keyring: Keyring
) -> None:
    """Store the labels with the client, if any differs from what stands there; flushes.

    Raises NoKey, CannotOpen, CannotRead.
    """
    themes, labels = open_client_themes(client, keyring), labels_for(reads, book)
    if themes.labels != labels:
        change_client(client, themes=replace(themes, labels=labels), keyring=keyring)


def _label(code: str, book: Codebook) -> ThemeLabel | None:
    theme = book.by_code(code)
    if theme is None:
        return None
    counts_as = theme.code if theme.code != code else ""
    return ThemeLabel(
        code,
        theme.name,
        str(theme.family),
        theme.definition,
        counts_as,
        since=book.counts_from(theme.code),
        retired=theme.counts_until,
    )
