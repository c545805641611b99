"""The whole document: its head, and the chapters that were chosen, in their order."""

from collections.abc import Callable, Mapping
from uuid import UUID

from notes_app.paper.sheet import Block, Heading, Sheet
from notes_app.patterns.printed.chosen import CHAPTERS, Chapter, Choice, Seen
from notes_app.patterns.printed.episodes import episode_blocks, wanted_episodes
from notes_app.patterns.printed.measures import measure_blocks
from notes_app.patterns.printed.mirror import mirror_blocks, wanted_pairs
from notes_app.patterns.printed.relations import map_blocks, people_blocks, together_blocks
from notes_app.patterns.printed.themes import theme_blocks, wanted_passages
from notes_app.patterns.printed.work import (
    formulation_blocks,
    new_way_blocks,
    rupture_blocks,
    wanted_plans,
)
from notes_app.web.filters import day

TITLE = "Themes over time"
Compose = Callable[[Seen, Choice], list[Block]]
COMPOSED: Mapping[Chapter, Compose] = {
    Chapter.THEMES: theme_blocks,
    Chapter.PEOPLE: people_blocks,
    Chapter.TOGETHER: together_blocks,
    Chapter.MIRROR: mirror_blocks,
    Chapter.EPISODES: episode_blocks,
    Chapter.FORMULATION: formulation_blocks,
    Chapter.RUPTURES: rupture_blocks,
    Chapter.NEW_WAYS: new_way_blocks,
    Chapter.MAP: map_blocks,
    Chapter.MEASURES: measure_blocks,
}
PLAIN = {
    Chapter.MIRROR: "Here and outside",
    Chapter.EPISODES: "Scenes that were told",
    Chapter.FORMULATION: "How it fits together",
    Chapter.RUPTURES: "Strained and mended",
    Chapter.MEASURES: "Questionnaires",
}
WANTED: Mapping[Chapter, Callable[[Seen], set[UUID]]] = {
    Chapter.THEMES: wanted_passages,
    Chapter.MIRROR: wanted_pairs,
    Chapter.EPISODES: wanted_episodes,
    Chapter.NEW_WAYS: wanted_plans,
}


def sheet_of(seen: Seen, choice: Choice) -> Sheet:
    """One document of the chosen chapters."""
    blocks: list[Block] = []
    for chapter, compose in COMPOSED.items():
        if chapter in choice.chapters:
            plain = PLAIN.get(chapter) if choice.talk else None
            blocks += [Heading(plain or CHAPTERS[chapter]), *compose(seen, choice)]
    return Sheet(TITLE, _head(seen, choice), tuple(blocks))


def wanted_words(seen: Seen, choice: Choice) -> set[UUID]:
    """The sessions whose records must be opened for it: none without passages."""
    if not choice.passages:
        return set()
    wanted = (find(seen) for chapter, find in WANTED.items() if chapter in choice.chapters)
    return set().union(*wanted)


def _head(seen: Seen, choice: Choice) -> tuple[str, ...]:
    count, unopened = len(seen.eligible), seen.table.unopened
    return tuple(
        line
        for line in (
            choice.label,
            "For a talk together." if choice.talk else "For the therapist's own desk.",
            f"{count} {'session' if count == 1 else 'sessions'} held and tagged to the end.",
            f"Sessions that cannot be opened and are left out: {unopened}." if unopened else "",
            "" if choice.passages else "Passages are left out.",
            f"Made on {day(seen.today)}.",
        )
        if line
    )
