"""`flask --app notes_app demo`: build the demo practice in a folder of its own."""

import os
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import click
from flask import Flask
from flask.cli import with_appcontext
from rich.console import Console
from rich.progress import Progress

from config import Settings
from notes_app import create_app, db
from notes_app.accounts.installation import DATABASE_FILE, make_folder
from notes_app.clock import today
from notes_app.crypto.passphrase import FLOOR
from notes_app.db.migrations import upgrade
from notes_app.db.session import ENGINE
from notes_app.demo.people import STORIES
from notes_app.demo.service import LOG_INS, PRACTICE, Built, build_demo
from notes_app.web.current import clock, instance_key, settings

FOLDER = "demo"
MARK = "demo.txt"  # says that the records beside it are invented, and when they were built
UNFINISHED = "unfinished"

console = Console()


@click.command()
@click.option("--again", is_flag=True, help="Build it anew; what was changed in it is lost.")
@with_appcontext
def demo(again: bool) -> None:  # noqa: FBT001 - click names it on the command line
    """Build a made-up practice to explore, and print its log-ins."""
    there = _settings()
    mark = there.instance / MARK
    _refuse_records(there, mark)
    built_on = mark.read_text("utf-8").strip() if mark.exists() else UNFINISHED
    if built_on == UNFINISHED or again:
        _build(there, mark)
    else:
        console.print(f"The demo practice is there, built on {built_on}: {there.instance}")
        console.print("To build it anew: flask --app notes_app demo --again")
    _print_log_ins(there)


commands: list[click.Command] = [demo]


def _settings() -> Settings:
    own = settings().instance
    named = "BETWEEN_INSTANCE" in os.environ
    return replace(settings(), instance=own if named else own / FOLDER)


def _refuse_records(there: Settings, mark: Path) -> None:
    if there.database_url is not None:
        raise click.ClickException(
            "The demo practice lives in a folder, not in PostgreSQL. Unset DATABASE_URL."
        )
    if (there.instance / DATABASE_FILE).exists() and not mark.exists():
        raise click.ClickException(
            f"{there.instance} holds records that are not the demo's. Nothing was changed."
            " Name another folder: BETWEEN_INSTANCE=demo-practice"
        )


def _build(there: Settings, mark: Path) -> None:
    make_folder(there.instance)
    mark.write_text(UNFINISHED, "utf-8")
    for ending in ("", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            (there.instance / f"{DATABASE_FILE}{ending}").unlink()
    app = create_app(there, commands=False)
    with app.app_context():
        built = _fill(app)
        mark.write_text(today(clock()).isoformat(), "utf-8")
    app.extensions[ENGINE].dispose()
    console.print(
        f"{PRACTICE}: {built.clients} clients, {built.sessions} sessions,"
        f" {built.passages} tagged passages. Everybody and everything in it is invented."
    )


def _fill(app: Flask) -> Built:
    upgrade(app.extensions[ENGINE])
    with Progress(console=console, transient=True) as progress:
        task = progress.add_task("Writing notes", total=len(STORIES))
        built = build_demo(
            today=today(clock()),
            clock=clock(),
            instance_key=instance_key(),
            parameters=FLOOR,
            tell=lambda name: progress.update(task, advance=1, description=f"Wrote {name}"),
        )
        db.session.commit()
    return built


def _print_log_ins(there: Settings) -> None:
    # No table: a narrow window would break the passphrases, and they are there to be copied.
    for who in LOG_INS:
        console.print(f"\n[bold]{who.name}[/]: {who.note}", soft_wrap=True)
        console.print(f"  user name   {who.username}", soft_wrap=True)
        console.print(f"  passphrase  {who.passphrase}", soft_wrap=True)
    console.print(f"\nRecords: {there.instance}", soft_wrap=True)
