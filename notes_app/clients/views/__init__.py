"""The pages of clients: the list, a client's card, goals, the people and ties in their life."""

from notes_app.clients.views import cards, family, goals, people, problems, ties
from notes_app.clients.views.blueprint import bp

__all__ = ["bp", "cards", "family", "goals", "people", "problems", "ties"]
