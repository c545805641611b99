"""Three people of whom each has a tie to both others: what happens between two moves the third."""

from collections.abc import Iterable
from itertools import combinations
from uuid import UUID

from notes_app.clients.payloads import Tie


def triangles_of(ties: Iterable[Tie]) -> list[tuple[UUID, UUID, UUID]]:
    """Every three people with ties that hold between all of them, in the order of the ties."""
    near: dict[UUID, dict[UUID, None]] = {}
    for tie in ties:
        if tie.open:
            near.setdefault(tie.one, {})[tie.other] = None
            near.setdefault(tie.other, {})[tie.one] = None
    place = {person: at for at, person in enumerate(near)}
    return [
        (one, two, three)
        for one, others in near.items()
        for two, three in combinations(sorted(others, key=place.__getitem__), 2)
        if place[one] < place[two] and three in near[two]
    ]
