"""A supervisor whom Ana never met, with Mira's keys by hand: his answers are not verified."""

from datetime import UTC, datetime
from uuid import UUID

from notes_app import db
from notes_app.crypto.keypairs import fingerprint
from notes_app.crypto.sharing import GrantTerms, make_grant
from notes_app.notes.models import TherapySession
from notes_app.sealed import Scope
from notes_app.sharing.models import Grant
from notes_app.signing import service
from notes_app.signing.composing import Moment
from notes_app.signing.payloads import Signer
from notes_app.signing.service import ask_for_cosign
from notes_app.signing.verifying import Known, known_authors, own_author
from tests.cast import Practice
from tests.crypto.accepting import accept_grant
from tests.vault import Vault, open_vault

ANA, SAM = Signer("Ana Real", "LPC"), Signer("Sam Okafor", "Supervisor")
NOON = datetime(2026, 4, 30, 12, tzinfo=UTC)


def supervisor() -> Vault:
    return open_vault("samuel")


def known(vault: Vault) -> Known:
    """Sam's keys as Ana pins them."""
    return known_authors(own_author(vault.keyring))


def granted(
    practice: Practice,
    sam: Vault,
    *scopes: Scope,
    expires: int = 0,
) -> None:
    """Mira's themes and notes for Sam, or these scopes, stored as sharing stores them."""
    for scope in scopes or (Scope.THEMES, Scope.NOTES):
        _grant(practice, sam, scope, expires)
    db.session.commit()


def _grant(practice: Practice, sam: Vault, scope: Scope, expires: int) -> None:
    ana, mine = practice.keyrings["ana"], sam.keyring.private_keys
    terms = GrantTerms(
        granter=practice.ana.id,
        grantee=sam.user.id,
        grantee_fingerprint=fingerprint(sam.user.id, mine.public()),
        client=practice.mira.id,
        scope=scope,
        generation=ana.newest_generation(practice.mira.id, scope),
        expires=expires,
    )
    key = ana.scope_key(practice.mira.id, scope, terms.generation)
    made = make_grant(key, terms=terms, grantee_kem=mine.public().kem, granter=ana.private_keys)
    db.session.add(
        Grant(
            granter_id=terms.granter,
            grantee_id=terms.grantee,
            client_id=terms.client,
            scope=str(scope),
            generation=terms.generation,
            expires_at=expires,
            wrap=made.wrap,
            signature=made.signature,
        )
    )
    verification = ana.private_keys.public().verification
    opened = accept_grant(made, terms=terms, granter_verification=verification, grantee=mine)
    sam.keyring.hold(practice.mira.id, scope, terms.generation, opened)


def ask(practice: Practice, session_id: UUID, at: datetime = NOON) -> None:
    ask_for_cosign(_session(session_id), moment=Moment(ANA, at), keyring=practice.keyrings["ana"])
    db.session.commit()


def give_back(
    practice: Practice,
    sam: Vault,
    session_id: UUID,
    reason: str = "The plan is missing.",
    at: datetime = NOON,
) -> None:
    service.return_note(
        _session(session_id),
        actor=sam.user,
        author=known_authors(own_author(practice.keyrings["ana"])),
        reason=reason,
        moment=Moment(SAM, at),
        keyring=sam.keyring,
    )
    db.session.commit()


def cosign(practice: Practice, sam: Vault, session_id: UUID, at: datetime = NOON) -> None:
    service.cosign_note(
        _session(session_id),
        actor=sam.user,
        author=known_authors(own_author(practice.keyrings["ana"])),
        moment=Moment(SAM, at),
        keyring=sam.keyring,
    )
    db.session.commit()


def _session(session_id: UUID) -> TherapySession:
    found = db.session.get(TherapySession, session_id)
    assert found is not None
    return found
