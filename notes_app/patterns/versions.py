"""An earlier formulation beside the newest one: what was said then, what now."""

from collections.abc import Mapping
from dataclasses import dataclass

from notes_app.clients.payloads import Dyad, Formulation
from notes_app.notes.differences import Difference, difference
from notes_app.patterns import dyads
from notes_app.patterns.loop import BOXES
from notes_app.patterns.table import ThemeSpan

WORDS = {
    "wish": "Wish",
    "response_of_other": "Response of other",
    "response_of_self": "Response of self",
    **BOXES,
    "therapists_pull": "My own pull",
    "exit_point": "Where it could turn",
}
NO_YES = ("No", "Yes")


@dataclass(frozen=True)
class Compared:
    """One field, then and now, word by word."""

    heading: str
    words: Difference

    @property
    def changed(self) -> bool:
        """Whether it says something else now."""
        return not self.words.is_none


def compared(
    then: Formulation, now: Formulation, themes: Mapping[str, ThemeSpan]
) -> list[Compared]:
    """Every field that says something then or now, in the order of the page."""
    rows = [(heading, getattr(then, name), getattr(now, name)) for name, heading in WORDS.items()]
    rows.append(("Themes behind it", _names(then, themes), _names(now, themes)))
    rows.append(("Dyads", _dyads(then), _dyads(now)))
    rows.append(("Named together", NO_YES[then.named_together], NO_YES[now.named_together]))
    return [Compared(heading, difference(a, b)) for heading, a, b in rows if a or b]


def words_in(formulation: Formulation) -> str:
    """Every word that was written in a formulation."""
    written = [getattr(formulation, name) for name in WORDS]
    return "\n".join([*written, _dyads(formulation)])


def _names(formulation: Formulation, themes: Mapping[str, ThemeSpan]) -> str:
    codes = [code for code in formulation.themes if code]
    return ", ".join(themes[code].name if code in themes else code for code in codes)


def _dyads(formulation: Formulation) -> str:
    return "; ".join(_dyad(dyad) for dyad in formulation.dyads)


def _dyad(dyad: Dyad) -> str:
    tone = f" ({dyads.said(dyad).lower()})" if dyad.valence else ""
    return f"{dyad.self_image} and {dyad.other_image}{tone}"
