"""What belongs to the running application: its clock, its settings, its key."""

from flask import current_app, url_for
from werkzeug.routing import BuildError

from config import Settings
from notes_app.clock import Clock
from notes_app.crypto.instance_key import InstanceKey

SETTINGS, CLOCK, INSTANCE_KEY = "between.settings", "between.clock", "between.instance_key"
HOMES = ("diary.today", "accounts.account")


def settings() -> Settings:
    """How this installation runs."""
    found: Settings = current_app.extensions[SETTINGS]
    return found


def clock() -> Clock:
    """What time it is; tests set their own."""
    found: Clock = current_app.extensions[CLOCK]
    return found


def instance_key() -> InstanceKey:
    """The key of this installation."""
    found: InstanceKey = current_app.extensions[INSTANCE_KEY]
    return found


def home() -> str:
    """The address of the page that stands first: Today."""
    for endpoint in HOMES:
        if has_page(endpoint):
            return url_for(endpoint)
    raise BuildError(HOMES[0], {}, None)


def has_page(endpoint: str) -> bool:
    """Whether this installation has such a page."""
    return endpoint in current_app.view_functions
