"""`flask --app notes_app import`: a folder of existing notes.

They go in by the hundred, each hundred in one transaction: a note is there whole or not at all.
Whatever stops it, the same command again goes on where it stopped, because notes that are there are
recognised.  Names are printed for the person at the terminal, and never logged.
"""

import os
import signal
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Any

import click
from flask.cli import with_appcontext
from rich.console import Console
from rich.progress import Progress, track
from sqlalchemy.exc import OperationalError

from notes_app import db
from notes_app.accounts.costs import ceiling_of, costs_of
from notes_app.accounts.models import User
from notes_app.accounts.queries import all_users, user_named
from notes_app.accounts.service import Costs, keyring_of, open_account
from notes_app.clock import today
from notes_app.crypto.errors import CannotOpen, UnusablePassphrase
from notes_app.crypto.keyring import Keyring
from notes_app.records.folder import note_files, read_files
from notes_app.records.matching import Roster
from notes_app.records.plan import FoundFile, ImportPlan, Present, Ready, Wishes, plan_import
from notes_app.records.queries import clients_by_id, present_among, roster_of
from notes_app.records.reading.csv_map import FileMap, read_csv_map
from notes_app.records.reading.dates import DateOrder
from notes_app.records.reading.errors import NotUnderstood
from notes_app.records.report import print_plan, write_report
from notes_app.records.service import Arrivals
from notes_app.sharing.queries import wrapped_keys_of
from notes_app.web.current import clock, instance_key, settings

BATCH = 100
PASSPHRASE_VARIABLE = "BETWEEN_PASSPHRASE"  # noqa: S105 - a name, not a passphrase
EXIT_CODES = """Exit codes: 0 everything is in; 1 some files were not understood, the others are in;
2 nothing was tried, because an option or the map cannot be used; 3 not unlocked; 130 interrupted:
what was said to be in is in, and the same command goes on from there."""
SOME_LEFT_OUT = 1


class Refused(click.ClickException):
    """The command ends here; the message says why and what to do."""

    exit_code = 2


class NotUnlocked(Refused):
    """The passphrase opened nothing."""

    exit_code = 3


class Incomplete(Refused):
    """The database took no more; what was committed is in."""

    exit_code = SOME_LEFT_OUT


class Interrupted(Refused):
    """Somebody pressed Ctrl-C; what was committed is in."""

    exit_code = 130


@dataclass(frozen=True)
class Choices:
    """The options of one import, as they were given."""

    place: Path
    map_file: Path | None
    client: str
    order: str | None
    create_clients: bool
    dry_run: bool
    username: str
    report_file: Path | None

    @property
    def date_order(self) -> DateOrder | None:
        """What 03/04/2024 means, where it was told."""
        return DateOrder(self.order) if self.order else None


FILE = click.Path(exists=True, path_type=Path)


@click.command("import", epilog=EXIT_CODES)
@click.argument("place", metavar="FOLDER|FILE", type=FILE)
@click.option(
    "--map", "map_file", type=FILE, help="A CSV: file, client, date, start, end, session."
)
@click.option("--client", default="", help="All notes are this client's.")
@click.option("--day-first", "order", flag_value="day-first", help="03/04/2024 is 3 April.")
@click.option("--month-first", "order", flag_value="month-first", help="03/04/2024 is 4 March.")
@click.option("--create-clients", is_flag=True, help="Add clients that are not there yet.")
@click.option("--dry-run", is_flag=True, help="Say what would come in, and change nothing.")
@click.option("--user", "username", default="", help="Whose notes, where several people log in.")
@click.option(
    "--report", "report_file", type=click.Path(path_type=Path), help="Write a list of all."
)
@with_appcontext
def import_notes(**options: Any) -> None:
    """Bring in existing notes: .txt, .md and .docx, thousands at a time.

    Date and client come from the file's name and folder, or from a map.  Nothing is added twice.
    """
    choices = Choices(**options)
    if choices.report_file and choices.report_file.exists():
        raise Refused(f"{choices.report_file} is there already. Name another file for the report.")
    with unlocked(choices.username) as (user, keyring):
        plan, arrivals = _decide(choices, user, keyring)
        _tell(plan, choices.report_file)
        if choices.dry_run:
            click.echo("Dry run: nothing was changed.")
        elif plan.ready:
            _bring_in(plan.ready, arrivals)
    if plan.not_understood:
        click.echo("Files that were not understood stayed where they are. Mend them, import again.")
        click.get_current_context().exit(SOME_LEFT_OUT)


@contextmanager
def unlocked(username: str) -> Iterator[tuple[User, Keyring]]:
    """Somebody's keys, by the passphrase from the environment or typed; overwritten at the end."""
    user = user_named(username) if username else _only_therapist()
    called = user.username if user else username
    typed = os.environ.get(PASSPHRASE_VARIABLE) or click.prompt(
        "Passphrase", hide_input=True, err=True
    )
    costs = Costs(costs_of(settings()), ceiling_of(settings()))
    try:
        master = open_account(
            user, username=called, passphrase=typed, instance_key=instance_key(), costs=costs
        )
    except (CannotOpen, UnusablePassphrase):
        raise NotUnlocked("That did not open anything. Check both and try again.") from None
    assert user is not None  # noqa: S101 - nobody opens nothing
    keyring = keyring_of(user, master)
    keyring.load_from(lambda: wrapped_keys_of(user.id))
    db.session.commit()  # ends the transaction: reading thousands of files must lock nobody out
    try:
        yield user, keyring
    finally:
        keyring.close()


def write_batches(notes: Sequence[Ready], arrivals: Arrivals, *, stop: Event) -> Iterator[int]:
    """Bring notes in by the hundred until `stop` is set; after each commit, how many are in."""
    for start in range(0, len(notes), BATCH):
        if stop.is_set():
            return
        batch = notes[start : start + BATCH]
        arrivals.bring_in(batch)
        db.session.commit()
        yield start + len(batch)


def _only_therapist() -> User:
    therapists = [user for user in all_users() if user.has_role("therapist") and user.is_active]
    if len(therapists) != 1:
        raise Refused("Say whose notes these are: --user NAME.")
    return therapists[0]


def _decide(choices: Choices, user: User, keyring: Keyring) -> tuple[ImportPlan, Arrivals]:
    try:
        table = _map_of(choices)
        files = _read(choices.place)
    except KeyboardInterrupt:
        raise Interrupted("Stopped. Nothing was changed.") from None
    roster = roster_of(user, keyring=keyring)
    wishes = _wishes(choices, roster)
    # First only to learn whose notes they are; then with what those clients have already.
    names = plan_import(files, wishes=wishes, present=Present(roster), file_map=table)
    clients = clients_by_id(user, {note.client_id for note in names.ready if note.client_id})
    present = present_among(clients.values(), roster=roster, keyring=keyring)
    plan = plan_import(files, wishes=wishes, present=present, file_map=table)
    db.session.commit()
    return plan, Arrivals(user, clients.values(), roster=roster, keyring=keyring)


def _map_of(choices: Choices) -> FileMap | None:
    if choices.map_file is None:
        return None
    try:
        return read_csv_map(choices.map_file.read_bytes(), choices.date_order)
    except NotUnderstood as trouble:
        raise Refused(f"{trouble.sentence} Nothing was brought in.") from None
    except OSError:
        raise Refused("The map cannot be opened. Look whether you may read it.") from None


def _read(place: Path) -> list[FoundFile]:
    paths = note_files(place)
    return list(_shown(read_files(paths, place), "Reading", len(paths)))


def _shown(steps: Iterable[FoundFile], words: str, total: int) -> Iterable[FoundFile]:
    return track(steps, words, total, console=Console(stderr=True), transient=True)


def _wishes(choices: Choices, roster: Roster) -> Wishes:
    try:
        told = roster.find(choices.client) if choices.client else None
    except NotUnderstood as trouble:
        raise Refused(trouble.sentence) from None
    if choices.client and told is None and not choices.create_clients:
        raise Refused(f"No client is called {choices.client}. Correct it, or add --create-clients.")
    return Wishes(
        today=today(clock()),
        order=choices.date_order,
        client_id=told,
        new_client=choices.client if told is None else "",
        create_clients=choices.create_clients,
    )


def _tell(plan: ImportPlan, report_file: Path | None) -> None:
    print_plan(plan, Console())
    if report_file is None:
        return
    try:
        write_report(plan, report_file)
    except OSError:
        raise Refused("The report cannot be written there. Name another file.") from None
    click.echo(f"The report is in {report_file}. It names files: keep it where nobody else reads.")


def _bring_in(notes: Sequence[Ready], arrivals: Arrivals) -> None:
    done = 0
    with _stopped_by_hand() as stop, Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Bringing in", total=len(notes))
        try:
            for done in write_batches(notes, arrivals, stop=stop):
                bar.update(task, completed=done)
        except OperationalError:
            db.session.rollback()
            raise Incomplete(
                f"The database is busy or the disk is full. {done:,} of {len(notes):,} notes are"
                " in. Nothing is lost: run the same command again."
            ) from None
    if done < len(notes):
        raise Interrupted(
            f"Stopped. {done:,} of {len(notes):,} notes are in, none of them in part. The same"
            " command goes on from here."
        )
    click.echo(f"{done:,} {'note is' if done == 1 else 'notes are'} in.")


@contextmanager
def _stopped_by_hand() -> Iterator[Event]:
    # Ctrl-C waits for the end of the batch: a fraction of a second, and nothing is thrown away.
    stop = Event()
    before = signal.signal(signal.SIGINT, lambda *_: stop.set())
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


commands = [import_notes]
