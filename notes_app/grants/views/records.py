"""One signed record, opened for somebody; and what they see and may do with it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app import db
from notes_app.accounts.current import current_profile
from notes_app.accounts.models import User
from notes_app.accounts.payloads import Profile
from notes_app.clients.queries import card_of, client_of
from notes_app.clock import today
from notes_app.grants.forms import OpenForm, ReturnForm
from notes_app.grants.queries import people_to_show
from notes_app.grants.reading import OpenedRecord
from notes_app.grants.views.background import seal_anew
from notes_app.grants.views.blueprint import CHANGED, bp, own_contacts
from notes_app.grants.views.clients import begun_with, met, wish_of
from notes_app.grants.views.looking import keep_look, record_of
from notes_app.grants.views.people import asked_person
from notes_app.notes.models import TherapySession
from notes_app.notes.queries import read_of, session_of
from notes_app.notes.signed import has_signed_record
from notes_app.sharing.contacts import Contact, KeysChanged, NotMet, contact_of, own_words
from notes_app.sharing.current import current_seeing, owner_now, unlocked_keyring
from notes_app.sharing.payloads import Contacts, Mode
from notes_app.sharing.service import open_record
from notes_app.signing.composing import Moment
from notes_app.signing.current import pinned_authors
from notes_app.signing.payloads import Signer
from notes_app.signing.policy import NotNow
from notes_app.signing.service import cosign_note, return_note
from notes_app.web.current import clock
from notes_app.web.marks import fresh
from notes_app.web.messages import say


@bp.get("/sessions/<uuid:session_id>/who-can-see")
def of_note(session_id: UUID) -> ResponseReturnValue:
    """Who can see this note."""
    session = session_of(current_user, session_id)
    contacts = own_contacts() or Contacts()
    return render_template(
        "grants/of_note.html",
        seers=current_seeing().of_record(session.id),
        themes=current_seeing().of_themes(session.client_id),
        people=people_to_show(current_user, contacts),
        given={one.id: one for one in contacts.given},
        is_signed=has_signed_record(session.id),
        **_around(session),
    )


@bp.route("/sessions/<uuid:session_id>/open", methods=["GET", "POST"])
@fresh
def open_note(session_id: UUID) -> ResponseReturnValue:
    """Open one signed record for one person."""
    session, person = session_of(current_user, session_id), asked_person()
    if not has_signed_record(session.id):
        return redirect(url_for("grants.of_note", session_id=session.id), 303)
    contact = contact_of(person, own_contacts() or Contacts())
    form = OpenForm(today(clock()), data={**begun_with(contact), "mode": str(Mode.COSIGN)})
    if form.validate_on_submit() and _is_opened(session, form, person, contact):
        db.session.commit()
        seal_anew()  # an earlier grant of the same was ended, and a new key made
        say("record-opened")
        return redirect(url_for("grants.of_note", session_id=session.id), 303)
    return render_template(
        "grants/open_note.html",
        form=form,
        person=contact,
        own=own_words(unlocked_keyring()),
        **_around(session),
    ), form.status


@bp.get("/opened/<uuid:session_id>")
def opened(session_id: UUID) -> ResponseReturnValue:
    """A signed record that somebody opened for whoever is logged in."""
    return _page(record_of(session_id), ReturnForm(formdata=None))


@bp.post("/opened/<uuid:session_id>/co-sign")
def cosign(session_id: UUID) -> ResponseReturnValue:
    """Sign for the record and for all that stands below it."""
    record = record_of(session_id)
    return _answered(record, lambda: cosign_note(record.session, **_signing()), "cosigned")


@bp.post("/opened/<uuid:session_id>/return")
def give_back(session_id: UUID) -> ResponseReturnValue:
    """Return the note to its author with a reason."""
    record, form = record_of(session_id), ReturnForm()
    if not form.validate_on_submit():
        return _page(record, form)
    reason = form.reason.data
    return _answered(
        record, lambda: return_note(record.session, reason=reason, **_signing()), "returned"
    )


def _is_opened(session: TherapySession, form: OpenForm, person: User, contact: Contact) -> bool:
    mode, wish = Mode(form.mode.data), wish_of(form, person)
    try:
        met(form, person, contact)
        open_record(session.client_id, session.id, wish, mode=mode, owner=owner_now())
    except (KeysChanged, NotMet):
        form.form_errors.append(CHANGED)
        return False
    return True


def _page(record: OpenedRecord, form: ReturnForm) -> ResponseReturnValue:
    missing = keep_look(record)
    page = render_template("grants/opened.html", record=record, form=form, missing=missing)
    return page, form.status


def _answered(record: OpenedRecord, answer: Callable[[], None], said: str) -> ResponseReturnValue:
    try:
        if not record.can_answer:
            raise NotNow
        answer()
    except NotNow:
        said = "not-answered"
    db.session.commit()
    say(said)
    return redirect(url_for("grants.opened", session_id=record.session.id), 303)


def _signing() -> dict[str, Any]:
    """Who answers, by which keys, and when."""
    profile = current_profile() or Profile()
    name = profile.display_name or current_user.username
    at = clock().local().replace(microsecond=0)
    return {
        "actor": current_user,
        "author": pinned_authors(),
        "moment": Moment(Signer(name, profile.credential), at),
        "keyring": unlocked_keyring(),
    }


def _around(session: TherapySession) -> dict[str, Any]:
    client = client_of(current_user, session.client_id)
    keyring = unlocked_keyring()
    read = read_of(session, client=client, keyring=keyring)
    return {"card": card_of(client, keyring), "read": read}
