"""The list of clients, and one client's card."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app import db
from notes_app.changes.current import remembered
from notes_app.clients import service
from notes_app.clients.forms import ClientForm, FindForm, card_as_form
from notes_app.clients.glances import Glance, glances_of
from notes_app.clients.intake import GROUPS, WORDS_OF_CODES
from notes_app.clients.payloads import ClientIdentity, ClientThemes
from notes_app.clients.queries import ClientCard, card_of, client_of, clients_of
from notes_app.clients.remembering import card_act
from notes_app.clients.triangles import triangles_of
from notes_app.clients.views.blueprint import bp
from notes_app.clients.views.family import kin_of
from notes_app.clients.words import (
    CONCERNS,
    DESCENTS,
    DOMAINS,
    ENDINGS,
    LOSSES,
    POLES,
    SHAPES,
    STATUSES,
    TIES,
)
from notes_app.sharing.current import unlocked_keyring
from notes_app.web.marks import repeats
from notes_app.web.messages import say

SHOWN = 200
NOTE_MISSING = "note-missing"


@bp.route("/clients", methods=["GET", "POST"])
def all_clients() -> ResponseReturnValue:
    keyring = unlocked_keyring()
    form = FindForm()
    words = form.words.data.casefold() if form.validate_on_submit() else ""
    show = request.args.get("show", "")
    cards = clients_of(current_user, keyring)
    glances = glances_of(current_user, cards, keyring)
    found = [card for card in cards if _has(card, words) and _shows(card, show, glances)]
    return render_template(
        "clients/all_clients.html",
        form=form,
        words=words,
        show=show,
        statuses=STATUSES,
        cards=_by_need(found, glances)[: None if "all" in request.args else SHOWN],
        found=len(found),
        known=len(cards),
        glances=glances,
    ), form.status


@bp.route("/clients/new", methods=["GET", "POST"])
@repeats(*GROUPS)
def add_client() -> ResponseReturnValue:
    keyring = unlocked_keyring()
    form = ClientForm(_code_names(None))
    if form.validate_on_submit():
        client = service.add_client(
            current_user,
            identity=form.identity(ClientIdentity()),
            themes=form.themes(ClientThemes("")),
            keyring=keyring,
        )
        db.session.commit()
        say("client-added")
        return redirect(url_for("clients.overview", client_id=client.id), 303)
    return render_template("clients/card.html", form=form, card=None), form.status


@bp.route("/clients/<uuid:client_id>")
def overview(client_id: UUID) -> ResponseReturnValue:
    client = client_of(current_user, client_id)
    return render_template(
        "clients/overview.html",
        card=card_of(client, unlocked_keyring()),
        concerns=CONCERNS,
        intake=WORDS_OF_CODES,
        statuses=STATUSES,
        poles=POLES,
        domains=DOMAINS,
        shapes=SHAPES,
        ties=TIES,
        kin_of=kin_of,
        triangles_of=triangles_of,
        endings=ENDINGS,
        descent_words=DESCENTS,
        loss_words=LOSSES,
    )


@bp.route("/clients/<uuid:client_id>/change", methods=["GET", "POST"])
@repeats(*GROUPS)
def change_client(client_id: UUID) -> ResponseReturnValue:
    client, keyring = client_of(current_user, client_id), unlocked_keyring()
    card = card_of(client, keyring)
    stored = card_as_form(card)
    form = ClientForm(_code_names(client_id), data={"version": client.version, **stored})
    form.leave_out_unopened(card)
    if form.validate_on_submit() and form.is_based_on(client.version, stored):
        service.change_client(
            client,
            identity=form.identity(card.identity) if card.identity else None,
            themes=form.themes(card.themes) if card.themes else None,
            keyring=keyring,
        )
        undo = remembered(card_act(card, card_of(client, keyring)))
        db.session.commit()
        say("client-changed", undo=undo)
        return redirect(url_for("clients.overview", client_id=client_id), 303)
    return render_template("clients/card.html", form=form, card=card), form.status


def _shows(card: ClientCard, show: str, glances: Mapping[UUID, Glance] | None) -> bool:
    """Whether a client belongs to what is asked for: a status, or those whose note is missing."""
    if show != NOTE_MISSING:
        return show in ("", card.status)
    return _waiting(card, glances) > 0


def _by_need(
    cards: Sequence[ClientCard], glances: Mapping[UUID, Glance] | None
) -> list[ClientCard]:
    """The clients with a note to write or to sign first; within both, the order stays."""
    return sorted(cards, key=lambda card: not _waiting(card, glances))


def _waiting(card: ClientCard, glances: Mapping[UUID, Glance] | None) -> int:
    glance = (glances or {}).get(card.client_id)
    return glance.waiting if glance else 0


def _has(card: ClientCard, words: str) -> bool:
    text = f"{card.name} {card.code_name}".casefold()
    return all(word in text for word in words.split())


def _code_names(but_for: UUID | None) -> list[str]:
    """The code names of the other clients; looked up only when something was sent."""
    if request.method != "POST":
        return []
    cards = clients_of(current_user, unlocked_keyring())
    return [card.code_name for card in cards if card.themes and card.client_id != but_for]
