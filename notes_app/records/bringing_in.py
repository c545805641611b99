"""Bring a calendar in: look through it, and plan what was chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from notes_app.accounts.models import User
from notes_app.changes.service import Act
from notes_app.clients.queries import card_of, clients_of, open_client_themes
from notes_app.crypto.keyring import Keyring
from notes_app.diary.service import keep_hours
from notes_app.diary.undoing import BROUGHT_IN, HourChange, HoursChange, changed_hours
from notes_app.notes.queries import sessions_by_client
from notes_app.notes.service import plan_session
from notes_app.records.guessing import guess_client
from notes_app.records.matching import KnownClient
from notes_app.records.planning import Planned, Whose, plan_calendar
from notes_app.records.queries import clients_by_id
from notes_app.records.reading.calendar import Series


@dataclass(frozen=True)
class ChosenCalendar:
    """A calendar that waits, and everybody whose it may be."""

    series: Sequence[Series]
    clients: dict[UUID, Whose]

    @property
    def can_come(self) -> list[Series]:
        """The entries that can be planned, by their next day."""
        return [one for one in self.series if not one.problem]

    @property
    def left(self) -> list[Series]:
        """The entries that are not understood."""
        return [one for one in self.series if one.problem]

    def guesses(self) -> list[UUID | None]:
        """Whose each entry may be, by its title."""
        known = [
            KnownClient(client_id, whose.card.code_name, whose.card.name)
            for client_id, whose in self.clients.items()
        ]
        return [guess_client(one.title, known) for one in self.can_come]

    def plan(self, whose: Sequence[UUID | None]) -> list[Planned]:
        """What will come in when the entries that can come are theirs."""
        return plan_calendar(self.can_come, whose=whose, clients=self.clients)


def chosen_calendar(user: User, series: Sequence[Series], *, keyring: Keyring) -> ChosenCalendar:
    """That calendar beside their clients and sessions; clients that cannot be opened are left out.

    As many queries for a career as for a month.
    """
    sessions = sessions_by_client(user, keyring=keyring)
    cards = [card for card in clients_of(user, keyring) if card.themes is not None]
    return ChosenCalendar(
        series, {card.client_id: Whose(card, sessions.get(card.client_id, ())) for card in cards}
    )


def bring_calendar_in(planned: Sequence[Planned], *, user: User, keyring: Keyring) -> Act | None:
    """Keep the hours and plan the sessions; returns what takes all of it back.

    None where nothing was new.
    """
    coming = [one for one in planned if one.count]
    clients = clients_by_id(user, {one.client_id for one in coming})
    hours: list[HourChange] = []
    sessions: list[UUID] = []
    for client_id, client in clients.items():
        mine = [one for one in coming if one.client_id == client_id]
        before = open_client_themes(client, keyring).standing
        new = [hour for one in mine for hour in one.hours]
        keep_hours(client, (*before, *new), keyring=keyring)
        hours += changed_hours(card_of(client, keyring), before)
        sessions += [
            plan_session(client, facts=facts, keyring=keyring).id
            for one in mine
            for facts in one.sessions
        ]
    if not coming:
        return None
    label = f"Brought in a calendar: {len(hours)} standing hours, {len(sessions)} single sessions"
    return Act(BROUGHT_IN, label, HoursChange(tuple(hours), tuple(sessions)))
