"""The signed record as a file that verifies itself."""

from collections.abc import Mapping
from uuid import UUID

from flask import Response, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app.clients.models import Client
from notes_app.clients.queries import card_of, client_of
from notes_app.clock import today
from notes_app.crypto.errors import CannotOpen
from notes_app.notes.queries import ReadSession, session_of, sessions_of
from notes_app.sealed import Scope
from notes_app.sharing.current import unlocked_keyring
from notes_app.signing import exporting
from notes_app.signing.current import pinned_authors
from notes_app.signing.forms import ExportForm
from notes_app.signing.queries import Below, records_of_client
from notes_app.signing.verifying import known_authors, own_author
from notes_app.signing.views.blueprint import bp
from notes_app.web.current import clock
from notes_app.web.fields import choices_of
from notes_app.web.files import as_file
from notes_app.web.marks import fresh, repeats

NEUTRAL = "signed-record-{day}.html"


@bp.route("/sessions/<uuid:session_id>/signed-record", methods=["GET", "POST"])
@fresh
@repeats("notes")
def export_note(session_id: UUID) -> ResponseReturnValue:
    """Export one signed note."""
    session = session_of(current_user, session_id)
    back = url_for("notes.read", session_id=session.id)
    return _asked(client_of(current_user, session.client_id), only=session.id, back=back)


@bp.route("/clients/<uuid:client_id>/signed-records", methods=["GET", "POST"])
@fresh
@repeats("notes")
def export_notes(client_id: UUID) -> ResponseReturnValue:
    """Export many signed notes of one client."""
    back = url_for("notes.all_notes", client_id=client_id)
    return _asked(client_of(current_user, client_id), only=None, back=back)


def _asked(client: Client, *, only: UUID | None, back: str) -> ResponseReturnValue:
    signed = [
        read
        for read in sessions_of(client, keyring=unlocked_keyring())
        if read.facts and read.facts.signed and read.session_id == (only or read.session_id)
    ]
    added = {
        read.session_id: read.facts.signed.added
        for read in signed
        if read.facts and read.facts.signed
    }
    form = ExportForm(notes=[str(session_id) for session_id in added])
    form.notes.choices = choices_of({read.session_id: _titled(read) for read in signed})
    if form.validate_on_submit():
        chosen = {UUID(session_id) for session_id in form.notes.data}
        return _file(client, {one: count for one, count in added.items() if one in chosen})
    card = card_of(client, unlocked_keyring())
    return render_template("signing/export.html", form=form, card=card, back=back), form.status


def _titled(read: ReadSession) -> str:
    day = read.facts.held_on if read.facts else None
    title = f"Session {read.number}" if read.number else "Session"
    return f"{title}, {day.day} {day:%B %Y}" if day else title


def _file(client: Client, chosen: Mapping[UUID, int]) -> Response:
    """The chosen notes in order of their dates; one whose signature does not hold stops it.

    Args:
        chosen: by session, how many entries its author has added below.
    """
    keyring = unlocked_keyring()
    me = known_authors(own_author(keyring))
    found = records_of_client(
        client, Scope.NOTES, author=me, others=pinned_authors(), keyring=keyring
    )
    notes = [_exported(found.get(one), added) for one, added in chosen.items()]
    script, style, day = exporting.verifier(), exporting.styles(), today(clock())
    page = render_template(
        "signing/exported.html",
        format=exporting.FORMAT,
        policy=exporting.policy_of(script, style),
        script=script,
        style=style,
        words=exporting.word_list(),
        authors=exporting.authors_of(notes),
        notes=notes,
        made_on=day,
    )
    # Never a page of ours: a file to keep, whose script must not run under our address.
    return as_file(page, name=NEUTRAL, made_on=day)


def _exported(below: Below | None, added: int) -> exporting.ExportedNote:
    note = exporting.exported_note(below, added=added) if below else None
    if note is None:
        raise CannotOpen
    return note
