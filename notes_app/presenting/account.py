"""Who saw what of one client, as an account of disclosures: each line dated and in words.  Pure.

Four sources: the therapist's own list of grants, the loans, and what the supervisor's side wrote
down when a case, a lent passage or a signed record was opened.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import groupby
from uuid import UUID

from notes_app.paper.sheet import Sheet, Table, Words
from notes_app.sharing.payloads import Basis, Given
from notes_app.signing.look_words import NOT_MET, doubtful_words, missing_words
from notes_app.signing.looks import Look
from notes_app.signing.numbering import Numbered, missing_of
from notes_app.supervision.payloads import Looked, WishToSee
from notes_app.supervision.policy import Entry
from notes_app.supervision.queries import Borrowed
from notes_app.supervision.sent import as_lent
from notes_app.web.filters import day

BASES = {
    Basis.TRAINING: "own training under supervision",
    Basis.AUTHORIZATION: "the client's authorization",
    Basis.DEIDENTIFIED: "de-identified",
}


@dataclass(frozen=True)
class Disclosure:
    """One line: when (UTC; a day stands at noon), to whom, and what.

    `many` says the same of several passages, with a place for their number; empty: it never does.
    """

    at: datetime
    to: str
    what: str
    many: str = ""


@dataclass(frozen=True)
class Named:
    """What people, passages and sessions are called in the account."""

    people: Mapping[UUID, str]
    passage: Callable[[UUID], str]
    """By the id of a tag: "Setting a limit, session 60"."""
    session: Callable[[UUID], str]

    def person(self, user_id: UUID) -> str:
        """Somebody of the practice."""
        return self.people.get(user_id, NOT_MET)


def account_of(
    given: Iterable[Given],
    borrowed: Iterable[Borrowed],
    entries: Iterable[Entry],
    looks: Iterable[Look],
    *,
    therapist: UUID,
    named: Named,
) -> list[Disclosure]:
    """Every disclosure of one client, newest first."""
    loans = {one.id: one for one in borrowed}
    theirs = [one for one in entries if one.author_id != therapist]
    lines = [
        *(line for one in given for line in _grant(one, named)),
        *(line for one in loans.values() for line in _loan(one, named)),
        *(line for one in theirs for line in _look(one, loans, named)),
        *(_reading(one, one.at, named) for one in looks if one.holds and one.at),
    ]
    return sorted(lines, key=lambda line: (line.at, line.many), reverse=True)


def in_brief(lines: Iterable[Disclosure]) -> list[Disclosure]:
    """The account with one line for all passages that were lent for calibration in one act."""
    told: list[Disclosure] = []
    for (at, to, many), alike in groupby(lines, key=lambda line: (line.at, line.to, line.many)):
        group = [*alike]
        whole = Disclosure(at, to, many.format(len(group)))
        told += [whole] if many and len(group) > 1 else group
    return told


def said_amiss(heard: Sequence[Numbered], named: Named) -> list[str]:
    """What is missing from the conversation, or cannot be opened, so that the account lacks it."""
    lost = [missing_words(count, named.person(who)) for who, count in missing_of(heard).items()]
    closed = sum(one.at is None for one in heard)
    entries = "One entry" if closed == 1 else f"{closed} entries"
    unread = f"{entries} of the conversation cannot be opened (damaged or moved)."
    return [*lost, unread] if closed else lost


def lent_amiss(given: Iterable[Given], borrowed: Iterable[Borrowed], named: Named) -> list[str]:
    """The passages that are lent now and are not as they were lent, each as a sentence."""
    here = {one.id: one.lent for one in borrowed}
    standing = (one for one in given if one.is_loan and one.lent and one.session)
    return [
        f"A passage of {named.session(one.session)} that you lent to {named.person(one.grantee)} "
        "is not as you left it: somebody who can write to the database changed it. Take it back."
        for one in standing
        if one.session and (lent := here.get(one.id)) and as_lent(lent) != one.lent
    ]


def looks_amiss(looks: Sequence[Look], named: Named) -> list[str]:
    """The same of the looks at signed records, and of those that are nobody's who was met."""
    missing = missing_of(looks).items()
    lost = [missing_words(count, named.person(who), looks=True) for who, count in missing]
    return [*lost, *doubtful_words(looks)]


def on_paper(
    lines: Iterable[Disclosure],
    amiss: Iterable[str],
    *,
    case: str,
    made_on: date,
    local: Callable[[datetime], datetime],
) -> Sheet:
    """The account as a document: what it lacks before what it has.

    Args:
        case: the code name.
        local: puts times into the therapist's zone.
    """
    rows = tuple((day(local(one.at)), one.to, one.what) for one in lines)
    table = Table("Newest first", ("Date", "To", "What"), rows)
    told = (*map(Words, amiss), table if rows else Words("Nothing was shown to anybody."))
    return Sheet("Account of disclosures", (f"Case {case}.", f"Made on {day(made_on)}."), told)


def _grant(one: Given, named: Named) -> list[Disclosure]:
    what = f"the signed record of {named.session(one.session)}" if one.session else "the themes"
    why = "; ".join(part for part in (BASES[one.basis], one.purpose) if part)
    to, start = named.person(one.grantee), datetime.fromtimestamp(one.given_at, UTC)
    until = datetime.fromtimestamp(one.expires, UTC)
    lines = [Disclosure(start, to, f"could see {what} until {day(until)} ({why})")]
    if one.ended_at is not None:
        ended = datetime.fromtimestamp(one.ended_at, UTC)
        lines.append(Disclosure(ended, to, f"could no longer see {what}"))
    return lines


def _loan(one: Borrowed, named: Named) -> list[Disclosure]:
    if one.lent is None:
        return []
    lent, to = one.lent, named.person(one.lent.to)
    place = named.passage(lent.tag)
    until = f"until {day(lent.until)}"
    many = f"was lent {{}} passages for blind calibration, {until}" if lent.blind else ""
    what = f"was lent the passage {place}, {until}"
    lines = [Disclosure(_noon(lent.lent_on), to, what, many)]
    if lent.taken_back is not None:
        many = "could no longer read {} passages lent for blind calibration" if lent.blind else ""
        what = f"could no longer read the passage {place}"
        lines.append(Disclosure(_noon(lent.taken_back), to, what, many))
    return lines


def _look(one: Entry, loans: Mapping[UUID, Borrowed], named: Named) -> list[Disclosure]:
    to = named.person(one.author_id)
    if isinstance(one.said, Looked):
        return [Disclosure(one.at, to, _looked(one.said, loans, named))]
    if isinstance(one.said, WishToSee):
        return [Disclosure(one.at, to, f"asked to see {named.passage(one.said.tag)}")]
    return []


def _reading(one: Look, at: datetime, named: Named) -> Disclosure:
    what = f"read the signed record of {named.session(one.session_id)}"
    return Disclosure(at, named.person(one.author_id), what)


def _looked(said: Looked, loans: Mapping[UUID, Borrowed], named: Named) -> str:
    if said.loan is None:
        return "opened the case"
    found = loans.get(said.loan)
    if found is None or found.lent is None:
        return "read a lent passage"
    return f"read the lent passage {named.passage(found.lent.tag)}"


def _noon(on: date) -> datetime:
    return datetime.combine(on, time(12), UTC)
