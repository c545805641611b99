"""Earlier minutes of a note: a list, one of them beside what stands now, and bringing it back.

The desk's own slider asks the same addresses and gets the same as JSON.
"""

from typing import Any
from uuid import UUID

from flask import jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app import db
from notes_app.clients.queries import ClientCard, card_of, client_of
from notes_app.crypto.errors import CannotOpen
from notes_app.formats.queries import formats_of
from notes_app.notes import service
from notes_app.notes.earlier import bring_back, earlier_states
from notes_app.notes.formats import headings_for, sections_of, words_of
from notes_app.notes.journal import open_state
from notes_app.notes.looking_back import Moment, Part, compared, moment_words, moments, said_of
from notes_app.notes.models import TherapySession
from notes_app.notes.payloads import SessionText
from notes_app.notes.queries import session_of
from notes_app.notes.views.blueprint import bp
from notes_app.notes.wire import beside_the_text, tags_for_desk
from notes_app.payload import CannotRead
from notes_app.sharing.current import unlocked_keyring
from notes_app.web.current import clock
from notes_app.web.guard import is_fetch
from notes_app.web.messages import say


@bp.get("/sessions/<uuid:session_id>/earlier")
def earlier_minutes(session_id: UUID) -> ResponseReturnValue:
    session = session_of(current_user, session_id)
    found = _moments(session)
    if is_fetch():
        return jsonify(
            [{"id": str(one.entry_id), "words": one.words} for one in found if one.opens]
        )
    return render_template(
        "notes/earlier.html", session=session, card=_card(session), moments=found
    )


@bp.get("/sessions/<uuid:session_id>/earlier/<uuid:entry_id>")
def earlier_minute(session_id: UUID, entry_id: UUID) -> ResponseReturnValue:
    session, keyring = session_of(current_user, session_id), unlocked_keyring()
    state = open_state(session.id, entry_id, keyring=keyring)
    then = service.drafted_note(state.note)
    parts = _parts(session, then)
    if is_fetch():
        return jsonify(_for_desk(then, parts))
    return render_template(
        "notes/earlier_minute.html",
        session=session,
        card=_card(session),
        entry_id=entry_id,
        moment=moment_words(state.at, state.kind, now=clock().local()),
        parts=parts,
        said=said_of(parts),
    )


@bp.post("/sessions/<uuid:session_id>/earlier/<uuid:entry_id>")
def bring_minute_back(session_id: UUID, entry_id: UUID) -> ResponseReturnValue:
    session = session_of(current_user, session_id)
    bring_back(
        session,
        entry_id=entry_id,
        now=int(clock().now().wall),
        user=current_user,
        keyring=unlocked_keyring(),
    )
    db.session.commit()
    say("minute-brought-back")
    return redirect(url_for("notes.write", session_id=session.id), 303)


def _moments(session: TherapySession) -> list[Moment]:
    entries = earlier_states(session, user=current_user, keyring=unlocked_keyring())
    return moments(entries, now=clock().local())


def _parts(session: TherapySession, then: service.Written) -> list[Part]:
    """Each part of the note, then and now; what stands now need not open to look back."""
    keyring, card = unlocked_keyring(), _card(session)
    try:
        now = service.newest_note(session, user=current_user, keyring=keyring)
    except (CannotOpen, CannotRead):
        now = service.Written()
    both = {**words_of(then.sections), **words_of(now.sections)}
    text = SessionText(sections_of(both), format=then.format)
    formats = formats_of(current_user.id, keyring)
    headings = headings_for(text, pronouns=card.pronouns, name=card.first_name, formats=formats)
    return compared(then, now, headings)


def _for_desk(then: service.Written, parts: list[Part]) -> dict[str, Any]:
    return {
        "said": said_of(parts),
        "parts": [
            {
                "label": part.label,
                "then": [[piece.mark, piece.text] for piece in part.difference.then],
                "now": [[piece.mark, piece.text] for piece in part.difference.now],
            }
            for part in parts
        ],
        "sections": words_of(then.sections),
        "process": then.process,
        "tags": tags_for_desk(then),
        "beside": beside_the_text(then),
    }


def _card(session: TherapySession) -> ClientCard:
    return card_of(client_of(current_user, session.client_id), unlocked_keyring())
