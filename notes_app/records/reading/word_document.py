"""The words of a Word file in their order: paragraphs, lists, tables, text boxes, footnotes.

python-docx opens the file; its own `text` leaves out what stands in content controls, in tracked
insertions and in text boxes, so the walk through the document is ours.  What stays in the file
(pictures, comments, the page header) is said in the remark, never dropped in silence.
"""

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from lxml import etree  # type: ignore[import-untyped]  # lxml comes without types

from notes_app.records.reading.errors import NotUnderstood
from notes_app.records.reading.word_lists import ListMarks, read_list_marks
from notes_app.records.reading.word_package import BROKEN, check_package, parse_nothing_else
from notes_app.records.reading.word_tags import CHOICE, FALLBACK, MATH_TEXT, W, local_name
from notes_app.records.reading.words import Words, make_words

# Removed by a tracked change, or instructions to the word processor: no words of the note.
_SKIPPED = frozenset(
    f"{W}{tag}"
    for tag in ("del", "moveFrom", "delText", "instrText", "pPr", "rPr", "tblPr", "sdtPr", "sectPr")
)
_BREAKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}ptab": "\t"}
_SIGNS = {**_BREAKS, f"{W}noBreakHyphen": "\N{NON-BREAKING HYPHEN}", f"{W}sym": "\N{BULLET}"}
_NOTE_MARKS = frozenset((f"{W}footnoteReference", f"{W}endnoteReference"))


def read_word_document(data: bytes) -> Words:
    """The words of a .docx file; lists keep their marks, rows of a table become lines.

    Raises:
        NotUnderstood: damaged, with a password, too large, built to do harm, or empty.
    """
    check_package(data)
    try:
        document = Document(BytesIO(data))
        lists = read_list_marks(document)
        lines = [*_block_lines(document.element.body, lists), *_notes_below(document, lists)]
        return make_words("\n".join(line.rstrip() for line in lines), _remark(document))
    except (OpcError, BadZipFile, zlib.error, etree.LxmlError, RecursionError):
        raise NotUnderstood(BROKEN) from None
    except (KeyError, ValueError, AttributeError, TypeError, IndexError):
        # python-docx meets a package without its parts with whatever it stumbles over first.
        raise NotUnderstood(BROKEN) from None


def _block_lines(parent: Any, lists: ListMarks) -> Iterator[str]:
    for block in parent.iterchildren(tag=etree.Element):
        if block.tag == f"{W}p":
            yield from _paragraph_lines(block, lists)
        elif block.tag == f"{W}tbl":
            for row in block.iterdescendants(f"{W}tr"):
                if next(row.iterancestors(f"{W}tbl")) is block:
                    yield _row_line(row, lists)
        elif block.tag not in _SKIPPED and not _is_doubled(block):
            yield from _block_lines(block, lists)


def _row_line(row: Any, lists: ListMarks) -> str:
    cells = [
        "\n".join(_block_lines(cell, lists)).strip()
        for cell in row.iterdescendants(f"{W}tc")
        if next(cell.iterancestors(f"{W}tr")) is row
    ]
    between = "\n" if any("\n" in cell for cell in cells) else "\t"
    return between.join(cells).rstrip()


def _paragraph_lines(paragraph: Any, lists: ListMarks) -> Iterator[str]:
    boxes: list[Any] = []
    text = "".join(_inline(paragraph, boxes))
    mark = lists.mark(paragraph) if text.strip() else ""
    yield mark + text
    for box in boxes:
        yield from _block_lines(box, lists)


def _inline(parent: Any, boxes: list[Any]) -> Iterator[str]:
    for piece in parent.iterchildren(tag=etree.Element):
        if piece.tag in (f"{W}t", MATH_TEXT):
            yield piece.text or ""
        elif piece.tag in _SIGNS:
            yield _SIGNS[piece.tag]
        elif piece.tag in _NOTE_MARKS:
            yield f"[{piece.get(f'{W}id')}]"
        elif piece.tag == f"{W}txbxContent":
            boxes.append(piece)
        elif piece.tag not in _SKIPPED and not _is_doubled(piece):
            yield from _inline(piece, boxes)


def _is_doubled(piece: Any) -> bool:
    # A text box is stored twice, for new and for old programs.
    return piece.tag == FALLBACK and piece.getparent().find(CHOICE) is not None


def _notes_below(document: WordDocument, lists: ListMarks) -> Iterator[str]:
    for kind, tag in (("footnotes", "footnote"), ("endnotes", "endnote")):
        root = _part_of(document, kind)
        notes = [] if root is None else root.findall(f"{W}{tag}")
        for note in notes:
            if note.get(f"{W}type") is None:  # the others are separator lines
                text = "\n".join(_block_lines(note, lists)).strip()
                yield f"[{note.get(f'{W}id')}] {text}"


def _part_of(document: WordDocument, kind: str) -> Any:
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(f"/{kind}"):
            return etree.fromstring(relation.target_part.blob, parse_nothing_else())
    return None


def _remark(document: WordDocument) -> str:
    body = document.element.body
    tags = {local_name(element) for element in body.iter(tag=etree.Element)}
    left = [
        *(["pictures or other objects"] if tags & {"blip", "imagedata", "OLEObject"} else []),
        *(["comments"] if "commentReference" in tags else []),
        *(["the page header or footer"] if _has_header(document) else []),
    ]
    said = [f"Only the words come in; left in the file: {', '.join(left)}."] if left else []
    if tags & {"ins", "del", "moveFrom"}:
        said.append("Tracked changes were taken as accepted.")
    return " ".join(said)


def _has_header(document: WordDocument) -> bool:
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(("/header", "/footer")):
            root = etree.fromstring(relation.target_part.blob, parse_nothing_else())
            if "".join(root.itertext()).strip():
                return True
    return False
