"""Tagging without JavaScript: choose a sentence, then what it shows."""

from uuid import UUID, uuid4

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from wtforms import SelectChoice

from notes_app import db
from notes_app.clients.queries import card_of, client_of
from notes_app.notes import service
from notes_app.notes.anchoring import describe, sentences_of
from notes_app.notes.desk import called, people_of
from notes_app.notes.forms import PlainTagForm
from notes_app.notes.payloads import Passage, Tag, Way
from notes_app.notes.queries import session_of, sessions_of
from notes_app.notes.views.blueprint import bp
from notes_app.sharing.current import unlocked_keyring
from notes_app.themes.payloads import Component
from notes_app.themes.queries import codebook_of
from notes_app.web.messages import say


@bp.route("/sessions/<uuid:session_id>/tag", methods=["GET", "POST"])
def tag_plainly(session_id: UUID) -> ResponseReturnValue:
    keyring = unlocked_keyring()
    session = session_of(current_user, session_id)
    client = client_of(current_user, session.client_id)
    card = card_of(client, keyring)
    written = service.written_note(session, keyring=keyring)
    form = PlainTagForm(version=session.version)
    form.sentence.choices = _sentences(written)
    form.theme.choices = [SelectChoice("", "Choose a theme")] + [
        SelectChoice(theme.code, theme.name)
        for theme in codebook_of(current_user.id, keyring).active
    ]
    form.person.choices = [SelectChoice("", "Nobody in particular")] + [
        SelectChoice(str(person.id), called(card, person)) for person in people_of(card)
    ]
    if form.validate_on_submit():
        service.save_note(
            session,
            written=_with_tag(written, form, poles={str(p.id): p.pole for p in people_of(card)}),
            base=form.version.data,
            user=current_user,
            keyring=keyring,
        )
        db.session.commit()
        say("passage-tagged")
        return redirect(url_for("notes.read", session_id=session.id), 303)
    read = next(r for r in sessions_of(client, keyring=keyring) if r.session_id == session.id)
    page = render_template("notes/tag_plainly.html", form=form, card=card, read=read)
    return page, form.status


@bp.post("/sessions/<uuid:session_id>/tags/<uuid:tag_id>/remove")
def remove_tag(session_id: UUID, tag_id: UUID) -> ResponseReturnValue:
    keyring = unlocked_keyring()
    session = session_of(current_user, session_id)
    before = service.written_note(session, keyring=keyring)
    service.save_note(
        session,
        written=service.without_tag(before, tag_id),
        base=session.version,
        user=current_user,
        keyring=keyring,
    )
    db.session.commit()
    say("tag-removed")
    return redirect(url_for("notes.read", session_id=session.id), 303)


def _sentences(written: service.Written) -> list[SelectChoice]:
    return [
        SelectChoice(f"{section.key}:{start}:{end}", section.text[start:end])
        for section in written.sections
        for start, end in sentences_of(section.text)
    ]


def _with_tag(
    written: service.Written, form: PlainTagForm, *, poles: dict[str, object]
) -> service.Written:
    section, start, end = form.sentence.data.rsplit(":", 2)
    text = next(s.text for s in written.sections if s.key == section)
    place = describe(text, int(start), int(end))
    person = form.person.data
    tag = Tag(
        id=uuid4(),
        theme=form.theme.data,
        strength=int(form.strength.data),
        people=(UUID(person),) if person else (),
        pole=poles.get(person),  # type: ignore[arg-type]  # the form's choices are these people
        component=Component(form.component.data) if form.component.data else None,
        way=Way(form.way.data) if form.way.data else None,
        for_supervision=form.for_supervision.data,
    )
    quote = place.quote
    passage = Passage(
        tag.id, section, place.start, place.end, quote.exact, quote.prefix, quote.suffix
    )
    return service.with_tag(written, tag, passage)
