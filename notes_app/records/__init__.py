"""Bringing in notes that were written before Between, from a folder or in the browser."""
