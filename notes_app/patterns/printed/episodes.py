"""Relationship episodes on paper: in how many of them each theme shows, and every one in a line.

For a talk a line has who, when, what was feared and what happened: nothing by which the therapist
judged it.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from msgspec.structs import replace

from notes_app.notes.beside import Episode
from notes_app.notes.episode_words import said_of, title_of
from notes_app.paper.sheet import Block, Quote, Table, Words
from notes_app.patterns.episode_words import PARTS, alike, came, compared, range_of
from notes_app.patterns.episodes import (
    Pervasive,
    Told,
    feared,
    likeness,
    parts,
    pervasive,
    told_in,
)
from notes_app.patterns.printed.chosen import Choice, Seen
from notes_app.statistics.episodes import FEWEST_EPISODES
from notes_app.web.filters import day

MOST = 60  # lines; an episode more is on the screen


def episode_blocks(seen: Seen, choice: Choice) -> list[Block]:
    """The counts, then the episodes, the newest first."""
    told = told_in(seen.reads)
    if not told:
        return [Words("No episode was gathered yet.")]
    newest = told[::-1][:MOST]
    left = len(told) - len(newest)
    rest = [Words(f"{left} earlier episodes are left out.", small=True)] if left else []
    return [
        *_counts(told, seen, choice),
        Table(
            "Episodes, the newest first",
            ("Told in", "With whom", "What was told"),
            tuple(_line(one, seen.called(choice), choice) for one in newest),
            widths=(2, 4, 8),
        ),
        *rest,
        *(_quotes(newest, seen, choice) if choice.passages else ()),
    ]


def wanted_episodes(seen: Seen) -> set[UUID]:
    """The sessions whose words say what the episodes were about."""
    return {one.session_id for one in told_in(seen.reads)[-MOST:]}


def _counts(told: Sequence[Told], seen: Seen, choice: Choice) -> list[Block]:
    counting = sum(one.counts for one in told)
    if counting < FEWEST_EPISODES:
        return [Words("There are fewer than five episodes to count, so they are only listed.")]
    found = [one for one in pervasive(seen.reads, seen.spans) if one.counted.share.k]
    further = () if choice.talk else ("May stand for", "Lately, and at first")
    rows = tuple(_count(one, choice) for one in found)
    caption = f"In how many of {counting} episodes each theme shows itself"
    widths = (5, 2) if choice.talk else (5, 2, 2, 4)
    table = Table(caption, ("Theme", "Episodes", *further), rows, frozenset({1}), widths)
    met = came(feared(seen.reads, seen.polarities))
    return [table, *([Words(met)] if met else []), *([] if choice.talk else _parts(seen))]


def _parts(seen: Seen) -> list[Block]:
    columns = ("Part", "Episodes", "May stand for", "Lately, and at first")
    rows = tuple(
        (PARTS[part], f"{one.share.k} of {one.share.n}", range_of(one), compared(one))
        for part, one in parts(seen.reads).items()
    )
    alike_said = alike(likeness(seen.reads))
    table = Table(
        "In how many each part of the pattern was tagged",
        columns,
        rows,
        frozenset({1}),
        widths=(5, 2, 2, 4),
    )
    return [table, *([Words(alike_said)] if alike_said else [])]


def _count(one: Pervasive, choice: Choice) -> tuple[str, ...]:
    share = one.counted.share
    further = () if choice.talk else (range_of(one.counted), compared(one.counted))
    return (one.theme.name, f"{share.k} of {share.n}", *further)


def _line(one: Told, called: Mapping[UUID, str], choice: Choice) -> tuple[str, str, str]:
    episode = replace(one.episode, person=one.person, pole=one.pole)
    said = said_of(_plain(episode) if choice.talk else episode, one.tags)
    return _where(one), title_of(episode, called), ", ".join(said) or "nothing yet"


def _plain(episode: Episode) -> Episode:
    return replace(episode, strategy="", symptom="", completeness=None, risk=None, connection="")


def _quotes(told: Sequence[Told], seen: Seen, choice: Choice) -> list[Block]:
    called = seen.called(choice)
    texts = ((one, seen.texts.get(one.session_id)) for one in told)
    lines = ((one, text.told.words.get(one.episode.id, "") if text else "") for one, text in texts)
    return [
        Quote(line, f"{title_of(one.episode, called)}, {_where(one).lower()}")
        for one, line in lines
        if line
    ]


def _where(one: Told) -> str:
    return f"Session {one.number}" if one.number else day(one.held_on)
