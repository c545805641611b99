"""A family as a file: out after the passphrase, in after a look at what would come."""

from uuid import UUID

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app import db
from notes_app.changes.current import remembered
from notes_app.changes.service import Act
from notes_app.clients.kin_undoing import kin_act
from notes_app.clients.models import Client
from notes_app.clients.queries import ClientCard, card_of, client_of, open_client_themes
from notes_app.clients.words import TIES
from notes_app.clock import today
from notes_app.records import service
from notes_app.records.families import TooMany, bring_family_in
from notes_app.records.family_forms import FamilyInForm, FamilyOutForm, WhoForm
from notes_app.records.kin.folk import FamilyFile, folk_of
from notes_app.records.kin.gedcom_out import gedcom_7, gedcom_551
from notes_app.records.kin.lines import MOST_BYTES
from notes_app.records.payloads import WaitingFamily
from notes_app.records.queries import waiting_family
from notes_app.records.views.blueprint import bp
from notes_app.sharing.current import unlocked_keyring
from notes_app.web.current import clock
from notes_app.web.files import as_file
from notes_app.web.marks import body_limit, fresh
from notes_app.web.messages import register_messages, say

TOO_MANY = "With those who are there, more people than fit. Export a part of the file."
NEUTRAL = "family-{day}.ged"
ROOM_FOR_THE_FORM = 100_000
WRITERS = {"7": gedcom_7, "5": gedcom_551}

register_messages(
    {
        "family-brought-in": "The family is in.",
        "no-family-brought-in": "Nobody was brought in, and nothing was kept of this file.",
    }
)


@bp.route("/clients/<uuid:client_id>/family/export", methods=["GET", "POST"])
@fresh
def family_out(client_id: UUID) -> ResponseReturnValue:
    client, keyring = client_of(current_user, client_id), unlocked_keyring()
    card, form = card_of(client, keyring), FamilyOutForm()
    themes = open_client_themes(client, keyring)
    if form.validate_on_submit():
        names = {p.id: card.name_of(p.id) for p in card.people} if form.names.data else {}
        content = WRITERS[form.format.data](folk_of(themes, names))
        return as_file(content, name=NEUTRAL, made_on=today(clock()))
    return render_template("records/family_out.html", form=form, card=card), form.status


@bp.route("/clients/<uuid:client_id>/family/import", methods=["GET", "POST"])
@body_limit(MOST_BYTES + ROOM_FOR_THE_FORM)
def family_in(client_id: UUID) -> ResponseReturnValue:
    client, keyring = client_of(current_user, client_id), unlocked_keyring()
    form = FamilyInForm()
    if form.validate_on_submit():
        waiting = WaitingFamily(form.family)
        batch = service.keep_files(waiting, client=client, user=current_user, keyring=keyring)
        db.session.commit()
        page = url_for("records.confirm_family", client_id=client.id, family_id=batch.id)
        return redirect(page, 303)
    card = card_of(client, keyring)
    return render_template("records/family_in.html", form=form, card=card), form.status


@bp.route("/clients/<uuid:client_id>/family/import/<uuid:family_id>", methods=["GET", "POST"])
def confirm_family(client_id: UUID, family_id: UUID) -> ResponseReturnValue:
    client, keyring = client_of(current_user, client_id), unlocked_keyring()
    family = waiting_family(current_user, client, family_id, keyring=keyring).family
    before = card_of(client, keyring)
    form = WhoForm(called_in(family), before.first_name)
    if form.validate_on_submit() and _came_in(client, family, form):
        service.forget_batches(current_user)
        undo = remembered(_act(before, card_of(client, keyring), family))
        db.session.commit()
        say("family-brought-in", undo=undo)
        return redirect(url_for("patterns.relationship_map", client_id=client.id), 303)
    shown = {"family": family, "called": called_in(family), "ties": TIES}
    page = render_template("records/confirm_family.html", form=form, card=before, **shown)
    return page, 422 if form.who.errors else form.status


def _came_in(client: Client, family: FamilyFile, form: WhoForm) -> bool:
    try:
        bring_family_in(client, family=family, who=form.number, keyring=unlocked_keyring())
    except TooMany:
        form.who.errors = [TOO_MANY]
        return False
    return True


def _act(before: ClientCard, after: ClientCard, family: FamilyFile) -> Act | None:
    said = f"Brought in a family of {len(family.people)}"
    return kin_act("family-brought-in", before, after, said=said, today=today(clock()))


@bp.post("/clients/<uuid:client_id>/family/import/leave")
def leave_family(client_id: UUID) -> ResponseReturnValue:
    client = client_of(current_user, client_id)
    service.forget_batches(current_user)
    db.session.commit()
    say("no-family-brought-in")
    return redirect(url_for("patterns.relationship_map", client_id=client.id), 303)


def called_in(family: FamilyFile) -> dict[int, str]:
    """What the people of a file are called, with the year of birth where it is known."""
    return {
        number: f"{folk.name or folk.role}{f', born {folk.born}' if folk.born else ''}"
        for number, folk in enumerate(family.people, 1)
    }
