"""The contexts under which the parts of a session and a draft are sealed."""

from uuid import UUID

from notes_app.crypto.place import Place, stored_place
from notes_app.sealed import Scope
from notes_app.sharing.sealing import PartPlace


def themes_place(session_id: UUID, client_id: UUID) -> PartPlace:
    """Where a session's themes part lives."""
    return PartPlace("session.themes", session_id, client_id, Scope.THEMES)


def notes_place(session_id: UUID, client_id: UUID) -> PartPlace:
    """Where a session record's words live."""
    return PartPlace("session.notes", session_id, client_id, Scope.NOTES)


def process_place(session_id: UUID, client_id: UUID) -> PartPlace:
    """Where a private process note lives."""
    return PartPlace("session.process", session_id, client_id, Scope.PROCESS)


def draft_place(draft_id: UUID, user_id: UUID, session_id: UUID, version: int) -> Place:
    """Where one version of a draft lives; drafts are under their writer's own key."""
    return stored_place("draft", record=draft_id, user=user_id, session=session_id, version=version)


def journal_place(entry_id: UUID, user_id: UUID, session_id: UUID, sequence: int) -> Place:
    """Where an earlier minute of a draft lives; under its writer's own key, as the draft."""
    return stored_place(
        "journal", record=entry_id, user=user_id, session=session_id, sequence=sequence
    )
