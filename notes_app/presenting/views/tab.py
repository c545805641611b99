"""Supervision, of one client: what is sent, lent, asked and answered, and who looked."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app.clock import today
from notes_app.crypto.errors import CannotOpen
from notes_app.grants.labels import keep_labels
from notes_app.notes.queries import ReadSession
from notes_app.paper.typesetting import typeset
from notes_app.payload import CannotRead
from notes_app.presenting.account import (
    Disclosure,
    Named,
    account_of,
    in_brief,
    lent_amiss,
    looks_amiss,
    on_paper,
    said_amiss,
)
from notes_app.presenting.forms import AnswerForm, SendForm
from notes_app.presenting.lent import lent_for_calibration, lent_now
from notes_app.presenting.views.blueprint import bp
from notes_app.presenting.views.opened import Presented, done, presented
from notes_app.sharing.contacts import open_contacts
from notes_app.sharing.current import now
from notes_app.sharing.payloads import Contacts
from notes_app.sharing.seeing import names_of
from notes_app.signing.numbering import missing_of
from notes_app.supervision import policy
from notes_app.supervision.payloads import Comment, SentForReview, Suggestion, TakenBack
from notes_app.supervision.sent import as_sent
from notes_app.supervision.service import say as add_entry
from notes_app.supervision.threads import in_threads
from notes_app.web.current import clock
from notes_app.web.files import PDF, as_file
from notes_app.web.marks import fresh, repeats

LATEST, FIRST_MARKED = 12, 5
FILE = "account-of-disclosures-{day}.pdf"


@bp.get("/clients/<uuid:client_id>/supervision")
def tab(client_id: UUID) -> ResponseReturnValue:
    return tab_page(presented(client_id))


@bp.post("/clients/<uuid:client_id>/supervision/send")
@repeats("sessions", "to")
def send(client_id: UUID) -> ResponseReturnValue:
    it = presented(client_id)
    form = SendForm(it.people, _offered(it))
    if not form.validate_on_submit():
        return tab_page(it, form=form)
    sessions = tuple(UUID(one) for one in form.sessions.data)
    keep_labels(it.client, it.reads, book=it.book, keyring=it.keyring)
    first, *others = (UUID(one) for one in form.to.data)
    tags = as_sent(read for read in it.reads if read.session_id in sessions)
    sent = SentForReview(first, sessions, form.question.data, tuple(others), tags)
    add_entry(it.client.id, sent, at=now(), keyring=it.keyring)
    return done(it, "sent-for-review")


@bp.post("/clients/<uuid:client_id>/supervision/sent/<uuid:own_entry_id>/take-back")
def take_back(client_id: UUID, own_entry_id: UUID) -> ResponseReturnValue:
    it = presented(client_id)
    waiting = {one.id for one in policy.sent_for_review(it.entries) if not one.reviewed_at}
    if own_entry_id in waiting:
        add_entry(it.client.id, TakenBack(own_entry_id), at=now(), keyring=it.keyring)
    return done(it, "taken-back-from-review")


@bp.post("/clients/<uuid:client_id>/supervision/account")
@fresh
def account(client_id: UUID) -> ResponseReturnValue:
    """The account of disclosures, as a document."""
    it, day = presented(client_id), today(clock())
    contacts = open_contacts(current_user, keyring=it.keyring)
    named = _named(it, contacts)
    lent = lent_amiss(contacts.given, it.borrowed, named)
    amiss = [*lent, *said_amiss(it.heard, named), *looks_amiss(it.looks, named)]
    lines, case = disclosures(it, contacts), it.card.code_name
    sheet = on_paper(lines, amiss, case=case, made_on=day, local=clock().local_at)
    return as_file(typeset(sheet), name=FILE, made_on=day, kind=PDF)


def tab_page(
    it: Presented,
    *,
    form: SendForm | None = None,
    answer: AnswerForm | None = None,
    answers: UUID | None = None,
) -> ResponseReturnValue:
    """The page, with a form that came back where one did; `answers` is the question it answered."""
    form = form or SendForm(it.people, _offered(it), formdata=None)
    answer = answer or AnswerForm(formdata=None)
    contacts = _contacts(it)
    known = contacts or Contacts()
    lines, waiting = disclosures(it, known), _waiting(it)
    page = render_template(
        "presenting/tab.html",
        it=it,
        form=form,
        answer=answer,
        # One that was answered meanwhile waits no more: the words stand in the comment then.
        answers=answers if answers in _answerable(it, waiting["questions"]) else None,
        threads_said=in_threads(it.heard),
        lines=lines if request.args.get("account") == "all" else in_brief(lines)[:LATEST],
        all_lines=len(lines),
        whole=contacts is not None,
        names=names_of(known),
        local=clock().local_at,
        first_marked=FIRST_MARKED,
        missing=missing_of(it.heard),
        looks_amiss=looks_amiss(it.looks, _named(it, known)),
        lent_amiss=lent_amiss(known.given, it.borrowed, _named(it, known)),
        undone=policy.settled_and_undone(it.entries),
        suggestion_names={o.id: o.said.name for o in policy.of_kind(it.entries, Suggestion)},
        **waiting,
        **_passages(it, today(clock())),
    )
    return page, max(form.status, answer.status)


def disclosures(it: Presented, contacts: Contacts) -> list[Disclosure]:
    """Who saw what of this client."""
    # Loans tell for themselves.
    mine = (one for one in contacts.given if one.client == it.client.id)
    given = [one for one in mine if not one.is_loan]
    known = {"therapist": current_user.id, "named": _named(it, contacts)}
    return account_of(given, it.borrowed, it.entries, it.looks, **known)


def _named(it: Presented, contacts: Contacts) -> Named:
    return Named(names_of(contacts), it.passage, it.session)


def _waiting(it: Presented) -> dict[str, Any]:
    """What waits for the therapist, and what waits for the supervisor."""
    me, lent = current_user.id, [one.lent for one in it.borrowed if one.lent]
    suggested = [one for one in policy.suggestions(it.entries, me) if one.taken is None]
    return {
        "questions": policy.open_questions(it.entries, me),
        "suggested": [one for one in suggested if one.suggestion.tag in it.tags],
        "wished": policy.wishes(it.entries, lent, on=today(clock())),
        "sent": [one for one in policy.sent_for_review(it.entries) if one.reviewed_at is None],
    }


def _answerable(it: Presented, questions: list[policy.Entry]) -> set[UUID]:
    said = policy.of_kind(it.entries, Comment)
    return {one.id for one in (*questions, *said) if one.author_id != current_user.id}


def _passages(it: Presented, day: date) -> dict[str, Any]:
    """What is lent now, and what is marked to be brought."""
    borrowed = sorted(it.borrowed, key=it.number_lent, reverse=True)
    lent, blind = lent_now(borrowed, day, blind=False), lent_for_calibration(borrowed, day)
    away = {one.passage.tag for one in (*lent, *(one for all_ in blind for one in all_.loans))}
    marked = [
        (read, tag)
        for read in reversed(_held(it))
        for tag in read.tags
        if tag.for_supervision and tag.id not in away
    ]
    return {"lent": lent, "blind": blind, "marked": marked[:LATEST]}


def _contacts(it: Presented) -> Contacts | None:
    """Whom the therapist met and what was given; None where that cannot be opened."""
    try:
        return open_contacts(current_user, keyring=it.keyring)
    except (CannotOpen, CannotRead):
        return None


def _held(it: Presented) -> list[ReadSession]:
    return [read for read in it.reads if read.held]


def _offered(it: Presented) -> dict[UUID, str]:
    """The newest sessions that do not wait for a review already, newest first."""
    waiting = policy.sessions_under_review(it.entries)
    return {
        read.session_id: f"Session {read.number}, {read.facts.held_on.day} {read.facts.held_on:%B}"
        for read in reversed(_held(it)[-LATEST:])
        if read.facts and read.session_id not in waiting
    }
