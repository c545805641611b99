"""The relationship map for paper: the symbols and lines of the screen with literal colours.

The table beneath it says the same; people stand there by role.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from notes_app.clients.genogram.drawing import Kinfolk, Map, Node, Words, map_of
from notes_app.clients.genogram.ties import DrawnTie
from notes_app.clients.payloads import ClientThemes, Tie
from notes_app.clients.policy import is_therapist
from notes_app.paper.sheet import Drawing
from notes_app.patterns.map_page import Badge, badges_of, own_self, worn_by
from notes_app.patterns.printed.ink import INK, PAPER, path, text
from notes_app.web.filters import plural

PALE = "#8d877c"
#: Drawn beneath the letters, so that lines that pass behind them leave them readable.
HALO = f' stroke="{PAPER}" stroke-width="4" stroke-linejoin="round" paint-order="stroke"'
UNIT_MM, PAGE_MM, TALLEST_MM = 0.22, 174.0, 200.0
ROLE, FIGURE, YEAR, BADGE = 12, 14, 10, 13


#: The shape of each family on a field of 12 by 12, as on the screen; told apart without colour.
FAMILIES: Mapping[str, str] = {
    "ways": '<circle cx="6" cy="6" r="5"/>',
    "feel": '<path d="M6 .4 11.6 6 6 11.6.4 6Z"/>',
    "expect": '<rect x="1.2" y="1.2" width="9.6" height="9.6"/>',
    "roles": '<path d="M6 .8 11.7 11H.3Z"/>',
    "room": f'<circle cx="6" cy="6" r="4.6" fill="none" stroke="{INK}" stroke-width="1.6"/>'
    '<path d="M6 1.4a4.6 4.6 0 0 1 0 9.2Z"/>',
    "moves": '<path d="M4.3.6h3.4v3.7h3.7v3.4H7.7v3.7H4.3V7.7H.6V4.3h3.7Z"/>',
}
NO_FAMILY = f'<circle cx="6" cy="6" r="4.8" fill="none" stroke="{INK}" stroke-dasharray="2 1.6"/>'


@dataclass(frozen=True)
class Heard:
    """In how many sessions each theme was tagged with each person; each theme's family."""

    counts: Mapping[UUID, Counter[str]]
    families: Mapping[str, str]


def genogram_of(
    themes: ClientThemes,
    ties: tuple[Tie, ...],
    called: Mapping[UUID, str],
    year: int,
    heard: Heard,
) -> Drawing:
    """Everybody who is there now, with the ties of today and the theme heard most with each.

    Marks and losses are those that `themes` has.
    """
    kin = Kinfolk(
        themes.present_people,
        themes.couples,
        themes.descents,
        ties,
        themes.placements,
        themes.marks,
        themes.losses,
    )
    client = own_self(themes)
    wearing = worn_by(ties, client, heard.counts)
    words, worn = Words(called, {}), [*wearing.values()]
    drawn = map_of(kin, client=client, words=words, year=year, wearing=worn)
    badges = badges_of(drawn, heard.counts, wearing)
    return Drawing(_svg(drawn, badges, heard.families), _alt(drawn, badges), _width(drawn))


def _width(drawn: Map) -> float:
    """As wide as the page, unless it would then be taller than one."""
    return min(PAGE_MM, drawn.width * UNIT_MM, TALLEST_MM * drawn.width / drawn.height)


def _alt(drawn: Map, badges: Sequence[Badge]) -> str:
    left = f", {drawn.left_out} more are left out" if drawn.left_out else ""
    ties = f"{len(drawn.ties)} {plural(len(drawn.ties), 'tie')}"
    losses = f", {drawn.losses} {plural(drawn.losses, 'loss', 'losses')}" if drawn.losses else ""
    badges_said = f" and {len(badges)} {plural(len(badges), 'badge')} of themes" if badges else ""
    return (
        f"Genogram of {drawn.people} people{left}{losses}, with {ties}{badges_said}. "
        "What stands below says the same in words."
    )


def _svg(drawn: Map, badges: Sequence[Badge], families: Mapping[str, str]) -> str:
    parts = [
        *(path(line.d, PALE, 1.5, line.pattern) for line in drawn.lines),
        *(part for tie in drawn.ties for part in _tie(tie)),
        *(part for node in drawn.nodes for part in _node(node)),
        *(_badge(one, families.get(one.code, "")) for one in badges),
    ]
    box = f"{drawn.view[0]} {drawn.view[1]} {drawn.width} {drawn.height}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" width="{drawn.width}" '
        f'height="{drawn.height}">{"".join(parts)}</svg>'
    )


def _tie(tie: DrawnTie) -> Iterable[str]:
    for stroke in tie.strokes:
        yield path(stroke.d, INK, 2, stroke.pattern, INK if stroke.filled else "none")
    if tie.ring:
        ring = tie.ring
        yield (
            f'<circle cx="{ring.x}" cy="{ring.y}" r="{ring.r}" fill="{PAPER}" '
            f'stroke="{INK}" stroke-width="2"/>'
        )


def _badge(badge: Badge, family: str) -> str:
    return (
        f'<g transform="translate({badge.x} {badge.y})">'
        f'<rect x="-21" y="-12" width="42" height="24" rx="12" fill="{PAPER}" '
        f'stroke="{INK}" stroke-width="1.5"/>'
        f'<g transform="translate(-14 -5.5) scale(.92)" fill="{INK}">'
        f"{FAMILIES.get(family, NO_FAMILY)}</g>{_text(8, 4.5, str(badge.sessions), BADGE)}</g>"
    )


def _node(node: Node) -> Iterable[str]:
    dashes = "4 4" if is_therapist(node.person) else ""
    yield f'<g transform="translate({node.x} {node.y})">'
    yield path(node.d, INK, 2, dashes, PAPER)
    yield from (path(d, PALE, 1.5) for d in node.halves)
    yield from (path(d, INK, 2) for d in (node.inner, node.cross) if d)
    yield from _figures(node)
    yield "</g>"
    yield from (_text(node.x, y, words, ROLE) for words, y in node.lines)


def _figures(node: Node) -> Iterable[str]:
    person, above = node.person, -node.reach - 7
    if node.age:
        yield _text(0, 5.5, node.age, FIGURE)
    if node.born:
        yield _text(-5, above, str(node.born), YEAR, "end")
    if person.died:
        yield _text(5, above, str(person.died), YEAR, "start")


def _text(x: float, y: float, words: str, size: int, anchor: str = "middle") -> str:
    return text(x, y, words, size, anchor, HALO)
