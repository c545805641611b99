"""Who can see a client: sharing themes with somebody, and ending it."""

from contextlib import suppress
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app import db
from notes_app.accounts.models import User
from notes_app.clients.models import Client
from notes_app.clients.queries import card_of, client_of
from notes_app.clock import today
from notes_app.crypto.errors import CannotOpen
from notes_app.db.errors import NotFound
from notes_app.grants.forms import COMPARED, LATER, ShareForm
from notes_app.grants.labels import keep_labels
from notes_app.grants.queries import ended_of, people_to_show
from notes_app.grants.views.background import seal_anew
from notes_app.grants.views.blueprint import (
    CHANGED,
    MONTHS_AHEAD,
    bp,
    end_of,
    own_contacts,
    zone,
)
from notes_app.grants.views.people import asked_person, keep_met
from notes_app.notes.queries import sessions_of
from notes_app.payload import CannotRead
from notes_app.sharing.contacts import (
    Contact,
    KeysChanged,
    NotMet,
    contact_of,
    own_words,
)
from notes_app.sharing.current import current_seeing, owner_now, unlocked_keyring
from notes_app.sharing.payloads import Basis, Contacts
from notes_app.sharing.seeing import Seer
from notes_app.sharing.service import Wish, end_grant, share_themes
from notes_app.sharing.tidying import end_what_is_over
from notes_app.sharing.words import day_of
from notes_app.themes.queries import codebook_of
from notes_app.web.current import clock
from notes_app.web.marks import fresh
from notes_app.web.messages import say


@bp.get("/clients/<uuid:client_id>/who-can-see")
def of_client(client_id: UUID) -> ResponseReturnValue:
    """Who can see this client."""
    client, contacts = client_of(current_user, client_id), own_contacts()
    seeing = current_seeing()
    return render_template(
        "grants/of_client.html",
        card=card_of(client, unlocked_keyring()),
        seers=seeing.of_client(client.id),
        odd=[one for one in seeing.odd if one.client_id in (None, client.id)],
        people=people_to_show(current_user, contacts or Contacts()),
        given={one.id: one for one in (contacts or Contacts()).given},
        ended=ended_of(contacts or Contacts(), client.id),
        contacts=contacts,
    )


@bp.route("/clients/<uuid:client_id>/share", methods=["GET", "POST"])
@fresh
def share(client_id: UUID) -> ResponseReturnValue:
    """Share the themes of one client with one person, or change until when and what for."""
    client, person = client_of(current_user, client_id), asked_person()
    contact = contact_of(person, own_contacts() or Contacts())
    seer = seer_of(client.id, person.id)
    form = ShareForm(today(clock()), data=begun_with(contact) | as_given(seer))
    if form.validate_on_submit():
        try:
            met(form, person, contact)
            give_themes(client, wish_of(form, person))
        except (KeysChanged, NotMet):
            form.form_errors.append(CHANGED)
        else:
            db.session.commit()
            seal_anew()  # an end that was moved forward made a new key
            say("shared")
            return redirect(url_for("grants.of_client", client_id=client.id), 303)
    return _share_page(form, client, contact, seer)


def _share_page(
    form: ShareForm, client: Client, contact: Contact, seer: Seer | None
) -> ResponseReturnValue:
    card = card_of(client, unlocked_keyring())
    told = {"person": contact, "own": own_words(unlocked_keyring()), "seer": seer}
    return render_template("grants/share.html", form=form, card=card, **told), form.status


def give_themes(client: Client, wish: Wish) -> None:
    """Grant the themes, and put their names where whoever was granted them reads them."""
    share_themes(client.id, wish, owner=owner_now())
    keyring = unlocked_keyring()
    book, reads = codebook_of(current_user.id, keyring), sessions_of(client, keyring=keyring)
    with suppress(CannotOpen, CannotRead):  # a damaged card is not written over
        keep_labels(client, reads, book=book, keyring=keyring)


@bp.route("/clients/<uuid:client_id>/grants/<uuid:grant_id>/end", methods=["GET", "POST"])
def end(client_id: UUID, grant_id: UUID) -> ResponseReturnValue:
    """End what somebody can see."""
    client = client_of(current_user, client_id)
    seers = [one for one in current_seeing().of_client(client.id) if not one.is_loan]
    seer = next((one for one in seers if one.grant_id == grant_id), None)
    if seer is None:
        raise NotFound
    if request.method == "POST":
        end_grant(grant_id, owner=owner_now())
        end_what_is_over(owner_now(), on=today(clock()))  # the words of loans that ended with it
        db.session.commit()
        seal_anew()
        say("grant-ended")
        return redirect(url_for("grants.of_client", client_id=client.id), 303)
    card = card_of(client, unlocked_keyring())
    return render_template("grants/end.html", card=card, seer=seer, **_ends_with(seer))


def _ends_with(seer: Seer) -> dict[str, object]:
    """How many lent passages end with it (the themes take theirs along), and whether more stays."""
    theirs = [one for one in current_seeing().of_client(seer.client_id) if one != seer]
    theirs = [one for one in theirs if one.user_id == seer.user_id]
    lent = [one for one in theirs if one.is_loan]
    return {"lent": 0 if seer.is_record else len(lent), "others": len(theirs) > len(lent)}


def begun_with(contact: Contact) -> dict[str, object]:
    """What a form of sharing starts with."""
    return {
        "person": str(contact.user_id),
        "name": contact.called,
        "met": LATER,
        "basis": str(Basis.TRAINING),
        "until": today(clock()) + MONTHS_AHEAD,
    }


def seer_of(client_id: UUID, person_id: UUID) -> Seer | None:
    """What this person sees of the client's themes already."""
    found = current_seeing().of_themes(client_id)
    return next((one for one in found if one.user_id == person_id), None)


def as_given(seer: Seer | None) -> dict[str, object]:
    """The fields of a form of sharing as they were chosen; nothing where nothing is shared."""
    if seer is None:
        return {}
    contacts = own_contacts() or Contacts()
    given = next((one for one in contacts.given if one.id == seer.grant_id), None)
    until = {"until": day_of(seer.until, zone())}
    return until | ({"basis": str(given.basis), "purpose": given.purpose} if given else {})


def met(form: ShareForm, person: User, contact: Contact) -> None:
    """Pin the person's keys as the form says, unless that was done and nothing is new."""
    renamed = form.name.data not in ("", contact.called)
    if form.met.data == COMPARED or renamed or not contact.can_be_given:
        keep_met(form, person)


def wish_of(form: ShareForm, person: User) -> Wish:
    """What was asked for."""
    return Wish(person, Basis(form.basis.data), form.purpose.data, end_of(form.until.data))
