"""Questionnaires: answering one in a session, and a client's over time."""

from uuid import UUID

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app import db
from notes_app.changes.current import remembered
from notes_app.clients.queries import card_of, client_of
from notes_app.clock import today
from notes_app.measures.queries import KnownMeasures, measures_of
from notes_app.notes import measuring
from notes_app.notes.beside import Taken
from notes_app.notes.course_drawing import NARROWEST, PHONE, Drawing, drawn
from notes_app.notes.course_words import latest_of, rule_of, told
from notes_app.notes.courses import Course, courses_of, level_words, said_of, scale_of
from notes_app.notes.measure_forms import items_form
from notes_app.notes.models import TherapySession
from notes_app.notes.queries import ReadSession, read_of, session_of, sessions_of
from notes_app.notes.undoing import measure_act
from notes_app.notes.views.blueprint import bp
from notes_app.sharing.current import unlocked_keyring
from notes_app.web.current import clock
from notes_app.web.messages import say


@bp.route("/sessions/<uuid:session_id>/measures/<code>", methods=["GET", "POST"])
def take_measure(session_id: UUID, code: str) -> ResponseReturnValue:
    session, keyring = session_of(current_user, session_id), unlocked_keyring()
    client = client_of(current_user, session.client_id)
    card, reads = card_of(client, keyring), sessions_of(client, keyring=keyring)
    (read,) = (one for one in reads if one.session_id == session.id)
    known = measures_of(current_user.id, keyring=keyring)
    measures = known.as_of(read.facts.held_on if read.facts else None)
    form = items_form(code, measures, card, _taken(read, code), version=session.version)
    if form.validate_on_submit() and form.is_based_on(session.version, form.stored):
        return _keep(session, read, form.taken(code), measures)
    return render_template(
        "notes/take_measure.html",
        form=form,
        card=card,
        read=read,
        instrument=measures.built_in.get(code),
        scale=scale_of(code, measures),
        was=_taken(read, code),
        said_of=lambda taken: said_of(taken, measures),
        so_far=[latest_of(one) for one in courses_of(reads, known) if one.scale.code == code],
    ), form.status


@bp.post("/sessions/<uuid:session_id>/measures/<code>/take-back")
def take_back_measure(session_id: UUID, code: str) -> ResponseReturnValue:
    session, keyring = session_of(current_user, session_id), unlocked_keyring()
    read = read_of(session, client=client_of(current_user, session.client_id), keyring=keyring)
    was = _taken(read, code)
    measuring.take_back_measure(session, code=code, by=_hand(session))
    undo = remembered(measure_act(read, was, None))
    db.session.commit()
    say("measure-taken-back", undo=undo)
    return redirect(url_for("notes.write", session_id=session.id), 303)


@bp.post("/sessions/<uuid:session_id>/measures/read")
def read_item_9(session_id: UUID) -> ResponseReturnValue:
    """The therapist has read that item 9 was above 0."""
    session = session_of(current_user, session_id)
    measuring.say_read(session, by=_hand(session))
    db.session.commit()
    say("item-9-read")
    return redirect(url_for("notes.write", session_id=session.id), 303)


@bp.get("/clients/<uuid:client_id>/measures")
def measures(client_id: UUID) -> ResponseReturnValue:
    """A client's questionnaires over time: a line each, what it shows in words, and its table."""
    client, keyring = client_of(current_user, client_id), unlocked_keyring()
    known = measures_of(current_user.id, keyring=keyring)
    reads = sessions_of(client, keyring=keyring)
    return render_template(
        "notes/measures.html",
        card=card_of(client, keyring),
        courses=[_shown(course) for course in courses_of(reads, known)],
        told=told,
        rule_of=rule_of,
        level_words=level_words,
        unopened=sum(read.facts is None for read in reads),
        trouble=known.trouble,
        newest=next((read for read in reversed(reads) if read.facts), None),
        day=today(clock()),
    )


def _shown(course: Course) -> tuple[Course, Drawing | None, Drawing | None, Drawing | None]:
    """A course, its drawing, and all of it at once: on a page, if it is wider, and on a phone."""
    drawing = drawn(course)
    long = drawing is not None and drawing.width > NARROWEST
    whole = drawn(course, width=NARROWEST) if long else None
    return course, drawing, whole, drawn(course, width=PHONE)


def _keep(
    session: TherapySession, read: ReadSession, taken: Taken, known: KnownMeasures
) -> ResponseReturnValue:
    was = _taken(read, taken.code)
    measuring.take_measure(session, taken=taken, by=_hand(session))
    undo = remembered(measure_act(read, was, taken))
    db.session.commit()
    say("measure-kept", undo=undo)
    return redirect(url_for("notes.write", session_id=session.id), 303)


def _hand(session: TherapySession) -> measuring.Hand:
    return measuring.Hand(
        user=current_user,
        keyring=unlocked_keyring(),
        base=session.version,
        now=int(clock().now().wall),
    )


def _taken(read: ReadSession, code: str) -> Taken | None:
    taken = read.facts.ratings.measures if read.facts else ()
    return next((one for one in taken if one.code == code), None)
