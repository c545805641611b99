"""Who stands above whom while a family is read, so that nobody becomes their own ancestor."""

from collections import Counter
from collections.abc import Iterable

from notes_app.records.kin.folk import Lineage

MOST_HOMES = 6  # sets of parents of one person: by birth, and where somebody grew up
OWN_ANCESTOR = "People who would be their own ancestor"
MORE_PARENTS = f"Parents of one person beyond the first {MOST_HOMES} pairs"


class Ancestry:
    """The descents that were taken so far; each costs one look at everybody, however many.

    Everybody above a person is a number of as many bits as there are people.
    """

    def __init__(self) -> None:
        self._above: dict[int, int] = {}
        self._homes: Counter[int] = Counter()
        self.left_out: Counter[str] = Counter()

    def kept(self, lineages: Iterable[Lineage]) -> list[Lineage]:
        """Those that can stand together, the first ones first; `left_out` counts the others."""
        return [one for one in lineages if self._takes(one)]

    def _takes(self, one: Lineage) -> bool:
        me, parents = 1 << one.child, 0
        for parent in one.parents:
            parents |= 1 << parent | self._above.get(parent, 0)
        if parents & me:
            self.left_out[OWN_ANCESTOR] += 1
            return False
        if self._homes[one.child] == MOST_HOMES:
            self.left_out[MORE_PARENTS] += 1
            return False
        self._homes[one.child] += 1
        self._above.setdefault(one.child, 0)
        for person, above in self._above.items():
            if person == one.child or above & me:
                self._above[person] = above | parents
        return True
