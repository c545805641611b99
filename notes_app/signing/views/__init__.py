"""The pages of signing: before you sign, addenda, entered in error, the exported record."""

from notes_app.signing.views import adding, exporting, signing
from notes_app.signing.views.blueprint import bp

__all__ = ["adding", "bp", "exporting", "signing"]
