"""Forms of signing, and of what is added to a signed note."""

from wtforms import IntegerField, SelectField, TextAreaField
from wtforms.validators import InputRequired, ValidationError
from wtforms.widgets import HiddenInput

from notes_app.sealed import Scope
from notes_app.signing.payloads import EntryKind
from notes_app.web.fields import Bounded, Boxes, Form, Line, as_text, choices_of

LONGEST_ADDENDUM = 40_000  # characters, some 7,000 words
LONGEST_REASON = 400

KIND_WORDS = {
    EntryKind.ADDITION: "Addition",
    EntryKind.CORRECTION: "Correction",
    EntryKind.LATE_ENTRY: "Late entry",
    EntryKind.REPLY: "Reply",
}
SCOPE_WORDS = {Scope.NOTES: "The session record", Scope.PROCESS: "The private process note"}
NEEDS_REASON = "Write why it is corrected, so that a reader of both texts understands."


class SignForm(Form):
    """Who signs, and which versions of note and draft they looked at."""

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    draft_version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    name = Line("Your name", required="Write your name: it stands under the note.")
    credential = Line(
        "Credential", required="Write your licence or title: it stands under the note."
    )


class AddendumForm(Form):
    """Something added to a signed note."""

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    kind = SelectField("Kind", choices=choices_of(KIND_WORDS))
    scope = SelectField("Adds to", choices=choices_of(SCOPE_WORDS))
    text = TextAreaField(
        "Addendum",
        filters=[as_text],
        validators=[InputRequired("Write what is to be added."), Bounded(LONGEST_ADDENDUM)],
    )
    reason = Line("Reason", most=LONGEST_REASON)

    def validate_text(self, field: TextAreaField) -> None:
        """Blank lines add nothing."""
        if not field.data:
            raise ValidationError("Write what is to be added.")

    def validate_reason(self, field: Line) -> None:
        """A correction says why."""
        if self.kind.data == EntryKind.CORRECTION and not field.data:
            raise ValidationError(NEEDS_REASON)


class InErrorForm(Form):
    """A note that belongs elsewhere, or nowhere."""

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    reason = Line(
        "Reason",
        required="Write what happened, such as: written for another session.",
        most=LONGEST_REASON,
    )


class ExportForm(Form):
    """Which signed notes go into the file."""

    notes = Boxes("Notes", least="Choose at least one note.")
