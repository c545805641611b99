"""Whose note it is: a name from a file, compared with the clients there are."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from notes_app.records.reading.errors import NotUnderstood

_AROUND_WORDS = re.compile(r"[\s._,]+")


@dataclass(frozen=True)
class KnownClient:
    """A client as the therapist calls them; `name` is empty where none was given."""

    client_id: UUID
    code_name: str
    name: str = ""


class Roster:
    """The clients by every way in which a file may name them.

    A code name and a full name go before "Ines R." and "I. R.", which count only for one client.
    """

    def __init__(self, clients: Iterable[KnownClient]) -> None:
        self._whole: dict[str, set[UUID]] = {}
        self._short: dict[str, set[UUID]] = {}
        for client in clients:
            for spelling in (client.code_name, client.name, _last_name_first(client.name)):
                _put(self._whole, spelling, client.client_id)
            for spelling in _short_forms(client.name):
                _put(self._short, spelling, client.client_id)

    def has(self, name: str) -> bool:
        """Whether anybody is called so, one or several."""
        return plain_name(name) in self._whole or plain_name(name) in self._short

    def find(self, name: str) -> UUID | None:
        """The client of that name, or None.

        Raises:
            NotUnderstood: more than one is called so.
        """
        wanted = plain_name(name)
        found = self._whole.get(wanted) or self._short.get(wanted) or set()
        if len(found) > 1:
            raise NotUnderstood(
                f"“{name}” fits {len(found)} clients. Write the code name or the full name."
            )
        return next(iter(found), None)

    def find_any(self, names: Sequence[str]) -> UUID | None:
        """The one client whom any of `names` names, or None.

        Raises:
            NotUnderstood: they name different clients, or one of them fits several.
        """
        found = {name: client for name in names if (client := self.find(name)) is not None}
        if len(set(found.values())) > 1:
            one, other = list(found)[:2]
            raise NotUnderstood(
                f"It names two clients, “{one}” and “{other}”. Leave the one whose note it is."
            )
        return next(iter(found.values()), None)


def plain_name(name: str) -> str:
    """A name as it is compared: case, dots and the number of spaces do not count."""
    folded = unicodedata.normalize("NFC", name).casefold()
    return " ".join(word for word in _AROUND_WORDS.split(folded) if word)


def _put(index: dict[str, set[UUID]], spelling: str, client_id: UUID) -> None:
    if plain := plain_name(spelling):
        index.setdefault(plain, set()).add(client_id)


def _short_forms(name: str) -> tuple[str, ...]:
    words = name.split()
    if len(words) <= 1:
        return ()
    first, last = words[0], words[-1]
    initials = "".join(word[0] for word in words)
    outer = first[0] + last[0]
    return (f"{first} {last[0]}", initials, " ".join(initials), outer, " ".join(outer))


def _last_name_first(name: str) -> str:
    words = name.split()
    return " ".join((words[-1], *words[:-1])) if len(words) > 1 else ""
