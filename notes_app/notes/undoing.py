"""How what was changed about a session's questionnaires is taken back, and done again."""

from uuid import UUID

from notes_app.changes.payloads import ChangeRecord
from notes_app.changes.registry import CannotUndo, Place, Stand, register_undo
from notes_app.changes.service import Act
from notes_app.measures.instruments import built_in
from notes_app.notes import measuring
from notes_app.notes.beside import Taken
from notes_app.notes.queries import ReadSession, open_facts, session_of
from notes_app.payload import Part, decode

MEASURE = "measure-taken"
A_QUESTIONNAIRE = "a questionnaire"


class MeasureChange(Part, frozen=True):
    """One questionnaire in one session; None where it was not taken."""

    session_id: UUID
    was: Taken | None = None
    became: Taken | None = None


def measure_act(read: ReadSession, was: Taken | None, became: Taken | None) -> Act | None:
    """The act in words; None where nothing changed."""
    taken = became or was
    if taken is None or was == became:
        return None
    known = built_in().get(taken.code)
    verb = "Took" if was is None else "Took back" if became is None else "Changed"
    return Act(
        MEASURE,
        f"{verb} {known.name if known else A_QUESTIONNAIRE}",
        MeasureChange(read.session_id, was, became),
        read.client_id,
    )


def register_measure_undo(place: Place) -> None:
    """Tell how it is taken back, and where it is seen."""
    register_undo(MEASURE, undo=_undo, redo=_redo, place=place)


def session_in(record: ChangeRecord) -> UUID:
    """The session that a change is about."""
    return decode(record.details, MeasureChange).session_id


def _undo(record: ChangeRecord, stand: Stand) -> None:
    change = decode(record.details, MeasureChange)
    _put(change, stand, now=change.became, then=change.was)


def _redo(record: ChangeRecord, stand: Stand) -> None:
    change = decode(record.details, MeasureChange)
    _put(change, stand, now=change.was, then=change.became)


def _put(change: MeasureChange, stand: Stand, *, now: Taken | None, then: Taken | None) -> None:
    session = session_of(stand.user, change.session_id)
    code = (change.was or change.became or Taken("")).code
    taken = open_facts(session, keyring=stand.keyring).ratings.measures
    here = next((one for one in taken if one.code == code), None)
    if _answers(here) != _answers(now):
        raise CannotUndo
    by = measuring.Hand(stand.user, stand.keyring, session.version, stand.now)
    if then is None:
        measuring.take_back_measure(session, code=code, by=by)
    else:
        measuring.take_measure(session, taken=then, by=by)


def _answers(taken: Taken | None) -> object:
    # That item 9 was read in between does not stand in the way.
    return (taken.answers, taken.problems, taken.total) if taken else None
