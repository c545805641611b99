"""Theme change, and the passages of a theme."""

from dataclasses import replace
from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app.clients.payloads import Pole
from notes_app.db.errors import NotFound
from notes_app.measures import problems
from notes_app.measures.instruments import built_in
from notes_app.measures.payloads import MeasuresKept
from notes_app.measures.queries import KnownMeasures, measures_of
from notes_app.notes.reading import read_texts
from notes_app.patterns import drawing, passages, people, rules, stages, thirds
from notes_app.patterns.asked import Asked, asked_for
from notes_app.patterns.change import listed
from notes_app.patterns.compared import Comparing, compare, day_words, shift_of
from notes_app.patterns.days import Day
from notes_app.patterns.described import described, fives_in_words, stages_in_words
from notes_app.patterns.lines import ThinLine, lines_under
from notes_app.patterns.marks import marks_of
from notes_app.patterns.pairs import counted_pairs
from notes_app.patterns.people import By
from notes_app.patterns.spans import focus_of
from notes_app.patterns.table import ThemeRow, ThemeSpan, ThemeTable, table_of
from notes_app.patterns.told import told
from notes_app.patterns.views.blueprint import bp
from notes_app.patterns.views.opened import Opened, as_known, day_of, days_known, opened
from notes_app.themes.definitions import definition_on, definitions_of
from notes_app.themes.library import Theme

MOST_PAIRS = 6  # beside the table; the page Heard together has them all


@bp.get("/clients/<uuid:client_id>/themes")
def theme_change(client_id: UUID) -> ResponseReturnValue:
    now = opened(client_id)
    asked = asked_for(request.args, now.card)
    here = as_known(now, asked.known)
    table = _table(here, asked)
    chosen = _chosen(here, asked, table)
    return render_template(
        "patterns/theme_change.html",
        its=here,
        asked=asked,
        table=_of_channel(table, here, asked),
        chosen=chosen,
        quotes=_first_strongest_latest(here, asked, chosen),
        people=[(person, here.card.called(person)) for person in here.card.present_people],
        places=[(place.key, place.name) for place in people.groups_of(here.card, By.PLACE)],
        evenings=[r for r in now.reads if r.eligible],
        marks=marks_of(table, here.codebook),
        **_compared(here, asked, table, chosen),
        **_beside(here, table),
    )


@bp.get("/clients/<uuid:client_id>/themes/passages")
def all_passages(client_id: UUID) -> ResponseReturnValue:
    """All passages of one theme, or those of one session."""
    now = opened(client_id)
    asked = asked_for(request.args, now.card)
    here = as_known(now, asked.known)
    theme = _asked_theme(here, asked)
    if theme is None:
        raise NotFound
    heard = passages.heard_in(here.reads, theme.code, asked.only)
    if asked.session:
        heard = [one for one in heard if one.session_id == asked.session]
    wanted = {one.session_id for one in heard}
    texts = read_texts(here.client, keyring=here.keyring, only=wanted)
    return render_template(
        "patterns/passages.html",
        its=here,
        asked=asked,
        theme=here.spans.get(theme.code),
        quotes=passages.quoted(heard, texts),
        names=here.card.called_by_person,
        definitions=definitions_of(here.codebook, theme.code),
        definition_on=definition_on,
        pieces=here.codebook.pieces(theme),
        across=request.args.get("f") == "a",
    )


@bp.get("/counting")
def counting() -> ResponseReturnValue:
    """How is this counted?"""
    return render_template("patterns/counting.html", rules=rules)


def _table(here: Opened, asked: Asked) -> ThemeTable:
    return table_of(here.reads, themes=here.spans, today=day_of(here), only=asked.only)


def _of_channel(table: ThemeTable, here: Opened, asked: Asked) -> ThemeTable:
    """The table without the themes of other channels; the words were chosen among all."""
    if asked.channel is None:
        return table
    codes = {theme.code for theme in here.codebook if theme.channel is asked.channel}
    return replace(table, rows=tuple(row for row in table.rows if row.theme.code in codes))


def _compared(
    here: Opened, asked: Asked, table: ThemeTable, chosen: ThemeSpan | None
) -> dict[str, object]:
    """The lists and windows of Theme change, and what is told of the chosen theme."""
    focus = focus_of(here.codebook, here.card)
    days = [one for one in days_known(here, table) if one.divides(table)]
    day = next((one for one in days if one.id == asked.since), None)
    found = compare(table, windows=asked.windows(table, day), day=day, focus=focus)
    row = table.row(chosen.code) if chosen else None
    return {
        "comparing": found,
        "lines": found.lines,
        "lists": _lists(found, here, asked),
        "columns": found.columns,
        "day": day,
        "days": [(one.id, day_words(one)) for one in days],
        "focus": focus,
        "row": row,
        "told": told(row, table.columns, today=day_of(here)) if row else "",
        "shift": shift_of(found.lines[row.theme.code], focus, table) if row else None,
        "described": described(found.lines[row.theme.code].verdict) if row else (),
        "staged": stages_in_words(stages.path_of(row)) if row else "",
        "in_fives": fives_in_words(row, table.columns) if row else "",
        **_with_whom(here, table, found, day),
    }


def _lists(found: Comparing, here: Opened, asked: Asked) -> dict[str, object]:
    shown = found.lines
    if asked.channel is not None:
        codes = {theme.code for theme in here.codebook if theme.channel is asked.channel}
        shown = {code: line for code, line in shown.items() if code in codes}
    return {str(section): lines for section, lines in listed(shown).items()}


def _with_whom(
    here: Opened, table: ThemeTable, found: Comparing, day: Day | None
) -> dict[str, object]:
    late = {table.columns[at].session_id for at in found.columns[1]} if found.columns else set()
    reads = [read for read in here.reads if read.session_id in late]
    counts, alone = people.sessions_with(reads), people.sessions_alone(reads)
    there = {person for row in counts.values() for person in row}
    return {
        "counts": counts,
        "alone": alone,
        "with_whom": [one for one in here.card.present_people if one.id in there],
        "most": max([people.most_with(counts), *alone.values()]),
        "pairs": counted_pairs(table).ranked[:MOST_PAIRS],
        "drawing": drawing,
        "trends": drawing.trends(table.rows),
        "stages": stages,
        "Pole": Pole,
    }


def _beside(here: Opened, table: ThemeTable) -> dict[str, object]:
    """Ways, responses and stages by thirds of the work; the thin lines."""
    polarities = {theme.code: theme.polarity for theme in here.codebook}
    ways = [one for one in thirds.ways_of(here.reads) if one.theme != thirds.EVERY_THEME]
    paths = {row.theme.code: stages.path_of(row) for row in table.rows}
    return {
        "paths": paths,
        "thin": _thin(here, table),
        "measured": any(read.ratings.measures for read in here.reads),
        "ways": ways,
        "ways_of": {one.theme: one for one in ways},
        "responses": {
            "What others did": thirds.responses(here.reads, polarities),
            "How the client answered": thirds.responses(here.reads, polarities, thirds.OWN),
        },
        "understood": stages.understood(paths.values()),
    }


def _thin(here: Opened, table: ThemeTable) -> list[ThinLine]:
    taken = {m.code for r in here.reads if r.facts for m in r.facts.ratings.measures}
    known = KnownMeasures(MeasuresKept())
    if not taken <= {*built_in(), problems.PERSONAL}:  # only then is there something to fetch
        known = measures_of(current_user.id, keyring=here.keyring)
    return lines_under(table, here.reads, known)


def _asked_theme(here: Opened, asked: Asked) -> Theme | None:
    """The theme that the address means; of a merged one, that as which it counts."""
    theme = here.codebook.by_address(asked.theme) if asked.theme else None
    return here.codebook.by_code(theme.code) if theme else None


def _chosen(here: Opened, asked: Asked, table: ThemeTable) -> ThemeSpan | None:
    """The theme whose passages are shown: the one asked for, else the one heard last."""
    theme = _asked_theme(here, asked)
    if theme is not None:
        return here.spans.get(theme.code)
    last: ThemeRow | None = max(
        table.rows, key=lambda row: (row.heard_at_all or [-1])[-1], default=None
    )
    return last.theme if last else None


def _first_strongest_latest(
    here: Opened, asked: Asked, chosen: ThemeSpan | None
) -> list[tuple[str, passages.Quoted]]:
    if chosen is None:
        return []
    found = passages.first_strongest_latest(passages.heard_in(here.reads, chosen.code, asked.only))
    wanted = {heard.session_id for _, heard in found}
    texts = read_texts(here.client, keyring=here.keyring, only=wanted)
    shown = passages.quoted([heard for _, heard in found], texts)
    return list(zip([word for word, _ in found], shown, strict=True))
