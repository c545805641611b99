"""One theme as several strips over the same sessions: with whom it was heard when."""

from collections.abc import Sequence
from dataclasses import dataclass

from notes_app.notes.payloads import Tag
from notes_app.notes.queries import NOT_HELD, ReadSession
from notes_app.patterns.people import Group, Places, Takes, taking
from notes_app.patterns.table import Column, ThemeSpan, columns_of


@dataclass(frozen=True)
class StripRow:
    """Strength 1-5 by session, 0 where it was not heard; `heard` of the sessions that count."""

    group: Group
    strengths: tuple[int, ...]
    heard: int


@dataclass(frozen=True)
class Strip:
    """The sessions, and a row for each group.

    `offered` says of each session whether the theme was on offer that day: where it was not, an
    empty place says nothing.
    """

    columns: tuple[Column, ...]
    rows: tuple[StripRow, ...]
    eligible: int
    offered: tuple[bool, ...]


def strip_of(
    reads: Sequence[ReadSession], theme: ThemeSpan, groups: Sequence[Group], places: Places
) -> Strip:
    """Draw `theme` for each group over every session that has come."""
    told = [read for read in reads if read.facts is not None and read.facts.attendance is not None]
    offered = tuple(bool(read.facts and theme.counts_on(read.facts.held_on)) for read in told)
    counts = [read.eligible and on_offer for read, on_offer in zip(told, offered, strict=True)]
    rows = tuple(_row(told, theme.code, group, taking(group, places), counts) for group in groups)
    return Strip(columns_of(told), rows, sum(counts), offered)


def _row(
    told: Sequence[ReadSession], code: str, group: Group, take: Takes, counts: Sequence[bool]
) -> StripRow:
    strengths = tuple(
        max((tag.strength for tag in _tags(read) if tag.theme == code and take(tag)), default=0)
        for read in told
    )
    heard = sum(
        1 for strength, counted in zip(strengths, counts, strict=True) if strength and counted
    )
    return StripRow(group, strengths, heard)


def _tags(read: ReadSession) -> Sequence[Tag]:
    missed = read.facts is None or read.facts.attendance in NOT_HELD
    return () if missed or read.facts is None else read.facts.tags
