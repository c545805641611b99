"""The names that WordprocessingML gives to the pieces of a document."""

from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
CHOICE = f"{_COMPATIBILITY}Choice"
FALLBACK = f"{_COMPATIBILITY}Fallback"


def local_name(element: Any) -> str:
    """An element's name without its namespace."""
    tag: str = element.tag
    return tag.rsplit("}", 1)[-1]
