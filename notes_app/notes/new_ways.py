"""New ways that were tried, followed over the sessions of one client.

How it went is told in a later session, under the same id: nothing is written into the session in
which the new way was agreed, which may long be signed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from notes_app.notes.beside import NewWay
from notes_app.notes.queries import ReadSession


@dataclass(frozen=True)
class FollowedWay:
    """A new way as last told, and the session in which it was agreed."""

    way: NewWay
    session_id: UUID
    number: int | None

    @property
    def open(self) -> bool:
        """Whether nothing is known yet of how it went."""
        return not self.way.result


def followed_ways(reads: Iterable[ReadSession]) -> list[FollowedWay]:
    """Every new way of one client in order of agreement; `reads` in order of date."""
    found: dict[UUID, FollowedWay] = {}
    for read in reads:
        for way in read.facts.ratings.new_ways if read.facts else ():
            first = found.get(way.id)
            found[way.id] = (
                FollowedWay(way, first.session_id, first.number)
                if first
                else FollowedWay(way, read.session_id, read.number)
            )
    return list(found.values())


def open_ways(before: Sequence[ReadSession]) -> list[FollowedWay]:
    """The new ways that wait to be followed up, oldest first."""
    return [followed for followed in followed_ways(before) if followed.open]
