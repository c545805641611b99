"""What the therapist makes of a client's pattern: formulations, the mirror, pairs and echoes."""

from collections.abc import Mapping, Sequence
from datetime import date
from random import Random
from uuid import UUID

from msgspec.structs import replace

from notes_app.clients.payloads import ClientThemes, Dyad, Formulation, PassageLink, Pole
from notes_app.demo.course import Formulated
from notes_app.demo.story import Story, make_id
from notes_app.notes.payloads import SessionThemes, Tag

ECHOES = 2  # passages in the room that say whom they repeat, of each theme that does


def echoed(story: Story, facts: SessionThemes, done: dict[str, int]) -> SessionThemes:
    """A session with the echoes of its passages in the room; `done` counts them by theme."""
    tags = tuple(_echo(story, tag, done) for tag in facts.tags)
    return facts if tags == facts.tags else replace(facts, tags=tags)


def patterned(
    story: Story, themes: ClientThemes, told: Sequence[SessionThemes], days: Mapping[int, date]
) -> ClientThemes:
    """The client's card with what is made of the pattern.

    Args:
        told: the hours that were held, in order.
        days: the day of each by its number.
    """
    pattern, rng = story.course.pattern, story.draw("pattern")
    if pattern is None:
        return themes
    return replace(
        themes,
        formulations=tuple(_formulation(story, one, days, rng) for one in pattern.formulations),
        mirror_words=dict(pattern.mirror),
        passage_links=tuple(
            link for theme in pattern.pairs for link in _pair(theme, told, rng, days)
        ),
        across_people={theme: days[number] for theme, number in pattern.across.items()},
    )


def _echo(story: Story, tag: Tag, done: dict[str, int]) -> Tag:
    pattern = story.course.pattern
    person = pattern.echoes.get(tag.theme) if pattern else None
    if person is None or tag.pole is not Pole.THERAPIST or done.get(tag.theme, 0) >= ECHOES:
        return tag
    done[tag.theme] = done.get(tag.theme, 0) + 1
    return replace(tag, echoes=(story.ids[person],))


def _formulation(
    story: Story, one: Formulated, days: Mapping[int, date], rng: Random
) -> Formulation:
    dyads = tuple(
        Dyad(
            make_id(rng),
            image.of_self,
            image.of_other,
            image.affect,
            reversed=image.swaps,
            person=story.ids[image.person] if image.person else None,
        )
        for image in one.dyads
    )
    return Formulation(
        make_id(rng),
        days[one.after],
        **one.words,
        themes=one.themes,
        dyads=dyads,
        named_together=one.named_together,
        shared=one.shared,
    )


def _pair(
    theme: str, told: Sequence[SessionThemes], rng: Random, days: Mapping[int, date]
) -> list[PassageLink]:
    """The strongest passage in the room with the strongest outside."""
    heard = [(facts, tag) for facts in told for tag in facts.tags if tag.theme == theme]
    room = [(facts, tag) for facts, tag in heard if tag.pole is Pole.THERAPIST]
    outside = [tag for _, tag in heard if tag.pole is not Pole.THERAPIST]
    if not room or not outside:
        return []
    facts, one = max(room, key=lambda pair: pair[1].strength)
    other: UUID = max(outside, key=lambda tag: tag.strength).id
    return [PassageLink(make_id(rng), one.id, other, max(facts.held_on, *days.values()))]
