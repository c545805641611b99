"""The relationship map put together from what was read: one value that the page draws."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from msgspec.structs import replace

from notes_app.clients.genogram.drawing import Kinfolk, Map, Words, map_of
from notes_app.clients.losses import Loss, shown_losses
from notes_app.clients.marks import mark_of
from notes_app.clients.payloads import ClientThemes, Closeness, Person, Tie
from notes_app.clients.policy import is_directed, is_self, is_therapist
from notes_app.clients.queries import ClientCard
from notes_app.clients.words import TIES
from notes_app.notes.queries import ReadSession
from notes_app.patterns import mapping
from notes_app.patterns.mapping import HeardTheme, Relation, Stretch
from notes_app.patterns.passages import Heard
from notes_app.patterns.unborn import Unborn, unborn_of


@dataclass(frozen=True)
class Badge:
    """The theme heard most with somebody, and in how many sessions."""

    person: UUID
    code: str
    sessions: int
    x: float
    y: float


@dataclass(frozen=True)
class Told:
    """One relationship of the table: with whom, how it is now, how it was at first."""

    person: UUID | None
    between: str
    now: str
    at_first: str


@dataclass(frozen=True)
class Chosen:
    """The client and one person: how close, themes with counts, the latest passage's place."""

    person: Person
    now: str
    at_first: str
    close_now: Closeness | None
    close_first: Closeness | None
    themes: tuple[HeardTheme, ...]
    latest: Heard | None


@dataclass(frozen=True)
class MapPage:
    """Everything that the page shows.  `before` is the stretch with which counts are compared.

    `sessions` are those of the stretch that count, `incomplete` those not tagged to the end.
    `marks` says whether illness and addiction are asked for, `marked` who has which, in words.
    `unborn` are expected children and losses; `lost` is the loss that stands beside the map.
    """

    drawn: Map
    badges: tuple[Badge, ...]
    told: tuple[Told, ...]
    chosen: Chosen | None
    stretch: Stretch | None
    stretches: tuple[Stretch, ...]
    before: Stretch | None
    sessions: int
    incomplete: int
    client: UUID
    marked: tuple[tuple[str, str], ...] = ()
    marks: bool = False
    unborn: tuple[Unborn, ...] = ()
    lost: Unborn | None = None

    def joins_chosen(self, tie: Tie) -> bool:
        """Whether a tie is one of those between the client and the chosen person."""
        chosen = self.chosen.person.id if self.chosen else None
        return {tie.one, tie.other} == {self.client, chosen}


@dataclass(frozen=True)
class Shown:
    """What was read, and what is asked of it."""

    card: ClientCard
    themes: ClientThemes
    reads: Sequence[ReadSession]
    today: date
    stretches: tuple[Stretch, ...]
    stretch: Stretch | None
    marks: bool = False

    @property
    def inside(self) -> list[ReadSession]:
        """The sessions of the stretch."""
        return mapping.within(self.reads, self.stretch)

    @property
    def before(self) -> Stretch | None:
        """The first stretch, if another one is shown."""
        if not self.stretches or self.stretch is None or self.stretch.first == 1:
            return None
        return self.stretches[0]

    @property
    def day(self) -> date:
        """The day as of which it is drawn."""
        return mapping.day_of(self.reads, self.stretch, self.stretches, self.today)

    @property
    def losses(self) -> tuple[Loss, ...]:
        """The losses that the client wishes to see, as far as they had happened then."""
        people = {person.id for person in self.themes.present_people}
        return shown_losses(self.themes.losses, people, self.day.year)

    @property
    def ties(self) -> tuple[Tie, ...]:
        """The ties as they were then."""
        return mapping.ties_on(self.themes, self.day)


def shown(
    card: ClientCard,
    reads: Sequence[ReadSession],
    asked: tuple[str, str],
    *,
    today: date,
    marks: bool = False,
) -> Shown | None:
    """What the address asks for, of a card whose themes open; None where they do not.

    Args:
        marks: illness and addiction are drawn too.
    """
    if card.themes is None:
        return None
    stretches = tuple(mapping.stretches(reads))
    stretch = mapping.asked_stretch(*asked, stretches)
    return Shown(card, card.themes, reads, today, stretches, stretch, marks)


def map_page(seen: Shown, who: UUID | None) -> MapPage:
    """Put the page together; `who` is the person to stand beside the map."""
    client = own_self(seen.themes)
    counts = mapping.heard_with(seen.inside)
    earlier = mapping.heard_with(mapping.within(seen.reads, seen.before))
    wearing = worn_by(seen.ties, client, counts)
    drawn = whole_map(seen, year=seen.day.year, wearing=[*wearing.values()])
    first = mapping.ties_on(seen.themes, mapping.first_day(seen.reads, seen.today))
    relations = mapping.relations(seen.themes, seen.ties, first)
    unborn = unborn_of(seen.themes, seen.losses, words_of(seen.card).called)
    lost = next((one for one in unborn if one.lost and one.id == who), None)
    whom = None if lost else _whom(seen, who, counts, client)
    return MapPage(
        drawn=drawn,
        badges=tuple(badges_of(drawn, counts, wearing)),
        told=tuple(_told(seen.card, relation, client) for relation in relations),
        chosen=_chosen(seen, whom, relations, (counts, earlier)),
        stretch=seen.stretch,
        stretches=seen.stretches,
        before=seen.before,
        sessions=len(mapping.counted(seen.inside)),
        incomplete=len(seen.inside) - len(mapping.counted(seen.inside)),
        client=client,
        marked=tuple(_marked(seen)) if seen.marks else (),
        marks=seen.marks,
        unborn=unborn,
        lost=lost,
    )


def _marked(seen: Shown) -> Iterator[tuple[str, str]]:
    """Who is marked, and with what, in the order of the people."""
    for person in seen.themes.present_people:
        words = mark_of(seen.themes.marks, person.id).words
        if words:
            yield _short(seen.card, person.id), words


def whole_map(seen: Shown, *, year: int, wearing: Sequence[UUID] = ()) -> Map:
    """The drawing alone; `wearing` are the ties and the people that wear a badge."""
    client, words = own_self(seen.themes), words_of(seen.card)
    return map_of(_kin(seen), client=client, words=words, year=year, wearing=wearing)


def own_self(themes: ClientThemes) -> UUID:
    """The person who is the client's own self."""
    return next(person.id for person in themes.people if is_self(person))


def words_of(card: ClientCard) -> Words:
    """What stands under each symbol: the name, and the role where a name stands above it."""
    called, roles = {}, {}
    for person in card.people:
        if is_self(person):
            called[person.id] = _client_called(card)
        elif is_therapist(person):
            called[person.id], roles[person.id] = "You", "therapist"
        else:
            called[person.id], roles[person.id] = card.called(person), person.role
    return Words(called, roles)


def _client_called(card: ClientCard) -> str:
    """The client by first name; in a joint record, where both stand there by name, "Self"."""
    taken = {card.called(person) for person in card.present_people}
    return "Self" if card.first_name in taken else card.first_name


def _kin(seen: Shown) -> Kinfolk:
    themes = seen.themes
    # Nobody is drawn as dead before they died: the map of then is the map of then.
    people = tuple(_as_known(person, seen.day.year) for person in themes.present_people)
    marks = themes.marks if seen.marks else ()
    return Kinfolk(
        people=people,
        couples=themes.couples,
        descents=themes.descents,
        ties=seen.ties,
        placements=themes.placements,
        marks=marks,
        losses=seen.losses,
    )


def _as_known(person: Person, year: int) -> Person:
    return replace(person, died=None) if person.died and person.died > year else person


def worn_by(
    ties: Sequence[Tie], client: UUID, counts: Mapping[UUID, Counter[str]]
) -> dict[UUID, UUID]:
    """By what the badge of each person is worn with whom a theme was heard.

    It is the first tie between the client and this person; where there is none, the person.
    """
    found: dict[UUID, UUID] = {}
    for tie in ties:
        other = _other_end(tie, client)
        if other and counts.get(other):
            found.setdefault(other, tie.id)
    alone = (who for who in sorted(counts) if counts[who] and who not in found)
    return {**found, **{who: who for who in alone}}


def _other_end(tie: Tie, client: UUID) -> UUID | None:
    if tie.one == client:
        return tie.other
    return tie.one if tie.other == client else None


def badges_of(
    drawn: Map, counts: Mapping[UUID, Counter[str]], wearing: Mapping[UUID, UUID]
) -> list[Badge]:
    """On the line between the client and a person; on the symbol where there is no line."""
    found = []
    for person, worn in wearing.items():
        most = mapping.most_heard(counts.get(person, Counter()))
        if most and worn in drawn.badges:
            x, y = drawn.badges[worn]
            found.append(Badge(person, *most, round(x, 1), round(y, 1)))
    return found


def said(card: ClientCard, ties: Sequence[Tie]) -> str:
    """Ties in words; one that goes from one person to the other says from whom to whom."""
    return ", ".join(
        f"{TIES[tie.kind]}, from {_short(card, tie.one)} to {_short(card, tie.other)}"
        if is_directed(tie)
        else TIES[tie.kind]
        for tie in ties
    )


def _short(card: ClientCard, person: UUID) -> str:
    return words_of(card).called.get(person, "somebody")


def _told(card: ClientCard, relation: Relation, client: UUID) -> Told:
    pair = (relation.one, relation.other)
    person = next((one for one in pair if one != client), None) if client in pair else None
    between = _short(card, person) if person else " and ".join(_short(card, one) for one in pair)
    return Told(person, between, said(card, relation.now), said(card, relation.at_first))


def _whom(
    seen: Shown, who: UUID | None, counts: Mapping[UUID, Counter[str]], client: UUID
) -> Person | None:
    """The person asked for; else the one heard of most; else the first with a tie to the client."""
    people = {p.id: p for p in seen.themes.present_people if p.id != client}
    if who in people:
        return people[who]
    tied = [other for tie in seen.ties if (other := _other_end(tie, client)) in people]
    order = [person for person in [*tied, *people] if person in people]
    weight = {one: sum(counts.get(one, Counter()).values()) for one in order}
    most = max(order, key=lambda one: (weight.get(one, 0), one in tied), default=None)
    return people[most] if most and (weight.get(most) or most in tied) else None


def _chosen(
    seen: Shown,
    person: Person | None,
    relations: Sequence[Relation],
    counts: tuple[Mapping[UUID, Counter[str]], Mapping[UUID, Counter[str]]],
) -> Chosen | None:
    if person is None:
        return None
    client = own_self(seen.themes)
    mine = next((r for r in relations if {r.one, r.other} == {client, person.id}), None)
    heard = heard_with_person(seen.inside, person.id)
    first = mapping.first_day(seen.reads, seen.today)
    return Chosen(
        person=person,
        now=said(seen.card, mine.now) if mine else "",
        at_first=said(seen.card, mine.at_first) if mine else "",
        close_now=mapping.closeness_on(seen.themes, person.id, seen.day),
        close_first=mapping.closeness_on(seen.themes, person.id, first),
        themes=tuple(mapping.themes_with(person.id, *counts)),
        latest=heard[-1] if heard else None,
    )


def heard_with_person(
    reads: Sequence[ReadSession], person: UUID, theme: str | None = None
) -> list[Heard]:
    """Every passage with one person in order of date, of one theme or of all."""
    return [
        Heard(read.session_id, read.number, read.facts.held_on, tag)
        for read in reads
        if read.facts is not None
        for tag in read.facts.tags
        if person in tag.people and theme in (None, tag.theme)
    ]
