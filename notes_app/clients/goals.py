"""The goals of the work: what the two work towards, and which of them are reached.

A goal is never deleted, because sessions say that they served it.
"""

from uuid import UUID

from msgspec.structs import replace

from notes_app.changes.payloads import ChangeRecord
from notes_app.changes.registry import CannotUndo, Place, Stand
from notes_app.changes.reversing import taken_back
from notes_app.changes.service import Act
from notes_app.clients.models import Client
from notes_app.clients.payloads import ClientThemes, Goal
from notes_app.clients.queries import open_client_themes
from notes_app.clients.service import change_client
from notes_app.clients.undoing import changed_client, register_both_ways, turned
from notes_app.crypto.keyring import Keyring
from notes_app.db.errors import NotFound
from notes_app.payload import Part, decode

KIND = "goal"
MOST_GOALS = 40


class GoalsFull(Exception):
    """As many goals as fit are written already."""


class GoalChange(Part, frozen=True):
    """A goal as it was and became; None where there was none."""

    was: Goal | None
    became: Goal | None


def keep_goal(client: Client, *, goal: Goal, keyring: Keyring) -> None:
    """Add a goal, or replace the one of the same id.

    Raises:
        GoalsFull: as many others stand there.
        CannotOpen, CannotRead, NoKey: the client's part cannot be opened.
    """
    themes = open_client_themes(client, keyring)
    known = {one.id for one in themes.goals}
    if goal.id not in known and len(known) >= MOST_GOALS:
        raise GoalsFull
    change_client(client, themes=_with(themes, goal.id, goal), keyring=keyring)


def goal_of(client: Client, goal_id: UUID, *, keyring: Keyring) -> Goal:
    """One of the client's goals.  Raises NotFound."""
    goal = _find(open_client_themes(client, keyring), goal_id)
    if goal is None:
        raise NotFound
    return goal


def goal_act(client: Client, was: Goal | None, became: Goal) -> Act | None:
    """What was done with a goal; None if nothing."""
    if was == became:
        return None
    verb = "Added" if was is None else "Changed"
    if was and was.reached != became.reached:
        verb = "Reached" if became.reached else "Took up again"
    details = GoalChange(was, became)
    return Act(KIND, f"{verb} the goal “{became.words}”", details, client.id)


def register_goal_undo(place: Place) -> None:
    """Tell how a change of a goal is taken back, and where it is seen."""
    register_both_ways(KIND, goal_back, place=place)


def goal_back(record: ChangeRecord, stand: Stand, *, back: bool) -> None:
    """A goal as it was, but for what the act left alone."""
    client = changed_client(record, stand)
    themes = open_client_themes(client, stand.keyring)
    change = decode(record.details, GoalChange)
    was, became = turned((change.was, change.became), back=back)
    goal_id = next(goal.id for goal in (was, became) if goal)
    goal = _back(_find(themes, goal_id), was=was, became=became)
    change_client(client, themes=_with(themes, goal_id, goal), keyring=stand.keyring)


def _back(now: Goal | None, *, was: Goal | None, became: Goal | None) -> Goal | None:
    if now is None or was is None or became is None:
        if now != became:
            raise CannotUndo
        return was
    return taken_back(now, was=was, became=became)


def _find(themes: ClientThemes, goal_id: UUID) -> Goal | None:
    return next((goal for goal in themes.goals if goal.id == goal_id), None)


def _with(themes: ClientThemes, goal_id: UUID, goal: Goal | None) -> ClientThemes:
    """The themes part with this goal in its place, at the end, or gone."""
    if goal is None:
        goals = [one for one in themes.goals if one.id != goal_id]
    elif _find(themes, goal_id):
        goals = [goal if one.id == goal_id else one for one in themes.goals]
    else:
        goals = [*themes.goals, goal]
    return replace(themes, goals=tuple(goals))
