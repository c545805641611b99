"""What is inside the summary that is put together for a client."""

from notes_app.payload import Part, Payload, decode


class SummaryLine(Part, frozen=True):
    """One sentence of a summary.

    `key` names what it is about, `part` where it stands (`handed.parts.Part`).  `found` is how the
    record put it when it was kept: a sentence that still reads so was not edited, and follows the
    record.  `origin` is the day of words that are quoted.
    """

    key: str
    part: str
    words: str
    found: str = ""
    origin: str = ""
    kept: bool = False


class Summary(Payload, frozen=True, tag=1):
    """Notes scope: a summary for the client, as the therapist edits it.

    `called` is a code of `handed.forms.CALLED`.  `own` are sentences of the therapist's own, by
    part, one a line.
    """

    called: str = ""
    opening: str = ""
    closing: str = ""
    lines: tuple[SummaryLine, ...] = ()
    own: dict[str, str] = {}


def read_summary(stored: bytes) -> Summary:
    """Read a summary.  Raises CannotRead."""
    return decode(stored, Summary)
