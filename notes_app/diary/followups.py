"""What was agreed, rated and measured, and waits to be followed up.  Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from notes_app.measures.instruments import Instrument, built_in, total_of
from notes_app.measures.wording import change_words
from notes_app.notes.beside import NewWay
from notes_app.notes.lists import SKILLS
from notes_app.notes.payloads import SessionText
from notes_app.notes.queries import ReadSession


@dataclass(frozen=True)
class Experiment:
    """A new way that was agreed, and of which nothing more is known."""

    read: ReadSession
    way: NewWay
    words: str

    @property
    def name(self) -> str:
        """What is tried."""
        return SKILLS.get(self.way.skill, self.way.skill)


@dataclass(frozen=True)
class Bond:
    """The bond as it was last rated, 0-10 by each side; None where one did not rate it."""

    read: ReadSession
    by_you: int | None
    by_client: int | None


@dataclass(frozen=True)
class Measured:
    """The newest complete total of a built-in questionnaire, and its change in words."""

    read: ReadSession
    instrument: Instrument
    total: int
    change: str


def open_experiments(
    before: Sequence[ReadSession], texts: Mapping[UUID, SessionText | None]
) -> list[Experiment]:
    """The new ways whose outcome nobody has told, the newest first.

    Args:
        before: the sessions that were held, in order.
        texts: the records in which they are put into words.
    """
    told = {way.id for read in before for way in read.ratings.new_ways if way.result}
    return [
        Experiment(read, way, _words(texts.get(read.session_id), way))
        for read in reversed(before)
        for way in read.ratings.new_ways
        if way.id not in told and way.followed_up_in is None
    ]


def last_bond(before: Sequence[ReadSession]) -> Bond | None:
    """The bond where it was rated last, by whichever side."""
    for read in reversed(before):
        ratings = read.ratings
        rated = Bond(read, ratings.alliance_by_you.bond, ratings.alliance_by_client.bond)
        if rated.by_you is not None or rated.by_client is not None:
            return rated
    return None


def newest_measures(before: Sequence[ReadSession]) -> list[Measured]:
    """Each built-in questionnaire that was ever complete: its newest total, and since the first."""
    found = []
    for instrument in built_in().values():
        totals = [
            (read, total)
            for read in before
            for taken in read.ratings.measures
            if taken.code == instrument.code
            and (total := total_of(instrument, taken.answers)) is not None
        ]
        if totals:
            read, total = totals[-1]
            change = _change(instrument, totals[0][1], total) if len(totals) > 1 else ""
            found.append(Measured(read, instrument, total, change))
    return found


def _change(instrument: Instrument, first: int, newest: int) -> str:
    return change_words(first, newest, reliable=instrument.reliable)


def _words(text: SessionText | None, way: NewWay) -> str:
    return text.told.words.get(way.id, "") if text else ""
