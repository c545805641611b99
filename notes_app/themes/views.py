"""The pages of the codebook."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app import db
from notes_app.changes.current import remembered
from notes_app.changes.payloads import ChangeRecord
from notes_app.clock import today
from notes_app.db.errors import NotFound
from notes_app.paper.typesetting import typeset
from notes_app.sharing.current import unlocked_keyring
from notes_app.themes import service
from notes_app.themes.definitions import definitions_of
from notes_app.themes.forms import (
    DefineForm,
    FindForm,
    MergeForm,
    NewThemeForm,
    RenameForm,
    ReviewForm,
    SplitForm,
    has_words,
)
from notes_app.themes.history import steps_of
from notes_app.themes.library import Theme
from notes_app.themes.printed import codebook_sheet
from notes_app.themes.queries import Codebook, codebook_of
from notes_app.themes.remembering import (
    ThemeChange,
    added_theme_act,
    split_act,
    split_off,
    theme_act,
)
from notes_app.themes.rewriting import standing
from notes_app.themes.undoing import register_theme_undo
from notes_app.themes.uses import Use, uses_of
from notes_app.web.current import clock
from notes_app.web.files import PDF, as_file
from notes_app.web.filters import plural
from notes_app.web.marks import fresh
from notes_app.web.messages import register_messages, say

bp = Blueprint("themes", __name__, template_folder="templates")

register_messages(
    {
        "theme-added": "Theme added.",
        "theme-renamed": "Theme renamed.",
        "theme-defined": "Definition saved.",
        "theme-retired": "Theme retired. Its passages stay.",
        "theme-back": "Theme brought back.",
        "theme-merged": "Merged. Nothing in the notes was rewritten.",
        "theme-separated": "Separated. Each has its own passages again.",
        "theme-split": "Split. Its passages keep it until you tag them anew.",
        "theme-joined": "Put together again. Passages of the new themes count as this one.",
        "theme-reviewed": "Saved. It counts from that day.",
        "theme-has-its-name": "Nothing was done: another theme has this name. Rename that first.",
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
        uses=uses_of(current_user, unlocked_keyring(), known),
    ), form.status


@bp.post("/themes/pdf")
@fresh
def print_codebook() -> ResponseReturnValue:
    """All of it as a document.  It is made in memory; no client is in it."""
    day = today(clock())
    pdf = typeset(codebook_sheet(_codebook(), made_on=day))
    return as_file(pdf, name="codebook-{day}.pdf", made_on=day, kind=PDF)


@bp.route("/themes/new", methods=["GET", "POST"])
def new_theme() -> ResponseReturnValue:
    known = _codebook()
    form = NewThemeForm(known)
    if form.validate_on_submit():
        code = service.add_theme(
            current_user, **form.theme(), today=today(clock()), keyring=unlocked_keyring()
        )
        added = _codebook().entry(code)
        undo = remembered(added_theme_act(added, today=today(clock()))) if added else None
        db.session.commit()
        say("theme-added", undo=undo)
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
        return _done("theme-renamed", theme, said=f"Renamed {theme.name}: {name}")
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
        return _done("theme-defined", theme, said=f"Defined {theme.name}")
    page = render_template("themes/define.html", form=form, theme=theme, codebook=known)
    return page, form.status


@bp.route("/themes/<uuid:address>/merge", methods=["GET", "POST"])
def merge(address: UUID) -> ResponseReturnValue:
    known, theme = _codebook(), _theme(address)
    form = MergeForm(known, theme, data={"version": known.version})
    if form.validate_on_submit() and form.is_based_on(known.version, {}):
        return _merged(known, theme, into=form.into.data)
    uses = uses_of(current_user, unlocked_keyring(), known)
    return render_template(
        "themes/merge.html",
        form=form,
        theme=theme,
        codebook=known,
        use=uses.get(theme.code, Use()) if uses is not None else None,
    ), form.status


@bp.get("/themes/<uuid:address>/history")
def history(address: UUID) -> ResponseReturnValue:
    """What a theme was called and meant until when, and what was merged into what."""
    theme = _theme(address)
    known = _codebook()
    return render_template(
        "themes/history.html",
        theme=theme,
        codebook=known,
        steps=steps_of(theme, known),
        definitions=definitions_of(known, theme.code),
    )


@bp.route("/themes/<uuid:address>/split", methods=["GET", "POST"])
def split(address: UUID) -> ResponseReturnValue:
    known, theme = _codebook(), _theme(address)
    form = SplitForm(known, data={"version": known.version})
    if form.validate_on_submit() and form.is_based_on(known.version, {}):
        return _split(theme, form.pieces)
    uses = uses_of(current_user, unlocked_keyring(), known)
    return render_template(
        "themes/split.html",
        form=form,
        theme=theme,
        codebook=known,
        use=uses.get(theme.code, Use()) if uses is not None else None,
    ), form.status


@bp.route("/themes/<uuid:address>/join", methods=["POST"])
def join(address: UUID) -> ResponseReturnValue:
    """Put a split theme together again, also long after thirty days."""
    known, theme = _codebook(), _theme(address)
    before = {piece.code: standing(piece) for piece in known.pieces(theme)}
    try:
        service.join_theme(
            current_user, theme.code, today=today(clock()), keyring=unlocked_keyring()
        )
    except service.NameTaken:
        say("theme-has-its-name")
        return redirect(url_for("themes.codebook"), 303)
    pieces = [
        ThemeChange(code, was, standing(now))
        for code, was in before.items()
        if (now := _codebook().entry(code)) is not None
    ]
    return _done_with_pieces("theme-joined", theme, pieces, said=f"Put {theme.name} together again")


@bp.route("/themes/<uuid:address>/review", methods=["GET", "POST"])
def review(address: UUID) -> ResponseReturnValue:
    """From which day an own theme counts."""
    known, theme = _codebook(), _theme(address)
    stored = {"reviewed_from": theme.reviewed_from}
    form = ReviewForm(theme, data={"version": known.version, **stored})
    if form.validate_on_submit() and form.is_based_on(known.version, stored):
        day = form.reviewed_from.data
        service.review_theme(
            current_user, theme.code, reviewed_from=day, keyring=unlocked_keyring()
        )
        return _done("theme-reviewed", theme, said=f"Changed since when {theme.name} counts")
    page = render_template("themes/review.html", form=form, theme=theme, codebook=known)
    return page, form.status


@bp.route("/themes/<uuid:address>/retire", methods=["POST"])
def retire(address: UUID) -> ResponseReturnValue:
    theme = _theme(address)
    service.retire_theme(current_user, theme.code, today=today(clock()), keyring=unlocked_keyring())
    return _done("theme-retired", theme, said=f"Retired {theme.name}")


@bp.route("/themes/<uuid:address>/bring-back", methods=["POST"])
def bring_back(address: UUID) -> ResponseReturnValue:
    theme = _theme(address)
    try:
        service.bring_back_theme(current_user, theme.code, keyring=unlocked_keyring())
    except service.NameTaken:
        say("theme-name-taken")
        return redirect(url_for("themes.codebook"), 303)
    return _done("theme-back", theme, said=f"Brought back {theme.name}")


@bp.route("/themes/<uuid:address>/separate", methods=["POST"])
def separate(address: UUID) -> ResponseReturnValue:
    """Take a merge apart, also long after thirty days: nothing of it was ever lost."""
    theme = _theme(address)
    try:
        service.separate_theme(current_user, theme.code, keyring=unlocked_keyring())
    except service.NameTaken:
        say("theme-has-its-name")
        return redirect(url_for("themes.codebook"), 303)
    return _done("theme-separated", theme, said=f"Separated {theme.name} again")


def _codebook() -> Codebook:
    return codebook_of(current_user.id, unlocked_keyring())


def _theme(address: UUID) -> Theme:
    theme = _codebook().by_address(address)
    if theme is None:
        raise NotFound
    return theme


def _merged(known: Codebook, theme: Theme, *, into: str) -> ResponseReturnValue:
    keyring = unlocked_keyring()
    uses = uses_of(current_user, keyring, known) or {}
    use = uses.get(theme.code, Use())
    target = service.merge_themes(
        current_user, theme.code, into=into, today=today(clock()), keyring=keyring
    )
    name = found.name if (found := known.entry(target)) else ""
    passages = f"{use.passages} {plural(use.passages, 'passage')}"
    return _done("theme-merged", theme, said=f"Merged {theme.name} into {name}, {passages}")


def _split(theme: Theme, pieces: list[tuple[str, str]]) -> ResponseReturnValue:
    codes = service.split_theme(
        current_user,
        theme.code,
        pieces=[service.Piece(*piece) for piece in pieces],
        today=today(clock()),
        keyring=unlocked_keyring(),
    )
    known = _codebook()
    made = [piece for code in codes if (piece := known.entry(code)) is not None]
    off = [split_off(piece, parent=theme.code) for piece in made]
    names = f"{', '.join(piece.name for piece in made[:-1])} and {made[-1].name}"
    return _done_with_pieces("theme-split", theme, off, said=f"Split {theme.name} into {names}")


def _done_with_pieces(
    code: str, before: Theme, pieces: list[ThemeChange], *, said: str
) -> ResponseReturnValue:
    """Commit an act on a theme and its pieces together with its way back."""
    after = _codebook().entry(before.code) or before
    undo = remembered(split_act(code, before, after, pieces=pieces, said=said))
    db.session.commit()
    say(code, undo=undo)
    return redirect(url_for("themes.codebook", _anchor="split-heading"), 303)


def _done(code: str, before: Theme, *, said: str) -> ResponseReturnValue:
    """Commit an act on a theme together with its way back."""
    after = _codebook().entry(before.code) or before
    undo = remembered(theme_act(code, before, after, said=said))
    db.session.commit()
    say(code, undo=undo)
    return redirect(url_for("themes.codebook"), 303)


def codebook_page(_record: ChangeRecord) -> str:
    """Where a change of a theme is seen."""
    return url_for("themes.codebook")


register_theme_undo(place=codebook_page)
