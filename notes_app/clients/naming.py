"""Names in words that somebody else may read: a supervisor sees roles, never names."""

import re
from collections.abc import Iterable

from notes_app.clients.queries import ClientCard

SHORTEST = 2  # a single letter stands for many things
WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")


def names_in(text: str, card: ClientCard) -> list[str]:
    """The names of the client and of the people in the client's life that stand in `text`.

    Found are whole words, whatever their case, and their genitive; each once, as it was written.
    """
    known = {part.casefold() for name in _known(card) for part in _parts(name)}
    said = (word for word in WORD.findall(text) if known & set(_forms(word)))
    return list(dict.fromkeys(said))


def _known(card: ClientCard) -> Iterable[str]:
    return (card.identity.name, *card.identity.names.values()) if card.identity else ()


def _parts(name: str) -> Iterable[str]:
    return (part.strip(".") for part in name.split() if len(part.strip(".")) >= SHORTEST)


def _forms(word: str) -> Iterable[str]:
    folded = word.casefold()
    return (folded, re.sub(r"['\u2019]s?$", "", folded), folded.split("-")[0])
