"""Jonas signs notes of Mira's; Ruth supervises him and is granted the notes key where needed."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from notes_app import db
from notes_app.clients.models import Client
from notes_app.clients.payloads import ClientIdentity, ClientThemes
from notes_app.clients.service import add_client
from notes_app.crypto.keypairs import fingerprint
from notes_app.crypto.sharing import GrantTerms, make_grant
from notes_app.notes import service as notes
from notes_app.notes.models import TherapySession
from notes_app.notes.payloads import Section, SessionThemes
from notes_app.notes.queries import draft_of
from notes_app.notes.service import Seen, Written
from notes_app.sealed import Scope
from notes_app.signing import service
from notes_app.signing.composing import Moment
from notes_app.signing.payloads import EntryKind
from notes_app.signing.reading import SignedNote, signed_note
from notes_app.signing.service import Addition
from notes_app.signing.verifying import known_authors, own_author
from tests.crypto.accepting import accept_grant
from tests.notes.builders import held, tagged
from tests.signing.builders import EVENING, SHOWN, moment
from tests.vault import Vault, empty_database, open_vault


@dataclass(frozen=True)
class Office:
    """Jonas with his client Mira, and Ruth, who was granted nothing yet."""

    jonas: Vault
    ruth: Vault
    mira: Client

    def write(
        self, written: Written | None = None, facts: SessionThemes | None = None
    ) -> TherapySession:
        """A session whose note is saved and not signed."""
        session = notes.plan_session(self.mira, facts=facts or held(), keyring=self.jonas.keyring)
        db.session.commit()
        notes.save_note(
            session,
            written=written or tagged(),
            base=session.version,
            user=self.jonas.user,
            keyring=self.jonas.keyring,
        )
        db.session.commit()
        return session

    def draft(self, session: TherapySession, words: str) -> None:
        """Something is being written for this session."""
        notes.save_draft(
            session,
            written=Written(sections=(Section("brought", words),)),
            seen=Seen(note=session.version, draft=0),
            user=self.jonas.user,
            now=int(EVENING.timestamp()),
            keyring=self.jonas.keyring,
        )
        db.session.commit()

    def sign(self, session: TherapySession, at: Moment | None = None) -> None:
        draft = draft_of(self.jonas.user, session.id)
        service.sign_note(
            session,
            user=self.jonas.user,
            seen=Seen(session.version, draft.version if draft else 0),
            shown=SHOWN,
            moment=at or moment(),
            keyring=self.jonas.keyring,
        )
        db.session.commit()

    def signed(self, written: Written | None = None) -> TherapySession:
        session = self.write(written)
        self.sign(session)
        return session

    def add(self, session: TherapySession, kind: EntryKind, **more: object) -> None:
        addition = Addition(kind, **more)  # type: ignore[arg-type]
        service.add_entry(
            session,
            addition,
            moment=moment(),
            keyring=self.jonas.keyring,
            pinned=known_authors(own_author(self.ruth.keyring)),
        )
        db.session.commit()

    def read(self, session: TherapySession) -> SignedNote:
        """What the page of this note shows now; Jonas pinned Ruth's keys."""
        db.session.expire_all()
        ruth = known_authors(own_author(self.ruth.keyring))
        found = signed_note(session, keyring=self.jonas.keyring, pinned=ruth)
        assert found is not None
        return found

    def grant_notes(self) -> None:
        """Ruth gets the notes key of Mira by a grant, as supervision will hand it to her."""
        jonas, ruth = self.jonas.keyring, self.ruth.keyring
        public = ruth.private_keys.public()
        terms = GrantTerms(
            granter=self.jonas.user.id,
            grantee=self.ruth.user.id,
            grantee_fingerprint=fingerprint(self.ruth.user.id, public),
            client=self.mira.id,
            scope=Scope.NOTES,
            generation=jonas.newest_generation(self.mira.id, Scope.NOTES),
            expires=0,
        )
        key = jonas.scope_key(self.mira.id, Scope.NOTES, terms.generation)
        grant = make_grant(key, terms=terms, grantee_kem=public.kem, granter=jonas.private_keys)
        verification = jonas.private_keys.public().verification
        accepted = accept_grant(
            grant, terms=terms, granter_verification=verification, grantee=ruth.private_keys
        )
        ruth.hold(self.mira.id, Scope.NOTES, terms.generation, accepted)


@pytest.fixture
def office() -> Iterator[Office]:
    with empty_database():
        jonas, ruth = open_vault("jonas"), open_vault("ruth")
        mira = add_client(
            jonas.user,
            identity=ClientIdentity(name="Mira Halt", pronouns="she"),
            themes=ClientThemes(code_name="Heron"),
            keyring=jonas.keyring,
        )
        db.session.commit()
        yield Office(jonas, ruth, mira)
