"""Print or save as PDF: what has changed with one client, for the desk or for a talk."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app.clock import today
from notes_app.measures.queries import measures_of
from notes_app.notes.reading import read_texts
from notes_app.paper.typesetting import typeset
from notes_app.patterns.asked import windows_of
from notes_app.patterns.compared import day_words
from notes_app.patterns.days import Day
from notes_app.patterns.marks import marks_of
from notes_app.patterns.printed.chosen import CHAPTERS, Chapter, Choice, Seen
from notes_app.patterns.printed.document import sheet_of, wanted_words
from notes_app.patterns.printed.forms import PaperForm
from notes_app.patterns.spans import focus_of
from notes_app.patterns.table import ThemeTable, table_of
from notes_app.patterns.views.blueprint import bp
from notes_app.patterns.views.opened import Opened, days_known, opened
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
    """The part of the screen that she comes from is chosen already, and what was compared there."""
    here, came_from, compare = opened(client_id), _came_from(), request.args.get("compare", "")
    form = PaperForm(_compared(_days(here, _table(here))), came_from, compare, formdata=None)
    return _page(here, form, came_from)


@bp.post("/clients/<uuid:client_id>/paper")
@fresh
@repeats("chapters")
def print_paper(client_id: UUID) -> ResponseReturnValue:
    """The document.  It is made in memory and kept nowhere."""
    here = opened(client_id)
    table = _table(here)
    days = _days(here, table)
    form = PaperForm(_compared(days))
    if not form.validate_on_submit():
        return _page(here, form)
    choice = form.choice(here.card)
    seen = _with_words(_seen(here, table, days, form.compare.data), here, choice)
    pdf = typeset(sheet_of(seen, choice))
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
        back=_back(here, form, came_from),
        screen=CHAPTERS[came_from],
    )
    return page, form.status


def _back(here: Opened, form: PaperForm, came_from: Chapter) -> str:
    compare = form.compare.data if came_from is Chapter.THEMES else None
    return url_for(SCREENS[came_from], client_id=here.client.id, compare=compare or None)


def _table(here: Opened) -> ThemeTable:
    return table_of(here.reads, themes=here.spans, today=today(clock()))


def _days(here: Opened, table: ThemeTable) -> list[Day]:
    """By which Theme change can compare."""
    return [one for one in days_known(here, table) if one.divides(table)]


def _compared(days: Sequence[Day]) -> dict[str, str]:
    return {str(one.id): day_words(one) for one in days}


def _seen(here: Opened, table: ThemeTable, days: Sequence[Day], compare: str) -> Seen:
    day = next((one for one in days if str(one.id) == compare), None)
    return Seen(
        here.card,
        here.reads,
        here.spans,
        focus_of(here.codebook, here.card),
        today(clock()),
        polarities={theme.code: theme.polarity for theme in here.codebook},
        marks=marks_of(table, here.codebook),
        measures=measures_of(current_user.id, keyring=here.keyring),
        windows=windows_of(compare, table, day),
        day=day,
    )


def _with_words(seen: Seen, here: Opened, choice: Choice) -> Seen:
    """With the records opened whose words are to stand there, and no others."""
    wanted = wanted_words(seen, choice)
    if not wanted:
        return seen
    return replace(seen, texts=read_texts(here.client, keyring=here.keyring, only=wanted))
