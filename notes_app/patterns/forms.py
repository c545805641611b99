"""What is written about a pattern: on Mirror and on Formulation."""

from notes_app.web.fields import VersionedForm, Words


class MirrorForm(VersionedForm):
    """What the therapist makes of one theme, in the room and outside."""

    words = Words("What I make of it")
