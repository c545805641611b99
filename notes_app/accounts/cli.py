"""`flask --app notes_app users`: accounts of a practice.  No command can open anything."""

import click
from flask import current_app
from flask.cli import with_appcontext
from rich.console import Console
from rich.table import Table

from notes_app import db
from notes_app.accounts import service
from notes_app.accounts.policy import ROLES, is_usable_username
from notes_app.accounts.queries import all_users, user_named
from notes_app.db.migrations import upgrade
from notes_app.db.session import ENGINE
from notes_app.web.current import clock, instance_key, settings

console = Console()


@click.group()
def users() -> None:
    """Accounts: create, list, disable."""


@users.command()
@click.argument("username")
@click.option("--role", "roles", multiple=True, type=click.Choice(ROLES), default=["therapist"])
@with_appcontext
def create(username: str, roles: tuple[str, ...]) -> None:
    """Make an account; prints the one-time code with which its owner sets a passphrase."""
    upgrade(current_app.extensions[ENGINE])
    if not is_usable_username(username):
        raise click.ClickException("Use 2 to 64 letters or figures for the name.")
    if user_named(username) is not None:
        raise click.ClickException("There is an account of that name already.")
    user, code = service.invite(
        username=username, roles=" ".join(roles), instance_key=instance_key(), clock=clock()
    )
    db.session.commit()
    console.print(f"Account made: [bold]{user.username}[/] ({user.roles}).")
    console.print(f"One-time code, good for three days: [bold]{code}[/]")
    console.print(f"They open {settings().address}/activate and set their own passphrase.")


@users.command("list")
@with_appcontext
def list_users() -> None:
    """List the accounts."""
    upgrade(current_app.extensions[ENGINE])
    table = Table("Username", "Roles", "State")
    for user in all_users():
        state = "disabled" if user.disabled else "open"
        table.add_row(user.username, user.roles, "invited" if user.activation else state)
    console.print(table)


@users.command()
@click.argument("username")
@with_appcontext
def disable(username: str) -> None:
    """Keep somebody out from now on, and end their logins.  Nothing is deleted."""
    user = user_named(username)
    if user is None:
        raise click.ClickException("There is no account of that name.")
    user.disabled = True
    service.end_logins(user)
    db.session.commit()
    console.print(f"{user.username} cannot log in any more. Their records stay, still encrypted.")


@users.command()
@click.argument("username")
@with_appcontext
def enable(username: str) -> None:
    """Let somebody who was disabled log in again."""
    user = user_named(username)
    if user is None:
        raise click.ClickException("There is no account of that name.")
    user.disabled = False
    db.session.commit()
    console.print(f"{user.username} can log in again.")


commands: list[click.Command] = [users]
