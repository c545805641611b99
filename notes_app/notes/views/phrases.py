"""Starring the client's own words without JavaScript, and taking a star off."""

from uuid import UUID, uuid4

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app import db
from notes_app.clients.queries import card_of, client_of
from notes_app.notes import service
from notes_app.notes.anchoring import describe
from notes_app.notes.formats import her_words, words_of
from notes_app.notes.forms import PlainStarForm
from notes_app.notes.payloads import Passage
from notes_app.notes.phrases import with_phrase, without_phrase
from notes_app.notes.queries import read_of, session_of
from notes_app.notes.views.blueprint import bp
from notes_app.notes.views.plain_tags import sentences_in
from notes_app.sharing.current import unlocked_keyring
from notes_app.web.fields import choices_of
from notes_app.web.messages import say


@bp.route("/sessions/<uuid:session_id>/star", methods=["GET", "POST"])
def star_plainly(session_id: UUID) -> ResponseReturnValue:
    session, keyring = session_of(current_user, session_id), unlocked_keyring()
    client = client_of(current_user, session.client_id)
    card, written = card_of(client, keyring), service.written_note(session, keyring=keyring)
    form = PlainStarForm(version=session.version)
    form.sentence.choices = choices_of(sentences_in(written))
    if form.validate_on_submit():
        starred = with_phrase(written, _chosen(written, form.sentence.data))
        base = form.version.data
        service.change_tags(session, written=starred, base=base, keyring=keyring)
        db.session.commit()
        say("phrase-starred")
        return redirect(url_for("notes.read", session_id=session.id), 303)
    read = read_of(session, client=client, keyring=keyring)
    title = her_words(card.pronouns, card.first_name)
    return render_template(
        "notes/star_plainly.html", form=form, card=card, read=read, her_words=title
    ), form.status


@bp.post("/sessions/<uuid:session_id>/phrases/<uuid:phrase_id>/remove")
def take_star_off(session_id: UUID, phrase_id: UUID) -> ResponseReturnValue:
    session, keyring = session_of(current_user, session_id), unlocked_keyring()
    before = service.written_note(session, keyring=keyring)
    without = without_phrase(before, phrase_id)
    service.change_tags(session, written=without, base=session.version, keyring=keyring)
    db.session.commit()
    say("star-taken-off")
    return redirect(url_for("notes.read", session_id=session.id), 303)


def _chosen(written: service.Written, sentence: str) -> Passage:
    section, start, end = sentence.rsplit(":", 2)
    place = describe(words_of(written.sections)[section], int(start), int(end))
    quote = place.quote
    return Passage(
        uuid4(), section, place.start, place.end, quote.exact, quote.prefix, quote.suffix
    )
