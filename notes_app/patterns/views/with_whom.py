"""With whom: the table of themes by person, by place in life and by part of life."""

from collections.abc import Iterable
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app import db
from notes_app.changes.current import remembered
from notes_app.clients import across
from notes_app.clients.queries import card_of, client_of
from notes_app.clock import today
from notes_app.notes.queries import ReadSession
from notes_app.patterns import drawing, people
from notes_app.patterns.people import By, Group
from notes_app.patterns.views.blueprint import bp
from notes_app.patterns.views.opened import Opened, eligible_of, opened, theme_at
from notes_app.sharing.current import unlocked_keyring
from notes_app.web.current import clock
from notes_app.web.messages import say


@bp.get("/clients/<uuid:client_id>/with-whom")
def with_whom(client_id: UUID) -> ResponseReturnValue:
    here = opened(client_id)
    by, last = _asked_by(), request.args.get("of") == "l"
    reads = eligible_of(here, last=last)
    return render_template(
        "patterns/with_whom.html",
        its=here,
        by=by,
        last=last,
        sessions=len(reads),
        width=len(eligible_of(here, last=True)),
        confirmed=across.confirmed_in(here.card),
        drawing=drawing,
        **_table(here, by, reads),
    )


@bp.post("/clients/<uuid:client_id>/with-whom/<uuid:address>")
def keep_across(client_id: UUID, address: UUID) -> ResponseReturnValue:
    """Say that a theme goes across people, or take that back."""
    client, theme = client_of(current_user, client_id), theme_at(address)
    keyring, on = unlocked_keyring(), request.form.get("across") == "on"
    before = card_of(client, keyring)
    across.set_across(client, code=theme.code, on=on, today=today(clock()), keyring=keyring)
    act = across.across_act(before, card_of(client, keyring), theme.code, theme=theme.name)
    undo = remembered(act)
    db.session.commit()
    say("across-kept" if on else "across-lifted", undo=undo)
    return redirect(url_for("patterns.with_whom", client_id=client_id), 303)


def _asked_by() -> By:
    asked = request.args.get("by", "")
    return By(asked) if asked in set(By) else By.PERSON


def _table(here: Opened, by: By, reads: list[ReadSession]) -> dict[str, object]:
    places, groups = people.places_of(here.card), people.columns_of(here.card, by)
    rows = people.rows_of(reads, groups, themes=here.spans, places=places)
    used = [at for at, group in enumerate(groups) if _stands(group, [r.counts[at] for r in rows])]
    return {
        "groups": [(at, groups[at]) for at in used],
        "rows": rows,
        "most": max((n for row in rows for n in row.counts), default=1),
        "ways": people.ways_of(reads, groups, places) if by is By.PART else [],
    }


def _stands(group: Group, counts: Iterable[int]) -> bool:
    """Whether a column is shown: the four places in life always, others where something was."""
    return any(counts) or (bool(group.poles) and group is not people.NO_PLACE)
