"""With whom, heard together and the relationships on paper: people by role, counts of sessions."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace as replaced
from uuid import UUID

from msgspec.structs import replace

from notes_app.clients.losses import shown_losses
from notes_app.clients.marks import mark_of
from notes_app.clients.payloads import ClientThemes, Tie
from notes_app.clients.policy import is_directed
from notes_app.clients.words import TIES
from notes_app.paper.sheet import Block, Table, Words
from notes_app.patterns import mapping, people
from notes_app.patterns.mapping import Stretch
from notes_app.patterns.pairs import Together, all_pairs
from notes_app.patterns.people import Group
from notes_app.patterns.printed.chosen import Choice, Seen
from notes_app.patterns.printed.genogram import Heard, genogram_of
from notes_app.patterns.unborn import heading_of, unborn_of

MOST_PAIRS = 20


def people_blocks(seen: Seen, choice: Choice) -> list[Block]:
    """Each theme with the people it was heard with."""
    called = seen.called(choice)
    groups = [
        Group(str(one.id), called[one.id], frozenset({one.id})) for one in seen.card.present_people
    ]
    groups.append(replaced(people.NOBODY, name="nobody named"))
    places = people.places_of(seen.card)
    rows = people.rows_of(seen.eligible, groups, themes=seen.spans, places=places)
    if not rows:
        return [Words("Nothing is tagged yet in a session that counts.")]
    told = tuple((row.theme.name, str(row.heard), _with(groups, row.counts)) for row in rows)
    caption = f"Sessions of {len(seen.eligible)} that are tagged to the end"
    return [Table(caption, ("Theme", "In all", "With"), told, frozenset({1}), (4, 1, 7))]


def together_blocks(seen: Seen, choice: Choice) -> list[Block]:
    """The pairs heard most often in the same sessions."""
    ranked = all_pairs(seen.table).ranked
    if not ranked:
        return [Words("No two themes were heard together in three sessions yet.")]
    beside = () if choice.talk else ("Beside unrelated themes",)
    columns = ("One theme", "The other", "Both", "Either", *beside)
    widths = (4, 4, 1, 1) if choice.talk else (4, 4, 1, 1, 4)
    rows = tuple(_pair(pair, choice) for pair in ranked[:MOST_PAIRS])
    left = len(ranked) - MOST_PAIRS
    rest = [Words(f"{left} more pairs are left out.", small=True)] if left > 0 else []
    return [Table("Counts are sessions", columns, rows, frozenset({2, 3}), widths), *rest]


def map_blocks(seen: Seen, choice: Choice) -> list[Block]:
    """Every pair with a tie: how it is now, and how it was at first."""
    if seen.card.themes is None:
        return [Words("The relationships cannot be opened.")]
    themes = _for_reader(seen.card.themes, seen.today.year, choice)
    called, first = seen.called(choice), mapping.first_day(seen.reads, seen.today)
    now = mapping.ties_on(themes, seen.today)
    pairs = mapping.relations(themes, now, mapping.ties_on(themes, first))
    beside = [
        *(_marked(seen, themes, choice) if choice.shows_marks else ()),
        *_unborn(seen, themes, choice),
    ]
    if not pairs:
        none = "No ties are drawn here." if choice.talk else "No ties are noted yet."
        return [Words(none), *beside]
    rows = tuple(
        (
            f"{called.get(one.one, 'Somebody')} and {called.get(one.other, 'somebody')}",
            _ties(one.now, called) or "no tie noted",
            _ties(one.at_first, called) or "not noted",
        )
        for one in pairs
    )
    stretch = next(reversed(mapping.stretches(seen.reads)), None)
    counts = mapping.heard_with(mapping.within(seen.reads, stretch))
    families = {code: span.family for code, span in seen.spans.items()}
    drawing = genogram_of(themes, now, called, seen.today.year, Heard(counts, families))
    ties = Table("Ties", ("Between", "Now", "At first"), rows, widths=(4, 5, 4))
    # In every one: only where something is left out, it would tell that there is something.
    left = [Words("A choice of the ties that are noted.", small=True)] if choice.talk else []
    return [drawing, ties, *beside, *left, *_most(seen, counts, called, stretch)]


def _most(
    seen: Seen,
    counts: Mapping[UUID, Counter[str]],
    called: Mapping[UUID, str],
    stretch: Stretch | None,
) -> list[Block]:
    """What the badges say: the theme heard most with each person, in the newest sessions."""
    most = [
        (called[person.id], *found)
        for person in seen.card.present_people
        if (found := mapping.most_heard(counts.get(person.id, Counter())))
    ]
    if not most or stretch is None:
        return []
    rows = tuple(
        (who, seen.spans[code].name if code in seen.spans else code, str(n))
        for who, code, n in most
    )
    caption = f"Heard most with each, sessions {stretch.words}; the badges of the drawing"
    return [Table(caption, ("With", "Theme", "Sessions"), rows, frozenset({2}), (5, 6, 2))]


def _for_reader(themes: ClientThemes, year: int, choice: Choice) -> ClientThemes:
    """The same without ties, marks and losses that may not stand there."""
    people = {person.id for person in themes.present_people}
    losses = shown_losses(themes.losses, people, year) if choice.shows_losses else ()
    return replace(
        themes,
        ties=tuple(tie for tie in themes.ties if choice.shows(tie)),
        marks=themes.marks if choice.shows_marks else (),
        losses=losses,
    )


def _unborn(seen: Seen, themes: ClientThemes, choice: Choice) -> list[Block]:
    """What triangles and small crosses of the drawing say."""
    closed = choice.shows_losses and seen.card.unjoined
    found = unborn_of(themes, themes.losses, seen.called(choice))
    rows = tuple((one.called, one.noted) for one in found)
    table = [Table(heading_of(found), ("Who", "Noted"), rows, widths=(4, 9))] if rows else []
    return [*table, *([Words("Losses cannot be opened.")] if closed else ())]


def _marked(seen: Seen, themes: ClientThemes, choice: Choice) -> list[Block]:
    """What the hatched halves of the drawing say."""
    if seen.card.unjoined:
        return [Words("Illness and addiction cannot be opened.")]
    called = seen.called(choice)
    rows = tuple(
        (called[person.id], words)
        for person in themes.present_people
        if (words := mark_of(themes.marks, person.id).words)
    )
    caption = "Hatched on the left: illness. Hatched below: addiction"
    return [Table(caption, ("Who", "Noted"), rows, widths=(4, 9))] if rows else []


def _with(groups: list[Group], counts: tuple[int, ...]) -> str:
    found = [(n, group.name) for n, group in zip(counts, groups, strict=True) if n]
    ordered = sorted(found, key=lambda pair: -pair[0])
    return ", ".join(f"{name} {n}" for n, name in ordered)


def _pair(pair: Together, choice: Choice) -> tuple[str, ...]:
    counts = (pair.one.name, pair.other.name, str(pair.counts.both), str(pair.either))
    if choice.talk:
        return counts
    return (*counts, "more often" if pair.more_than_apart else "as chance may have it")


def _ties(ties: tuple[Tie, ...], called: Mapping[UUID, str]) -> str:
    return ", ".join(
        f"{TIES[tie.kind]}, from {called.get(tie.one, 'somebody')} "
        f"to {called.get(tie.other, 'somebody')}"
        if is_directed(tie)
        else TIES[tie.kind]
        for tie in ties
    )
