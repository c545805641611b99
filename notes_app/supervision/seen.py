"""What a supervisor can see of a case, in the sentence that stands under its name.  Pure."""

from notes_app.web.filters import number_word, plural

ALWAYS = "themes, strengths, dates and roles"
CLOSED = "You have no key to the notes, the names or the private process notes."
CLOSED_BUT_RECORDS = "You have no key to any other note, the names or the private process notes."


def what_is_seen(*, formulation: bool, lent: int, blind: int, records: int) -> str:
    """Everything that the reader's keys open now, and what they do not open.

    Args:
        formulation: the therapist shows it.
        lent, blind: passages lent to be read, and those lent to be tagged blind.
        records: signed records opened for the reader.
    """
    more = ["the formulation"] if formulation else []
    more += [f"{number_word(lent)} lent {plural(lent, 'passage')}"] if lent else []
    tagged = "" if lent else f" {plural(blind, 'passage')}"
    more += [f"{number_word(blind)}{tagged} lent for calibration"] if blind else []
    more += [f"{number_word(records)} signed {plural(records, 'record')}"] if records else []
    seen = (
        f"You see {', '.join([ALWAYS, *more[:-1]])}{', and ' if more else ''}{''.join(more[-1:])}"
    )
    return f"{seen}. {CLOSED_BUT_RECORDS if records else CLOSED}"
