"""Templates and styles carry nothing that no page uses."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2] / "notes_app"
IMPORTED = re.compile(r'\{%-?\s*from\s+"[^"]+"\s+import\s+([\w, ]+?)(?:\s+with context)?\s*-?%\}')
INCLUDED = re.compile(r'\{%-?\s*include\s+"([^"]+)"')
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
#: Classes that are put together where they are used: a family, a lane, a grey, a value.
MADE = re.compile(r"(f-\w+|lane-\d|g\d+|v\d)$")


def templates() -> dict[Path, str]:
    files = ROOT.glob("**/templates/**/*.html")
    return {file: COMMENT.sub("", file.read_text(encoding="utf-8")) for file in files}


def with_included(name: str, texts: dict[str, str]) -> str:
    """A template and all that it includes, which sees what was imported above it."""
    inside = [with_included(one, texts) for one in INCLUDED.findall(texts[name])]
    return "\n".join([IMPORTED.sub("", texts[name]), *inside])


def words_of(*kinds: str) -> set[str]:
    texts = (file.read_text(encoding="utf-8") for kind in kinds for file in ROOT.rglob(kind))
    return {word for text in texts for word in re.findall(r"[\w-]+", text)}


def test_no_template_imports_a_piece_that_it_does_not_use() -> None:
    texts = {f"{file.parent.name}/{file.name}": text for file, text in templates().items()}
    unused = []
    for name, text in texts.items():
        seen = with_included(name, texts)
        pieces = [piece for found in IMPORTED.findall(text) for piece in found.split(",")]
        names = [piece.split(" as ")[-1].strip() for piece in pieces]
        unused += [(name, one) for one in names if not re.search(rf"\b{one}\b", seen)]
    assert len(texts) > 100
    assert unused == []


def test_every_template_is_drawn_or_included_somewhere() -> None:
    texts = [*templates().values(), *(f.read_text(encoding="utf-8") for f in ROOT.rglob("*.py"))]
    everything = "\n".join(texts)
    names = [f"{file.parent.name}/{file.name}" for file in templates()]
    assert [name for name in names if name not in everything] == []


def test_every_class_of_a_style_sheet_stands_on_some_page() -> None:
    used = words_of("*.html", "*.js", "*.py")
    sheets = "\n".join(f.read_text(encoding="utf-8") for f in (ROOT / "web/static/css").glob("*"))
    selectors = re.findall(r"([^{}]+)\{", re.sub(r"/\*.*?\*/", "", sheets, flags=re.DOTALL))
    classes = {name for one in selectors for name in re.findall(r"\.([a-zA-Z][\w-]*)", one)}
    assert len(classes) > 100
    assert sorted(name for name in classes - used if not MADE.match(name)) == []
