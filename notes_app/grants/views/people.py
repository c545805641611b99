"""Who can see what: the people of the practice, their eight words, and what was given to whom."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app import db
from notes_app.accounts.models import User
from notes_app.clients.queries import clients_of, shared_cards
from notes_app.grants.forms import COMPARED, LATER, MeetForm
from notes_app.grants.queries import columns_of, people_to_show, person_to_show, rows_of
from notes_app.grants.shown import accepted, shown_to
from notes_app.grants.views.blueprint import CHANGED, bp, own_contacts
from notes_app.sharing.contacts import (
    KeysChanged,
    NotMet,
    contact_of,
    meet,
    own_words,
)
from notes_app.sharing.current import current_seeing, now, unlocked_keyring
from notes_app.sharing.payloads import Contacts
from notes_app.web.ids import uuid_in
from notes_app.web.marks import fresh
from notes_app.web.messages import say


@bp.get("/account/who-can-see-what")
def who_can_see_what() -> ResponseReturnValue:
    """Who can see what."""
    keyring, contacts, seeing = unlocked_keyring(), own_contacts(), current_seeing()
    cards = clients_of(current_user, keyring)
    shown = shown_to(current_user, contacts or Contacts(), keyring=keyring, now=now())
    themes = [one.client_id for one in accepted(shown) if one.session_id is None]
    return render_template(
        "grants/who_can_see_what.html",
        own=own_words(keyring),
        people=people_to_show(current_user, contacts or Contacts()),
        contacts=contacts,
        seeing=seeing,
        columns=columns_of(seeing),
        rows=rows_of(cards, seeing),
        names={card.client_id: card.label for card in cards},
        shown=shown,
        cases={id_: card.code_name for id_, card in shared_cards(themes, keyring=keyring).items()},
    )


@bp.route("/account/compare", methods=["GET", "POST"])
@fresh
def compare() -> ResponseReturnValue:
    """Compare the eight words with one person."""
    person = asked_person()
    contact = contact_of(person, own_contacts() or Contacts())
    form = MeetForm(data={"person": str(person.id), "name": contact.called, "met": LATER})
    if form.validate_on_submit():
        compared = form.met.data == COMPARED
        try:
            keep_met(form, person)
        except (KeysChanged, NotMet):
            form.form_errors.append(CHANGED)
        else:
            db.session.commit()
            say("compared" if compared else "met")
            return redirect(url_for("grants.who_can_see_what", _anchor="people"), 303)
    own = own_words(unlocked_keyring())
    return render_template("grants/compare.html", form=form, person=contact, own=own), form.status


def keep_met(form: MeetForm, person: User) -> None:
    """Pin the person's keys, as the form says."""
    meet(
        current_user,
        person,
        compared=form.met.data == COMPARED,
        name=form.name.data,
        now=now(),
        keyring=unlocked_keyring(),
    )


def asked_person() -> User:
    """Whom the page is about: in the form that was sent, or in the address.  Raises NotFound."""
    sent = request.form if request.method == "POST" else request.args
    return person_to_show(current_user, uuid_in(sent.get("person")))
