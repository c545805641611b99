"""Hands one key to one other person, until a day: of a scope, a signed record, a lent passage.

    wrap       the key, wrapped for the grantee's public key (`hybrid`), 1169 bytes
    signature  Ed25519 of the granter over all terms and SHA-256(wrap), 64 bytes

The terms lie readable in the grant's row, for the server must act on them; they are bound into both
parts, so none of them can be changed there.  Both keys come from sealed pins, never from the
database beside the grant: a planted key gains nothing.
"""

import hashlib
import hmac
from dataclasses import dataclass
from uuid import UUID

from notes_app.crypto.errors import CannotOpen
from notes_app.crypto.hybrid import ReadyKey, wrap_for
from notes_app.crypto.keypairs import PrivateKeys, fingerprint
from notes_app.crypto.keyring import SCOPE_KEY_LENGTH
from notes_app.crypto.place import Field, Place, stored_place
from notes_app.crypto.signatures import check_signature, sign_place
from notes_app.sealed import Scope, Sealed


@dataclass(frozen=True, slots=True)
class GrantTerms:
    """Who may open what, of whom, and until when.

    Attributes:
        grantee_fingerprint: 32 bytes, of the keys that the granter compared or pinned.
        expires: Unix seconds, 0 for no end.  The server enforces it; here it is only bound in.
    """

    granter: UUID
    grantee: UUID
    grantee_fingerprint: bytes
    client: UUID
    scope: Scope
    generation: int
    expires: int


@dataclass(frozen=True, slots=True)
class RecordTerms:
    """Who may open one signed record, of which session, until when, and what for.

    Attributes:
        grantee_fingerprint, expires: as in `GrantTerms`.
        mode: what the grantee may do with it; bound in, so that nobody adds to it.
    """

    granter: UUID
    grantee: UUID
    grantee_fingerprint: bytes
    client: UUID
    session: UUID
    generation: int
    expires: int
    mode: str


@dataclass(frozen=True, slots=True)
class LoanTerms:
    """Who may open one lent passage, and until when; `loan` is its id, the rest as above."""

    granter: UUID
    grantee: UUID
    grantee_fingerprint: bytes
    client: UUID
    loan: UUID
    generation: int
    expires: int


Terms = GrantTerms | RecordTerms | LoanTerms


@dataclass(frozen=True, slots=True)
class Grant:
    """What is stored beside the terms."""

    wrap: Sealed
    signature: bytes


def make_grant(key: bytes, *, terms: Terms, grantee_kem: bytes, granter: PrivateKeys) -> Grant:
    """Wrap a key for the grantee and sign the terms.

    Args:
        key: 32 bytes.
        grantee_kem: from the granter's own pins.

    Raises:
        CannotOpen: `grantee_kem` is not a public key.
    """
    if len(key) != SCOPE_KEY_LENGTH:
        raise ValueError("a key of another length")
    wrap = wrap_for(grantee_kem, key, _sealed(terms))
    return Grant(wrap, sign_place(_signed(terms, wrap), signing_seed=granter.signing_seed))


class Grantee:
    """Whoever accepts grants, with their keys made ready once for all of them.

    Attributes:
        fingerprint: 32 bytes, of the grantee with their own keys.
    """

    __slots__ = ("_ready", "_user_id", "fingerprint")

    def __init__(self, user_id: UUID, keys: PrivateKeys) -> None:
        self._user_id, self._ready = user_id, ReadyKey(keys.kem_seed)
        self.fingerprint = fingerprint(user_id, keys.public())

    def accept(self, grant: Grant, *, terms: Terms, granter_verification: bytes) -> bytes:
        """The key, 32 bytes.  The caller has checked `expires` and that the grant still stands.

        Args:
            terms: as they stand in the row.
            granter_verification: from the grantee's own pins.

        Raises:
            CannotOpen: the granter did not sign exactly this, or it was meant for somebody else.
        """
        signed = _signed(terms, grant.wrap)
        check_signature(grant.signature, signed, verification=granter_verification)
        mine = hmac.compare_digest(self.fingerprint, terms.grantee_fingerprint)
        if not mine or terms.grantee != self._user_id:
            raise CannotOpen
        key = self._ready.unwrap(grant.wrap, _sealed(terms))
        if len(key) != SCOPE_KEY_LENGTH:
            raise CannotOpen
        return key


def _sealed(terms: Terms) -> Place:
    return stored_place(_kind(terms), **_fields(terms))


def _signed(terms: Terms, wrap: bytes) -> Place:
    return stored_place(f"sig.{_kind(terms)}", wrap=hashlib.sha256(wrap).digest(), **_fields(terms))


def _kind(terms: Terms) -> str:
    if isinstance(terms, LoanTerms):
        return "grant.loan"
    return "grant.record" if isinstance(terms, RecordTerms) else "grant"


def _fields(terms: Terms) -> dict[str, Field]:
    fields: dict[str, Field] = {
        "granter": terms.granter,
        "grantee": terms.grantee,
        "grantee_fp": terms.grantee_fingerprint,
        "client": terms.client,
        "gen": terms.generation,
        "expires": terms.expires,
    }
    if isinstance(terms, RecordTerms):
        return fields | {"session": terms.session, "mode": terms.mode}
    if isinstance(terms, LoanTerms):
        return fields | {"record": terms.loan}
    return fields | {"scope": terms.scope}
