"""A process recording: the hour row by row, as it was and as it is thought about (domain.md 7)."""

from collections.abc import Callable, Sequence

from notes_app.notes.anchoring import normalise_newlines
from notes_app.notes.payloads import Utterance

Rows = tuple[Utterance, ...]

#: What the therapist writes in a row, by field, in the order of the page.
COLUMNS = {
    "said": "What was said",
    "client_feeling": "The client’s feeling",  # noqa: RUF001 - as the pages set it
    "my_reaction": "My inner reaction",
    "what_i_did": "What I did, and why",
}
COMMENT = "supervisor_comment"
MOST_ROWS = 500


def says_something(row: Utterance) -> bool:
    """Whether anything stands in a row."""
    return any(getattr(row, field).strip() for field in (*COLUMNS, COMMENT))


def row_of(value: Callable[[str], str]) -> Utterance:
    """A row from the value of each of its fields."""
    return Utterance(**{f: normalise_newlines(value(f)) for f in (*COLUMNS, COMMENT)})


def after(rows: Sequence[Utterance], act: str, number: int) -> Rows:
    """The rows after one was moved "up" or "down", or taken out ("remove").

    Args:
        number: counts from 0.  What is not there, or has no neighbour, changes nothing.
    """
    changed = list(rows)
    other = number + {"up": -1, "down": 1}.get(act, 0)
    if not (0 <= number < len(changed) and 0 <= other < len(changed)):
        return tuple(changed)
    if act == "remove":
        del changed[number]
    else:
        changed[number], changed[other] = changed[other], changed[number]
    return tuple(changed)


def with_rows_of(mine: Rows, other: Rows) -> Rows:
    """My rows, and below them those of the other text that are not among mine."""
    return (*mine, *(row for row in other if row not in mine))


def words_of_rows(rows: Rows) -> list[str]:
    """All that is written in them."""
    return [getattr(row, field) for row in rows for field in (*COLUMNS, COMMENT)]
