"""Where something stands on the relationship map."""

from notes_app.payload import Part


class Placement(Part, frozen=True):
    """Where the therapist put it, in the map's own units from where the client stands by rule."""

    x: float
    y: float
