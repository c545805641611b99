"""Supervision: what waits for whoever is logged in, and the cases shared with them."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app.clock import today
from notes_app.crypto.errors import CannotOpen
from notes_app.grants.forms import MODE_WORDS
from notes_app.grants.shown import ShownToYou, accepted, shown_to
from notes_app.patterns.table import ThemeTable, table_of
from notes_app.payload import CannotRead
from notes_app.sharing.contacts import open_contacts
from notes_app.sharing.current import now, unlocked_keyring
from notes_app.supervision.attention import RULES, Kind, Line, attention
from notes_app.supervision.casefiles import Casefile
from notes_app.supervision.inbox import in_words, last_held, reviewed_lines, waiting_lines
from notes_app.supervision.naming import spans_in
from notes_app.supervision.views.blueprint import bp
from notes_app.supervision.views.opened import my_cases
from notes_app.web.current import clock


def _opened() -> list[ShownToYou]:
    """The signed records that were opened for whoever is logged in, to read or to co-sign."""
    keyring, when = unlocked_keyring(), now()
    try:
        contacts = open_contacts(current_user, keyring=keyring)
    except (CannotOpen, CannotRead):
        return []
    shown = shown_to(current_user, contacts, keyring=keyring, now=when)
    return [one for one in accepted(shown) if one.session_id is not None]


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
    return render_template(
        "supervision/inbox.html",
        cases=cases,
        waiting=waiting_lines(cases, current_user.id),
        reviewed=reviewed_lines(cases, current_user.id),
        opened=_opened(),
        modes=MODE_WORDS,
        attention=_attention(cases),
        rules=RULES,
        last_held=last_held,
        in_words=in_words,
        now=clock().now().at,
        local=clock().local_at,
    )
