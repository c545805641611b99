"""Which theme stands for which, where themes were merged.

A merge is one line in the codebook.  No session is rewritten: what was signed stays as it was
signed, and an undone merge leaves every passage where it was.  So whoever reads the code of a
passage asks here as what it counts now.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from notes_app.themes.library import Theme


@dataclass(frozen=True)
class Lineage:
    """`merged` says into which theme a theme was merged, by code."""

    merged: Mapping[str, str]

    def current(self, code: str) -> str:
        """The code as which `code` counts now: the end of the chain of merges."""
        seen = {code}
        while (into := self.merged.get(code)) is not None and into not in seen:
            seen.add(into)
            code = into
        return code

    @cached_property
    def _members(self) -> Mapping[str, tuple[str, ...]]:
        members: dict[str, tuple[str, ...]] = {}
        for code in self.merged:
            now = self.current(code)
            members[now] = (*members.get(now, ()), code)
        return members

    def of(self, code: str) -> tuple[str, ...]:
        """The codes that count as `code`: itself first, then those merged into it."""
        return (code, *self._members.get(code, ()))


def lineage_of(themes: Iterable[Theme]) -> Lineage:
    """The lineage of a codebook's themes."""
    return Lineage({t.code: t.merged_into.code for t in themes if t.merged_into is not None})
