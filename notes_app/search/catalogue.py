"""The concordances of a large career: which are true, what they rule out, and new ones.

Above CATALOGUED_FROM notes, opening each of them takes longer than a therapist waits.  There, each
client has three sealed concordances, under the keys of the three scopes: the days and tags, the
words of the records, the words of the process notes.  Those that are missing are written some at a
time, by the page Search before anything is asked, and by each search once it has its answer.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from sqlalchemy import String, cast, delete, func, insert, select

from notes_app import db
from notes_app.clients.models import Client
from notes_app.crypto.errors import CannotOpen, NoKey
from notes_app.crypto.keyring import Keyring
from notes_app.db import SealedPart
from notes_app.notes.models import TherapySession
from notes_app.notes.queries import ReadSession, number_sessions
from notes_app.notes.reading import BulkReader, process_in, text_in
from notes_app.payload import CannotRead, Payload, decode
from notes_app.sealed import Scope
from notes_app.search.asked import Among, Asked, Only
from notes_app.search.concordance import Edition, Words, gather, key_in, places_in, stamp_of
from notes_app.search.facts import Day, Facts, gather_tags
from notes_app.search.finds import opened_process, opened_record, process_words, record_words
from notes_app.search.matching import LINE, words_of
from notes_app.search.models import Concordance
from notes_app.search.queries import Known, Leaf, Reach, leaves_in, leaves_of
from notes_app.sharing.sealing import PartPlace, open_part, seal_part

CATALOGUED_FROM = 500  # notes in reach; to open so many takes some 30 ms (0040)
AT_ONCE = 1_000  # notes whose words are written down in one request
SCOPES = (Scope.THEMES, Scope.NOTES, Scope.PROCESS)
FIRST, MOST = 64, 1_024  # notes that are fetched together; few at first, since a page is soon full

T = TypeVar("T", Facts, Words)


@dataclass(frozen=True)
class Looked:
    """What the concordances say to a search.

    Attributes:
        known: the sessions that may have what is looked for, in no order.
        ruled_out: how many more are looked through, and cannot have it.
        missing: clients without a true concordance.
    """

    known: list[Known]
    ruled_out: int
    missing: frozenset[UUID]


class Catalogue:
    """The concordances of all clients in somebody's reach, held against the notes as they are."""

    def __init__(self, reach: Reach, keyring: Keyring) -> None:
        self._keyring = keyring
        self._editions = _editions_in(reach)
        self._stamps = {client_id: stamp_of(its) for client_id, its in self._editions.items()}
        self._stored = _stored_in(reach.owned, Scope.THEMES)
        self._read_facts: dict[UUID, Facts | None] = {}

    def look(
        self, asked: Asked, meant: Only, *, signed: Collection[str], always: Collection[str]
    ) -> Looked:
        """Ask every concordance.

        Args:
            meant: what narrows the search, with the themes or people whose names were typed.
            signed: sessions that are not looked through where only the others are.
            always: sessions that are left whatever is said of their words.  Both are hex digits.
        """
        admitted = self._admitted(asked.only, signed)
        missing = {client_id for client_id in self._editions if client_id not in admitted}
        # Of clients none of whose notes is looked through, no words are opened.
        some = frozenset(client_id for client_id, (_, on) in admitted.items() if on)
        stored = {scope: _stored_in(some, scope) for scope in _scopes_of_words(asked)}
        known: list[Known] = []
        within = 0
        for client_id in some:
            edition, (facts, on) = self._editions[client_id], admitted[client_id]
            left = on if meant == asked.only else on & facts.admitted(meant)
            words = self._with_words(client_id, stored, asked) if stored else left
            if words is None:
                missing.add(client_id)
                continue
            if always:
                words |= {nth for nth in on if key_in(edition[nth]) in always}
            within += len(on)
            known += [_known(edition[nth], client_id, facts.days[nth]) for nth in left & words]
        return Looked(known, within - len(known), frozenset(missing))

    def _admitted(self, only: Only, signed: Collection[str]) -> dict[UUID, tuple[Facts, set[int]]]:
        """The notes that are looked through, by client, where a concordance knows them."""
        found = {}
        for client_id, edition in self._editions.items():
            facts = self._facts(client_id)
            if facts and facts.whole:
                on = facts.admitted(only)
                if only.unsigned:
                    on = {nth for nth in on if key_in(edition[nth]) not in signed}
                found[client_id] = (facts, on)
        return found

    def notes_of(self, clients: Iterable[UUID]) -> int:
        """How many notes these clients have."""
        return sum(len(self._editions[client_id]) for client_id in clients)

    def write_missing(self, most: int = AT_ONCE) -> bool:
        """Write concordances of about `most` notes; returns whether some are still missing."""
        missing = [its for its in self._editions if not self._facts(its) and self._has_keys(its)]
        taken: list[UUID] = []
        for client_id in missing:
            if taken and self.notes_of([*taken, client_id]) > most:
                break
            taken.append(client_id)
        if taken:
            self._write(frozenset(taken))
        return len(taken) < len(missing)

    def _write(self, clients: frozenset[UUID]) -> None:
        reach = Reach(clients, frozenset())
        by_client: dict[UUID, list[Leaf]] = {client_id: [] for client_id in clients}
        for leaf in leaves_in(reach, words=True, process=True, keyring=self._keyring).opened:
            by_client[leaf.client_id].append(leaf)
        before = {scope: _stored_in(clients, scope) for scope in SCOPES}
        _replace(
            [
                self._row(client_id, scope, part, before[scope].get(client_id))
                for client_id, leaves in by_client.items()
                for scope, part in self._parts(client_id, leaves).items()
            ]
        )

    def _parts(self, client_id: UUID, leaves: list[Leaf]) -> dict[Scope, Payload]:
        nothing = Facts(self._stamps[client_id], whole=False)
        return self._gathered(client_id, leaves) or {Scope.THEMES: nothing}

    def _gathered(self, client_id: UUID, leaves: list[Leaf]) -> dict[Scope, Payload] | None:
        if len(leaves) < len(self._editions[client_id]):
            return None
        stamp, reader = self._stamps[client_id], BulkReader(self._keyring)
        leaves = sorted(leaves, key=lambda leaf: leaf.session_id.hex)
        try:
            records = [text_in(opened_record(leaf, reader)) for leaf in leaves]
            private = [process_in(opened_process(leaf, reader)) for leaf in leaves]
        except (NoKey, CannotOpen, CannotRead):
            return None
        facts = Facts(stamp, _days_of(leaves), gather_tags([leaf.facts.tags for leaf in leaves]))
        return {
            Scope.THEMES: facts.filled(len(leaves)),
            Scope.NOTES: gather(stamp, [words_of(LINE.join(record_words(its))) for its in records]),
            Scope.PROCESS: gather(stamp, [words_of(process_words(its)) for its in private]),
        }

    def _has_keys(self, client_id: UUID) -> bool:
        try:
            return all(self._keyring.newest_generation(client_id, scope) for scope in SCOPES)
        except NoKey:
            return False

    def _row(
        self, client_id: UUID, scope: Scope, payload: Payload, before: SealedPart | None
    ) -> dict[str, object]:
        part = seal_part(payload, _place(client_id, scope), before=before, keyring=self._keyring)
        row = {"client_id": client_id, "scope": str(scope), "generation": part.generation}
        return {**row, "version": part.version, "sealed": part.sealed}

    def _facts(self, client_id: UUID) -> Facts | None:
        if client_id not in self._read_facts:
            part = self._stored.get(client_id)
            self._read_facts[client_id] = self._true(client_id, Scope.THEMES, part, Facts)
        return self._read_facts[client_id]

    def _with_words(
        self, client_id: UUID, stored: Mapping[Scope, Mapping[UUID, SealedPart]], asked: Asked
    ) -> set[int] | None:
        found: set[int] = set()
        for scope, parts in stored.items():
            words = self._true(client_id, scope, parts.get(client_id), Words)
            if words is None:
                return None
            found.update(places_in(words.may_have(asked.query)))
        return found

    def _true(
        self, client_id: UUID, scope: Scope, part: SealedPart | None, kind: type[T]
    ) -> T | None:
        if part is None:
            return None
        try:
            found = decode(open_part(part, _place(client_id, scope), keyring=self._keyring), kind)
        except (NoKey, CannotOpen, CannotRead):
            return None
        return found if found.stamp == self._stamps[client_id] else None


def opened_in_turn(
    wanted: Sequence[Leaf | Known], *, process: bool, keyring: Keyring
) -> Iterator[Leaf | Known]:
    """Each of them opened, fetched a few at a time; a Known comes back where it does not open."""
    at, size = 0, FIRST
    while at < len(wanted):
        some = wanted[at : at + size]
        known = [one.session_id for one in some if isinstance(one, Known)]
        leaves = leaves_of(known, process=process, keyring=keyring)
        yield from (leaves.get(one.session_id, one) for one in some)
        at, size = at + size, min(2 * size, MOST)


def _editions_in(reach: Reach) -> dict[UUID, Edition]:
    # One row for each client: twenty thousand rows take longer than all that is asked of them.
    # Each part opens only as the version that it was sealed as: a row cannot be made to fit an
    # older list without its note failing to open.  The row's own version is sealed nowhere.
    its = TherapySession
    versions = (its.version, its.themes_version, its.notes_version, its.process_version)
    line = func.concat_ws(" ", *(cast(one, String) for one in (its.id, *versions)))
    wanted = select(its.client_id, func.aggregate_strings(line, LINE)).group_by(its.client_id)
    rows = db.session.execute(wanted.where(its.client_id.in_(reach.owned))).all()
    return {row[0]: sorted(row[1].replace("-", "").split(LINE)) for row in rows}


def _stored_in(clients: frozenset[UUID], scope: Scope) -> dict[UUID, SealedPart]:
    its = Concordance
    wanted = select(its.client_id, its.generation, its.version, its.sealed)
    wanted = wanted.where(its.client_id.in_(clients), its.scope == str(scope))
    return {row[0]: SealedPart(*row[1:]) for row in db.session.execute(wanted)}


def _scopes_of_words(asked: Asked) -> tuple[Scope, ...]:
    if asked.among is not Among.WORDS:
        return ()
    return (Scope.NOTES, Scope.PROCESS) if asked.process else (Scope.NOTES,)


def _replace(rows: list[dict[str, object]]) -> None:
    ids = list({row["client_id"] for row in rows})
    # Who writes the same at the same time waits here, and then replaces it.
    locked = select(Client.id).where(Client.id.in_(ids)).order_by(Client.id).with_for_update()
    db.session.execute(locked).all()
    db.session.execute(delete(Concordance).where(Concordance.client_id.in_(ids)))
    db.session.execute(insert(Concordance), rows)


def _place(client_id: UUID, scope: Scope) -> PartPlace:
    return PartPlace("client.concordance", client_id, client_id, scope)


def _days_of(leaves: Sequence[Leaf]) -> tuple[Day, ...]:
    reads = [ReadSession(leaf.session_id, leaf.client_id, 0, leaf.facts) for leaf in leaves]
    numbers = {read.session_id: read.number for read in number_sessions(reads)}
    return tuple(
        Day(leaf.facts.held_on, leaf.facts.starts_at, numbers[leaf.session_id], leaf.facts.written)
        for leaf in leaves
    )


def _known(line: str, client_id: UUID, day: Day) -> Known:
    return Known(key_in(line), client_id, day.held_on, day.starts_at, day.number)
