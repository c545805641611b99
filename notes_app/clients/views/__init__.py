"""The pages of clients: the list, a client's card, the people and ties in a client's life."""

from notes_app.clients.views import cards, people, problems, ties
from notes_app.clients.views.blueprint import bp

__all__ = ["bp", "cards", "people", "problems", "ties"]
