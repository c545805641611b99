"""Chance that is the same each time."""

from random import Random


def chance(seed: int) -> Random:
    """A source of chance of its own for each seed."""
    return Random(seed)  # noqa: S311 - a test needs the same numbers, not secret ones
