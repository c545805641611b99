"""Ways and responses by thirds of the work: counts, and never a share alone (domain.md 5.1)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from notes_app.notes.beside import Reply
from notes_app.notes.payloads import Tag, Way
from notes_app.notes.queries import ReadSession
from notes_app.statistics import rollup
from notes_app.statistics.rollup import FEWEST_WAYS, WayCounts, count_ways
from notes_app.statistics.windows import thirds
from notes_app.themes.payloads import Component, Polarity

PARTS = ("first third", "middle third", "last third")


@dataclass(frozen=True)
class Ways:
    """How often a theme was heard in the old way, a variation, a new way: in each third."""

    theme: str
    thirds: tuple[WayCounts, WayCounts, WayCounts]

    @property
    def rated(self) -> int:
        """Passages with a way, in all."""
        return sum(part.old + part.variation + part.new for part in self.thirds)

    @property
    def enough(self) -> bool:
        """Whether there are enough of them to draw."""
        return self.rated >= FEWEST_WAYS


@dataclass(frozen=True)
class Responses:
    """How often a response was positive and negative, in each third."""

    name: str
    thirds: tuple[tuple[int, int], ...]

    @property
    def rated(self) -> int:
        """Responses that were rated one way or the other."""
        return sum(map(sum, self.thirds))


def ways_by_theme(reads: Sequence[ReadSession]) -> list[Ways]:
    """Every theme with a rated way, the most often rated first.

    Args:
        reads: the sessions that count, in order.
    """
    parts = [_ways(part) for part in _parts(reads)]
    themes = {theme for part in parts for theme in part}
    found = [
        Ways(theme, (_count(parts[0], theme), _count(parts[1], theme), _count(parts[2], theme)))
        for theme in themes
    ]
    return sorted(found, key=lambda ways: (-ways.rated, ways.theme))


def responses(
    reads: Sequence[ReadSession], polarity: Mapping[str, Polarity]
) -> tuple[Responses, Responses]:
    """What others did, and how the client answered.

    A response is positive where its theme tells of growth, negative where it tells of strain; where
    a theme may be either, by what the tag says, or not counted.
    """
    parts = _parts(reads)
    return tuple(  # type: ignore[return-value]  # two of them, as the two lines below say
        Responses(name, tuple(_signs(_tags(part), components, polarity) for part in parts))
        for name, components in (
            ("What others did", {Component.RO_ACTUAL}),
            ("How the client answered", {Component.RS}),
        )
    )


def sign_of(tag: Tag, polarity: Polarity | None) -> Reply | None:
    """Whether a response was positive or negative; None where nobody can say."""
    if tag.valence is not None:
        return tag.valence
    if polarity is Polarity.GROWTH:
        return Reply.POSITIVE
    return Reply.NEGATIVE if polarity is Polarity.STRAIN else None


def _parts(reads: Sequence[ReadSession]) -> list[Sequence[ReadSession]]:
    return [[reads[at] for at in part] for part in thirds(len(reads))]


def _tags(reads: Iterable[ReadSession]) -> list[Tag]:
    return [tag for read in reads if read.facts for tag in read.facts.tags]


def _ways(reads: Iterable[ReadSession]) -> dict[str, list[Way]]:
    ways: dict[str, list[Way]] = {}
    for tag in _tags(reads):
        if tag.way is not None:
            ways.setdefault(tag.theme, []).append(tag.way)
    return ways


def _count(ways: Mapping[str, Sequence[Way]], theme: str) -> WayCounts:
    return count_ways([rollup.Way(str(way)) for way in ways.get(theme, ())])


def _signs(
    tags: Iterable[Tag], components: set[Component], polarity: Mapping[str, Polarity]
) -> tuple[int, int]:
    signs = [sign_of(t, polarity.get(t.theme)) for t in tags if t.component in components]
    return signs.count(Reply.POSITIVE), signs.count(Reply.NEGATIVE)
