"""What the page of one case shows, put together from its file.  Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from notes_app.notes.payloads import Tag
from notes_app.notes.queries import ReadSession
from notes_app.patterns.table import Column, ThemeRow, ThemeTable
from notes_app.supervision.casefiles import Casefile
from notes_app.supervision.naming import Named, named
from notes_app.supervision.payloads import (
    THE_CASE,
    About,
    Comment,
    LentPassage,
    Question,
    Said,
    Settled,
    Suggestion,
    Unsettled,
)
from notes_app.supervision.policy import agreed_tags, suggestions
from notes_app.supervision.queries import lent_to
from notes_app.supervision.sent import change_of, removed_since
from notes_app.themes.library import FAMILY_NAMES

RECENT = 3
STRIP = 36
LEAST = 3
OLDER = "From an earlier codebook"


@dataclass(frozen=True)
class Place:
    """One tagged passage as the supervisor sees it.

    Attributes:
        lent: its words; None where they are not lent.
        agreed, suggested: what the supervisor said of it already.
        since: what changed about it since it was sent, as a sentence; empty where nothing did.
    """

    read: ReadSession
    tag: Tag
    theme: Named
    loan_id: UUID | None
    lent: LentPassage | None
    agreed: bool
    suggested: str
    since: str = ""


@dataclass(frozen=True)
class SessionPlaces:
    """The passages of one session; `removed` are tagged no more since they were sent."""

    read: ReadSession
    places: tuple[Place, ...]
    removed: int = 0


def sessions_up(case: Casefile, supervisor: UUID) -> list[ReadSession]:
    """The sessions up for review, newest first; where nothing waits, the last three."""
    waiting = {session for one in case.waiting(supervisor) for session in one.sessions}
    found = [read for read in case.held if read.session_id in waiting] or case.held[-RECENT:]
    return list(reversed(found))


def places_in(
    case: Casefile, reads: Sequence[ReadSession], *, reader: UUID, today: date
) -> list[SessionPlaces]:
    """Every tagged passage of these sessions, those to bring to supervision first."""
    lent = {one.tag: (loan, one) for loan, one in _lent(case, reader, today).items()}
    agreed = agreed_tags(case.entries, reader)
    mine = {
        one.suggestion.tag: one.suggestion.name
        for one in suggestions(case.entries, case.therapist_id)
        if one.by == reader
    }

    sent_in = {id_: one.tags for one in case.waiting(reader) for id_ in one.sessions}

    def place(read: ReadSession, tag: Tag) -> Place:
        loan, words = lent.get(tag.id, (None, None))
        theme, other = named(case.card, tag.theme), mine.get(tag.id, "")
        suggested = "" if other == theme.name else other  # taken, and not taken back since
        since = change_of(tag, sent_in.get(read.session_id), case.card)
        return Place(read, tag, theme, loan, words, tag.id in agreed, suggested, since)

    found = []
    for read in reads:
        tags = sorted(read.facts.tags if read.facts else (), key=lambda t: not t.for_supervision)
        removed = removed_since(read, sent_in.get(read.session_id))
        found.append(SessionPlaces(read, tuple(place(read, tag) for tag in tags), removed))
    return found


def places_shown(case: Casefile, *, reader: UUID, today: date) -> list[SessionPlaces]:
    """Every passage of the sessions up for review, then what is lent from any other session.

    A passage may be lent from long ago, and stays lent when its session was reviewed: its borrower
    reads it for as long as that, whatever else is up.
    """
    up = sessions_up(case, reader)
    shown = {read.session_id for read in up}
    lent = {one.tag for one in _lent(case, reader, today).values()}
    away = {read.session_id for id_, (read, _) in case.tags.items() if id_ in lent} - shown
    others = [read for read in reversed(case.reads) if read.session_id in away]
    further = places_in(case, others, reader=reader, today=today)
    return [
        *places_in(case, up, reader=reader, today=today),
        *(replace(one, places=tuple(p for p in one.places if p.lent)) for one in further),
    ]


def families_of(table: ThemeTable, *, least: int) -> list[tuple[str, str, list[ThemeRow]]]:
    """The rows heard in at least so many sessions, by family: its code, its name, its rows."""
    rows = [row for row in table.rows if len(row.heard_at_all) >= least]
    found = []
    for family, name in [*((str(f), n) for f, n in FAMILY_NAMES.items()), ("", OLDER)]:
        mine = sorted((r for r in rows if r.theme.family == family), key=lambda r: r.theme.name)
        if mine:
            found.append((family, name, mine))
    return found


def shown_number(
    columns: Sequence[Column], at: int, number: int, under_review: Collection[UUID]
) -> bool:
    """Whether the number of a session is shown over its column: two side by side run together.

    Of sessions under review that follow each other the last has its number, and the first where it
    is not its neighbour; of the others the first and each fifth that stands beside none of them.
    """
    up = [column.session_id in under_review for column in columns]
    before, after = up[at - 1 : at] == [True], up[at + 1 : at + 2] == [True]
    if up[at]:
        return not after or (not before and up[at + 2 : at + 3] == [True])
    return (number == 1 or number % 5 == 0) and not before and not after


def subject_in_words(case: Casefile, about: About) -> tuple[str, str]:
    """What an entry is about, and the family that colours it; ("", "") for the case itself."""
    if about.tag is not None and about.tag in case.tags:
        read, tag = case.tags[about.tag]
        theme = named(case.card, tag.theme)
        return f"{theme.name}, session {read.number}", theme.family
    if about.session is not None:
        number = next((r.number for r in case.reads if r.session_id == about.session), None)
        return (f"Session {number}" if number else "A session"), ""
    if about.theme:
        theme = named(case.card, about.theme)
        return theme.name, theme.family
    return "", ""


def subject_said(case: Casefile, said: Said) -> About:
    """What an entry of any kind is about; what settles a suggestion is about its passage."""
    if isinstance(said, Settled | Unsettled):
        asked = next((one.said for one in case.entries if one.id == said.suggestion), None)
        return About(tag=asked.tag) if isinstance(asked, Suggestion) else THE_CASE
    if isinstance(said, Suggestion):
        return About(tag=said.tag)
    return said.about if isinstance(said, Comment | Question) else THE_CASE


def _lent(case: Casefile, reader: UUID, today: date) -> dict[UUID, LentPassage]:
    return lent_to(reader, case.borrowed, on=today)
