"""Where somebody stands on the relationship map."""

from wtforms import DecimalField, SelectField
from wtforms.validators import Optional, ValidationError
from wtforms.widgets import HiddenInput

from notes_app.clients.placement import Placement
from notes_app.web.fields import VersionedForm, Within, choices_of

ROW, STEP = 120.0, 72.0
ROWS = range(-5, 6)
FURTHEST = 20000
FAR = "Write a number of places, like 2 or -3."
WHERE = "Choose a row, and write a number of places, like 2 or -3."
ON_THE_MAP = Within(-FURTHEST, FURTHEST, FAR)


class PlaceForm(VersionedForm):
    """Row and place, from where the client stands by rule; or exact, as a drag sends it."""

    row = SelectField("Row", validate_choice=False)
    place = DecimalField("Place", places=None, validators=[Optional(), Within(-99, 99, FAR)])
    x = DecimalField("x", widget=HiddenInput(), validators=[Optional(), ON_THE_MAP])
    y = DecimalField("y", widget=HiddenInput(), validators=[Optional(), ON_THE_MAP])

    def __init__(self, client: str, **kwargs: object) -> None:
        super().__init__(**kwargs)
        self.row.choices = choices_of({str(row): _row_in_words(row, client) for row in ROWS})

    def validate_row(self, field: SelectField) -> None:
        """A move needs somewhere to go: exactly, or a row and a place in it."""
        exact = self.x.data is not None and self.y.data is not None
        known = {choice.value for choice in field.choices}
        if not exact and (field.data not in known or self.place.data is None):
            raise ValidationError(WHERE)

    def placement(self) -> Placement:
        """What the form says, in px."""
        if self.x.data is not None and self.y.data is not None:
            return Placement(float(self.x.data), float(self.y.data))
        return Placement(float(self.place.data) * STEP, float(self.row.data) * ROW)


def place_as_form(place: Placement) -> dict[str, object]:
    """The values with which a `PlaceForm` starts: the nearest row, and the place in it."""
    nearest = min(ROWS, key=lambda row: abs(row * ROW - place.y))
    return {"row": str(nearest), "place": round(place.x / STEP, 2)}


def _row_in_words(row: int, client: str) -> str:
    if row == 0:
        return f"Beside {client}"
    count = f"{abs(row)} {'row' if abs(row) == 1 else 'rows'}"
    return f"{count} {'above' if row < 0 else 'below'} {client}"
