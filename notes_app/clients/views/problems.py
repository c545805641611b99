"""The client's personal questionnaire: the list of problems."""

from uuid import UUID, uuid4

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app import db
from notes_app.changes.current import remembered
from notes_app.clients import problems as service
from notes_app.clients.forms import ProblemForm
from notes_app.clients.models import Client
from notes_app.clients.payloads import Problem
from notes_app.clients.problems import problem_act, problem_of, register_problem_undo
from notes_app.clients.queries import card_of, client_of
from notes_app.clients.views.blueprint import bp
from notes_app.clock import today
from notes_app.sharing.current import unlocked_keyring
from notes_app.web.current import clock
from notes_app.web.messages import register_messages, say

register_problem_undo(lambda record: url_for("clients.problems", client_id=record.client_id))
register_messages(
    {
        "problem-kept": "Problem saved, encrypted.",
        "problem-retired": "Put aside. Its ratings are kept.",
        "problem-back": "The problem is rated again.",
        "problems-full": "Nothing was done: as many problems as can be rated are on the list.",
    }
)


@bp.route("/clients/<uuid:client_id>/problems", methods=["GET", "POST"])
def problems(client_id: UUID) -> ResponseReturnValue:
    """The list, with a line for one more."""
    client, keyring = client_of(current_user, client_id), unlocked_keyring()
    form, card = ProblemForm(), card_of(client, keyring)
    if form.validate_on_submit():
        problem = Problem(id=uuid4(), since=today(clock()))
        return _kept(client, None, problem, form.words.data)
    return render_template("clients/problems.html", form=form, card=card), form.status


@bp.route("/clients/<uuid:client_id>/problems/<uuid:problem_id>", methods=["GET", "POST"])
def change_problem(client_id: UUID, problem_id: UUID) -> ResponseReturnValue:
    client, keyring = client_of(current_user, client_id), unlocked_keyring()
    was = problem_of(client, problem_id, keyring=keyring)
    form, card = ProblemForm(data={"words": was[1]}), card_of(client, keyring)
    if form.validate_on_submit():
        return _kept(client, was, was[0], form.words.data)
    page = render_template("clients/problem.html", form=form, card=card, problem=was[0])
    return page, form.status


@bp.post("/clients/<uuid:client_id>/problems/<uuid:problem_id>/retire")
def retire_problem(client_id: UUID, problem_id: UUID) -> ResponseReturnValue:
    client, keyring = client_of(current_user, client_id), unlocked_keyring()
    was = problem_of(client, problem_id, keyring=keyring)
    day = today(clock())
    service.retire_problem(client, problem_id=problem_id, today=day, keyring=keyring)
    return _done(client, was, problem_id, "problem-retired")


@bp.post("/clients/<uuid:client_id>/problems/<uuid:problem_id>/bring-back")
def bring_back_problem(client_id: UUID, problem_id: UUID) -> ResponseReturnValue:
    client, keyring = client_of(current_user, client_id), unlocked_keyring()
    was = problem_of(client, problem_id, keyring=keyring)
    try:
        service.bring_back_problem(client, problem_id=problem_id, keyring=keyring)
    except service.ProblemsFull:
        return _full(client)
    return _done(client, was, problem_id, "problem-back")


def _kept(
    client: Client, was: tuple[Problem, str] | None, problem: Problem, words: str
) -> ResponseReturnValue:
    try:
        service.keep_problem(client, problem=problem, words=words, keyring=unlocked_keyring())
    except service.ProblemsFull:
        return _full(client)
    return _done(client, was, problem.id, "problem-kept")


def _done(
    client: Client, was: tuple[Problem, str] | None, problem_id: UUID, code: str
) -> ResponseReturnValue:
    keyring = unlocked_keyring()
    became = problem_of(client, problem_id, keyring=keyring)
    whose = card_of(client, keyring).label
    undo = remembered(problem_act(client, was, became, whose=whose))
    db.session.commit()
    say(code, undo=undo)
    return redirect(url_for("clients.problems", client_id=client.id), 303)


def _full(client: Client) -> ResponseReturnValue:
    say("problems-full")
    return redirect(url_for("clients.problems", client_id=client.id), 303)
