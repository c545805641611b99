"""The goals of the work with one client."""

from uuid import UUID, uuid4

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from msgspec.structs import replace

from notes_app import db
from notes_app.changes.current import remembered
from notes_app.clients.forms import GoalForm
from notes_app.clients.goals import GoalsFull, goal_act, goal_of, keep_goal, register_goal_undo
from notes_app.clients.models import Client
from notes_app.clients.payloads import Goal
from notes_app.clients.queries import ClientCard, card_of, client_of
from notes_app.clients.views.blueprint import bp, overview_of
from notes_app.clock import today
from notes_app.sharing.current import unlocked_keyring
from notes_app.web.current import clock
from notes_app.web.marks import repeats
from notes_app.web.messages import register_messages, say

register_goal_undo(lambda record: overview_of(record, anchor="goals"))
register_messages(
    {
        "goal-kept": "Goal saved, encrypted.",
        "goal-reached": "Goal reached. The sessions that served it keep it.",
        "goal-open-again": "The goal is open again.",
        "goals-full": "Nothing was done: forty goals fit. Change one that is there.",
    }
)


@bp.route("/clients/<uuid:client_id>/goals/new", methods=["GET", "POST"])
@repeats("themes")
def add_goal(client_id: UUID) -> ResponseReturnValue:
    client, keyring = client_of(current_user, client_id), unlocked_keyring()
    card = card_of(client, keyring)
    form = GoalForm(_in_use(card), data={"since": today(clock())})
    if form.validate_on_submit():
        goal = form.goal(Goal(id=uuid4(), words=""))
        return _kept(client, None, goal, "goal-kept")
    return render_template("clients/goal.html", form=form, card=card, goal=None), form.status


@bp.route("/clients/<uuid:client_id>/goals/<uuid:goal_id>", methods=["GET", "POST"])
@repeats("themes")
def change_goal(client_id: UUID, goal_id: UUID) -> ResponseReturnValue:
    client, keyring = client_of(current_user, client_id), unlocked_keyring()
    was = goal_of(client, goal_id, keyring=keyring)
    stored = {"words": was.words, "since": was.since, "themes": list(was.themes)}
    card = card_of(client, keyring)
    form = GoalForm(_in_use(card, was), data={"version": client.version, **stored})
    if form.validate_on_submit() and form.is_based_on(client.version, stored):
        return _kept(client, was, form.goal(was), "goal-kept")
    return render_template("clients/goal.html", form=form, card=card, goal=was), form.status


@bp.post("/clients/<uuid:client_id>/goals/<uuid:goal_id>/reached")
def reach_goal(client_id: UUID, goal_id: UUID) -> ResponseReturnValue:
    client = client_of(current_user, client_id)
    was = goal_of(client, goal_id, keyring=unlocked_keyring())
    reached = replace(was, reached=was.reached or today(clock()))
    return _kept(client, was, reached, "goal-reached")


@bp.post("/clients/<uuid:client_id>/goals/<uuid:goal_id>/reopen")
def reopen_goal(client_id: UUID, goal_id: UUID) -> ResponseReturnValue:
    client = client_of(current_user, client_id)
    was = goal_of(client, goal_id, keyring=unlocked_keyring())
    return _kept(client, was, replace(was, reached=None), "goal-open-again")


def _in_use(card: ClientCard, goal: Goal | None = None) -> dict[str, str]:
    """The themes that this client's notes use, and those of the goal, by their names."""
    named = {label.code: label.name for label in (card.themes.labels if card.themes else ())}
    return {**{code: code for code in (goal.themes if goal else ())}, **named}


def _kept(client: Client, was: Goal | None, goal: Goal, code: str) -> ResponseReturnValue:
    page = url_for("clients.overview", client_id=client.id, _anchor="goals")
    try:
        keep_goal(client, goal=goal, keyring=unlocked_keyring())
    except GoalsFull:
        say("goals-full")
        return redirect(page, 303)
    undo = remembered(goal_act(client, was, goal))
    db.session.commit()
    say(code, undo=undo)
    return redirect(page, 303)
