"""Sets a document with Typst, in memory: nothing is written to disk, nothing is fetched.

The template is ours and the content goes in as JSON, so whatever a note says stays words
(attack check X3).  Metadata hold the title alone: no date, no author (X4).
"""

import re
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any, Literal

import msgspec

from notes_app.paper.sheet import Block, Sheet, Table, kind_of

HERE = Path(__file__).parent
FONTS = HERE / "fonts"
# PDF/UA allows no character that no font can draw.  A word in Chinese or an emoji is looked for in
# the computer's own fonts; where they have none either, a box stands for it and the rest is there.
ATTEMPTS: tuple[tuple[bool, Literal["ua-1", "1.7"]], ...] = (
    (True, "ua-1"),
    (False, "ua-1"),
    (True, "1.7"),
)


# No font has them, and PDF/UA would refuse the whole document; tabs and line breaks stay.
UNPRINTABLE = dict.fromkeys({*range(32), *range(127, 160), 0xFFFE, 0xFFFF} - {9, 10})


class CannotSet(Exception):
    """The template does not take this sheet: a fault of ours, never of what it says."""


def typeset(sheet: Sheet) -> bytes:
    """The document as a tagged PDF on A4: PDF/UA-1 wherever a font has every character.

    Raises CannotSet.
    """
    import typst  # 34 MB of library that a start must not wait for

    told = {"sheet": _as_json(sheet)}
    for own_fonts_only, standards in ATTEMPTS:
        with suppress(typst.TypstError):
            return typst.compile(
                _template(),
                font_paths=typst.Fonts(
                    include_system_fonts=not own_fonts_only, font_paths=[str(FONTS)]
                ),
                sys_inputs=told,
                pdf_standards=standards,
            )
    raise CannotSet


def pages_of(pdf: bytes) -> int:
    """How many pages a document of ours has."""
    return max(map(int, re.findall(rb"<xmpTPg:NPages>(\d+)</xmpTPg:NPages>", pdf)), default=1)


@cache
def _template() -> bytes:
    return (HERE / "sheet.typ").read_bytes()


def _as_json(sheet: Sheet) -> str:
    told = {**asdict(sheet), "blocks": [_told(block) for block in sheet.blocks]}
    return msgspec.json.encode(_printable(told)).decode()


def _told(block: Block) -> dict[str, Any]:
    told = {"kind": kind_of(block), **asdict(block)}
    if isinstance(block, Table):
        told["number_columns"] = sorted(block.number_columns)
    return told


def _printable(told: Any) -> Any:
    """The same, without characters that cannot be printed."""
    if isinstance(told, str):
        return told.translate(UNPRINTABLE)
    if isinstance(told, dict):
        return {name: _printable(value) for name, value in told.items()}
    return [_printable(one) for one in told] if isinstance(told, (list, tuple)) else told
