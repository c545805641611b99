"""Ways and responses by thirds of the work: counts, and never a share alone (domain.md 3).

The work is that of the sessions that count, held and tagged to the end: on every page the same
passages stand in the same third.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from notes_app.notes.beside import Reply
from notes_app.notes.payloads import Tag
from notes_app.notes.queries import ReadSession
from notes_app.statistics.responses import ResponseCounts, Valence, count_responses
from notes_app.statistics.rollup import FEWEST_WAYS, WayCounts
from notes_app.statistics.windows import thirds
from notes_app.themes.payloads import Component, Polarity

EVERY_THEME = ""
# What others were expected to do is told by how often it came (`episodes.feared`).
OTHERS = frozenset({Component.RO_ACTUAL})
OWN = frozenset({Component.RS})
SIGNS = {Polarity.GROWTH: Reply.POSITIVE, Polarity.STRAIN: Reply.NEGATIVE}


@dataclass(frozen=True)
class WaysOfTheme:
    """Old way, variation and new way in each third of the work; `theme` "" stands for all."""

    theme: str
    thirds: tuple[WayCounts, WayCounts, WayCounts]

    @property
    def rated(self) -> int:
        """How many passages say which way it was."""
        return sum(one.rated for one in self.thirds)

    @property
    def drawn(self) -> bool:
        """Whether there are enough to draw a bar."""
        return self.rated >= FEWEST_WAYS


@dataclass(frozen=True)
class Responses:
    """How often a response was positive and negative, in each third of the work."""

    thirds: tuple[ResponseCounts, ...]

    @property
    def whole(self) -> ResponseCounts:
        """In all of it."""
        positive = sum(one.positive for one in self.thirds)
        return ResponseCounts(positive, sum(one.negative for one in self.thirds))


def ways_of(reads: Sequence[ReadSession]) -> list[WaysOfTheme]:
    """The ways of all themes together, then of each theme, the most often rated first.

    Source: domain.md 3 (new-way share).
    """
    early, middle, late = (_ways(part) for part in _parts(reads))
    themes = dict.fromkeys([*early, *middle, *late])
    found = [
        WaysOfTheme(theme, (_counts(early, theme), _counts(middle, theme), _counts(late, theme)))
        for theme in themes
    ]
    return sorted(found, key=lambda one: (one.theme != EVERY_THEME, -one.rated, one.theme))


def responses(
    reads: Sequence[ReadSession],
    polarities: Mapping[str, Polarity],
    components: Collection[Component] = OTHERS,
) -> Responses:
    """What others did (default), or how the client answered (`OWN`).

    Counted are the tags of these parts of the pattern, gathered into an episode or not.

    Source: domain.md 3 (positive share of RO, of RS).
    """
    parts = ([t for t in _tags(part) if t.component in components] for part in _parts(reads))
    signs = ([sign_of(tag, polarities) for tag in tags] for tags in parts)
    return Responses(tuple(count_responses([_rated(sign) for sign in own]) for own in signs))


def sign_of(tag: Tag, polarities: Mapping[str, Polarity]) -> Reply | None:
    """Whether the wish was met or blocked: by the theme; where it may be either, by the tag.

    None where neither says it.  Source: domain.md 1 (valence).
    """
    return SIGNS.get(polarities.get(tag.theme, Polarity.EITHER), tag.valence)


def _rated(sign: Reply | None) -> Valence | None:
    return Valence(str(sign)) if sign else None


def _parts(reads: Sequence[ReadSession]) -> list[list[ReadSession]]:
    counted = [read for read in reads if read.eligible]
    return [[counted[at] for at in part] for part in thirds(len(counted))]


def _tags(reads: Iterable[ReadSession]) -> list[Tag]:
    return [tag for read in reads for tag in read.tags]


def _ways(reads: Iterable[ReadSession]) -> dict[str, Counter[str]]:
    counted: dict[str, Counter[str]] = {}
    for tag in _tags(reads):
        if tag.way is not None:
            for theme in (EVERY_THEME, tag.theme):
                counted.setdefault(theme, Counter())[str(tag.way)] += 1
    return counted


def _counts(counted: Mapping[str, Mapping[str, int]], theme: str) -> WayCounts:
    ways = counted.get(theme, {})
    return WayCounts(ways.get("old", 0), ways.get("variation", 0), ways.get("new", 0))
