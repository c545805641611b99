"""What stands on the page about a signature: where a note stands, what is wrong or missing."""

from datetime import date, datetime, tzinfo

from notes_app.notes.payloads import Signature
from notes_app.signing.payloads import EntryKind
from notes_app.signing.policy import Gap, State
from notes_app.signing.reading import Fault

FAULT_WORDS = {
    Fault.RECORD_MISSING: "The signed record of this note is missing. Restore from a backup.",
    Fault.RECORD_DAMAGED: (
        "The signed record cannot be verified: it was damaged, moved or changed. Do not rely on"
        " the words below. Restore from a backup."
    ),
    Fault.RECORD_REPLACED: (
        "This is not the record that was signed first: another one stands in its place. Restore"
        " from a backup, and compare."
    ),
    Fault.PROCESS_MISSING: ("The signed private process note is missing. Restore from a backup."),
    Fault.PROCESS_DAMAGED: (
        "The signed private process note cannot be verified: it was damaged, moved or changed."
        " Restore from a backup."
    ),
    Fault.ENTRY_MISSING: "An addendum to this note is missing. Restore from a backup.",
    Fault.ENTRY_DAMAGED: (
        "An addendum cannot be verified: it was damaged, moved or changed, or was signed by"
        " somebody whose keys you have not compared. Restore from a backup, or compare the keys."
    ),
    Fault.COPY_DIFFERS: (
        "The stored copy of this note was changed after signing ({differs}). What you signed is"
        " what you read here. Restore from a backup to have both alike."
    ),
    Fault.COPY_DAMAGED: (
        "The stored copy of this note cannot be opened (damaged or moved). What you signed is what"
        " you read here. Restore from a backup to have both."
    ),
}
ENTRY_WORDS = {
    EntryKind.ADDITION: "Addition",
    EntryKind.CORRECTION: "Correction",
    EntryKind.LATE_ENTRY: "Late entry",
    EntryKind.REPLY: "Reply",
    EntryKind.IN_ERROR: "Entered in error",
    EntryKind.ASKED: "Asked to co-sign",
    EntryKind.COSIGNED: "Co-signed",
    EntryKind.RETURNED: "Returned",
}
STATE_WORDS = {
    State.DRAFT: "Not signed yet",
    State.AWAITING: "Awaiting co-signature",
    State.COSIGNED: "Co-signed",
    State.RETURNED: "Returned",
}
GAP_WORDS = {
    Gap.DATE_AHEAD: "The date of this session lies ahead.",
    Gap.RISK: "Risk has no answer. “None reported” is one; an empty field is not.",
    Gap.ITEM_9: "Item 9 of the PHQ-9 was answered above 0, and you have not said that you read it.",
    Gap.TIMES: "Start or end is not filled in.",
    Gap.WORDS: "The session record has no words yet.",
    Gap.SECTIONS: "Nothing stands under {names}.",
    Gap.TAGGING: "Tagging is not marked complete. It can be completed later, each change dated.",
}


def told_at(moment: datetime) -> str:
    """30 April 2026, 15:20."""
    return f"{moment.day} {moment:%B %Y, %H:%M}"


def signed_words(signed: Signature, *, held_on: date, zone: tzinfo | None) -> str:
    """When a note was signed, for lists: the time alone where it was the day of the hour."""
    at = datetime.fromtimestamp(signed.at, zone)
    if signed.late:
        return f"Late entry, written {told_at(at)}"
    if at.date() == held_on:
        return f"Signed {at:%H:%M}"
    return f"Signed {told_at(at)}"
