"""Supervision: what waits for whoever is logged in, and the cases shared with them."""

from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app.clock import today
from notes_app.grants.forms import MODE_WORDS
from notes_app.patterns.table import ThemeTable, table_of
from notes_app.sharing.current import unlocked_keyring
from notes_app.supervision.attention import RULES, Kind, Line, attention
from notes_app.supervision.casefiles import Casefile
from notes_app.supervision.inbox import desk_of, last_held, reviewed_lines
from notes_app.supervision.naming import spans_in
from notes_app.supervision.views.blueprint import bp
from notes_app.supervision.views.desk import records_opened, records_to_cosign
from notes_app.supervision.views.opened import my_cases
from notes_app.web.current import clock


def _attention(cases: list[Casefile]) -> dict[Kind, list[Line]]:
    day, keyring = today(clock()), unlocked_keyring()

    def table(case: Casefile) -> ThemeTable:
        codes = {tag.theme for _, tag in case.tags.values()}
        return table_of(case.reads, themes=spans_in(case.card, codes, keyring=keyring), today=day)

    return attention(
        cases, table_of_case=table, reader=current_user.id, now=clock().now().at, today=day
    )


@bp.get("/supervision")
def inbox() -> ResponseReturnValue:
    cases = my_cases()
    therapists = {one.therapist_id: one.therapist for one in cases}
    whose = request.args.get("of", type=UUID)
    whose = whose if whose in therapists else None
    shown = [one for one in cases if whose in (None, one.therapist_id)]
    records = [one for one in records_to_cosign() if whose in (None, one.granter_id)]
    return render_template(
        "supervision/inbox.html",
        therapists=therapists if len(therapists) > 1 else {},
        whose=whose,
        desk=desk_of(shown, current_user.id, today=today(clock()), records=records),
        reviewed=reviewed_lines(shown, current_user.id),
        opened=records_opened(),
        modes=MODE_WORDS,
        attention=_attention(shown),
        rules=RULES,
        last_held=last_held,
        local=clock().local_at,
    )
