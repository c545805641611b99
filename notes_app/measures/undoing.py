"""How what was changed about a therapist's own questionnaires is taken back, and done again."""

from notes_app.changes.payloads import ChangeRecord
from notes_app.changes.registry import CannotUndo, Place, Stand, register_undo
from notes_app.changes.service import Act
from notes_app.measures.payloads import OwnMeasure
from notes_app.measures.service import Shelf, keep_measure, leave_out
from notes_app.payload import Part, decode

KIND = "own-measure"


class OwnMeasureChange(Part, frozen=True):
    """A questionnaire; None where there was none before."""

    was: OwnMeasure | None
    became: OwnMeasure


def own_measure_act(was: OwnMeasure | None, became: OwnMeasure) -> Act | None:
    """The act in words; None where nothing changed."""
    if was == became:
        return None
    if was is None:
        said = "Added"
    elif became.retired and not was.retired:
        said = "Put aside"
    elif was.retired and not became.retired:
        said = "Brought back"
    else:
        said = "Changed"
    return Act(KIND, f"{said} the questionnaire {became.name}", OwnMeasureChange(was, became))


def register_own_measure_undo(place: Place) -> None:
    """Tell how it is taken back, and where it is seen."""
    register_undo(KIND, undo=_undo, redo=_redo, place=place)


def _undo(record: ChangeRecord, stand: Stand) -> None:
    change = decode(record.details, OwnMeasureChange)
    shelf = Shelf(stand.user.id, stand.keyring)
    if change.became not in shelf.open().own:
        raise CannotUndo
    if change.was is None:
        # Totals may name it by now: put aside, it still stands for them.
        leave_out(shelf, measure=change.became, today=stand.today)
    else:
        keep_measure(shelf, measure=change.was)


def _redo(record: ChangeRecord, stand: Stand) -> None:
    change = decode(record.details, OwnMeasureChange)
    keep_measure(Shelf(stand.user.id, stand.keyring), measure=change.became)
