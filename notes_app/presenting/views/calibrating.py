"""Lend many passages for blind tagging, and see how the two of you called them."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from notes_app import db
from notes_app.clock import today
from notes_app.grants.labels import keep_labels
from notes_app.notes.lending import Lendable, passages_to_lend
from notes_app.presenting.forms import BlindLoanForm
from notes_app.presenting.views.blueprint import bp
from notes_app.presenting.views.opened import Presented, presented
from notes_app.supervision.blind import tagged_twice
from notes_app.supervision.calibrating import compare
from notes_app.supervision.naming import Named
from notes_app.supervision.payloads import LentPassage
from notes_app.supervision.roles import possible_names, roles_on, with_roles
from notes_app.supervision.service import lend
from notes_app.web.current import clock
from notes_app.web.fields import as_text
from notes_app.web.marks import repeats
from notes_app.web.messages import say

MOST = 40


@bp.route("/clients/<uuid:client_id>/supervision/calibration", methods=["GET", "POST"])
@repeats("tags")
def calibrate(client_id: UUID) -> ResponseReturnValue:
    it = presented(client_id)
    offered = _offered(it)
    names = {tag_id: it.passage(tag_id) for tag_id in offered}
    form = BlindLoanForm(it.people, names, _as_edited(offered))
    if not form.validate_on_submit():
        return _page(it, form)
    keep_labels(it.client, it.reads, book=it.book, keyring=it.keyring)
    for tag_id in form.chosen:
        lend(it.client.id, _passage(it, tag_id, form), keyring=it.keyring)
    db.session.commit()
    say("passage-lent")
    return redirect(url_for("presenting.calibrate", client_id=it.client.id), 303)


def _as_edited(offered: dict[UUID, str]) -> dict[UUID, str]:
    """The words as they were sent, where they were: a name that was taken out stays out."""
    sent = {tag_id: request.form.get(f"words-{tag_id}") for tag_id in offered}
    return {
        tag_id: proposed if (typed := sent[tag_id]) is None else as_text(typed)
        for tag_id, proposed in offered.items()
    }


def _passage(it: Presented, tag_id: UUID, form: BlindLoanForm) -> LentPassage:
    day, session = today(clock()), it.tags[tag_id][0].session_id
    to, until = UUID(form.to.data), form.until(day)
    return LentPassage(to, session, tag_id, form.words[tag_id], day, until, blind=True)


def _page(it: Presented, form: BlindLoanForm) -> ResponseReturnValue:
    tags = {tag_id: tag for tag_id, (_, tag) in it.tags.items()}
    day = today(clock())
    readers = {one.lent.to for one in it.borrowed if one.lent and one.lent.blind}
    page = render_template(
        "presenting/calibration.html",
        it=it,
        form=form,
        offered_words=lambda tag: form.words.get(UUID(str(tag)), ""),
        possible_names=possible_names,
        comparisons=[
            (
                it.people.get(reader, "Somebody who sees nothing now"),
                compare(tagged_twice(it.borrowed, it.entries, tags, reader=reader, today=day)),
            )
            for reader in sorted(readers)
        ],
        called=lambda code: _called(it, code),
        you="therapist",
    )
    return page, form.status


def _called(it: Presented, code: str) -> Named:
    theme = it.book.by_code(code)
    return Named(theme.name, str(theme.family)) if theme else Named("A theme")


def _offered(it: Presented) -> dict[UUID, str]:
    """The newest tagged passages that were not lent for it yet, with roles for names."""
    lent = {one.lent.tag for one in it.borrowed if one.lent and one.lent.blind}
    newest = [
        (read.session_id, tag.id)
        for read in reversed(it.reads)
        for tag in (read.facts.tags if read.facts else ())
        if tag.id not in lent
    ][:MOST]
    found: dict[UUID, Lendable] = passages_to_lend(it.client, newest, keyring=it.keyring)
    roles = roles_on(it.card)
    return {tag_id: with_roles(passage.words, roles) for tag_id, passage in found.items()}
