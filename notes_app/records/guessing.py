"""Which client an entry of a calendar may mean: a proposal, which the therapist confirms.  Pure."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from notes_app.records.matching import KnownClient, plain_name


def guess_client(title: str, clients: Iterable[KnownClient]) -> UUID | None:
    """The one client whose code name, name or initials stand in `title`; None where none or two do.

    Code name and full name go before "Ines R." and "I. R.", and these before the first name alone.
    """
    known, words = list(clients), plain_name(title).split()
    for ways in (_whole, _short, _first):
        found = {one.client_id for one in known if any(_stands_in(way, words) for way in ways(one))}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _whole(client: KnownClient) -> tuple[str, ...]:
    return (client.code_name, client.name if " " in client.name.strip() else "")


def _short(client: KnownClient) -> tuple[str, ...]:
    names = client.name.split()
    if len(names) <= 1:
        return ()
    first, last = names[0], names[-1][0]
    return (f"{first} {last}", f"{first[0]} {last}", f"{first[0]}{last}")


def _first(client: KnownClient) -> tuple[str, ...]:
    return (client.name.split()[0],) if client.name.split() else ()


def _stands_in(way: str, words: Sequence[str]) -> bool:
    looked_for = plain_name(way).split()
    width = len(looked_for)
    return width > 0 and any(
        list(words[at : at + width]) == looked_for for at in range(len(words) - width + 1)
    )
