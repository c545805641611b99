"""Episodes that go back to earlier ones in life, and what can be offered for it.  Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from notes_app.clients.payloads import Pole
from notes_app.patterns.episodes import Told

LOST = frozenset({"lost-once", "lost-again"})
EARLY = frozenset({"before-6", "6-12", "13-18", "young-adult"})


@dataclass(frozen=True)
class Rooted:
    """Of how many told scenes in which people lost each other it is said what they go back to."""

    rooted: int
    lost: int


def is_early(told: Told) -> bool:
    """Whether it happened before the present life: in the past, or before adulthood."""
    return told.pole is Pole.PAST or told.episode.when in EARLY


def offered(told: Sequence[Told], one: Told) -> list[Told]:
    """The earlier episodes that `one` may go back to, the newest told first."""
    if is_early(one):
        return []
    return [other for other in reversed(told) if is_early(other)]


def going_back(told: Sequence[Told], roots: Mapping[UUID, UUID], one: Told) -> list[Told]:
    """The episodes that go back to `one`."""
    return [other for other in told if roots.get(other.episode.id) == one.episode.id]


def rooted(told: Sequence[Told], roots: Mapping[UUID, UUID]) -> Rooted:
    """Counted over the scenes of today; a root whose episode is gone does not count."""
    known = {one.episode.id for one in told}
    lost = [one for one in told if one.episode.connection in LOST and not is_early(one)]
    return Rooted(sum(roots.get(one.episode.id) in known for one in lost), len(lost))
