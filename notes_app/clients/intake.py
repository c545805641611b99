"""What the card asks beyond who it is: the start, the world around, what came of the work."""

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec.structs import replace
from wtforms import SelectField

from notes_app.clients.payloads import ClientIdentity, ClientThemes
from notes_app.clients.words import (
    AIMS,
    ALONE,
    COMES_AS,
    CONCERNS,
    CONTEXT,
    DURATIONS,
    HISTORY,
    RESULTS_OF_THE_WORK,
)
from notes_app.web.fields import Boxes, VersionedForm, Words, choices_of

#: Groups of boxes, and what their codes are called.
GROUPS: Mapping[str, Mapping[str, str]] = {
    "concerns": CONCERNS,
    "aims": AIMS,
    "history": HISTORY,
    "context": CONTEXT,
    "outcomes": RESULTS_OF_THE_WORK,
}
CHOICES = ("comes_as", "duration")
WORDS_OF_CODES = {**GROUPS, "comes_as": COMES_AS, "duration": DURATIONS}
IN_WORDS = ("pacing", "strengths", "context_in_words")


class IntakeForm(VersionedForm):
    """How it stood at the start, what plays a part, and what came of it."""

    concerns = Boxes("What brings them", CONCERNS)
    comes_as = SelectField("Who comes", choices=choices_of(COMES_AS, ALONE), default="")
    duration = SelectField("For how long", choices=choices_of(DURATIONS, "Not noted"), default="")
    aims = Boxes("What for", AIMS)
    history = Boxes("History", HISTORY)
    pacing = Words("What to go slowly with")
    strengths = Words("Strengths")
    context = Boxes("What plays a part", CONTEXT)
    context_in_words = Words("What plays a part, as told")
    outcomes = Boxes("What came of the work", RESULTS_OF_THE_WORK)

    def intake_identity(self, before: ClientIdentity) -> ClientIdentity:
        """The identity part with the words that were typed."""
        return replace(before, **{name: self[name].data for name in IN_WORDS})

    def intake_themes(self, before: ClientThemes) -> ClientThemes:
        """The themes part with what was chosen; codes that only others know are kept."""
        ticked = {
            name: (*self[name].data, *(code for code in getattr(before, name) if code not in words))
            for name, words in GROUPS.items()
        }
        return replace(before, **ticked, **{name: self[name].data for name in CHOICES})


def intake_as_form(themes: ClientThemes) -> dict[str, Any]:
    """The values of the themes part with which an `IntakeForm` starts."""
    ticked = {name: _known(words, getattr(themes, name)) for name, words in GROUPS.items()}
    return {**ticked, **{name: getattr(themes, name) for name in CHOICES}}


def _known(words: Mapping[str, str], codes: Iterable[str]) -> list[str]:
    return [code for code in words if code in set(codes)]
