"""Tagging without JavaScript: choose a sentence, then what it shows; and changing a tag."""

from uuid import UUID

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app import db
from notes_app.changes.current import remembered
from notes_app.clients.queries import ClientCard, card_of, client_of
from notes_app.db.errors import NotFound
from notes_app.notes import service
from notes_app.notes.anchoring import describe, sentences_of
from notes_app.notes.formats import words_of
from notes_app.notes.gathering import episode_of
from notes_app.notes.models import TherapySession
from notes_app.notes.payloads import Passage, Tag
from notes_app.notes.queries import read_of, session_of
from notes_app.notes.remembering import TagChange, tag_act, tag_of
from notes_app.notes.revising import change_or_revise_tags
from notes_app.notes.signed import is_signed
from notes_app.notes.tag_forms import MANY, PlainTagForm, TagForm
from notes_app.notes.views.blueprint import bp
from notes_app.sharing.current import unlocked_keyring
from notes_app.themes.queries import codebook_of
from notes_app.web.current import clock
from notes_app.web.fields import choices_of
from notes_app.web.marks import repeats
from notes_app.web.messages import say


@bp.route("/sessions/<uuid:session_id>/tag", methods=["GET", "POST"])
@repeats(*MANY)
def tag_plainly(session_id: UUID) -> ResponseReturnValue:
    session, keyring = session_of(current_user, session_id), unlocked_keyring()
    client = client_of(current_user, session.client_id)
    card, written = card_of(client, keyring), service.written_note(session, keyring=keyring)
    form = _form(session, card, written)
    if form.validate_on_submit():
        note, base = _with_tag(written, form, card), form.version.data
        signed = is_signed(session, keyring=keyring)
        change_or_revise_tags(session, written=note, base=base, now=_now(), keyring=keyring)
        change = TagChange(session.id, None, tag_of(note, note.tags[-1].id), signed)
        return _done("passage-tagged", change, card)
    read = read_of(session, client=client, keyring=keyring)
    return render_template("notes/tag_plainly.html", form=form, card=card, read=read), form.status


@bp.route("/sessions/<uuid:session_id>/tags/<uuid:tag_id>", methods=["GET", "POST"])
@repeats(*MANY)
def change_tag(session_id: UUID, tag_id: UUID) -> ResponseReturnValue:
    session, keyring = session_of(current_user, session_id), unlocked_keyring()
    client = client_of(current_user, session.client_id)
    card, written = card_of(client, keyring), service.written_note(session, keyring=keyring)
    before = tag_of(written, tag_id)
    if before is None:
        raise NotFound
    form = _changing(session, card, before[0])
    if form.validate_on_submit():
        return _changed(session, form, card, before=before)
    return render_template(
        "notes/change_tag.html",
        form=form,
        card=card,
        read=read_of(session, client=client, keyring=keyring),
        place=before[1],
    ), form.status


def _changing(session: TherapySession, card: ClientCard, tag: Tag) -> TagForm:
    form = TagForm(version=session.version)
    _offer(form, card, keep=tag.theme)
    if not form.is_submitted():
        form.start_from(tag)
    return form


def _changed(
    session: TherapySession, form: TagForm, card: ClientCard, *, before: tuple[Tag, Passage]
) -> ResponseReturnValue:
    keyring, tag = unlocked_keyring(), form.tag(card.present_people, before=before[0])
    signed = is_signed(session, keyring=keyring)
    note = service.with_tag_changed(service.written_note(session, keyring=keyring), tag)
    base = form.version.data
    change_or_revise_tags(session, written=note, base=base, now=_now(), keyring=keyring)
    return _done("tag-changed", TagChange(session.id, before, (tag, before[1]), signed), card)


@bp.post("/sessions/<uuid:session_id>/tags/<uuid:tag_id>/remove")
def remove_tag(session_id: UUID, tag_id: UUID) -> ResponseReturnValue:
    keyring = unlocked_keyring()
    session = session_of(current_user, session_id)
    card = card_of(client_of(current_user, session.client_id), keyring)
    before = service.written_note(session, keyring=keyring)
    without, signed = service.without_tag(before, tag_id), is_signed(session, keyring=keyring)
    change_or_revise_tags(
        session, written=without, base=session.version, now=_now(), keyring=keyring
    )
    left = episode_of(before.ratings, tag_id)
    change = TagChange(session.id, tag_of(before, tag_id), None, signed, left)
    return _done("tag-removed", change, card)


def _done(code: str, change: TagChange, card: ClientCard) -> ResponseReturnValue:
    """Commit an act on a tag together with its way back."""
    tag = change.was or change.became
    book = codebook_of(current_user.id, unlocked_keyring())
    theme = book.by_code(tag[0].theme) if tag else None
    act = tag_act(code, change, card, theme=theme.name if theme else "a theme")
    undo = remembered(act)
    db.session.commit()
    say(code, undo=undo)
    return redirect(url_for("notes.read", session_id=change.session_id), 303)


def _now() -> int:
    return int(clock().now().wall)


def _form(session: TherapySession, card: ClientCard, written: service.Written) -> PlainTagForm:
    form = PlainTagForm(version=session.version)
    form.sentence.choices = choices_of(sentences_in(written))
    _offer(form, card)
    return form


def _offer(form: TagForm, card: ClientCard, *, keep: str = "") -> None:
    """Let the form offer themes and people; `keep` is a theme that may be offered no more."""
    book = codebook_of(current_user.id, unlocked_keyring())
    themes = [theme for theme in book if theme.offered or theme.code == keep]
    form.offer(themes, {person.id: card.called(person) for person in card.present_people})


def sentences_in(written: service.Written) -> dict[str, str]:
    """Every sentence of a note by "section:start:end"."""
    return {
        f"{section.key}:{start}:{end}": section.text[start:end]
        for section in written.sections
        for start, end in sentences_of(section.text)
    }


def _with_tag(written: service.Written, form: PlainTagForm, card: ClientCard) -> service.Written:
    section, start, end = form.sentence.data.rsplit(":", 2)
    place = describe(words_of(written.sections)[section], int(start), int(end))
    tag = form.tag(card.present_people)
    quote = place.quote
    passage = Passage(
        tag.id, section, place.start, place.end, quote.exact, quote.prefix, quote.suffix
    )
    return service.with_tag(written, tag, passage)
