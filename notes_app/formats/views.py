"""The pages of note formats: which there are, and one's own changed."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app import db
from notes_app.changes.current import remembered
from notes_app.crypto.errors import CannotOpen
from notes_app.db.errors import NotFound
from notes_app.formats import service
from notes_app.formats.built_in import Format, Wording
from notes_app.formats.forms import FormatForm, NewFormatForm, format_as_form, shaped_like
from notes_app.formats.payloads import OwnFormat
from notes_app.formats.queries import Formats, formats_of, key_of, open_own_formats, version_of
from notes_app.formats.remembering import format_act, register_format_undo
from notes_app.payload import CannotRead
from notes_app.sharing.current import unlocked_keyring
from notes_app.web.messages import register_messages, say

bp = Blueprint("formats", __name__, template_folder="templates")

register_messages(
    {
        "format-added": "Format added. It is on offer at the note desk.",
        "format-saved": "Format saved.",
        "format-retired": "Format retired. Notes written in it keep their headings.",
        "format-brought-back": "Format brought back.",
        "format-unopened": "Your own formats cannot be opened. Nothing was changed.",
        "format-full": "Not added: forty fit. Change one that is there.",
    }
)
register_format_undo(lambda _record: url_for("formats.all_formats"))
SHUT = (CannotOpen, CannotRead)


@bp.get("/formats")
def all_formats() -> ResponseReturnValue:
    formats = formats_of(current_user.id, unlocked_keyring())
    return render_template("formats/all_formats.html", formats=formats, own=_own(formats))


@bp.route("/formats/new", methods=["GET", "POST"])
def new_format() -> ResponseReturnValue:
    formats = formats_of(current_user.id, unlocked_keyring())
    form = NewFormatForm(formats.offered)
    if not form.validate_on_submit():
        page = render_template("formats/new_format.html", form=form, formats=formats)
        return page, form.status
    try:
        like = formats.of_note(form.like.data)
        made = service.add_format(
            current_user, name=form.name.data, like=like, keyring=unlocked_keyring()
        )
    except (service.TooMany, *SHUT) as trouble:
        return _not_done(trouble)
    undo = remembered(format_act(None, _stored(made)))
    db.session.commit()
    say("format-added", undo=undo)
    return redirect(url_for("formats.change_format", format_id=made), 303)


@bp.route("/formats/<uuid:format_id>", methods=["GET", "POST"])
def change_format(format_id: UUID) -> ResponseReturnValue:
    formats, chosen = _chosen(format_id)
    was = _stored(format_id)
    others = [form for form in formats.offered if form.key != chosen.key]
    stored, version = format_as_form(chosen), version_of(current_user.id)
    form = shaped_like(chosen, others)(data={"version": version, **stored})
    if not (form.validate_on_submit() and form.is_based_on(version, stored)):
        page = render_template(
            "formats/change_format.html", form=form, chosen=chosen, format_id=format_id
        )
        return page, form.status
    try:
        _make(format_id, form)
    except (service.TooMany, *SHUT) as trouble:
        return _not_done(trouble)
    undo = remembered(format_act(was, _stored(format_id)))
    db.session.commit()
    say("format-saved", undo=undo)
    return redirect(url_for("formats.change_format", format_id=format_id), 303)


@bp.post("/formats/<uuid:format_id>/retire")
def retire(format_id: UUID) -> ResponseReturnValue:
    return _retired(format_id, "format-retired", retired=True)


@bp.post("/formats/<uuid:format_id>/bring-back")
def bring_back(format_id: UUID) -> ResponseReturnValue:
    return _retired(format_id, "format-brought-back", retired=False)


def _retired(format_id: UUID, code: str, *, retired: bool) -> ResponseReturnValue:
    was = _stored(format_id)
    service.retire_format(current_user, format_id, retired=retired, keyring=unlocked_keyring())
    undo = remembered(format_act(was, _stored(format_id)))
    db.session.commit()
    say(code, undo=undo)
    return redirect(url_for("formats.all_formats"), 303)


def _stored(format_id: UUID) -> OwnFormat:
    own = open_own_formats(current_user.id, unlocked_keyring()).formats
    found = next((one for one in own if one.id == format_id), None)
    if found is None:
        raise NotFound
    return found


def _chosen(format_id: UUID) -> tuple[Formats, Format]:
    formats = formats_of(current_user.id, unlocked_keyring())
    chosen = formats.by_key(key_of(format_id))
    if chosen is None:
        raise NotFound
    return formats, chosen


def _own(formats: Formats) -> list[tuple[UUID, Format]]:
    return [
        (own.id, form)
        for own in formats.own.formats
        if (form := formats.by_key(key_of(own.id))) is not None
    ]


def _make(format_id: UUID, form: FormatForm) -> None:
    """Keep what was typed, then do what the pressed button says: every button saves."""
    user, keyring = current_user, unlocked_keyring()
    service.reword_format(
        user, format_id, name=form.name.data, wordings=form.wordings, keyring=keyring
    )
    if form.new_label.data:
        wording = Wording(form.new_label.data, form.new_prompt.data)
        service.add_section(user, format_id, wording=wording, keyring=keyring)
    act, _, key = request.form.get("act", "").partition(" ")
    if act in ("up", "down"):
        by = -1 if act == "up" else 1
        service.move_section(user, format_id, key, by=by, keyring=keyring)
    elif act == "retire":
        service.retire_section(user, format_id, key, keyring=keyring)
    elif act == "back":
        service.bring_back_section(user, format_id, key, keyring=keyring)


def _not_done(trouble: Exception) -> ResponseReturnValue:
    db.session.rollback()
    say("format-full" if isinstance(trouble, service.TooMany) else "format-unopened")
    return redirect(url_for("formats.all_formats"), 303)
