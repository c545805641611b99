"""What the fold "Session facts" shows under a note: its fields, as they stand or were typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from notes_app.clients.payloads import Goal
from notes_app.measures.queries import KnownMeasures
from notes_app.notes.beside import Taken
from notes_app.notes.courses import Standing, standing_of
from notes_app.notes.desk import Desk
from notes_app.notes.facts_fields import Values, row_ids, values_of
from notes_app.notes.new_ways import FollowedWay
from notes_app.notes.payloads import frame_of
from notes_app.notes.risk import item_9_raised, item_9_unread


@dataclass(frozen=True)
class Fold:
    """The fields of one session's facts.

    Attributes:
        values: of the fields, by name.
        wrong: a sentence for each field that cannot be taken.
        interventions, new_ways: ids of their rows; the last of each is a new, empty one.
        carried: new ways of earlier sessions, to be followed up.
        goals: of the client's, those that are worked on.
        measures: one line for each questionnaire that may be taken.
    """

    values: Values
    wrong: Mapping[str, str]
    interventions: Sequence[UUID]
    new_ways: Sequence[UUID]
    carried: Sequence[FollowedWay]
    goals: Sequence[Goal]
    measures: Sequence[Standing]
    item_9: bool
    unread: bool

    def value(self, name: str) -> str:
        """What stands in a field; empty where nothing does."""
        return next(iter(self.values.get(name, ())), "")

    def has(self, name: str, code: str) -> bool:
        """Whether a box of a group is ticked."""
        return code in self.values.get(name, ())

    def lost_words(self, rows: str, known: Mapping[str, str]) -> list[str]:
        """Stored codes of a list that this version does not know: they are kept as they are."""
        return [code for code in self.values.get(rows, ()) if code and code not in known]

    @property
    def open(self) -> bool:
        """Whether something in it has to be seen at once."""
        return bool(self.wrong)


def fold_of(
    desk: Desk, values: Values, *, wrong: Mapping[str, str], measures: KnownMeasures
) -> Fold:
    """The fold of one desk."""
    facts = desk.read.facts
    ratings = facts.ratings if facts else desk.written.ratings
    carried = {followed.way.id for followed in desk.carried_ways}
    themes = desk.card.themes
    return Fold(
        values=values,
        wrong=wrong,
        interventions=[*row_ids(values, "interventions"), uuid4()],
        new_ways=[*(i for i in row_ids(values, "new_ways") if i not in carried), uuid4()],
        carried=desk.carried_ways,
        goals=[goal for goal in themes.goals if not goal.reached] if themes else [],
        measures=standing_of(taken_by_code(ratings.measures), measures, themes),
        item_9=item_9_raised(ratings),
        unread=item_9_unread(ratings),
    )


def desk_values(desk: Desk) -> Values:
    """The fields as the desk holds them; times and attendance as the session has them at first."""
    written, facts = desk.written, desk.read.facts
    if written.frame is None and facts is not None:
        written = replace(written, frame=frame_of(facts))
    return values_of(written)


def taken_by_code(measures: Sequence[Taken]) -> dict[str, Taken]:
    """What was taken in one session, by the questionnaire's code."""
    return {taken.code: taken for taken in measures}
