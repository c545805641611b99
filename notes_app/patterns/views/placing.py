"""Moving people and losses on the map: by form, which a drag and the arrow keys send too."""

from uuid import UUID

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app import db
from notes_app.changes.current import remembered
from notes_app.clients import kinship
from notes_app.clients.kin_undoing import kin_act
from notes_app.clients.models import Client
from notes_app.clients.payloads import ClientThemes
from notes_app.clients.placement import Placement
from notes_app.clients.queries import ClientCard, card_of, client_of, open_client_themes
from notes_app.clock import today
from notes_app.db.errors import NotFound
from notes_app.patterns.map_page import own_self, shown, whole_map, words_of
from notes_app.patterns.place_forms import PlaceForm, place_as_form
from notes_app.patterns.views.blueprint import bp
from notes_app.sharing.current import unlocked_keyring
from notes_app.web.current import clock
from notes_app.web.messages import register_messages, say

A_LOSS = "a loss"

register_messages(
    {
        "person-moved": "Moved, and remembered.",
        "map-tidied": "Everybody stands where the rule puts them.",
    }
)


@bp.route("/clients/<uuid:client_id>/map/<uuid:person_id>/move", methods=["GET", "POST"])
def move_person(client_id: UUID, person_id: UUID) -> ResponseReturnValue:
    client, keyring = client_of(current_user, client_id), unlocked_keyring()
    card, themes = card_of(client, keyring), open_client_themes(client, keyring)
    stored = place_as_form(_place_of(card, themes, person_id))
    called = words_of(card).called
    form = PlaceForm(called[own_self(themes)], data={"version": client.version, **stored})
    if form.validate_on_submit() and form.is_based_on(client.version, stored):
        _place(client, themes, person_id, form.placement())
        said = f"Moved {_called(card, person_id)} on the map"
        return _done(client, "person-moved", card, said=said, who=person_id)
    return render_template(
        "patterns/move_person.html",
        form=form,
        card=card,
        called=called.get(person_id, A_LOSS),
        who=person_id,
    ), form.status


@bp.post("/clients/<uuid:client_id>/map/tidy-up")
def tidy_up(client_id: UUID) -> ResponseReturnValue:
    client, keyring = client_of(current_user, client_id), unlocked_keyring()
    card = card_of(client, keyring)
    kinship.tidy_up(client, keyring=keyring)
    return _done(client, "map-tidied", card, said="Tidied up the relationship map")


def _place(client: Client, themes: ClientThemes, who: UUID, place: Placement) -> None:
    """Put a person there, or a loss."""
    keyring = unlocked_keyring()
    if who in {loss.id for loss in themes.losses}:
        kinship.place_loss(client, loss_id=who, place=place, keyring=keyring)
    else:
        kinship.place_person(client, person=who, place=place, keyring=keyring)


def _called(card: ClientCard, who: UUID) -> str:
    known = {person.id for person in card.people}
    return card.called_by_id(who) if who in known else A_LOSS


def _place_of(card: ClientCard, themes: ClientThemes, person_id: UUID) -> Placement:
    """Where somebody stands now, or a loss that is drawn.  Raises NotFound."""
    seen = shown(card, [], ("", ""), today=today(clock()))
    known = {person.id for person in themes.present_people}
    if person_id not in known | {loss.id for loss in (seen.losses if seen else ())}:
        raise NotFound
    drawn = whole_map(seen, year=today(clock()).year) if seen else None
    nodes = drawn.nodes if drawn else ()
    return next(
        (drawn.place(n) for n in nodes if drawn and n.person.id == person_id), Placement(0, 0)
    )


def _done(
    client: Client, code: str, before: ClientCard, *, said: str, who: UUID | None = None
) -> ResponseReturnValue:
    after = card_of(client, unlocked_keyring())
    undo = remembered(kin_act(code, before, after, said=said, today=today(clock())))
    db.session.commit()
    say(code, undo=undo)
    return redirect(url_for("patterns.relationship_map", client_id=client.id, who=who), 303)
