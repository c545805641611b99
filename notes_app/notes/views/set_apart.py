"""What a process note holds that belongs in the session record: one choice for each sentence."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app import db
from notes_app.clients.queries import card_of, client_of
from notes_app.db.errors import NotFound
from notes_app.formats.queries import formats_of
from notes_app.notes import service
from notes_app.notes.apart import EXCLUDED_WORDS, findings_in, let_stand, moved_to_record
from notes_app.notes.earlier import finish_note
from notes_app.notes.exclusions import BelongsInTheRecord, Finding
from notes_app.notes.forms import NoteForm
from notes_app.notes.models import Draft, TherapySession
from notes_app.notes.payloads import DraftNote
from notes_app.notes.queries import draft_of, open_draft, read_of, session_of
from notes_app.notes.views.blueprint import bp
from notes_app.sharing.current import unlocked_keyring
from notes_app.web.current import clock
from notes_app.web.messages import say


@bp.app_errorhandler(BelongsInTheRecord)
def ask_first(refused: BelongsInTheRecord) -> ResponseReturnValue:
    """Whatever wanted to make the draft the note, such as signing it: ask about it first."""
    db.session.rollback()
    return redirect(url_for("notes.set_apart", session_id=refused.session_id), 303)


@bp.get("/sessions/<uuid:session_id>/process/check")
def set_apart(session_id: UUID) -> ResponseReturnValue:
    """Each sentence of the drafted process note that belongs in the session record."""
    session, keyring = session_of(current_user, session_id), unlocked_keyring()
    draft = draft_of(current_user, session.id)
    findings = _findings(draft)
    if draft is None or not findings:
        return redirect(url_for("notes.write", session_id=session.id), 303)
    client = client_of(current_user, session.client_id)
    return render_template(
        "notes/set_apart.html",
        card=card_of(client, keyring),
        read=read_of(session, client=client, keyring=keyring),
        form=NoteForm(version=draft.version),
        findings=findings,
        words=EXCLUDED_WORDS,
    )


@bp.post("/sessions/<uuid:session_id>/process/check")
def settle(session_id: UUID) -> ResponseReturnValue:
    """Move one sentence, or let it stand; after the last one the draft becomes the note."""
    session, form = session_of(current_user, session_id), NoteForm()
    draft = draft_of(current_user, session.id)
    if draft is None:
        raise NotFound
    if not form.validate_on_submit() or form.version.data != draft.version:
        say("draft-moved-on")
        return redirect(url_for("notes.set_apart", session_id=session.id), 303)
    left = _settle(session, draft)
    db.session.commit()
    say("moved-to-record" if "move" in request.form else "let-stand")
    if left:
        return redirect(url_for("notes.set_apart", session_id=session.id), 303)
    say("note-saved")
    return redirect(url_for("notes.read", session_id=session.id), 303)


def _settle(session: TherapySession, draft: Draft) -> bool:
    """Do what the pressed button says; whether more sentences wait."""
    keyring, now = unlocked_keyring(), int(clock().now().wall)
    note = open_draft(draft, keyring=keyring)
    written = _settled(note, draft)
    if findings_in(written):
        seen = service.Seen(note.base, draft.version)
        service.save_draft(
            session, written=written, seen=seen, user=current_user, now=now, keyring=keyring
        )
        return True
    finish_note(
        session, written=written, base=note.base, now=now, user=current_user, keyring=keyring
    )
    return False


def _settled(note: DraftNote, draft: Draft) -> service.Written:
    pressed = request.form.get("move") or request.form.get("keep") or ""
    findings, written = _findings(draft), service.drafted_note(note)
    if not pressed.isdecimal() or int(pressed) >= len(findings):
        raise NotFound
    finding = findings[int(pressed)]
    if "move" not in request.form:
        return let_stand(written, finding)
    first = formats_of(current_user.id, unlocked_keyring()).of_note(note.format).headings[0]
    return moved_to_record(written, finding, section=first.key)


def _findings(draft: Draft | None) -> list[Finding]:
    if draft is None:
        return []
    return findings_in(service.drafted_note(open_draft(draft, keyring=unlocked_keyring())))
