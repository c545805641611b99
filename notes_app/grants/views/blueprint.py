"""The blueprint of these pages, what they say after an act, and what their templates call."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from flask import Blueprint
from flask_login import current_user

from notes_app.crypto.errors import CannotOpen
from notes_app.grants.forms import BASIS_WORDS, MODE_WORDS
from notes_app.grants.opening import OPENS, STAYS_CLOSED
from notes_app.grants.shown import Refusal
from notes_app.payload import CannotRead
from notes_app.sharing.contacts import Standing, open_contacts
from notes_app.sharing.current import unlocked_keyring
from notes_app.sharing.payloads import Contacts
from notes_app.sharing.resealing import count_left
from notes_app.sharing.seeing import Oddity
from notes_app.sharing.words import THEMES, day_of
from notes_app.web.current import clock
from notes_app.web.filters import day as day_words
from notes_app.web.messages import register_messages

bp = Blueprint("grants", __name__, template_folder="../templates")

MONTHS_AHEAD = timedelta(days=182)
CHANGED = (
    "Nothing was given: these keys are not the ones that you met. Either this person was given"
    " new keys, or somebody put others in their place. Speak with them before you go on."
)
ODD_WORDS = {
    Oddity.STRANGE: "The database names somebody for {client} whom your own sealed list does not."
    " It is removed when you next unlock, and a new key is made.",
    Oddity.ALTERED: "What you gave for {client} was changed in the database. As changed, it opens"
    " nothing. End it, and share again if you want to.",
    Oddity.MISSING: "What you gave for {client} is gone from the database without you. End it, and"
    " share again if you want to.",
    Oddity.CONTACTS: "Your sealed list of people cannot be opened (damaged or moved). Until it is"
    " restored from a backup you can give nothing, and nothing given to you is accepted.",
}

STANDING_WORDS = {
    Standing.NO_KEYS: "has not logged in yet",
    Standing.NOT_MET: "not met yet",
    Standing.NOT_COMPARED: "met, not compared",
    Standing.COMPARED: "compared by voice",
    Standing.CHANGED: "has other keys than those that you met",
}
REFUSAL_WORDS = {
    Refusal.NOT_MET: "wants to show you something. Compare the eight words first: before you have"
    " met, nothing is accepted.",
    Refusal.CHANGED: "would show you something, but has other keys than those that you met. It is"
    " not accepted: speak with each other.",
    Refusal.FORGED: "seems to show you something, but did not sign it as it stands in the database."
    " It is not accepted: tell this person.",
}

register_messages(
    {
        "met": "Kept. You have not compared the eight words yet.",
        "compared": "Kept: you compared the eight words.",
        "shared": "Shared. Who can see this says so from now on.",
        "record-opened": "Opened. Who can see this note says so from now on.",
        "grant-ended": "Ended. From now on nothing new of it can be seen.",
        "cosigned": "Co-signed. Your signature stands below the note.",
        "returned": "Returned, with your reason below the note.",
        "not-answered": "Nothing was changed: the note cannot be answered as it stands now.",
    }
)


def own_contacts() -> Contacts | None:
    """The contacts of whoever is logged in; None where they cannot be opened."""
    try:
        return open_contacts(current_user, keyring=unlocked_keyring())
    except (CannotOpen, CannotRead):
        return None


def zone() -> tzinfo | None:
    """The therapist's zone."""
    return clock().local().tzinfo


def end_of(day: date) -> int:
    """Unix seconds of the end of that day, in the therapist's zone."""
    return int(datetime.combine(day + timedelta(days=1), time(), zone() or UTC).timestamp()) - 1


@bp.app_template_filter("until_day")
def until_day(at: int) -> str:
    """14 May 2026, of Unix seconds."""
    return day_words(day_of(at, zone()))


@bp.app_template_global("odd_words")
def odd_words(what: Oddity, client: str) -> str:
    """What is odd about the rows, and what becomes of it."""
    return ODD_WORDS[what].format(client=client)


@bp.app_template_global("left_to_reseal")
def left_to_reseal() -> int:
    """How many records still lie under an older key of theirs."""
    return count_left(current_user.id)


@bp.context_processor
def told() -> dict[str, object]:
    """Words by code."""
    return {
        "bases": BASIS_WORDS,
        "modes": MODE_WORDS,
        "standings": STANDING_WORDS,
        "refusals": REFUSAL_WORDS,
        "opens": tuple(OPENS),
        "themes_open": THEMES,
        "stays_closed": STAYS_CLOSED,
    }
