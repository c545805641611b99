"""What the address of a page asks for.  It holds ids and single letters, never a word."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from notes_app.clients.payloads import Pole
from notes_app.clients.queries import ClientCard
from notes_app.patterns.change import Windows
from notes_app.patterns.days import Day
from notes_app.patterns.table import Only, ThemeTable
from notes_app.patterns.verdict import Comparison
from notes_app.themes.library import Channel
from notes_app.themes.payloads import Component
from notes_app.web.ids import uuid_in

POLES = {"t": Pole.THERAPIST, "c": Pole.CURRENT, "p": Pole.PAST, "s": Pole.SELF}
PARTS = {
    "w": Component.WISH,
    "e": Component.RO_EXPECTED,
    "a": Component.RO_ACTUAL,
    "r": Component.RS,
}
BEFORE, STAGES = "b", "g"


@dataclass(frozen=True)
class Asked:
    """One person or pole, the windows to compare, the theme and the session to open.

    `since` stands for a day (`days.Day`); the sessions before and after it are compared.  `known`
    is a session: the page is drawn as it was known at the end of its day.  `channel` leaves out the
    themes of other channels; `stages` draws these in place of strengths; `part` is a part of the
    pattern.
    """

    only: Only
    who: str
    compare: str
    since: UUID | None
    theme: UUID | None
    session: UUID | None
    known: UUID | None = None
    channel: Channel | None = None
    stages: bool = False
    part: Component | None = None

    def windows(self, table: ThemeTable, day: Day | None = None) -> Windows:
        """What the last sessions are compared with."""
        return windows_of(self.compare, table, day)

    @property
    def address(self) -> dict[str, str]:
        """What a link on this page carries on."""
        kept = {
            "who": self.who,
            "compare": self.compare,
            "known": str(self.known or ""),
            "channel": str(self.channel or ""),
            "show": STAGES if self.stages else "",
            "part": next((key for key, part in PARTS.items() if part is self.part), ""),
        }
        return {name: value for name, value in kept.items() if value}


def windows_of(compare: str, table: ThemeTable, day: Day | None) -> Windows:
    """What a choice to compare stands for: a day where it is one, or else a letter."""
    if day is not None:
        return day.windows(table)
    return Comparison.LAST_AND_BEFORE if compare == BEFORE else Comparison.FIRST_AND_LAST


def asked_for(arguments: Mapping[str, str], card: ClientCard) -> Asked:
    """Read an address; what it does not understand, it takes as not asked for."""
    who, compare = arguments.get("who", ""), arguments.get("compare", "")
    since = uuid_in(compare)
    person = uuid_in(who)
    known = card.themes.people if card.themes else ()
    if person is not None and all(p.id != person for p in known):
        person = None
    pole, channel = POLES.get(who), arguments.get("channel", "")
    return Asked(
        only=Only(person, pole, {one.id: one.pole for one in known}),
        who=who if person or pole else "",
        compare=compare if since or compare == BEFORE else "",
        since=since,
        theme=uuid_in(arguments.get("theme", "")),
        session=uuid_in(arguments.get("at", "")),
        known=uuid_in(arguments.get("known", "")),
        channel=Channel(channel) if channel in set(Channel) else None,
        stages=arguments.get("show") == STAGES,
        part=PARTS.get(arguments.get("part", "")),
    )
