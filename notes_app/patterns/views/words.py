"""The client's own words for themes, and which themes are in focus."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app import db
from notes_app.changes.current import remembered
from notes_app.changes.service import Act
from notes_app.clients import service as clients
from notes_app.clients.models import Client
from notes_app.clients.naming import names_in
from notes_app.clients.queries import card_of, client_of
from notes_app.clients.remembering import focus_act, word_act
from notes_app.clock import today
from notes_app.patterns.spans import focus_of
from notes_app.patterns.views.blueprint import bp
from notes_app.patterns.views.opened import opened, theme_at
from notes_app.sharing.current import unlocked_keyring
from notes_app.themes.queries import codebook_of
from notes_app.web.current import clock
from notes_app.web.messages import say

LONGEST_WORD = 80


@bp.get("/clients/<uuid:client_id>/words")
def words(client_id: UUID) -> ResponseReturnValue:
    """Your word for it, and what is in focus."""
    here = opened(client_id)
    used = {tag.theme for read in here.reads if read.facts for tag in read.facts.tags}
    kept = here.card.themes.client_words.values() if here.card.themes else ()
    return render_template(
        "patterns/words.html",
        its=here,
        used=used,
        focus=focus_of(here.codebook, here.card),
        named=names_in(" ".join(kept), here.card),
    )


@bp.post("/clients/<uuid:client_id>/words/<uuid:address>")
def keep_word(client_id: UUID, address: UUID) -> ResponseReturnValue:
    client, theme, keyring = (
        client_of(current_user, client_id),
        theme_at(address),
        unlocked_keyring(),
    )
    word = " ".join(request.form.get("word", "").replace("\0", "").split())[:LONGEST_WORD]
    before = card_of(client, keyring)
    clients.name_theme_for_client(client, code=theme.code, word=word, keyring=keyring)
    act = word_act(before, card_of(client, keyring), theme.code, theme=theme.name)
    return _done("client-word-saved", client, act)


@bp.post("/clients/<uuid:client_id>/focus/<uuid:address>")
def change_focus(client_id: UUID, address: UUID) -> ResponseReturnValue:
    client, theme, keyring = (
        client_of(current_user, client_id),
        theme_at(address),
        unlocked_keyring(),
    )
    on, before = request.form.get("focus") == "on", card_of(client, keyring)
    # A theme that was merged into this one brought its focus along: both are lifted.
    lineage = codebook_of(current_user.id, keyring).lineage.of(theme.code)
    try:
        for code in lineage[:1] if on else lineage:
            clients.set_focus(client, code=code, on=on, today=today(clock()), keyring=keyring)
    except clients.FocusFull:
        say("focus-full")
        return redirect(url_for("patterns.words", client_id=client_id), 303)
    act = focus_act(before, card_of(client, keyring), theme=theme.name)
    return _done("focus-set" if on else "focus-lifted", client, act)


def _done(code: str, client: Client, act: Act | None) -> ResponseReturnValue:
    undo = remembered(act)
    db.session.commit()
    say(code, undo=undo)
    return redirect(url_for("patterns.words", client_id=client.id), 303)
