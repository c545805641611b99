"""`flask --app notes_app migrate`."""

import click
from flask import current_app
from flask.cli import with_appcontext

from notes_app.db.migrations import NewerDatabase, upgrade
from notes_app.db.session import ENGINE


@click.command()
@with_appcontext
def migrate() -> None:
    """Bring the database to the tables that this version works with."""
    try:
        changed = upgrade(current_app.extensions[ENGINE])
    except NewerDatabase as reason:
        raise click.ClickException(str(reason)) from None
    click.echo("The database was brought up to date." if changed else "The database is up to date.")


commands: list[click.Command] = [migrate]
