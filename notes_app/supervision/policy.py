"""What waits for whom, read off the conversation.  Pure: entries in, lists out.

Only entries that hold count: an entry whose signature does not fit its author is shown and moves
nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from notes_app.supervision.payloads import (
    Agreed,
    Comment,
    LentPassage,
    Looked,
    Question,
    Reviewed,
    SentForReview,
    SentTag,
    Settled,
    Suggestion,
    TakenBack,
    Unsettled,
    WishToSee,
)

S = TypeVar("S")


@dataclass(frozen=True)
class Entry:
    """One entry that holds.  `said` is one of the kinds of `payloads`."""

    id: UUID
    author_id: UUID
    at: datetime
    said: Any


@dataclass(frozen=True)
class Passed:
    """Sessions that were sent for review: to whom, when, and when they were reviewed by whom.

    `tags`: the passages as they were sent; None where that was not written down.
    """

    id: UUID
    by: UUID
    to: tuple[UUID, ...]
    at: datetime
    sessions: tuple[UUID, ...]
    question: str
    tags: Mapping[UUID, SentTag] | None = None
    reviewed_at: datetime | None = None
    reviewed_by: UUID | None = None


@dataclass(frozen=True)
class Suggested:
    """Another theme for a passage; `taken` None: not settled yet."""

    id: UUID
    by: UUID
    at: datetime
    suggestion: Suggestion
    taken: bool | None = None


def sent_for_review(entries: Sequence[Entry]) -> list[Passed]:
    """Everything sent and not taken back, oldest first, with its review where there is one."""
    # Everybody who holds the themes key can sign such an entry: only the sender's own counts.
    gone = {(one.said.sent, one.author_id) for one in of_kind(entries, TakenBack)}
    sent = (one for one in of_kind(entries, SentForReview) if (one.id, one.author_id) not in gone)
    reviews = of_kind(entries, Reviewed)
    return [_passed(one, reviews) for one in sent]


def waiting_for(entries: Sequence[Entry], supervisor: UUID) -> list[Passed]:
    """What was sent to this supervisor and nobody has reviewed, oldest first."""
    return [
        one for one in sent_for_review(entries) if supervisor in one.to and one.reviewed_at is None
    ]


def sessions_under_review(entries: Sequence[Entry]) -> frozenset[UUID]:
    """The sessions that wait for a review."""
    waiting = (one for one in sent_for_review(entries) if one.reviewed_at is None)
    return frozenset(session for one in waiting for session in one.sessions)


def open_questions(entries: Sequence[Entry], therapist: UUID) -> list[Entry]:
    """Questions that the therapist has not answered, oldest first."""
    answered = {one.said.answers for one in of_kind(entries, Comment) if one.author_id == therapist}
    asked = (one for one in of_kind(entries, Question) if one.author_id != therapist)
    return [one for one in asked if one.id not in answered]


def suggestions(entries: Sequence[Entry], therapist: UUID) -> list[Suggested]:
    """Other themes that were suggested, oldest first; the therapist alone settles them."""
    settled: dict[UUID, bool | None] = {}
    for one in entries:
        if one.author_id == therapist and isinstance(one.said, Settled | Unsettled):
            settled[one.said.suggestion] = one.said.taken if isinstance(one.said, Settled) else None
    return [
        Suggested(one.id, one.author_id, one.at, one.said, settled.get(one.id))
        for one in of_kind(entries, Suggestion)
        if one.author_id != therapist
    ]


def settled_and_undone(entries: Sequence[Entry]) -> dict[UUID, datetime]:
    """When what settled a suggestion was undone by who settled it, by the entry that settled it."""
    standing: dict[tuple[UUID, UUID], UUID] = {}
    undone: dict[UUID, datetime] = {}
    for one in entries:
        if isinstance(one.said, Settled):
            standing[one.author_id, one.said.suggestion] = one.id
        elif isinstance(one.said, Unsettled):
            settling = standing.pop((one.author_id, one.said.suggestion), None)
            undone |= {settling: one.at} if settling else {}
    return undone


def agreed_tags(entries: Sequence[Entry], supervisor: UUID) -> frozenset[UUID]:
    """The passages that this supervisor would call the same."""
    mine = (one for one in of_kind(entries, Agreed) if one.author_id == supervisor)
    return frozenset(one.said.tag for one in mine)


def wishes(entries: Sequence[Entry], lent: Iterable[LentPassage], *, on: date) -> list[Entry]:
    """Passages that were asked for and are not lent, the first wish of each person, oldest first.

    A loan answers its borrower, and nobody else, for as long as it is open.  One that is over has
    answered what was asked up to the day on which it was lent: to ask after that is to ask anew.
    """
    loans = [(one.to, one.tag, date.max if one.open_on(on) else one.lent_on) for one in lent]
    answered = {(to, tag): day for to, tag, day in sorted(loans, key=lambda loan: loan[2])}
    found: dict[tuple[UUID, UUID], Entry] = {}
    for one in of_kind(entries, WishToSee):
        key = (one.author_id, one.said.tag)
        if one.at.date() > answered.get(key, date.min):
            found.setdefault(key, one)
    return list(found.values())


def lent_as_wished(
    entries: Sequence[Entry], lent: Mapping[UUID, LentPassage], *, reader: UUID
) -> list[LentPassage]:
    """What of this is lent because its reader asked, and they have not read yet.

    Args:
        lent: what this reader can open now, by loan.
    """
    read = {one.said.loan for one in of_kind(entries, Looked) if one.author_id == reader}
    mine = [one for one in of_kind(entries, WishToSee) if one.author_id == reader]
    asked = {(one.said.tag, one.at.date()) for one in mine}
    return [
        one
        for loan, one in lent.items()
        if loan not in read and any(tag == one.tag and on <= one.lent_on for tag, on in asked)
    ]


def last_wishes(entries: Sequence[Entry], reader: UUID) -> dict[UUID, datetime]:
    """When this reader last asked to see a passage, by its tag."""
    return {one.said.tag: one.at for one in of_kind(entries, WishToSee) if one.author_id == reader}


def may_review(entries: Sequence[Entry], sent: UUID, reviewer: UUID) -> bool:
    """Whether this person may attest a review of it: it was sent to them, by somebody else."""
    return any(
        one.id == sent and reviewer in one.to and one.by != reviewer and one.reviewed_at is None
        for one in sent_for_review(entries)
    )


def looks_due(
    entries: Sequence[Entry], loans: Iterable[UUID], *, reader: UUID, day: date
) -> list[UUID | None]:
    """What this reader's look at a case is written down for: the case (None), each lent passage.

    Once a day for each; for the case once more where somebody has said something since.

    Args:
        loans: of the passages whose words the page shows.
        day: in UTC, as entries are dated.
    """
    looks = [one for one in of_kind(entries, Looked) if one.author_id == reader]
    today = {one.said.loan for one in looks if one.at.date() == day}
    last = max((one.at for one in looks if one.said.loan is None), default=None)
    if last is not None and any(_is_said_to(reader, one) and one.at > last for one in entries):
        today.discard(None)
    return [loan for loan in (None, *loans) if loan not in today]


def new_answers(entries: Sequence[Entry], reader: UUID) -> list[tuple[Entry, Entry]]:
    """The reader's questions and comments that were answered since they last came, with the answer.

    To come is to look at the case, or to say anything about it.
    """
    came = max((one.at for one in entries if one.author_id == reader), default=None)
    asked = (*of_kind(entries, Question), *of_kind(entries, Comment))
    mine = {one.id: one for one in asked if one.author_id == reader}
    return [
        (mine[one.said.answers], one)
        for one in of_kind(entries, Comment)
        if one.said.answers in mine and one.author_id != reader and came and one.at > came
    ]


def _is_said_to(reader: UUID, one: Entry) -> bool:
    return one.author_id != reader and not isinstance(one.said, Looked)


def of_kind(entries: Iterable[Entry], kind: type[S]) -> list[Entry]:
    """The entries of one kind, in order."""
    return [one for one in entries if isinstance(one.said, kind)]


def _passed(one: Entry, reviews: Sequence[Entry]) -> Passed:
    sent: SentForReview = one.said
    asked = {*sent.reviewers} - {one.author_id}  # nobody reviews their own, or another's
    seen = [r for r in reviews if r.said.sent == one.id and r.author_id in asked]
    first = min(seen, key=lambda review: review.at, default=None)
    return Passed(
        *(one.id, one.author_id, sent.reviewers, one.at, sent.sessions, sent.question, sent.tags),
        reviewed_at=first.at if first else None,
        reviewed_by=first.author_id if first else None,
    )
