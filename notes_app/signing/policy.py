"""Where a note stands between its first word and its last signature (domain.md 7).

    draft --sign--> signed --ask--> awaiting co-sign --co-sign--> co-signed
                                        '--return--> returned --addendum, ask again--> awaiting

An addendum may be added at any time after signing.  A note that came back is asked about again only
after something was added, and so is one that was co-signed: nobody signs the same twice.  One that
waits may be asked about again in the same way: somebody whose keys the author has not compared may
have returned it, and what is not verified moves the note nowhere.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from notes_app.notes.payloads import SessionThemes
from notes_app.notes.queries import NOT_HELD
from notes_app.notes.risk import item_9_unread
from notes_app.signing.payloads import EntryKind


class State(StrEnum):
    """Where a note stands."""

    DRAFT = "draft"
    SIGNED = "signed"
    AWAITING = "awaiting-co-sign"
    COSIGNED = "co-signed"
    RETURNED = "returned"


class Act(StrEnum):
    """What can be done with a note.  All but signing leave an entry below it."""

    SIGN = "sign"
    ADD = "add"
    MARK_IN_ERROR = "entered-in-error"
    ASK = "ask"
    COSIGN = "co-sign"
    RETURN = "return"


class NotNow(Exception):
    """That act does not fit where the note stands; nothing was written."""


@dataclass(frozen=True)
class Standing:
    """Where a note stands, and what it takes to know what may come next.

    Attributes:
        added_since: something was added after it was asked about, co-signed or returned.
        in_error: it is marked as entered in error.
    """

    state: State = State.DRAFT
    added_since: bool = False
    in_error: bool = False


UNSIGNED = Standing()
_NEXT = {
    (State.DRAFT, Act.SIGN): State.SIGNED,
    (State.SIGNED, Act.ASK): State.AWAITING,
    (State.AWAITING, Act.ASK): State.AWAITING,
    (State.AWAITING, Act.COSIGN): State.COSIGNED,
    (State.AWAITING, Act.RETURN): State.RETURNED,
    (State.COSIGNED, Act.ASK): State.AWAITING,
    (State.RETURNED, Act.ASK): State.AWAITING,
}
_LEFT_BY = {
    EntryKind.IN_ERROR: Act.MARK_IN_ERROR,
    EntryKind.ASKED: Act.ASK,
    EntryKind.COSIGNED: Act.COSIGN,
    EntryKind.RETURNED: Act.RETURN,
}
_ADDED_FIRST = (State.AWAITING, State.COSIGNED, State.RETURNED)


def after(standing: Standing, act: Act) -> Standing:
    """Where the note stands after `act`.

    Raises:
        NotNow: the act does not fit.
    """
    if not can(standing, act):
        raise NotNow
    if act in (Act.ADD, Act.MARK_IN_ERROR):
        marked = standing.in_error or act is Act.MARK_IN_ERROR
        return replace(standing, added_since=True, in_error=marked)
    return replace(standing, state=_NEXT[standing.state, act], added_since=False)


def can(standing: Standing, act: Act) -> bool:
    """Whether `act` fits where the note stands."""
    if act is Act.ADD:
        return standing.state is not State.DRAFT
    if act is Act.MARK_IN_ERROR:
        return standing.state is not State.DRAFT and not standing.in_error
    if (standing.state, act) not in _NEXT or (act is Act.ASK and standing.in_error):
        return False
    return standing.added_since or act is not Act.ASK or standing.state not in _ADDED_FIRST


def act_behind(kind: EntryKind) -> Act:
    """The act that left an entry of this kind."""
    return _LEFT_BY.get(kind, Act.ADD)


def standing_after(acts: Iterable[Act]) -> Standing:
    """Where a signed note stands after what stands below it, in order.

    An entry that does not fit changes nothing: it is shown, and moves the note nowhere.
    """
    standing = after(UNSIGNED, Act.SIGN)
    for act in acts:
        standing = after(standing, act) if can(standing, act) else standing
    return standing


def may(act: Act, *, actor_id: UUID, author_id: UUID) -> bool:
    """Whose act it is: somebody else co-signs or returns, everything else is its author's."""
    if act in (Act.COSIGN, Act.RETURN):
        return can_cosign(actor_id, author_id=author_id)
    return actor_id == author_id


def can_cosign(actor_id: UUID, *, author_id: UUID) -> bool:
    """Nobody co-signs, or returns, what they wrote themselves."""
    return actor_id != author_id


class Gap(StrEnum):
    """What is not filled in before signing.

    Only date and risk hold a signature up, and an item 9 of the PHQ-9 above 0 that nobody has read.
    """

    DATE_AHEAD = "date-ahead"
    RISK = "risk"
    ITEM_9 = "item-9"
    TIMES = "times"
    WORDS = "words"
    SECTIONS = "sections"
    TAGGING = "tagging"

    @property
    def holds(self) -> bool:
        """Whether the note cannot be signed before this is filled in."""
        return self in (Gap.DATE_AHEAD, Gap.RISK, Gap.ITEM_9)


LATE_AFTER = timedelta(hours=72)


def gaps_of(facts: SessionThemes, sections: Mapping[str, str], *, today: date) -> list[Gap]:
    """What is missing in a note, those that hold its signature up first.

    Args:
        facts: with the ratings and the tagging that are about to be signed.
        sections: the text of each, by its key.

    Source: domain.md 7, "Before you sign".  An hour that did not take place has nothing to tell:
    only its date counts.
    """
    took_place = facts.attendance not in NOT_HELD
    words = [text for text in sections.values() if text.strip()]
    missing = {
        Gap.DATE_AHEAD: facts.held_on > today,
        Gap.RISK: took_place and facts.ratings.risk is None,
        Gap.ITEM_9: item_9_unread(facts.ratings),
        Gap.TIMES: took_place and (facts.starts_at is None or facts.ends_at is None),
        Gap.WORDS: took_place and not words,
        Gap.SECTIONS: took_place and 0 < len(words) < len(sections),
        Gap.TAGGING: took_place and not facts.tagging_complete,
    }
    return [gap for gap, is_missing in missing.items() if is_missing]


def is_late(facts: SessionThemes, signed_at: datetime) -> bool:
    """Whether a note signed then is a late entry: more than 72 hours after the hour ended.

    Args:
        signed_at: in the zone of the hour.
    """
    end = facts.ends_at or facts.starts_at or time.max
    ended = datetime.combine(facts.held_on, end, signed_at.tzinfo)
    return signed_at - ended > LATE_AFTER
