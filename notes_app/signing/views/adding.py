"""Adding to a signed note: an addendum, the mark of an error, the question to co-sign it."""

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
from notes_app.sharing.current import current_seeing, unlocked_keyring
from notes_app.sharing.payloads import Mode
from notes_app.signing.composing import Moment
from notes_app.signing.current import pinned_authors
from notes_app.signing.forms import AddendumForm, InErrorForm
from notes_app.signing.payloads import EntryKind, Signer
from notes_app.signing.policy import Act, NotNow, can
from notes_app.signing.reading import SignedNote, signed_note
from notes_app.signing.service import Addition, add_entry, ask_for_cosign
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


@bp.post("/sessions/<uuid:session_id>/ask-for-co-sign")
def ask(session_id: UUID) -> ResponseReturnValue:
    session = session_of(current_user, session_id)
    note = _signed(session)
    say("asked-to-co-sign" if note is not None and _ask(session, note) else "not-asked")
    return redirect(url_for("notes.read", session_id=session.id, _anchor="addenda"), 303)


@bp.app_template_global("ask_word")
def ask_word(note: SignedNote) -> str:
    """What the button says that asks for a co-signature; empty where nobody can be asked now."""
    if note.words is None or note.record is None or not can(note.standing, Act.ASK):
        return ""
    if not _somebody_can_cosign(note.record.record.place.session_id):
        return ""
    kinds = {entry.words.kind for entry in note.record.entries if entry.words}
    return "Ask for co-sign again" if EntryKind.ASKED in kinds else "Ask for co-sign"


def _ask(session: TherapySession, note: SignedNote) -> bool:
    """Ask, if that fits where the note stands and somebody could answer."""
    if not _somebody_can_cosign(session.id):
        return False
    try:
        ask_for_cosign(
            session, moment=_moment(note), keyring=unlocked_keyring(), pinned=pinned_authors()
        )
    except NotNow:
        return False
    db.session.commit()
    return True


def _somebody_can_cosign(session_id: UUID) -> bool:
    return any(one.mode is Mode.COSIGN for one in current_seeing().of_record(session_id))


def _signed(session: TherapySession) -> SignedNote | None:
    """The signed note; None where it is not signed, and nothing can stand below it."""
    note = signed_note(session, keyring=unlocked_keyring(), pinned=pinned_authors())
    if note is not None and note.words is None:
        raise CannotOpen
    return note


def _add(session: TherapySession, addition: Addition, note: SignedNote, *, seen: int) -> None:
    if session.version != seen:
        raise Stale
    add_entry(
        session,
        addition,
        moment=_moment(note),
        keyring=unlocked_keyring(),
        pinned=pinned_authors(),
    )
    db.session.commit()


def _moment(note: SignedNote) -> Moment:
    """Now, under the name of the profile, or the one that stands under the note."""
    words, profile = note.words, current_profile() or Profile()
    before = words.signer if words else Signer("", "")
    signer = Signer(profile.display_name or before.name, profile.credential or before.credential)
    return Moment(signer, clock().local().replace(microsecond=0))


def _around(session: TherapySession, note: SignedNote) -> dict[str, Any]:
    client = client_of(current_user, session.client_id)
    keyring = unlocked_keyring()
    return {
        "card": card_of(client, keyring),
        "read": read_of(session, client=client, keyring=keyring),
        "note": note,
    }
