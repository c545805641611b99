"""Print or save as PDF: what has changed with one client, for the desk or for a talk."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app.clock import today
from notes_app.measures.queries import measures_of
from notes_app.notes.reading import read_texts
from notes_app.paper.typesetting import typeset
from notes_app.patterns.marks import marks_of
from notes_app.patterns.printed.chosen import CHAPTERS, Chapter, Choice, Seen
from notes_app.patterns.printed.document import sheet_of, wanted_words
from notes_app.patterns.printed.forms import PaperForm
from notes_app.patterns.spans import focus_of
from notes_app.patterns.views.blueprint import bp
from notes_app.patterns.views.opened import Opened, opened
from notes_app.web.current import clock
from notes_app.web.files import PDF, as_file
from notes_app.web.marks import fresh, repeats

FILE = "patterns-{day}.pdf"
SCREENS: Mapping[Chapter, str] = {
    Chapter.THEMES: "patterns.theme_change",
    Chapter.PEOPLE: "patterns.with_whom",
    Chapter.TOGETHER: "patterns.heard_together",
    Chapter.MIRROR: "patterns.show_mirror",
    Chapter.EPISODES: "patterns.episodes",
    Chapter.FORMULATION: "patterns.formulation",
    Chapter.RUPTURES: "patterns.ruptures",
    Chapter.NEW_WAYS: "patterns.new_ways",
    Chapter.MAP: "patterns.relationship_map",
    Chapter.MEASURES: "notes.measures",
}


@bp.get("/clients/<uuid:client_id>/paper")
def paper(client_id: UUID) -> ResponseReturnValue:
    """The part of the screen that she comes from is chosen already."""
    came_from = _came_from()
    return _page(opened(client_id), PaperForm(came_from, formdata=None), came_from)


@bp.post("/clients/<uuid:client_id>/paper")
@fresh
@repeats("chapters")
def print_paper(client_id: UUID) -> ResponseReturnValue:
    """The document.  It is made in memory and kept nowhere."""
    here, form = opened(client_id), PaperForm()
    if not form.validate_on_submit():
        return _page(here, form)
    choice = form.choice(here.card)
    pdf = typeset(sheet_of(_seen(here, choice), choice))
    return as_file(pdf, name=FILE, made_on=today(clock()), kind=PDF)


def _came_from() -> Chapter:
    asked = request.args.get("of", "")
    return Chapter(asked) if asked in SCREENS else Chapter.THEMES


def _page(
    here: Opened, form: PaperForm, came_from: Chapter = Chapter.THEMES
) -> ResponseReturnValue:
    page = render_template(
        "patterns/paper.html",
        its=here,
        form=form,
        back=url_for(SCREENS[came_from], client_id=here.client.id),
        screen=CHAPTERS[came_from],
    )
    return page, form.status


def _seen(here: Opened, choice: Choice) -> Seen:
    focus = focus_of(here.codebook, here.card)
    polarities = {theme.code: theme.polarity for theme in here.codebook}
    known = measures_of(current_user.id, keyring=here.keyring)
    seen = Seen(
        here.card,
        here.reads,
        here.spans,
        focus,
        today(clock()),
        polarities=polarities,
        measures=known,
    )
    seen = replace(seen, marks=marks_of(seen.table, here.codebook))
    wanted = wanted_words(seen, choice)
    if not wanted:
        return seen
    texts = read_texts(here.client, keyring=here.keyring, only=wanted)
    return replace(seen, texts=texts)
