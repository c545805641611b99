"""What to know before a client comes: three of each, and nothing that cannot be traced.  Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from notes_app.diary.followups import (
    Bond,
    Experiment,
    Measured,
    last_bond,
    newest_measures,
    open_experiments,
)
from notes_app.diary.slots import Diary, State, held_before, state_of, strongest_tags
from notes_app.diary.supervision import Asked, asked_about
from notes_app.diary.threads import Silent, silent_themes
from notes_app.notes.desk import LOOK_BACK
from notes_app.notes.formats import carried_over
from notes_app.notes.payloads import Passage, SessionText, Tag
from notes_app.notes.queries import ReadSession
from notes_app.notes.risk import open_risk
from notes_app.notes.ruptures import Thread, open_threads
from notes_app.signing.questions import Question

THREE = 3
UNFINISHED = {State.BEGUN, State.DRAFTED, State.WRITTEN}


@dataclass(frozen=True)
class Heard:
    """A theme with its strongest passage in the session where it was heard last."""

    tag: Tag
    read: ReadSession
    ago: int


@dataclass(frozen=True)
class Phrase:
    """Words of the client's that were starred, and where they stand."""

    passage: Passage
    read: ReadSession


@dataclass(frozen=True)
class Preparation:
    """The card for one session.

    Attributes:
        last: the session held last before it; None for the first one.
        closed: the last note cannot be opened.
        unreadable: sessions of which not even the day can be read; one may be the last.
        risk: the session that raised it, where no later one has answered.
        asked: what supervision asked, and was not asked about again.
        unfinished: earlier notes that are not written or not signed.
    """

    read: ReadSession
    last: ReadSession | None
    carried: str
    closed: bool
    last_tags: list[Tag]
    still_open: list[Heard]
    silent: list[Silent]
    ruptures: list[Thread]
    phrases: list[Phrase]
    experiments: list[Experiment]
    bond: Bond | None
    measures: list[Measured]
    risk: ReadSession | None
    asked: list[Asked]
    unfinished: list[tuple[ReadSession, State]]
    unreadable: list[ReadSession]


def prepare(
    read: ReadSession,
    *,
    reads: Sequence[ReadSession],
    texts: Mapping[UUID, SessionText | None],
    diary: Diary,
    among: Collection[str],
    questions: Sequence[Question] = (),
) -> Preparation:
    """Put the card together.

    Args:
        reads: all sessions of the client, in order.
        texts: the records of those sessions, None where one cannot be opened.
        diary: what is drafted and signed, and what time it is.
        among: the codes of the themes that are in use.
        questions: what supervision asked, newest first.
    """
    before = sessions_before(read, reads)
    last = before[-1] if before else None
    text = texts.get(last.session_id) if last else None
    return Preparation(
        read=read,
        last=last,
        carried=carried_over(text) if text else "",
        closed=last is not None and text is None,
        last_tags=strongest_tags(last)[:THREE],
        still_open=still_open(before, among=among)[:THREE],
        silent=silent_themes(before, among=among)[:THREE],
        ruptures=open_threads(before)[:THREE],
        phrases=newest_phrases(before, texts)[:THREE],
        experiments=open_experiments(before, texts)[:THREE],
        bond=last_bond(before),
        measures=newest_measures(before)[:THREE],
        risk=open_risk(reads),
        asked=asked_about(questions, reads)[:THREE],
        unfinished=_unfinished(before, diary)[:THREE],
        unreadable=[other for other in reads if other.facts is None and other != read],
    )


def sessions_before(read: ReadSession, reads: Sequence[ReadSession]) -> list[ReadSession]:
    """The sessions held before this one; all of them where its own day cannot be read."""
    if read.facts is None:
        return [other for other in reads if other.held]
    found = held_before(reads, read.facts.held_on, read.facts.starts_at)
    return [other for other in found if other.session_id != read.session_id]


def still_open(before: Sequence[ReadSession], *, among: Collection[str]) -> list[Heard]:
    """The themes heard lately but not last time, most recent first."""
    found: dict[str, Heard] = {}
    for ago, read in enumerate(reversed(before[-LOOK_BACK:]), start=1):
        for tag in strongest_tags(read):
            found.setdefault(tag.theme, Heard(tag, read, ago))
    return [heard for code, heard in found.items() if heard.ago > 1 and code in among]


def newest_phrases(
    before: Sequence[ReadSession], texts: Mapping[UUID, SessionText | None]
) -> list[Phrase]:
    """The client's own words that were starred, those of the newest session first."""
    found = []
    for read in reversed(before):
        text = texts.get(read.session_id)
        found += [Phrase(passage, read) for passage in (text.told.phrases if text else ())]
    return found


def _unfinished(before: Sequence[ReadSession], diary: Diary) -> list[tuple[ReadSession, State]]:
    states = [(read, state_of(read, diary)) for read in before]
    return [(read, state) for read, state in states if state in UNFINISHED]
