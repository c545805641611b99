"""Every readable column has a written reason; whatever says something about a client is sealed."""

import base64

from sqlalchemy import LargeBinary, select

from notes_app import db
from notes_app.db import Base
from notes_app.notes.reading import read_text
from tests.accounts.test_rewrapping import sealed_columns
from tests.notes.builders import held, tagged
from tests.postgres import import_models

KEYED = "a keyed hash: says nothing without the instance key"
RANDOM = "a random id"
OWNER = "whose it is: nothing is loaded but through its owner"
BOUND = "bound into the seal: without it the blob does not open"
WHEN = "when a login ends must be known before anything is open"

READABLE = {
    "throttle.key": KEYED,
    "throttle.failures": "counted before anything is open",
    "throttle.until": "counted before anything is open",
    "unlocks.row": KEYED,
    "unlocks.secret_check": KEYED,
    "unlocks.user_id": "whose login it is, also while it is locked",
    "unlocks.born_at": WHEN,
    "unlocks.seen_at": WHEN,
    "unlocks.seen_boot": WHEN,
    "unlocks.fresh_until": WHEN,
    "unlocks.idle_seconds": WHEN,
    "unlocks.epoch": "logins of an older epoch have ended",
    "unlocks.renewed": "whether the cookie must change at the next request",
    "unlocks.messages": "codes from a fixed list, and addresses of ids",
    "users.id": RANDOM,
    "users.username": "needed to log in; freely chosen, no e-mail",
    "users.roles": "decides which pages there are, before anything is open",
    "users.disabled": "keeps somebody out without a key",
    "users.epoch": "ends logins without a key",
    "users.activation": KEYED,
    "users.activation_until": "a one-time code ends after three days",
    "users.kdf_salt": "needed to derive the key that opens the rest",
    "users.kdf_memory_kib": "needed to derive the key that opens the rest",
    "users.kdf_passes": "needed to derive the key that opens the rest",
    "users.kdf_lanes": "needed to derive the key that opens the rest",
    "users.kem_public": "a public key: others share with its owner",
    "users.verification_key": "a public key: others check what its owner signed",
    "users.self_signature": "holds the two public keys together",
    "users.profile_version": BOUND,
    "users.pins_version": BOUND,
    "clients.id": RANDOM,
    "clients.owner_id": OWNER,
    "clients.version": "the second of two writers is told",
    "clients.identity_generation": BOUND,
    "clients.identity_version": BOUND,
    "clients.themes_generation": BOUND,
    "clients.themes_version": BOUND,
    "clients.own_generation": BOUND,
    "clients.own_version": BOUND,
    "vocabulary.owner_id": OWNER,
    "vocabulary.version": BOUND,
    "grants.id": RANDOM,
    "grants.granter_id": "who may open what is decided before anything is open",
    "grants.grantee_id": "who may open what is decided before anything is open",
    "grants.client_id": "a random id: says which key, not which person",
    "grants.scope": "who may open what is decided before anything is open",
    "grants.generation": BOUND,
    "grants.expires_at": "a grant ends without its granter",
    "grants.signature": "shows that the grant is its granter's",
    "record_grants.id": RANDOM,
    "record_grants.granter_id": "who may open what is decided before anything is open",
    "record_grants.grantee_id": "who may open what is decided before anything is open",
    "record_grants.client_id": "a random id: says which key, not which person",
    "record_grants.session_id": "a random id: says which record, not what stands in it",
    "record_grants.generation": BOUND,
    "record_grants.mode": "what the grantee may do with it; under the granter's signature",
    "record_grants.expires_at": "a grant ends without its granter",
    "record_grants.signature": "shows that the grant is its granter's",
    "loan_grants.id": "a random id: of the loan whose key it is",
    "loan_grants.granter_id": "who may open what is decided before anything is open",
    "loan_grants.grantee_id": "who may open what is decided before anything is open",
    "loan_grants.client_id": "a random id: says which key, not which person",
    "loan_grants.generation": BOUND,
    "loan_grants.expires_at": "a loan ends without its granter",
    "loan_grants.signature": "shows that the loan is its granter's",
    "import_batches.id": RANDOM,
    "import_batches.user_id": OWNER,
    "import_batches.client_id": "a random id: the batch goes with its client",
    "scope_keys.client_id": "a random id: says which key, not which person",
    "scope_keys.scope": BOUND,
    "scope_keys.generation": BOUND,
    "scope_keys.owner_id": OWNER,
    "sessions.id": RANDOM,
    "sessions.client_id": "a random id: whose sessions these are, to load them together",
    "sessions.version": "the second of two writers is told",
    "sessions.themes_generation": BOUND,
    "sessions.themes_version": BOUND,
    "sessions.notes_generation": BOUND,
    "sessions.notes_version": BOUND,
    "sessions.process_generation": BOUND,
    "sessions.process_version": BOUND,
    "drafts.id": RANDOM,
    "drafts.user_id": OWNER,
    "drafts.session_id": "a random id: where the draft belongs",
    "drafts.set_aside": "which of two drafts of one session is written on",
    "drafts.version": BOUND,
    "journal.id": RANDOM,
    "journal.user_id": OWNER,
    "journal.session_id": "a random id: where the entry belongs",
    "journal.sequence": BOUND,
    "versions.id": RANDOM,
    "versions.session_id": "a random id: that a note is signed must hold up every write",
    "versions.scope": BOUND,
    "versions.sequence": BOUND,
    "versions.generation": BOUND,
    "addenda.id": RANDOM,
    "addenda.session_id": "a random id: where the addendum belongs",
    "addenda.scope": BOUND,
    "addenda.sequence": BOUND,
    "addenda.generation": BOUND,
    "changes.id": RANDOM,
    "changes.user_id": OWNER,
    "changes.sequence": BOUND,
    "comments.id": RANDOM,
    "comments.client_id": "a random id: which conversation it belongs to",
    "comments.author_id": "whose words: checked against the signature inside",
    "comments.number": BOUND,
    "comments.generation": BOUND,
    "record_looks.id": RANDOM,
    "record_looks.client_id": "a random id: whose records were read, to number the looks together",
    "record_looks.session_id": "a random id: under the key of which record it lies",
    "record_looks.author_id": "who read: checked against the signature inside",
    "record_looks.number": BOUND,
    "record_looks.generation": BOUND,
    "loans.id": RANDOM,
    "loans.client_id": "a random id: whose supervision it belongs to",
    "loans.version": "the second of two writers is told",
    "loans.scope": BOUND,
    "loans.words_generation": BOUND,
    "loans.words_version": BOUND,
    "concordances.client_id": "a random id: it goes with its client",
    "concordances.scope": BOUND,
    "concordances.generation": BOUND,
    "concordances.version": BOUND,
    "summaries.client_id": "a random id: it goes with its client",
    "summaries.generation": BOUND,
    "summaries.version": BOUND,
    "personal_parts.owner_id": OWNER,
    "personal_parts.part": "which of a few collections, the same names for everybody",
    "personal_parts.version": BOUND,
}

CANARY = "zanzibar canary sings"


def all_columns() -> set[str]:
    import_models()
    return {f"{t.name}.{c.name}" for t in Base.metadata.sorted_tables for c in t.columns}


def spellings(text: str) -> list[str]:
    forms = [text.encode(), text.encode("utf-16-le")]
    return [f.hex() for f in (*forms, *(base64.b64encode(form) for form in forms))]


def everything_stored() -> str:
    rows = [row for t in Base.metadata.sorted_tables for row in db.session.execute(select(t))]
    values = [value for row in rows for value in row]
    return " ".join(v.hex() if isinstance(v, bytes) else str(v).encode().hex() for v in values)


def test_every_readable_column_has_a_written_reason():
    assert len(READABLE) > 40
    assert all_columns() - sealed_columns() == set(READABLE)


def test_no_readable_column_holds_a_time_of_writing():
    """It would tell on which days there were sessions."""
    times = [
        f"{t.name}.{c.name}"
        for t in Base.metadata.sorted_tables
        for c in t.columns
        if type(c.type).__name__ in ("DateTime", "Date", "Time")
    ]
    assert times == []


def test_what_is_sealed_is_bytes():
    import_models()
    kinds = {
        type(Base.metadata.tables[name.split(".")[0]].c[name.split(".")[1]].type)
        for name in sealed_columns()
    }
    assert kinds == {LargeBinary}


def test_a_canary_leaves_no_trace(browse, practice):
    from notes_app.notes.payloads import SessionText
    from notes_app.notes.service import write_session

    keyring, note = practice.keyrings["ana"], tagged(words=CANARY, passage="canary")
    text = SessionText(sections=note.sections, passages=note.passages)
    facts = held(tags=note.tags)
    session = write_session(practice.mira, facts=facts, text=text, process=CANARY, keyring=keyring)
    db.session.commit()
    assert read_text(session, keyring=keyring).sections[0].text == CANARY
    stored = everything_stored()
    assert practice.ana.username.encode().hex() in stored
    assert [s for s in spellings(CANARY) if s in stored] == []
