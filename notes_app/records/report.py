"""What an import tells the person at the terminal, and what it writes into a report file."""

from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.text import Text

from notes_app.records.plan import ImportPlan, LeftOut

MOST_LISTED = 40


def print_plan(plan: ImportPlan, console: Console) -> None:
    """How many notes will come in, what is there already, and why the others stay out."""
    _line(console, f"{_notes(len(plan.ready))} to bring in.")
    if plan.new_clients:
        names = ", ".join(map(_printable, plan.new_clients))
        _line(console, f"{_clients(len(plan.new_clients))} to add: {names}.")
    if plan.there:
        _line(console, f"{_notes(len(plan.there))} already there; nothing is added twice.")
    _list(console, "Worth a look", [(note.path, note.remark) for note in plan.ready if note.remark])
    _list(console, "Not understood", [(left.path, left.sentence) for left in plan.not_understood])


def write_report(plan: ImportPlan, path: Path) -> None:
    """The whole of it, a line for each file.  Raises OSError; never writes over another file."""
    lines = [
        *(f"Comes in: {note.path}. {note.remark}".strip() for note in plan.ready),
        *_report_lines("Already there", plan.there),
        *_report_lines("Not understood", plan.not_understood),
    ]
    with path.open("x", encoding="utf-8") as report:
        report.writelines(f"{_printable(line)}\n" for line in lines)


def _report_lines(heading: str, left: Iterable[LeftOut]) -> list[str]:
    return [f"{heading}: {each.path}. {each.sentence}" for each in left]


def _list(console: Console, heading: str, lines: list[tuple[str, str]]) -> None:
    if not lines:
        return
    _line(console, f"\n{heading}, {len(lines)}:")
    for path, sentence in lines[:MOST_LISTED]:
        _line(console, f"  {_printable(path)}\n      {_printable(sentence)}")
    if len(lines) > MOST_LISTED:
        _line(console, f"  and {len(lines) - MOST_LISTED} more; --report FILE writes all of them.")


def _line(console: Console, text: str) -> None:
    # As text, never as markup: a file may be called "[red]".
    console.print(Text(text))


def _printable(text: str) -> str:
    # A file name can hold what a terminal obeys.
    return "".join(sign if sign.isprintable() else "?" for sign in text)


def _notes(count: int) -> str:
    return f"{count:,} {'note' if count == 1 else 'notes'}"


def _clients(count: int) -> str:
    return f"{count:,} new {'client' if count == 1 else 'clients'}"
