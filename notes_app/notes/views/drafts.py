"""The draft that follows every pause in typing, and making it the note: for the desk's modules."""

import json
from typing import Any
from uuid import UUID

from flask import Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app import db
from notes_app.clients.payloads import ClientThemes
from notes_app.clients.queries import card_of, client_of
from notes_app.clock import today
from notes_app.crypto.errors import CannotOpen
from notes_app.db.disk import is_nearly_full
from notes_app.db.errors import Signed, Stale
from notes_app.notes import service
from notes_app.notes.apart import told
from notes_app.notes.desk import missing_in
from notes_app.notes.earlier import finish_note, put_aside
from notes_app.notes.exclusions import BelongsInTheRecord
from notes_app.notes.formats import words_of
from notes_app.notes.models import Draft, TherapySession
from notes_app.notes.new_themes import with_new_themes
from notes_app.notes.queries import draft_of, open_draft, open_facts, session_of
from notes_app.notes.views.blueprint import bp
from notes_app.notes.wire import (
    CannotUnderstand,
    WireNote,
    WireState,
    beside_the_text,
    read_note,
    read_version,
    tags_for_desk,
    written_from,
)
from notes_app.payload import CannotRead
from notes_app.sharing.current import unlocked_keyring
from notes_app.web.current import clock, settings
from notes_app.web.guard import used_now
from notes_app.web.marks import background
from notes_app.web.messages import say

HTTP_CONFLICT, HTTP_UNPROCESSABLE = 409, 422
NOT_KEPT = (Stale, Signed, CannotOpen, CannotRead)
DAMAGED = "This entry cannot be opened (damaged or moved). Nothing was changed."
SIGNED = (
    "Not saved: this note was signed in another window. Your text is safe in this window: copy it"
    " into an addendum."
)


@bp.put("/sessions/<uuid:session_id>/draft")
@background
def keep_draft(session_id: UUID) -> ResponseReturnValue:
    session = session_of(current_user, session_id)
    try:
        note = read_note(request.get_data())
    except CannotUnderstand as refused:
        return _json({"error": str(refused)}, HTTP_UNPROCESSABLE)
    try:
        kept = _keep(session, note)
    except NOT_KEPT as trouble:
        answer = _not_kept(session, trouble)
        _put_aside(session, note, window=note.window)
    else:
        answer = _json(
            {**kept, "at": _clock_time(), "nearly_full": is_nearly_full(settings().instance)}
        )
    db.session.commit()
    used_now(seconds_ago=note.idle_seconds)
    return answer


@bp.post("/sessions/<uuid:session_id>/note")
def save_note(session_id: UUID) -> ResponseReturnValue:
    """Make the draft the note.  The words have arrived with the draft; only its version is sent."""
    session = session_of(current_user, session_id)
    draft = draft_of(current_user, session_id)
    if draft is not None and draft.version != _sent_version():
        return _conflict(session)
    try:
        if draft is not None:
            _make_the_note(session, draft)
    except NOT_KEPT as trouble:
        return _not_kept(session, trouble)
    except BelongsInTheRecord as refused:
        return _json({"findings": told(refused.findings)}, HTTP_UNPROCESSABLE)
    db.session.commit()
    return _json({"version": session.version, "draft_version": 0, "at": _clock_time()})


@bp.post("/sessions/<uuid:session_id>/draft/set-aside")
def set_draft_aside(session_id: UUID) -> ResponseReturnValue:
    session = session_of(current_user, session_id)
    service.set_draft_aside(session, user=current_user, keyring=unlocked_keyring())
    db.session.commit()
    say("draft-set-aside")
    return redirect(url_for("notes.write", session_id=session.id), 303)


def _keep(session: TherapySession, note: WireNote) -> dict[str, Any]:
    """Store the draft and its minute; before it, what it takes the place of."""
    keyring, work = unlocked_keyring(), _work_with(session)
    if note.instead_of:
        _put_aside(session, note.instead_of)
    written, made = with_new_themes(
        written_from(note, people={person.id for person in work.people} if work else None),
        user=current_user,
        today=today(clock()),
        keyring=keyring,
    )
    seen = service.Seen(note=note.base, draft=_expected_draft())
    version, how = service.save_draft(
        session, written=written, seen=seen, user=current_user, now=_now(), keyring=keyring
    )
    missing = missing_in(
        open_facts(session, keyring=keyring),
        written,
        note.sections,
        goals=work.goals if work else (),
    )
    return {
        "version": version,
        "how": {str(tag_id): str(way) for tag_id, way in how.items()},
        "themes": made,
        "missing": missing,
    }


def _put_aside(session: TherapySession, state: WireState, *, window: str = "") -> None:
    written, keyring = written_from(state), unlocked_keyring()
    put_aside(session, written=written, window=window, now=_now(), keyring=keyring)


def _make_the_note(session: TherapySession, draft: Draft) -> None:
    keyring = unlocked_keyring()
    note = open_draft(draft, keyring=keyring)
    written = service.drafted_note(note)
    finish_note(
        session,
        written=written,
        base=note.base,
        now=_now(),
        user=current_user,
        keyring=keyring,
    )


def _not_kept(session: TherapySession, trouble: Exception) -> ResponseReturnValue:
    db.session.rollback()
    if isinstance(trouble, Stale):
        return _conflict(session)
    sentence = SIGNED if isinstance(trouble, Signed) else DAMAGED
    return _json({"error": sentence}, HTTP_UNPROCESSABLE)


def _conflict(session: TherapySession) -> ResponseReturnValue:
    """The other text, so that both can be shown; nothing was stored."""
    draft = draft_of(current_user, session.id)
    try:
        other = service.newest_note(session, user=current_user, keyring=unlocked_keyring())
    except (CannotOpen, CannotRead):
        return _json({"error": DAMAGED}, HTTP_UNPROCESSABLE)
    told = {
        "version": draft.version if draft else 0,
        "base": session.version,
        "at": _clock_time(),
        "sections": words_of(other.sections),
        "process": other.process,
        "tagging_complete": other.tagging_complete,
        "tags": tags_for_desk(other),
        "beside": beside_the_text(other),
    }
    return _json(told, HTTP_CONFLICT)


def _expected_draft() -> int:
    try:
        return int(request.headers.get("If-Match", "").strip('"') or 0)
    except ValueError:
        abort(400)


def _sent_version() -> int:
    try:
        return read_version(request.get_data())
    except CannotUnderstand:
        abort(400)


def _work_with(session: TherapySession) -> ClientThemes | None:
    """The people and goals of this client; None where they cannot be opened."""
    return card_of(client_of(current_user, session.client_id), unlocked_keyring()).themes


def _json(body: dict[str, Any], status: int = 200) -> Response:
    return Response(json.dumps(body), status, content_type="application/json")


def _now() -> int:
    return int(clock().now().wall)


def _clock_time() -> str:
    return clock().local().strftime("%H:%M")
