"""The summary as the therapist edits it: a box and a sentence for each line, and words of her own.

Each line sends its own key, so that a list that grew in between mixes nothing up.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    HiddenField,
    RadioField,
    TextAreaField,
    ValidationError,
)
from wtforms import Form as PlainForm
from wtforms.validators import InputRequired

from notes_app.clients.queries import ClientCard
from notes_app.patterns.handed.merging import Line, summary_lines
from notes_app.patterns.handed.parts import HEADINGS, Part
from notes_app.patterns.payloads import Summary
from notes_app.web.fields import Form, VersionedForm, Words, as_text, choices_of

NOBODY, INITIALS, FIRST_NAME = "-", "i", "f"
CALLED: Mapping[str, str] = {NOBODY: "Nobody named", INITIALS: "Initials", FIRST_NAME: "First name"}
OPENING = "Here is what we have been working on, so that you have it with you."
LONGEST = 600
MOST_LINES = 200
OWN_LINES: Mapping[Part, str] = {
    Part.GOALS: "Something else you want",
    Part.TRIED: "Something else you tried",
    Part.NEXT: "Something else to carry over",
    Part.WORDS: "Other words of yours",
    Part.THEMES: "Something else we noticed",
}


class LineForm(PlainForm):
    """One sentence: whether it stays in, and how it reads."""

    key = HiddenField()
    kept = BooleanField("In the summary")
    words = TextAreaField(filters=[as_text])


class SummaryForm(VersionedForm):
    """The whole summary."""

    called = RadioField("At the top", validators=[InputRequired("Choose what stands there.")])
    opening = Words("Opening words", most=LONGEST)
    lines = FieldList(FormField(LineForm), max_entries=MOST_LINES)
    goals = Words(OWN_LINES[Part.GOALS])
    tried = Words(OWN_LINES[Part.TRIED])
    next = Words(OWN_LINES[Part.NEXT])
    words = Words(OWN_LINES[Part.WORDS])
    themes = Words(OWN_LINES[Part.THEMES])
    closing = Words("Closing words", most=LONGEST)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.called.choices = choices_of(CALLED)

    def validate_lines(self, field: FieldList) -> None:
        """No sentence is a page."""
        longest = max((len(one.words.data or "") for one in field.entries), default=0)
        if longest > LONGEST:
            raise ValidationError(
                f"At most {LONGEST} characters fit into a sentence; the longest has {longest}."
            )

    def complete(self, lines: Sequence[Line]) -> None:
        """A field for each line that was not sent: the record has grown since."""
        sent = {str(one.key.data) for one in self.lines.entries}
        for one in (line for line in lines if line.key not in sent):
            self.lines.append_entry({"key": one.key, "kept": one.kept, "words": one.words})

    def summary(self, lines: Sequence[Line]) -> Summary:
        """What was typed, of these lines; a key that is not among them is nobody's."""
        sent = {str(one.key.data): one for one in self.lines.entries}
        own = {str(part): str(self[part].data or "") for part in HEADINGS}
        return Summary(
            called=str(self.called.data),
            opening=str(self.opening.data or ""),
            closing=str(self.closing.data or ""),
            lines=summary_lines(
                lines,
                {key: str(one.words.data or "") for key, one in sent.items()},
                {key: bool(one.kept.data) for key, one in sent.items()},
            ),
            own={part: words for part, words in own.items() if words},
        )


class HandingForm(Form):
    """Whether the names of others may stand in it."""

    names = BooleanField("These names may stand in it")

    def allows(self, named: Sequence[str]) -> bool:
        """Whether it may be made with the names of others that stand in it."""
        if named and not self.names.data:
            self.names.errors = ("Say that they may, or write the role in place of the name.",)
            return False
        return True


def as_form(summary: Summary | None, lines: Sequence[Line], version: int) -> dict[str, Any]:
    """The values of the form's fields."""
    stands = summary or Summary(called=NOBODY, opening=OPENING)
    return {
        "version": version,
        "called": stands.called if stands.called in CALLED else NOBODY,
        "opening": stands.opening,
        "closing": stands.closing,
        "lines": [{"key": one.key, "kept": one.kept, "words": one.words} for one in lines],
        **{str(part): stands.own.get(str(part), "") for part in HEADINGS},
    }


def label_of(summary: Summary, card: ClientCard) -> str:
    """What the client is called at the top; empty for nothing."""
    if summary.called == FIRST_NAME and card.name:
        return card.first_name
    return card.initials if summary.called == INITIALS and card.name else ""
