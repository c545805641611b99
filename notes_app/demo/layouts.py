"""Which lines of a composed note stand in which section of its format."""

from collections.abc import Callable, Mapping

from notes_app.demo.composed import Note, Paragraphs
from notes_app.demo.script import Kind, Said
from notes_app.formats.built_in import RELATIONAL

BIRP, HISTORY = "birp", "history"
HISTORY_KINDS = (Kind.FIRST_TIES, Kind.LOVES, Kind.TURNS, Kind.HELPED, Kind.LEFT)
#: What none of whose sections is left empty.
ALWAYS_FILLED = frozenset({BIRP, HISTORY})
Part = Callable[[Note], Paragraphs]


def _brought(note: Note) -> Paragraphs:
    return note.brought


def _between(note: Note) -> Paragraphs:
    return note.between


def _own_response(note: Note) -> Paragraphs:
    return note.response


def _next_time(note: Note) -> Paragraphs:
    return note.next_time


def _in_the_room(note: Note) -> Paragraphs:
    return _only(note.between, lambda said: [said] if said.line.kind is Kind.ROOM else [])


def _did(note: Note) -> Paragraphs:
    return _only(note.between, lambda said: _of_the_two(said)[0])


def _landed(note: Note) -> Paragraphs:
    return _only(note.between, lambda said: _of_the_two(said)[1])


def _of_the_two(said: Said) -> tuple[list[Said], list[Said]]:
    """A line as what the therapist did and what the client did with it."""
    if said.line.kind is Kind.ROOM:
        return [], []
    if said.line.kind is Kind.LANDED:
        return [], [said]
    halves = said.halves()
    return ([halves[0]], [halves[1]]) if halves else ([said], [])


def _only(paragraphs: Paragraphs, kept: Callable[[Said], list[Said]]) -> Paragraphs:
    found = (tuple(part for said in paragraph for part in kept(said)) for paragraph in paragraphs)
    return tuple(paragraph for paragraph in found if paragraph)


def _of(kind: Kind) -> Part:
    return lambda note: _only(note.brought, lambda said: [said] if said.line.kind is kind else [])


LAYOUTS: Mapping[str, Mapping[str, tuple[Part, ...]]] = {
    RELATIONAL: {
        "brought": (_brought,),
        "between": (_between,),
        "own_response": (_own_response,),
        "next_time": (_next_time,),
    },
    "dap": {
        "data": (_brought, _between),
        "assessment": (_own_response,),
        "plan": (_next_time,),
    },
    BIRP: {
        "behaviour": (_brought, _in_the_room),
        "intervention": (_did,),
        "response": (_landed,),
        "plan": (_next_time,),
    },
    HISTORY: {
        section: (_of(kind),)
        for section, kind in zip(
            ("first_ties", "loves_and_losses", "turning_points", "what_helped", "left_behind"),
            HISTORY_KINDS,
            strict=True,
        )
    },
}


def laid_out(note: Note, format_code: str) -> dict[str, Paragraphs]:
    """The paragraphs of each section, in the order of the format."""
    return {
        section: tuple(paragraph for part in parts for paragraph in part(note))
        for section, parts in LAYOUTS[format_code].items()
    }


def is_filled(note: Note, format_code: str) -> bool:
    """Whether no section is empty, where the format allows none to be."""
    return format_code not in ALWAYS_FILLED or all(laid_out(note, format_code).values())


def tells_own_response(format_code: str) -> bool:
    """Whether the format has a place for the therapist's own response."""
    return any(_own_response in parts for parts in LAYOUTS[format_code].values())
