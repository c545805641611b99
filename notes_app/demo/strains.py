"""The ruptures of the demo practice, each opened in its session and mended in another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from notes_app.demo.course import Strain
from notes_app.demo.story import Story, make_id
from notes_app.notes.beside import Repair, Rupture
from notes_app.notes.payloads import Tag
from notes_app.notes.ruptures import MENDED, STRAIN


@dataclass(frozen=True)
class Between:
    """What one session holds of ruptures: those opened, repairs, their lines, and its moments."""

    ruptures: tuple[Rupture, ...]
    repairs: tuple[Repair, ...]
    lines: Mapping[UUID, str]
    markers: tuple[str, ...]


def strains_in(story: Story, number: int, tags: Sequence[Tag]) -> Between:
    """The ruptures of a session that has these tags."""
    opened = [strain for strain in story.course.strains if strain.first == number]
    mended = [strain for strain in story.course.strains if strain.mended == number]
    lines = {rupture_id(story, one): one.line for one in opened}
    lines |= {_repair_id(story, one): one.mending for one in mended}
    moments = ["lost" for _ in opened] + ["reached" for _ in mended]
    moments += ["culture" for one in mended if one.culture]
    return Between(
        tuple(_rupture(story, one, tags) for one in opened),
        tuple(_repair(story, one, tags) for one in mended),
        {one: line for one, line in lines.items() if line},
        tuple(dict.fromkeys(moments)),
    )


def rupture_titles(story: Story) -> Mapping[UUID, str]:
    """What each rupture is called in a signed record."""
    strains = story.course.strains
    return {rupture_id(story, one): f"Rupture of session {one.first}" for one in strains}


def rupture_id(story: Story, strain: Strain) -> UUID:
    """The same id for the same rupture each time."""
    return make_id(story.draw(f"rupture/{strain.first}"))


def _repair_id(story: Story, strain: Strain) -> UUID:
    return make_id(story.draw(f"repair/{strain.first}"))


def _rupture(story: Story, strain: Strain, tags: Sequence[Tag]) -> Rupture:
    return Rupture(
        id=rupture_id(story, strain),
        kind=strain.kind,
        markers=strain.markers,
        significance=strain.weight,
        therapist_part=strain.part,
        with_person=story.ids[strain.who] if strain.who else None,
        tags=tuple(tag.id for tag in tags if tag.theme == STRAIN),
    )


def _repair(story: Story, strain: Strain, tags: Sequence[Tag]) -> Repair:
    return Repair(
        id=_repair_id(story, strain),
        rupture=rupture_id(story, strain),
        moves=strain.moves,
        resolution=strain.far,
        tags=tuple(tag.id for tag in tags if tag.theme == MENDED),
    )
