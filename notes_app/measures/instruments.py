"""The questionnaires that are built in, and what their answers come to.

Items and numbers stand in `built_in/`, one file each, with their source and licence.  Answers are
0 to 3, in the order of the items; None where an item was not answered.  A total exists only when
every item is answered: nothing is filled in from the others (domain.md 4).
"""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType

import msgspec

HIGHEST_ANSWER = 3
PHQ_9, GAD_7 = "phq-9", "gad-7"
_FOLDER = Path(__file__).parent / "built_in"


class Band(msgspec.Struct, frozen=True, rename={"lowest": "from"}):
    """From which total on a word holds."""

    lowest: int
    word: str


class Instrument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A built-in questionnaire.

    Attributes:
        risk_item: counted from 1; above 0 it raises the risk flag.  0: there is none.
        caseness: the total from which on the source counts a person as a case.
        reliable: points of change from which on it is more than repeated measurement produces.
    """

    code: str
    name: str
    source: str
    licence: str
    asks: str
    options: tuple[str, ...]
    items: tuple[str, ...]
    bands: tuple[Band, ...]
    bands_source: str
    caseness: int
    reliable: int
    reliable_source: str
    risk_item: int = 0

    @property
    def highest(self) -> int:
        """The highest total."""
        return HIGHEST_ANSWER * len(self.items)


@cache
def built_in() -> Mapping[str, Instrument]:
    """The built-in questionnaires by code."""
    return MappingProxyType({code: _read(code) for code in (PHQ_9, GAD_7)})


def total_of(instrument: Instrument, answers: Sequence[int | None]) -> int | None:
    """The sum of all items; None, "incomplete", where one of them is not answered."""
    given = [answer for answer in answers if answer is not None]
    if len(answers) != len(instrument.items) or len(given) != len(instrument.items):
        return None
    return sum(given)


def unanswered(instrument: Instrument, answers: Sequence[int | None]) -> int:
    """How many items have no answer."""
    return len(instrument.items) - sum(answer is not None for answer in answers)


def band_of(instrument: Instrument, total: int) -> str:
    """The source's word for a total."""
    return max(
        (band for band in instrument.bands if band.lowest <= total), key=lambda band: band.lowest
    ).word


def raises_risk(code: str, answers: Sequence[int | None]) -> bool:
    """Whether the item on self-harm was answered above 0, however low or incomplete the rest is."""
    instrument = built_in().get(code)
    if instrument is None or not 0 < instrument.risk_item <= len(answers):
        return False
    return bool(answers[instrument.risk_item - 1])


def _read(code: str) -> Instrument:
    with (_FOLDER / f"{code}.toml").open("rb") as file:
        return msgspec.convert(tomllib.load(file), Instrument)
