"""The pages of the codebook."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app import db
from notes_app.clock import today
from notes_app.db.errors import NotFound
from notes_app.sharing.current import unlocked_keyring
from notes_app.themes import service
from notes_app.themes.forms import DefineForm, FindForm, NewThemeForm, RenameForm, has_words
from notes_app.themes.library import Theme
from notes_app.themes.queries import Codebook, codebook_of
from notes_app.themes.uses import clients_by_theme
from notes_app.web.current import clock
from notes_app.web.messages import register_messages, say

bp = Blueprint("themes", __name__, template_folder="templates")

register_messages(
    {
        "theme-added": "Theme added.",
        "theme-renamed": "Theme renamed.",
        "theme-defined": "Definition saved.",
        "theme-words-back": "The earlier words are back.",
        "theme-retired": "Theme retired. Its passages stay.",
        "theme-back": "Theme brought back.",
        "theme-name-taken": "Not brought back: another theme has its name. Rename that one first.",
    }
)


@bp.route("/themes", methods=["GET", "POST"])
def codebook() -> ResponseReturnValue:
    form = FindForm()
    words = form.words.data if form.validate_on_submit() else ""
    known = _codebook()
    return render_template(
        "themes/codebook.html",
        form=form,
        words=words,
        codebook=known,
        found=[theme.code for theme in known if has_words(theme, words)],
        uses=clients_by_theme(current_user, unlocked_keyring()),
    ), form.status


@bp.route("/themes/new", methods=["GET", "POST"])
def new_theme() -> ResponseReturnValue:
    known = _codebook()
    form = NewThemeForm(known)
    if form.validate_on_submit():
        code = service.add_theme(
            current_user, **form.theme(), today=today(clock()), keyring=unlocked_keyring()
        )
        db.session.commit()
        added = _codebook().by_code(code)
        say("theme-added", undo=url_for("themes.retire", address=added.address) if added else None)
        return redirect(url_for("themes.codebook"), 303)
    return render_template("themes/new.html", form=form, codebook=known), form.status


@bp.route("/themes/<uuid:address>/rename", methods=["GET", "POST"])
def rename(address: UUID) -> ResponseReturnValue:
    known, theme = _codebook(), _theme(address)
    stored = {"name": theme.name}
    form = RenameForm(known, theme, data={"version": known.version, **stored})
    if form.validate_on_submit() and form.is_based_on(known.version, stored):
        name = form.name.data
        service.rename_theme(
            current_user, theme.code, name=name, today=today(clock()), keyring=unlocked_keyring()
        )
        db.session.commit()
        return _reworded("theme-renamed", theme, changed=name != theme.name)
    page = render_template("themes/rename.html", form=form, theme=theme, codebook=known)
    return page, form.status


@bp.route("/themes/<uuid:address>/define", methods=["GET", "POST"])
def define(address: UUID) -> ResponseReturnValue:
    known, theme = _codebook(), _theme(address)
    stored = {"definition": theme.definition, "sounds_like": theme.sounds_like}
    form = DefineForm(data={"version": known.version, **stored})
    if form.validate_on_submit() and form.is_based_on(known.version, stored):
        words = {"definition": form.definition.data, "sounds_like": form.sounds_like.data}
        service.define_theme(
            current_user, theme.code, **words, today=today(clock()), keyring=unlocked_keyring()
        )
        db.session.commit()
        return _reworded("theme-defined", theme, changed=words != stored)
    page = render_template("themes/define.html", form=form, theme=theme, codebook=known)
    return page, form.status


@bp.route("/themes/<uuid:address>/words-back", methods=["POST"])
def words_back(address: UUID) -> ResponseReturnValue:
    service.undo_wording(current_user, _theme(address).code, keyring=unlocked_keyring())
    db.session.commit()
    say("theme-words-back")
    return redirect(url_for("themes.codebook"), 303)


@bp.route("/themes/<uuid:address>/retire", methods=["POST"])
def retire(address: UUID) -> ResponseReturnValue:
    service.retire_theme(
        current_user, _theme(address).code, today=today(clock()), keyring=unlocked_keyring()
    )
    db.session.commit()
    say("theme-retired", undo=url_for("themes.bring_back", address=address))
    return redirect(url_for("themes.codebook"), 303)


@bp.route("/themes/<uuid:address>/bring-back", methods=["POST"])
def bring_back(address: UUID) -> ResponseReturnValue:
    try:
        service.bring_back_theme(current_user, _theme(address).code, keyring=unlocked_keyring())
    except service.NameTaken:
        say("theme-name-taken")
    else:
        db.session.commit()
        say("theme-back", undo=url_for("themes.retire", address=address))
    return redirect(url_for("themes.codebook"), 303)


def _codebook() -> Codebook:
    return codebook_of(current_user.id, unlocked_keyring())


def _theme(address: UUID) -> Theme:
    theme = _codebook().by_address(address)
    if theme is None:
        raise NotFound
    return theme


def _reworded(code: str, theme: Theme, *, changed: bool) -> ResponseReturnValue:
    # Undo takes the last change of words back: none must be offered where nothing was changed.
    say(code, undo=url_for("themes.words_back", address=theme.address) if changed else None)
    return redirect(url_for("themes.codebook"), 303)
