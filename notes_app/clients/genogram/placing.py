"""The therapist's own places, which go before the rule; and who is left out of a large family.

A place is kept in px from where the rule puts the client, so that it stays beside the same people
when somebody is added.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from uuid import UUID

from notes_app.clients.genogram.columns import stem_of
from notes_app.clients.genogram.family import Family, Member, generations
from notes_app.clients.genogram.layout import Bar, Layout, Spot
from notes_app.clients.losses import Loss
from notes_app.clients.placement import Placement

MOST = 60


def moved(
    layout: Layout, family: Family, placements: Mapping[UUID, Placement], start: Member
) -> Layout:
    """The layout with everybody where the therapist put them; lines follow."""
    origin = layout.spots[start]
    own = {
        family.number[one]: Spot(origin.x + place.x, origin.y + place.y)
        for one, place in placements.items()
        if one in family.number
    }
    if not own:
        return layout
    spots = {**layout.spots, **own}
    x = {one: spot.x for one, spot in spots.items()}
    half = dict.fromkeys(spots, layout.sizes.node / 2)
    bars = {
        parents: Bar(
            bar.y
            + max(spots[one].y for one in parents)
            - max(layout.spots[one].y for one in parents),
            round(stem_of(parents, x, half), 1) if parents & own.keys() else bar.stem,
        )
        for parents, bar in layout.bars.items()
    }
    return replace(layout, spots=spots, bars=bars)


def nearest_family(family: Family, start: UUID) -> Family:
    """Everybody up to MOST people; else the client's own and the two next generations, nearest
    relatives first, and whoever is not related at all."""
    if len(family.people) <= MOST:
        return family
    levels = generations(family)
    begin = family.number[start]
    own = levels.get(begin, 0)
    order = _by_distance(family, begin)
    near = [one for one in order if abs(levels.get(one, own) - own) <= 1][:MOST]
    kept = {family.members[one].id for one in near}
    people = tuple(person for person in family.people if person.id in kept)
    return Family(people, family.couples, family.descents)


def with_losses(family: Family, losses: Iterable[Loss]) -> Family:
    """The same with the losses of people who are drawn; nobody gives way to them."""
    here = {person.id for person in family.people}
    kept = (one for one in losses if 0 < len(one.parents) == len(here.intersection(one.parents)))
    return replace(family, losses=tuple(kept))


def _by_distance(family: Family, start: Member) -> list[Member]:
    order, seen = [start], {start}
    for one in order:
        parents = sorted(family.parents.get(one, ()))
        near = (*parents, *family.partners.get(one, ()), *family.children.get(one, ()))
        new = [other for other in dict.fromkeys(near) if other not in seen]
        seen.update(new)
        order += new
    return order + [one for one in range(len(family.members)) if one not in seen]
