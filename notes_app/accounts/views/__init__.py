"""The pages of accounts: coming in and going out, and one's own account."""

from notes_app.accounts.views import account, coming_in
from notes_app.accounts.views.blueprint import bp

__all__ = ["account", "bp", "coming_in"]
