"""Cuts the static fonts of printed documents from the vendored ones, and records their hashes.

The typesetter takes a variable font for text, but inside a drawing it falls to its thinnest weight:
so three faces of the sans and of the serif are cut once, latin and latin-ext in one file, and kept
with the product.  Run again after `make vendor` has raised a font.
"""

import hashlib
import json
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

ROOT = Path(__file__).resolve().parent.parent
FROM = ROOT / "notes_app/web/static/vendor"
TO = ROOT / "notes_app/paper/fonts"
RECORD = ROOT / "VENDOR.json"

FAMILIES = {"source-sans-3": "Source Sans 3", "source-serif-4": "Source Serif 4"}
STYLES = {"Regular": ("", 400), "Italic": ("-italic", 400), "Bold": ("", 650)}
SUBSETS = ("latin", "latin-ext")
ITALIC, BOLD, REGULAR = 0x01, 0x20, 0x40
STYLE_BITS = ITALIC | BOLD | REGULAR


def cut(folder: str, style: str, scratch: Path) -> TTFont:
    """One family in one weight, both subsets in one font."""
    slope, weight = STYLES[style]
    parts = []
    for subset in SUBSETS:
        variable = TTFont(FROM / folder / f"{subset}{slope}.woff2")
        part = instancer.instantiateVariableFont(variable, {"wght": weight})
        part.flavor = None
        part.save(scratch / f"{subset}.ttf")
        parts.append(str(scratch / f"{subset}.ttf"))
    font = Merger().merge(parts)
    _name(font, FAMILIES[folder], style)
    return font


def _name(font: TTFont, family: str, style: str) -> None:
    for name_id in (16, 17, 21, 22, 25):
        font["name"].removeNames(nameID=name_id)
    plain = f"{family}-{style}".replace(" ", "")
    for name_id, value in ((1, family), (2, style), (4, f"{family} {style}"), (6, plain)):
        font["name"].setName(value, name_id, 3, 1, 0x409)
    font["OS/2"].usWeightClass = STYLES[style][1]
    bit = {"Bold": BOLD, "Italic": ITALIC, "Regular": REGULAR}.get(style, 0)
    font["OS/2"].fsSelection = (font["OS/2"].fsSelection & ~STYLE_BITS) | bit
    font["head"].macStyle = {"Bold": 1, "Italic": 2}.get(style, 0)


def main() -> None:
    """Cut all of them, and record where they are from."""
    record = json.loads(RECORD.read_text(encoding="utf-8"))
    record = {name: told for name, told in record.items() if not name.startswith("notes_app/paper")}
    TO.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        for folder in FAMILIES:
            origin = record[(FROM / folder / "latin.woff2").relative_to(ROOT).as_posix()]
            for style in STYLES:
                path = TO / f"{folder}-{style}.ttf"
                cut(folder, style, Path(scratch)).save(path)
                record[path.relative_to(ROOT).as_posix()] = _told(path, origin)
                print(f"{path.name}: {path.stat().st_size} bytes")
    RECORD.write_text(json.dumps(record, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _told(path: Path, origin: dict[str, object]) -> dict[str, object]:
    content = path.read_bytes()
    return {**origin, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}


if __name__ == "__main__":
    main()
