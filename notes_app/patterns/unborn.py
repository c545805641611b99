"""Children who are expected, and losses that may be seen, in the words of the table of a map."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from notes_app.clients.losses import Loss
from notes_app.clients.payloads import ClientThemes, Shape


@dataclass(frozen=True)
class Unborn:
    """One line: a child who is expected, or, where it is `lost`, a loss."""

    id: UUID
    called: str
    noted: str
    lost: bool = False


def unborn_of(
    themes: ClientThemes, losses: Iterable[Loss], called: Mapping[UUID, str]
) -> tuple[Unborn, ...]:
    """Who is expected, in the order of the people; then the losses.

    Args:
        losses: those that may be seen.
        called: what everybody is called there.
    """
    parents = {one.child: one.parents for one in reversed(themes.descents)}
    expected = (person for person in themes.present_people if person.shape is Shape.TRIANGLE)
    return (
        *(
            Unborn(
                one.id,
                called.get(one.id, one.role),
                f"expected child{_of(parents.get(one.id, ()), called)}",
            )
            for one in expected
        ),
        *(
            Unborn(loss.id, loss.words, _of(loss.parents, called).strip(), lost=True)
            for loss in losses
        ),
    )


def _of(parents: Iterable[UUID], called: Mapping[UUID, str]) -> str:
    names = " and ".join(called.get(parent, "somebody") for parent in parents)
    return f" of {names}" if names else ""


def heading_of(unborn: Iterable[Unborn]) -> str:
    """What the table is called, by what it has."""
    kinds = {one.lost for one in unborn}
    words = {
        frozenset({False}): "Expected children",
        frozenset({True}): "Losses",
        frozenset({False, True}): "Expected children and losses",
    }
    return words.get(frozenset(kinds), "")
