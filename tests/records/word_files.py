"""Word files for the tests: honest ones, and zips that no word processor writes."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document

CONTENT_TYPES = "[Content_Types].xml"
MAIN = "word/document.xml"


def word_file(*paragraphs: str) -> bytes:
    """A .docx with one paragraph for each text."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return saved(document)


def saved(document: object) -> bytes:
    """The bytes of a python-docx document."""
    out = BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    return zip_of(*parts.items())


def zip_of(*entries: tuple[str | ZipInfo, bytes]) -> bytes:
    """A zip with these entries in this order, whatever they are called."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name, content in entries:
            package.writestr(name, content)
    return out.getvalue()


def with_body(body: str) -> bytes:
    """A .docx whose body is this WordprocessingML."""
    xml = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document'
        ' xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        f' xmlns:wps="urn:shape"><w:body>{body}</w:body></w:document>'
    )
    return with_part(MAIN, xml.encode())


def with_part(name: str, content: bytes) -> bytes:
    """An honest .docx in which one part is replaced or added."""
    return packed({**parts_of(word_file("Honest words.")), name: content})


def with_entry(entry: str | ZipInfo, content: bytes = b"x") -> bytes:
    """An honest .docx with one entry more."""
    return zip_of(*parts_of(word_file("Honest words.")).items(), (entry, content))
