"""The themes of a caseload: which recur across a therapist's clients.  Pure; counts and no words.

What is counted is what was tagged in notes.  What stirred in the therapist lies under a key of its
own and is never read here.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from uuid import UUID

from notes_app.notes.queries import ReadSession
from notes_app.patterns.table import ThemeSpan, span_of
from notes_app.statistics.windows import width_for

FEWEST_CLIENTS = 3  # with one or two, "with everyone" says nothing

Reads = Mapping[UUID, Sequence[ReadSession]]


@dataclass(frozen=True)
class WithClient:
    """One theme with one client.

    Attributes:
        heard, of: in how many of the client's last sessions that count, and how many these are.
        passages: in all sessions.
        last_heard: the day of the newest passage.
    """

    client_id: UUID
    heard: int
    of: int
    passages: int
    last_heard: date


@dataclass(frozen=True)
class AcrossClients:
    """One theme over the clients with whom it was ever tagged, most of the last sessions first.

    `heard` and `of` count the last sessions of all clients, those without the theme too.
    """

    theme: ThemeSpan
    clients: tuple[WithClient, ...]
    heard: int
    of: int

    @property
    def passages(self) -> int:
        """With all clients."""
        return sum(one.passages for one in self.clients)


@dataclass(frozen=True)
class Caseload:
    """The themes of all clients.

    Attributes:
        themes: those with any passage, by number of clients, then by last sessions.
        clients: how many clients have any passage at all.
        last: how many last sessions there are, over all clients.
        unopened: sessions that cannot be opened and are left out.
    """

    themes: tuple[AcrossClients, ...]
    clients: int
    last: int
    unopened: int

    def theme(self, code: str) -> AcrossClients | None:
        """One theme; None where it was never tagged."""
        return next((one for one in self.themes if one.theme.code == code), None)

    @property
    def recurring(self) -> tuple[AcrossClients, ...]:
        """Those with two or more clients."""
        return tuple(one for one in self.themes if len(one.clients) > 1)

    @property
    def single(self) -> tuple[AcrossClients, ...]:
        """Those with one client only."""
        return tuple(one for one in self.themes if len(one.clients) == 1)

    @property
    def everyone(self) -> tuple[AcrossClients, ...]:
        """Those with every client who has any passage; none while there are very few."""
        if self.clients < FEWEST_CLIENTS:
            return ()
        return tuple(one for one in self.themes if len(one.clients) == self.clients)

    def never(self, offered: Sequence[str]) -> list[str]:
        """Which of these codes no passage carries, in their order."""
        tagged = {one.theme.code for one in self.themes}
        return [code for code in offered if code not in tagged]


def caseload_of(reads: Reads, *, themes: Mapping[str, ThemeSpan], today: date) -> Caseload:
    """Count every theme over all clients.

    Args:
        reads: each client's sessions in order, as their themes count now (`as_counted`).
        themes: by code; a code that is not there stands under itself, as on Theme change.
        today: sessions after it are plans, and left out.
    """
    found: dict[str, list[WithClient]] = {}
    last_days: list[date] = []
    for client_id, sessions in reads.items():
        told = [read for read in sessions if read.facts and read.facts.held_on <= today]
        last = _last(told)
        days = [read.facts.held_on for read in last if read.facts]
        last_days += days
        for code, one in _with_client(client_id, told, last, days, themes).items():
            found.setdefault(code, []).append(one)
    across = [_across(span_of(code, themes), ones, last_days) for code, ones in found.items()]
    across.sort(key=lambda one: (-len(one.clients), -one.heard, one.theme.name.casefold()))
    clients = {one.client_id for ones in found.values() for one in ones}
    unopened = sum(read.facts is None for sessions in reads.values() for read in sessions)
    return Caseload(tuple(across), len(clients), len(last_days), unopened)


def _last(told: Sequence[ReadSession]) -> Sequence[ReadSession]:
    eligible = [read for read in told if read.eligible]
    return eligible[-width_for(len(eligible)) :]


def _with_client(
    client_id: UUID,
    told: Sequence[ReadSession],
    last: Sequence[ReadSession],
    days: Sequence[date],
    themes: Mapping[str, ThemeSpan],
) -> dict[str, WithClient]:
    passages: Counter[str] = Counter()
    newest: dict[str, date] = {}
    for read in told:
        assert read.facts is not None  # noqa: S101 - only told sessions are counted
        codes = [tag.theme for tag in read.facts.tags]
        passages.update(codes)
        newest.update(dict.fromkeys(codes, read.facts.held_on))
    heard = _heard(last, themes)
    return {
        code: WithClient(
            client_id, heard[code], _counted(span_of(code, themes), days), count, newest[code]
        )
        for code, count in passages.items()
    }


def _heard(last: Sequence[ReadSession], themes: Mapping[str, ThemeSpan]) -> Counter[str]:
    heard: Counter[str] = Counter()
    for read in last:
        if read.facts:
            codes = {tag.theme for tag in read.facts.tags}
            heard.update(c for c in codes if span_of(c, themes).counts_on(read.facts.held_on))
    return heard


def _across(span: ThemeSpan, ones: Sequence[WithClient], days: Sequence[date]) -> AcrossClients:
    ordered = sorted(ones, key=attrgetter("heard", "passages", "last_heard"), reverse=True)
    heard = sum(one.heard for one in ones)
    return AcrossClients(span, tuple(ordered), heard, _counted(span, days))


def _counted(span: ThemeSpan, days: Sequence[date]) -> int:
    if span.since is None and span.retired is None:
        return len(days)
    return sum(span.counts_on(day) for day in days)
