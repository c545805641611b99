"""What was marked in sessions beside themes, over the whole work."""

from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from notes_app.patterns.marked import marked_in
from notes_app.patterns.views.blueprint import bp
from notes_app.patterns.views.opened import opened


@bp.get("/clients/<uuid:client_id>/marked")
def marked(client_id: UUID) -> ResponseReturnValue:
    here = opened(client_id)
    return render_template(
        "patterns/marked.html",
        its=here,
        groups=marked_in(here.reads),
        held=sum(read.held for read in here.reads),
        unopened=sum(read.facts is None for read in here.reads),
    )
