"""Say something about a client's themes, and lend a passage or take it back."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import msgspec

from notes_app import db
from notes_app.accounts.models import User
from notes_app.crypto.envelope import seal
from notes_app.crypto.keyring import Keyring
from notes_app.db import SealedPart
from notes_app.payload import encode
from notes_app.sealed import Scope
from notes_app.sharing.generations import Owner, ensure_key
from notes_app.sharing.loans import end_loans, give_loans
from notes_app.signing.numbering import add_numbered, newest_by_author
from notes_app.signing.verifying import Known, signed_body
from notes_app.supervision.models import Comment, Loan
from notes_app.supervision.payloads import Entry, LentPassage, Looked, Said
from notes_app.supervision.places import EntryPlace, loan_place
from notes_app.supervision.policy import looks_due
from notes_app.supervision.queries import (
    conversation_of,
    entries_that_hold,
    open_loan,
)
from notes_app.supervision.sent import as_lent


def say(client_id: UUID, said: Said, *, at: int, keyring: Keyring) -> UUID:
    """Add one entry of the keyring's owner to the conversation, signed; flushes.

    Args:
        at: Unix seconds.

    Returns:
        The entry's id.

    Raises:
        NoKey: this keyring holds no themes key of that client.
        Stale: another entry of the same author took the number just now; say it again.
    """
    author_id, seen = keyring.user_id, newest_by_author(Comment, client_id)
    before, _ = seen.pop(author_id, (0, None))
    place = EntryPlace(uuid4(), client_id, author_id, before + 1)
    generation = keyring.newest_generation(client_id, Scope.THEMES)
    text, fields = encode(Entry(said, seen)), place.fields
    body = signed_body(text, kind="comment", at=at, fields=fields, keyring=keyring)
    key = keyring.scope_key(client_id, Scope.THEMES, generation)
    row = Comment(
        id=place.record,
        client_id=client_id,
        author_id=author_id,
        number=place.number,
        generation=generation,
        sealed=seal(body, key, place.at(generation)),
    )
    add_numbered(row)
    return place.record


def note_looks(
    client_id: UUID, loans: Iterable[UUID], *, at: int, known: Known, keyring: Keyring
) -> None:
    """Write down that the keyring's owner opens the case, and each of these lent passages; flushes.

    `at` is Unix seconds.  How often: `policy.looks_due`, asked of the conversation as it stands.

    Raises:
        NoKey: this keyring holds no themes key of that client.
        Stale: another entry of the same author took the number just now.
    """
    entries = entries_that_hold(conversation_of(client_id, keyring=keyring, known=known))
    day = datetime.fromtimestamp(at, UTC).date()
    for loan in looks_due(entries, loans, reader=keyring.user_id, day=day):
        say(client_id, Looked(loan), at=at, keyring=keyring)


def lend(
    client_id: UUID, passages: Iterable[LentPassage], *, to: User, expires: int, owner: Owner
) -> list[Loan]:
    """Lend these words to one person, each passage under a key of its own; flushes.

    Args:
        passages: all of them `to` this person.
        expires: Unix seconds; the end of their last day.

    Raises:
        NotShared, NotMet, KeysChanged, CannotOpen, CannotRead: as `give_loans`; take nothing over.
    """
    ensure_key(client_id, Scope.OWN, keyring=owner.keyring)
    lent = {Loan(id=uuid4(), client_id=client_id, scope=str(Scope.OWN)): one for one in passages}
    for loan, passage in lent.items():
        _seal_loan(loan, passage, keyring=owner.keyring)
        db.session.add(loan)
    db.session.flush()
    known = {loan.id: (passage.session, as_lent(passage)) for loan, passage in lent.items()}
    give_loans(client_id, known, to=to, expires=expires, owner=owner)
    return list(lent)


def take_back(*loans: Loan, on: date, owner: Owner) -> None:
    """End loans of one client: their keys and their words go, that they were lent stays; flushes.

    The keys of what is still lent of this client are made anew, once: seal anew what lies under
    them.

    Raises NoKey, CannotOpen, CannotRead.
    """
    lent = {loan: open_loan(loan, keyring=owner.keyring) for loan in loans}
    end_loans([loan.id for loan in loans], owner=owner)
    for loan, passage in lent.items():
        if passage.taken_back is None:
            ended = msgspec.structs.replace(passage, taken_back=on, words="")
            _seal_loan(loan, ended, keyring=owner.keyring)
    db.session.flush()


def remove_words(loan: Loan, *, on: date, keyring: Keyring) -> None:
    """Let the words of a loan that is over leave the record; flushes.

    One whose last day has not come by `on` counts as taken back.

    Raises NoKey, CannotOpen, CannotRead.
    """
    lent = open_loan(loan, keyring=keyring)
    early = on if lent.until >= on else None
    empty = msgspec.structs.replace(lent, words="", taken_back=lent.taken_back or early)
    ensure_key(loan.client_id, Scope.OWN, keyring=keyring)
    _seal_loan(loan, empty, keyring=keyring)
    db.session.flush()


def _seal_loan(loan: Loan, passage: LentPassage, *, keyring: Keyring) -> None:
    generation = keyring.newest_generation(loan.client_id, Scope.OWN)
    version = (loan.words_version or 0) + 1
    key = keyring.loan_key(loan.client_id, loan.id, generation)
    place = loan_place(loan.id, loan.client_id).at(generation, version)
    loan.words = SealedPart(generation, version, seal(encode(passage), key, place))
    loan.scope = str(Scope.OWN)
