"""Adding to a signed note: an addendum, or the mark that it was entered in error."""

from typing import Any
from uuid import UUID

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app import db
from notes_app.accounts.current import current_profile
from notes_app.accounts.payloads import Profile
from notes_app.clients.queries import card_of, client_of
from notes_app.crypto.errors import CannotOpen
from notes_app.db.errors import Stale
from notes_app.notes.models import TherapySession
from notes_app.notes.queries import read_of, session_of
from notes_app.sealed import Scope
from notes_app.sharing.current import unlocked_keyring
from notes_app.signing.composing import Moment
from notes_app.signing.forms import AddendumForm, InErrorForm
from notes_app.signing.payloads import EntryKind, Signer
from notes_app.signing.reading import SignedNote, signed_note
from notes_app.signing.service import Addition, add_entry
from notes_app.signing.views.blueprint import bp
from notes_app.web.current import clock
from notes_app.web.messages import say


@bp.route("/sessions/<uuid:session_id>/addendum", methods=["GET", "POST"])
def add(session_id: UUID) -> ResponseReturnValue:
    """Add an addendum."""
    session = session_of(current_user, session_id)
    if (note := _signed(session)) is None:
        return redirect(url_for("notes.read", session_id=session.id), 303)
    form = AddendumForm(version=session.version)
    if note.process is None:
        form.scope.choices = form.scope.choices[:1]
    if form.validate_on_submit():
        kind, scope = EntryKind(form.kind.data), Scope(form.scope.data)
        addition = Addition(kind, form.text.data, form.reason.data, scope)
        _add(session, addition, note, seen=form.version.data)
        say("addendum-signed")
        return redirect(url_for("notes.read", session_id=session.id, _anchor="addenda"), 303)
    return render_template(
        "signing/addendum.html", form=form, **_around(session, note)
    ), form.status


@bp.route("/sessions/<uuid:session_id>/entered-in-error", methods=["GET", "POST"])
def mark_in_error(session_id: UUID) -> ResponseReturnValue:
    """Entered in error."""
    session = session_of(current_user, session_id)
    if (note := _signed(session)) is None:
        return redirect(url_for("notes.read", session_id=session.id), 303)
    form = InErrorForm(version=session.version)
    if note.standing.in_error:
        return redirect(url_for("notes.read", session_id=session.id), 303)
    if form.validate_on_submit():
        addition = Addition(EntryKind.IN_ERROR, reason=form.reason.data)
        _add(session, addition, note, seen=form.version.data)
        say("marked-in-error")
        return redirect(url_for("notes.read", session_id=session.id), 303)
    return render_template(
        "signing/in_error.html", form=form, **_around(session, note)
    ), form.status


def _signed(session: TherapySession) -> SignedNote | None:
    """The signed note; None where it is not signed, and nothing can stand below it."""
    note = signed_note(session, keyring=unlocked_keyring())
    if note is not None and note.words is None:
        raise CannotOpen
    return note


def _add(session: TherapySession, addition: Addition, note: SignedNote, *, seen: int) -> None:
    if session.version != seen:
        raise Stale
    words, profile = note.words, current_profile() or Profile()
    before = words.signer if words else Signer("", "")
    signer = Signer(profile.display_name or before.name, profile.credential or before.credential)
    moment = Moment(signer, clock().local().replace(microsecond=0))
    add_entry(session, addition, moment=moment, keyring=unlocked_keyring())
    db.session.commit()


def _around(session: TherapySession, note: SignedNote) -> dict[str, Any]:
    client = client_of(current_user, session.client_id)
    keyring = unlocked_keyring()
    return {
        "card": card_of(client, keyring),
        "read": read_of(session, client=client, keyring=keyring),
        "note": note,
    }
