"""The therapist answers: a question, a suggestion, or the case as a whole."""

from uuid import UUID

from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app import db
from notes_app.changes.current import remembered
from notes_app.changes.service import Act
from notes_app.clock import today
from notes_app.db.errors import NotFound
from notes_app.grants.labels import keep_labels
from notes_app.notes.queries import session_of, sessions_of
from notes_app.presenting.forms import AnswerForm
from notes_app.presenting.service import Gone, call_it, theme_of_suggestion
from notes_app.presenting.undoing import taken_act
from notes_app.presenting.views.blueprint import bp
from notes_app.presenting.views.opened import Presented, done, presented
from notes_app.presenting.views.tab import tab_page
from notes_app.sharing.current import now
from notes_app.supervision import policy
from notes_app.supervision.payloads import Comment, Question, Settled
from notes_app.supervision.service import say as add_entry
from notes_app.themes.queries import codebook_of
from notes_app.web.current import clock


@bp.post("/clients/<uuid:client_id>/supervision/comment")
def comment(client_id: UUID) -> ResponseReturnValue:
    it, form = presented(client_id), AnswerForm()
    if not form.validate_on_submit():
        return tab_page(it, answer=form)
    add_entry(it.client.id, Comment(form.answer.data), at=now(), keyring=it.keyring)
    return done(it, "answered")


@bp.post("/clients/<uuid:client_id>/supervision/entries/<uuid:entry_id>/answer")
def answer(client_id: UUID, entry_id: UUID) -> ResponseReturnValue:
    it, form = presented(client_id), AnswerForm()
    heard = (*policy.of_kind(it.entries, Question), *policy.of_kind(it.entries, Comment))
    others = (one for one in heard if one.author_id != current_user.id)
    asked = next((one for one in others if one.id == entry_id), None)
    if asked is None:
        raise NotFound
    if not form.validate_on_submit():
        return tab_page(it, answer=form, answers=entry_id)
    said = Comment(form.answer.data, asked.said.about, entry_id)
    add_entry(it.client.id, said, at=now(), keyring=it.keyring)
    return done(it, "answered")


@bp.post("/clients/<uuid:client_id>/supervision/suggestions/<uuid:entry_id>/keep")
def keep_mine(client_id: UUID, entry_id: UUID) -> ResponseReturnValue:
    it = presented(client_id)
    if _open(it, entry_id) is None:
        return done(it, "suggestion-gone")
    add_entry(it.client.id, Settled(entry_id, taken=False), at=now(), keyring=it.keyring)
    return done(it, "suggestion-kept")


@bp.post("/clients/<uuid:client_id>/supervision/suggestions/<uuid:entry_id>/take")
def take_suggestion(client_id: UUID, entry_id: UUID) -> ResponseReturnValue:
    """Take it: the tag changes, on a signed note as a dated revision."""
    it = presented(client_id)
    found = _open(it, entry_id)
    if found is None or found.suggestion.tag not in it.tags:
        return done(it, "suggestion-gone")
    try:
        act = _called(it, found)
    except Gone:
        db.session.rollback()
        return done(it, "suggestion-gone")
    add_entry(it.client.id, Settled(entry_id, taken=True), at=now(), keyring=it.keyring)
    return done(it, "suggestion-taken", undo=remembered(act))


def _called(it: Presented, found: policy.Suggested) -> Act | None:
    """Let the passage have the suggested theme, and its label stand where a supervisor reads it."""
    suggestion = found.suggestion
    read, tag = it.tags[suggestion.tag]
    session, me = session_of(current_user, read.session_id), current_user
    code = theme_of_suggestion(
        me, suggestion, like=tag.theme, today=today(clock()), keyring=it.keyring
    )
    change = call_it(session, tag.id, code, now=now(), keyring=it.keyring)
    db.session.flush()
    book, reads = codebook_of(me.id, it.keyring), sessions_of(it.client, keyring=it.keyring)
    keep_labels(it.client, reads, book=book, keyring=it.keyring)
    theme = book.by_code(code)
    return taken_act(found.id, change, it.card, theme=theme.name if theme else "a theme")


def _open(it: Presented, entry_id: UUID) -> policy.Suggested | None:
    """A suggestion that is not settled yet."""
    found = policy.suggestions(it.entries, current_user.id)
    return next((one for one in found if one.id == entry_id and one.taken is None), None)
