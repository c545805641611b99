"""Signing a note, adding to it, co-signing it; and showing at every reading that it still holds."""
