"""The themes of a caseload on paper: counts over all clients, of whom none is named."""

from collections.abc import Sequence
from datetime import date

from notes_app.paper.sheet import Block, Heading, Listing, Sheet, Table, Words
from notes_app.patterns.caseload import AcrossClients, Caseload
from notes_app.themes.library import Theme
from notes_app.web.filters import day, plural

TITLE = "Themes across clients"
COLUMNS = ("Theme", "Clients", "Last sessions", "Passages")
OF_LAST = (
    "Last sessions are the newest third of each client's completely tagged sessions, at least 5 "
    "and at most 12. What stirred in the therapist is not counted."
)


def caseload_sheet(load: Caseload, never: Sequence[Theme], *, made_on: date) -> Sheet:
    """With two or more clients, with one, and what is on offer and was never tagged.

    Args:
        never: the themes on offer that no passage carries.
    """
    blocks: list[Block] = [Words(OF_LAST, small=True)]
    for heading, found in (
        ("With two or more clients", load.recurring),
        ("With one client", load.single),
    ):
        blocks += [Heading(heading), _table(found, load) if found else Words("None.")]
    if never:
        blocks += [Heading("Never tagged"), Listing(tuple(theme.name for theme in never))]
    return Sheet(TITLE, tuple(_head(load, made_on)), tuple(blocks))


def _head(load: Caseload, made_on: date) -> list[str]:
    said = f"{load.clients} {plural(load.clients, 'client')} with tagged passages"
    lines = [f"{said}; {load.last} last sessions together."]
    if load.unopened:
        lines.append(f"Sessions that cannot be opened and are left out: {load.unopened}.")
    return [*lines, f"Made on {day(made_on)}."]


def _table(found: Sequence[AcrossClients], load: Caseload) -> Table:
    everyone = {one.theme.code for one in load.everyone}
    rows = tuple(
        (
            f"{one.theme.name}, with everyone" if one.theme.code in everyone else one.theme.name,
            str(len(one.clients)),
            f"{one.heard} of {one.of}",
            str(one.passages),
        )
        for one in found
    )
    caption = f"{len(rows)} {plural(len(rows), 'theme')}"
    return Table(caption, COLUMNS, rows, frozenset({1, 2, 3}), (6, 2, 3, 2))
