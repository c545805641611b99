"""The preparation card of one session."""

from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app.clients.queries import card_of, client_of
from notes_app.clients.words import CONCERNS
from notes_app.diary.preparing import prepare as put_together
from notes_app.diary.slots import Diary
from notes_app.diary.views.blueprint import bp
from notes_app.notes.formats import who
from notes_app.notes.lineage import as_counted
from notes_app.notes.queries import drafted_sessions, session_of, sessions_of
from notes_app.notes.reading import read_texts
from notes_app.sharing.current import unlocked_keyring
from notes_app.signing.current import pinned_authors
from notes_app.signing.questions import questions_of
from notes_app.themes.queries import codebook_of
from notes_app.web.current import clock


@bp.get("/sessions/<uuid:session_id>/prepare")
def prepare(session_id: UUID) -> ResponseReturnValue:
    """One page to read before the client comes."""
    session, keyring = session_of(current_user, session_id), unlocked_keyring()
    client = client_of(current_user, session.client_id)
    card, codebook = card_of(client, keyring), codebook_of(current_user.id, keyring)
    reads = as_counted(sessions_of(client, keyring=keyring), codebook)
    diary = Diary(
        now=clock().local(),
        cards=[card],
        sessions={client.id: reads},
        drafted=drafted_sessions(current_user),
    )
    ready = put_together(
        next(read for read in reads if read.session_id == session_id),
        reads=reads,
        texts=read_texts(client, keyring=keyring),
        diary=diary,
        among={theme.code for theme in codebook.active},
        questions=questions_of(current_user, client, keyring=keyring, known=pinned_authors()),
    )
    return render_template(
        "diary/prepare.html",
        ready=ready,
        card=card,
        codebook=codebook,
        concerns=CONCERNS,
        pronoun=who(card.pronouns, ""),
    )
