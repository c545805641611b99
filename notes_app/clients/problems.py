"""The client's personal questionnaire: problems in the client's own words.

The words stand in the identity scope under the problem's id; its id, its days and its theme in the
themes scope.  A problem is never deleted, because sessions rated it: it is put aside.
"""

from datetime import date
from uuid import UUID

from msgspec.structs import replace

from notes_app.changes.payloads import ChangeRecord
from notes_app.changes.registry import CannotUndo, Place, Stand, register_undo
from notes_app.changes.service import Act
from notes_app.clients.models import Client
from notes_app.clients.payloads import ClientThemes, Problem
from notes_app.clients.queries import client_of, open_client_themes, open_identity
from notes_app.clients.service import change_client
from notes_app.crypto.keyring import Keyring
from notes_app.db.errors import NotFound
from notes_app.payload import Part, decode

KIND = "problem"
#: "About ten": more than this and nobody rates them (domain.md 4).
MOST_PROBLEMS = 20


class ProblemsFull(Exception):
    """As many problems as can be rated already stand on the list."""


class ProblemChange(Part, frozen=True):
    """A problem with its words, as it was and became; None where there was none."""

    was: tuple[Problem, str] | None
    became: tuple[Problem, str]


def keep_problem(client: Client, *, problem: Problem, words: str, keyring: Keyring) -> None:
    """Add a problem, or replace the one of the same id, with its words.

    Raises:
        ProblemsFull: as many others are on the list.
        CannotOpen, CannotRead, NoKey: a part cannot be opened; nothing is written over.
    """
    themes, identity = open_client_themes(client, keyring), open_identity(client, keyring)
    others = [one for one in themes.problems if one.id != problem.id]
    rated = sum(one.retired is None for one in others)
    if problem.retired is None and rated >= MOST_PROBLEMS:
        raise ProblemsFull
    change_client(
        client,
        identity=replace(identity, problem_words={**identity.problem_words, problem.id: words}),
        themes=_with(themes, problem),
        keyring=keyring,
    )


def retire_problem(client: Client, *, problem_id: UUID, today: date, keyring: Keyring) -> None:
    """Ask for a problem no more; its ratings and words are kept.  Raises NotFound."""
    problem, words = problem_of(client, problem_id, keyring=keyring)
    keep_problem(client, problem=replace(problem, retired=today), words=words, keyring=keyring)


def bring_back_problem(client: Client, *, problem_id: UUID, keyring: Keyring) -> None:
    """Undo `retire_problem`.  Raises NotFound, ProblemsFull."""
    problem, words = problem_of(client, problem_id, keyring=keyring)
    keep_problem(client, problem=replace(problem, retired=None), words=words, keyring=keyring)


def problem_of(client: Client, problem_id: UUID, *, keyring: Keyring) -> tuple[Problem, str]:
    """One problem and its words.  Raises NotFound."""
    for problem in open_client_themes(client, keyring).problems:
        if problem.id == problem_id:
            return problem, open_identity(client, keyring).problem_words.get(problem_id, "")
    raise NotFound


def problem_act(
    client: Client, was: tuple[Problem, str] | None, became: tuple[Problem, str], *, whose: str
) -> Act | None:
    """The act in words; None where nothing changed."""
    if was == became:
        return None
    if was is None:
        said = "Added"
    elif became[0].retired and not was[0].retired:
        said = "Put aside"
    else:
        said = "Brought back" if was[0].retired and not became[0].retired else "Changed"
    label = f"{said} the problem “{became[1]}”"
    return Act(KIND, label, ProblemChange(was, became), client.id, whose)


def register_problem_undo(place: Place) -> None:
    """Tell how it is taken back, and where it is seen."""
    register_undo(KIND, undo=_undo, redo=_redo, place=place)


def _undo(record: ChangeRecord, stand: Stand) -> None:
    change = decode(record.details, ProblemChange)
    problem, words = change.became
    # One that was added is put aside: a session may have rated it by now.
    then = change.was or (replace(problem, retired=stand.today), words)
    _put(record, stand, now=change.became, then=then)


def _redo(record: ChangeRecord, stand: Stand) -> None:
    change = decode(record.details, ProblemChange)
    problem, words = change.became
    client = client_of(stand.user, record.client_id or problem.id)
    keep_problem(client, problem=problem, words=words, keyring=stand.keyring)


def _put(
    record: ChangeRecord, stand: Stand, *, now: tuple[Problem, str], then: tuple[Problem, str]
) -> None:
    client = client_of(stand.user, record.client_id or now[0].id)
    if problem_of(client, now[0].id, keyring=stand.keyring) != now:
        raise CannotUndo
    try:
        keep_problem(client, problem=then[0], words=then[1], keyring=stand.keyring)
    except ProblemsFull:
        raise CannotUndo("problems-full") from None


def _with(themes: ClientThemes, problem: Problem) -> ClientThemes:
    if any(one.id == problem.id for one in themes.problems):
        kept = tuple(problem if one.id == problem.id else one for one in themes.problems)
    else:
        kept = (*themes.problems, problem)
    return replace(themes, problems=kept)
