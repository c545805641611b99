"""What stirred in the therapist, by theme: across their clients, and for nobody else."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app.clients.queries import clients_of
from notes_app.notes.queries import sessions_by_client
from notes_app.notes.reading import own_responses_of
from notes_app.patterns.stirred import stirred_in
from notes_app.patterns.views.blueprint import bp
from notes_app.sharing.current import unlocked_keyring
from notes_app.themes.queries import codebook_of


@bp.get("/themes/across/own")
def own_responses() -> ResponseReturnValue:
    keyring = unlocked_keyring()
    every = sessions_by_client(current_user, keyring=keyring).values()
    reads = [read for sessions in every for read in sessions if read.facts is not None]
    words = own_responses_of(current_user, keyring=keyring)
    return render_template(
        "patterns/own_responses.html",
        stirred=stirred_in(reads, words, codebook_of(current_user.id, keyring)),
        cards={card.client_id: card for card in clients_of(current_user, keyring)},
    )
