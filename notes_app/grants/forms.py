"""Forms of meeting somebody and of showing them something."""

from datetime import date

from wtforms import HiddenField, RadioField
from wtforms.validators import InputRequired, ValidationError

from notes_app.sharing.payloads import Basis, Mode
from notes_app.web.fields import Day, Form, Line, Words, choices_of

COMPARED, LATER = "compared", "later"
MET_WORDS = {COMPARED: "We compared them by voice", LATER: "Later"}
BASIS_WORDS = {
    Basis.TRAINING: "My own training programme",
    Basis.AUTHORIZATION: "The client's authorization",
    Basis.DEIDENTIFIED: "De-identified",
}
MODE_WORDS = {
    Mode.COSIGN: "Read, review and co-sign",
    Mode.REVIEW: "Read and review",
    Mode.ACCESS: "Read only",
}
LONGEST_PURPOSE = 400


class MeetForm(Form):
    """Whether two people compared their eight words."""

    person = HiddenField(validators=[InputRequired()])
    name = Line("What you call them")
    met = RadioField("The eight words", choices=choices_of(MET_WORDS), default=LATER)


class ShareForm(MeetForm):
    """To whom, why, by what right, and until when.

    Args:
        today: the first day that is too early for an end.
    """

    purpose = Words("What for", most=LONGEST_PURPOSE)
    basis = RadioField("By what right", choices=choices_of(BASIS_WORDS), default=Basis.TRAINING)
    until = Day("Until", required="Write the last day, like 2026-10-30.")

    def __init__(self, today: date, **kwargs: object) -> None:
        super().__init__(**kwargs)
        self.today = today

    def validate_until(self, field: Day) -> None:
        """The last day lies ahead."""
        if field.data is not None and field.data <= self.today:
            raise ValidationError("Write a day that is still to come.")


class OpenForm(ShareForm):
    """The same for one signed record."""

    mode = RadioField("What they may do", choices=choices_of(MODE_WORDS), default=Mode.COSIGN)


class ReturnForm(Form):
    """Why a note goes back to its author."""

    reason = Line(
        "Reason",
        required="Write what is to be changed, so that its author knows what to add.",
        most=LONGEST_PURPOSE,
    )
