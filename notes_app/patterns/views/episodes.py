"""Episodes: in how many of them each theme and each part of the pattern shows, and all of them."""

from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue

from notes_app.notes.episode_words import said_of, title_of
from notes_app.patterns import episode_words
from notes_app.patterns.asked import Asked, asked_for
from notes_app.patterns.episodes import (
    Told,
    counted,
    feared,
    likeness,
    parts,
    pervasive,
    told_in,
)
from notes_app.patterns.table import ThemeSpan
from notes_app.patterns.thirds import OWN, responses
from notes_app.patterns.views.blueprint import bp
from notes_app.patterns.views.opened import Opened, opened
from notes_app.statistics.episodes import FEWEST_EPISODES
from notes_app.themes.payloads import Component

PARTS = {
    Component.WISH: "Wish",
    Component.RO_EXPECTED: "Response of other, expected",
    Component.RO_ACTUAL: "Response of other, as it happened",
    Component.RS: "Response of self",
}


@bp.get("/clients/<uuid:client_id>/episodes")
def episodes(client_id: UUID) -> ResponseReturnValue:
    here = opened(client_id)
    asked = asked_for(request.args, here.card)
    theme = here.span_at(asked.theme) if asked.theme else None
    told = told_in(here.reads)
    return render_template(
        "patterns/episodes.html",
        its=here,
        asked=asked,
        theme=theme,
        told=list(reversed([one for one in told if _wanted(one, asked, theme)])),
        every=told,
        enough=sum(one.counts for one in told) >= FEWEST_EPISODES,
        words=episode_words,
        title_of=title_of,
        said_of=said_of,
        people=[(p.id, here.card.called(p)) for p in here.card.present_people],
        **_counts(here, theme),
    )


def _counts(here: Opened, theme: ThemeSpan | None) -> dict[str, object]:
    reads, polarities = here.reads, {theme.code: theme.polarity for theme in here.codebook}
    found = pervasive(reads, here.spans)
    change = None
    if theme:
        change = counted(reads, lambda told: theme.code in told.themes, theme=theme).change
    return {
        "themes": [one for one in found if one.counted.share.k],
        "change": change,
        "parts": [(PARTS[part], count) for part, count in parts(reads).items()],
        "others": responses(reads, polarities),
        "own": responses(reads, polarities, OWN),
        "feared": feared(reads, polarities),
        "likeness": likeness(reads),
    }


def _wanted(told: Told, asked: Asked, theme: ThemeSpan | None) -> bool:
    person = asked.only.person
    with_them = person is None or told.person == person
    return with_them and (theme is None or theme.code in told.themes)
