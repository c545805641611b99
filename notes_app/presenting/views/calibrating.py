"""Lend many passages for blind tagging, and see how the two of you called them."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from notes_app import db
from notes_app.clock import today
from notes_app.notes.lending import Lendable, passages_to_lend
from notes_app.presenting.choosing import Offered, shown_of
from notes_app.presenting.forms import BlindLoanForm
from notes_app.presenting.views.blueprint import bp
from notes_app.presenting.views.lending import lend_all
from notes_app.presenting.views.opened import Presented, presented
from notes_app.statistics.agreement import FEWEST_ITEMS
from notes_app.supervision.blind import tagged_loans, tagged_twice
from notes_app.supervision.calibrating import Compared, compare
from notes_app.supervision.naming import Named
from notes_app.supervision.payloads import LentPassage
from notes_app.supervision.roles import possible_names, roles_on, with_roles
from notes_app.web.current import clock
from notes_app.web.marks import repeats
from notes_app.web.messages import say

SHOW = "show"


@bp.route("/clients/<uuid:client_id>/supervision/calibration", methods=["GET", "POST"])
@repeats("tags")
def calibrate(client_id: UUID) -> ResponseReturnValue:
    it = presented(client_id)
    offered = _offered(it)
    themes = {one.theme: _called(it, one.theme).name for one in offered}
    form = BlindLoanForm(it.people, offered, themes=by_name(themes), typed=request.form)
    if request.form.get("act") == SHOW or not form.validate_on_submit():
        return _page(it, form, offered)
    passages = [_passage(it, tag_id, form) for tag_id in form.chosen]
    if passages and not lend_all(it, passages, form):
        return _page(it, form, offered)
    db.session.commit()
    say("passages-lent")
    return redirect(url_for("presenting.calibrate", client_id=it.client.id), 303)


def by_name(themes: dict[str, str]) -> dict[str, str]:
    """The same by name, as a list of choices shows them."""
    return dict(sorted(themes.items(), key=lambda pair: pair[1].casefold()))


def _passage(it: Presented, tag_id: UUID, form: BlindLoanForm) -> LentPassage:
    day, session = today(clock()), it.tags[tag_id][0].session_id
    to, words = UUID(form.to.data), form.words[str(tag_id)]
    until = it.last_day(to, form.until(day))
    return LentPassage(to, session, tag_id, words, day, until, blind=True)


def _page(it: Presented, form: BlindLoanForm, offered: list[Offered]) -> ResponseReturnValue:
    page = render_template(
        "presenting/calibration.html",
        it=it,
        form=form,
        offered=offered,
        shown=shown_of(offered, form.sought, set(form.chosen), form.edited),
        lent=len(_lent(it)),
        enough=FEWEST_ITEMS,
        possible_names=possible_names,
        comparisons=_comparisons(it),
        called=lambda code: _called(it, code),
        you="therapist",
    )
    return page, form.status


def _comparisons(it: Presented) -> list[tuple[str, Compared]]:
    """What each reader made of the passages, by what the reader is called."""
    tags = {tag_id: tag for tag_id, (_, tag) in it.tags.items()}
    readers = {one.lent.to for one in it.borrowed if one.lent and one.lent.blind}
    return [
        (
            it.people.get(reader, "Somebody who sees nothing now"),
            compare(
                tagged_twice(it.borrowed, it.entries, tags, reader=reader, today=today(clock()))
            ),
        )
        for reader in sorted(readers)
    ]


def _called(it: Presented, code: str) -> Named:
    theme = it.book.by_code(code)
    return Named(theme.name, str(theme.family)) if theme else Named("A theme")


def _lent(it: Presented) -> set[UUID]:
    """The passages that are lent for it, or were and are tagged: what ended untagged is left out,
    and can be lent anew.
    """
    day, blind = today(clock()), [one for one in it.borrowed if one.lent and one.lent.blind]
    readers = {one.lent.to for one in blind if one.lent}
    tagged = {loan for reader in readers for loan in tagged_loans(it.entries, reader)}
    return {
        one.lent.tag for one in blind if one.lent and (one.lent.open_on(day) or one.id in tagged)
    }


def _offered(it: Presented) -> list[Offered]:
    """Every tagged passage that was not lent for it yet, the newest first, with roles for names."""
    lent, roles = _lent(it), roles_on(it.card)
    newest = {
        tag.id: (read, tag)
        for read in reversed(it.reads)
        for tag in (read.facts.tags if read.facts else ())
        if tag.id not in lent
    }
    wanted = [(read.session_id, tag_id) for tag_id, (read, _) in newest.items()]
    found: dict[UUID, Lendable] = passages_to_lend(it.client, wanted, keyring=it.keyring)
    return [
        Offered(
            tag_id,
            newest[tag_id][1].theme,
            newest[tag_id][0].number,
            it.passage(tag_id),
            with_roles(passage.words, roles),
        )
        for tag_id, passage in found.items()
    ]
