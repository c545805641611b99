"""Heard together: the pairs in order, and every pair in half a table."""

from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from notes_app.clock import today
from notes_app.patterns import drawing
from notes_app.patterns.pairs import all_pairs
from notes_app.patterns.table import table_of
from notes_app.patterns.views.blueprint import bp
from notes_app.patterns.views.opened import opened
from notes_app.web.current import clock


@bp.get("/clients/<uuid:client_id>/together")
def heard_together(client_id: UUID) -> ResponseReturnValue:
    here = opened(client_id)
    table = table_of(here.reads, themes=here.spans, today=today(clock()))
    return render_template(
        "patterns/heard_together.html",
        its=here,
        found=all_pairs(table),
        sessions=len(table.eligible),
        drawing=drawing,
    )
