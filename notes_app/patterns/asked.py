"""What the address of a page asks for.  It holds ids and single letters, never a word."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from notes_app.clients.payloads import Pole
from notes_app.clients.queries import ClientCard
from notes_app.patterns.table import Only, ThemeTable
from notes_app.patterns.verdict import Comparison

POLES = {"t": Pole.THERAPIST, "c": Pole.CURRENT, "p": Pole.PAST, "s": Pole.SELF}
BEFORE = "b"


@dataclass(frozen=True)
class Asked:
    """One person or pole, the windows to compare, the theme and the session to open.

    `since` is the first session after an event; the sessions before and after it are compared.
    """

    only: Only
    who: str
    compare: str
    since: UUID | None
    theme: UUID | None
    session: UUID | None

    def windows(self, table: ThemeTable) -> Comparison | int:
        """What the last sessions are compared with."""
        if self.since is not None:
            ids = [table.columns[at].session_id for at in table.eligible]
            if self.since in ids:
                return ids.index(self.since)
        return Comparison.LAST_AND_BEFORE if self.compare == BEFORE else Comparison.FIRST_AND_LAST

    @property
    def address(self) -> dict[str, str]:
        """What a link on this page carries on."""
        kept = {"who": self.who, "compare": self.compare}
        return {name: value for name, value in kept.items() if value}


def asked_for(arguments: Mapping[str, str], card: ClientCard) -> Asked:
    """Read an address; what it does not understand, it takes as not asked for."""
    who, compare = arguments.get("who", ""), arguments.get("compare", "")
    since = _uuid(compare)
    person = _uuid(who)
    known = card.themes.people if card.themes else ()
    if person is not None and all(p.id != person for p in known):
        person = None
    pole = POLES.get(who)
    return Asked(
        only=Only(person, pole),
        who=who if person or pole else "",
        compare=compare if since or compare == BEFORE else "",
        since=since,
        theme=_uuid(arguments.get("theme", "")),
        session=_uuid(arguments.get("at", "")),
    )


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
