"""The same theme in the room and outside, on paper; what is made of it stays at the desk."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from notes_app.clients.mirroring import links_of, words_of
from notes_app.notes.queries import ReadSession
from notes_app.paper.sheet import Block, Heading, Quote, Table, Words
from notes_app.patterns import mirror, people
from notes_app.patterns.mirror import BothWays, Match
from notes_app.patterns.passages import Heard, quoted
from notes_app.patterns.printed.chosen import Choice, Seen
from notes_app.statistics.windows import width_for

UNOPENED = "These words cannot be opened."


def mirror_blocks(seen: Seen, choice: Choice) -> list[Block]:
    """Each theme that is heard both ways, the words about it, and the pairs of passages."""
    matches = _matches(seen)
    found = _both_ways(seen, matches)
    if not found:
        return [Words("No theme was heard both with the therapist and outside yet.")]
    here = "Here, between us" if choice.talk else "With the therapist"
    rows = tuple(
        (
            one.theme.name,
            f"{one.with_you} of {one.sessions}",
            f"{one.elsewhere} of {one.sessions}",
            str(one.paired),
        )
        for one in found
    )
    caption = f"Sessions of the newest {len(_window(seen))} that are tagged to the end"
    columns = ("Theme", here, "Outside", "Pairs of passages")
    own = [] if choice.talk else _own(found, seen)
    pairs = _pairs(found, matches, seen, choice) if choice.passages else []
    return [Table(caption, columns, rows, frozenset({1, 2, 3}), (5, 3, 2, 3)), *own, *pairs]


def wanted_pairs(seen: Seen) -> set[UUID]:
    """The sessions whose words are needed for the pairs."""
    matches = [match for _, match in _matches(seen)]
    return {heard.session_id for heard in mirror.passages_in(matches)}


def _matches(seen: Seen) -> list[tuple[str, Match]]:
    heard = mirror.all_heard(seen.reads)
    return mirror.matches_of(heard, links_of(seen.card), people.places_of(seen.card))


def _window(seen: Seen) -> list[ReadSession]:
    return seen.eligible[-width_for(len(seen.eligible)) :]


def _both_ways(seen: Seen, matches: Sequence[tuple[str, Match]]) -> list[BothWays]:
    return mirror.both_ways(
        seen.reads,
        _window(seen),
        themes=seen.spans,
        places=people.places_of(seen.card),
        matches=Counter(code for code, _ in matches),
    )


def _own(found: Sequence[BothWays], seen: Seen) -> list[Block]:
    said = ((one.theme, words_of(seen.card, one.theme.code)) for one in found)
    return [Words(f"{theme.name}: {words}") for theme, words in said if words]


def _pairs(
    found: Sequence[BothWays], matches: Sequence[tuple[str, Match]], seen: Seen, choice: Choice
) -> list[Block]:
    blocks: list[Block] = []
    for one in found:
        own = [match for code, match in matches if code == one.theme.code]
        blocks += [Heading(one.theme.name, 2)] if own else []
        blocks += [quote for match in own for quote in _pair(match, seen, choice)]
    return blocks


def _pair(match: Match, seen: Seen, choice: Choice) -> list[Block]:
    here = "Between us" if choice.talk else "With the therapist"
    sides = [(here, match.room), ("Outside", match.outside)]
    told = [(where, heard) for where, heard in sides if heard]
    shown = quoted([heard for _, heard in told], seen.texts)
    return [
        Quote(one.exact or UNOPENED, f"{where}, {_where(heard)}")
        for (where, heard), one in zip(told, shown, strict=True)
    ]


def _where(heard: Heard) -> str:
    day = f"{heard.held_on.day} {heard.held_on:%B %Y}"
    return f"session {heard.number}" if heard.number else day
