"""The pages of who can see what: of a practice, of a client, of a note; and what others show."""

from notes_app.grants.views import background, clients, people, records
from notes_app.grants.views.blueprint import bp

__all__ = ["background", "bp", "clients", "people", "records"]
