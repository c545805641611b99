"""The blueprint of signing, and what it tells the features below and the pages around."""

from datetime import datetime, tzinfo
from uuid import UUID

from flask import Blueprint
from flask.blueprints import BlueprintSetupState

from notes_app.crypto.keyring import Keyring
from notes_app.notes.as_signed import AS_SIGNED
from notes_app.notes.models import TherapySession
from notes_app.notes.queries import ReadSession
from notes_app.sharing.current import unlocked_keyring
from notes_app.signing import words
from notes_app.signing.current import current_states, names_met, pinned_authors
from notes_app.signing.look_words import Readings, missing_words, readings_of
from notes_app.signing.looks import looks_of_client
from notes_app.signing.payloads import EntryKind
from notes_app.signing.policy import State
from notes_app.signing.reading import SignedNote, signed_note
from notes_app.web.current import clock
from notes_app.web.messages import register_messages

bp = Blueprint("signing", __name__, template_folder="../templates")

register_messages(
    {
        "note-signed": "Signed and locked. You can add to it at any time.",
        "addendum-signed": "Addendum signed. It stands below the note.",
        "asked-to-co-sign": "Asked to co-sign. It stands below the note.",
        "not-asked": "Nothing was changed: this note cannot be co-signed as it stands now.",
        "marked-in-error": "Marked as entered in error. Nothing was deleted.",
    }
)


def zone() -> tzinfo | None:
    """The therapist's zone."""
    return clock().local().tzinfo


@bp.app_template_filter("told_at")
def told_at(moment: datetime | int) -> str:
    """30 April 2026, 15:20, in the therapist's zone; of an aware time or of Unix seconds."""
    at = moment if isinstance(moment, datetime) else datetime.fromtimestamp(moment, zone())
    return words.told_at(at.astimezone(zone()))


@bp.app_template_filter("entry_word")
def entry_word(kind: EntryKind) -> str:
    """Addition; Correction; ..."""
    return words.ENTRY_WORDS[kind]


@bp.app_template_global("fault_words")
def fault_words(note: SignedNote) -> list[str]:
    """A sentence for each thing that is not as it was signed."""
    differs = ", ".join(note.differs)
    return [words.FAULT_WORDS[fault].format(differs=differs) for fault in note.faults]


@bp.app_template_global("readings")
def readings(client_id: UUID, session_id: UUID) -> Readings:
    """Who read the signed record of this session, of those for whom it was opened."""
    looks = looks_of_client(
        client_id, keyring=unlocked_keyring(), known=pinned_authors(), only=session_id
    )
    return readings_of(looks, names_met(), local=clock().local_at)


bp.add_app_template_global(missing_words)


@bp.app_template_global("signed_word")
def signed_word(read: ReadSession) -> str:
    """Where a signed note stands, for a line in a list; empty where it is not signed."""
    facts = read.facts
    if facts is None or facts.signed is None:
        return ""
    told = current_states().get(read.session_id)
    if told is None:
        return "Signed record missing"
    if facts.signed.in_error:
        return "Entered in error"
    signed = words.signed_words(facts.signed, held_on=facts.held_on, zone=zone())
    state = told.standing.state
    later = words.STATE_WORDS.get(state) if state is not State.SIGNED else None
    return f"{signed}. {later}" if later else signed


def _signed_note(session: TherapySession, keyring: Keyring) -> SignedNote | None:
    return signed_note(session, keyring=keyring, pinned=pinned_authors())


@bp.record_once
def tell_below(state: BlueprintSetupState) -> None:
    """Let the page of a note show what was signed."""
    state.app.extensions[AS_SIGNED] = _signed_note
