"""Templates, stylesheets and modules keep to the policy, before a browser refuses them (W14)."""

import re
from pathlib import Path

import pytest

APP = Path(__file__).resolve().parents[2] / "notes_app"
STATIC = APP / "web" / "static"
# A file to keep, sent as an attachment of no kind that runs under our address: what it needs stands
# inside it, under a policy of its own.
EXPORTED = APP / "signing" / "templates" / "signing" / "exported.html"
TEMPLATES = sorted(file for file in APP.glob("*/templates/**/*.*") if file != EXPORTED)
SHEETS = sorted(STATIC.glob("css/*.css"))
MODULES = sorted(STATIC.glob("js/*.js"))
DATA = '<script type="application/json"'

FORBIDDEN = {
    "style attribute": r"\sstyle\s*=",
    "style element": r"<style\b",
    "handler attribute": r"\son[a-z]+\s*=\s*[\"']",
    "script in an address": r"[\"']javascript:",
    "foreign address": r"https?://|(?:src|href)=[\"']//",
    "markup that is believed": r"\|\s*safe\b",
}
BUILT_MARKUP = (
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function"
    r"|setAttribute\(.style"
)
SVG_NAMESPACE = "http://www.w3.org/2000/svg"  # a name, never fetched
KEPT_HERE = r"\b(?:localStorage|sessionStorage|indexedDB|serviceWorker|navigator\.clipboard)\b"


def name_of(file: Path) -> str:
    return file.relative_to(APP).as_posix()


def without_comments(text: str) -> str:
    return re.sub(r"\{#.*?#\}", "", text, flags=re.DOTALL)


def test_there_is_something_to_look_at():
    assert len(TEMPLATES) > 6
    assert len(SHEETS) > 6
    assert len(MODULES) > 4


@pytest.mark.parametrize("file", TEMPLATES, ids=name_of)
@pytest.mark.parametrize("rule", FORBIDDEN)
def test_a_template_holds_nothing_that_the_policy_refuses(file: Path, rule: str):
    text = without_comments(file.read_text(encoding="utf-8"))
    assert re.findall(FORBIDDEN[rule], text, re.IGNORECASE) == []


def test_the_exported_file_believes_its_own_style_and_script_and_nothing_else():
    text = without_comments(EXPORTED.read_text(encoding="utf-8"))
    assert re.findall(r"\{\{\s*(\w+)\s*\|\s*safe", text) == ["style", "script"]
    for rule in ("style attribute", "handler attribute", "script in an address", "foreign address"):
        assert re.findall(FORBIDDEN[rule], text, re.IGNORECASE) == []


@pytest.mark.parametrize("file", TEMPLATES, ids=name_of)
def test_a_script_is_a_file_or_data(file: Path):
    tags = re.findall(r"<script\b[^>]*>", without_comments(file.read_text(encoding="utf-8")))
    assert [tag for tag in tags if " src=" not in tag and not tag.startswith(DATA)] == []


@pytest.mark.parametrize("file", TEMPLATES, ids=name_of)
def test_a_template_lies_in_a_folder_named_after_its_feature(file: Path):
    feature, templates, folder = name_of(file).split("/")[:3]
    assert (templates, folder) == ("templates", feature)


@pytest.mark.parametrize("file", SHEETS, ids=name_of)
def test_a_stylesheet_fetches_nothing_but_our_fonts(file: Path):
    text = file.read_text(encoding="utf-8")
    assert re.findall(r"@import|data:|https?:|expression\(|url\(\"?//", text) == []
    assert [
        url for url in re.findall(r'url\("([^"]+)"\)', text) if not (file.parent / url).exists()
    ] == []


@pytest.mark.parametrize("file", SHEETS, ids=name_of)
def test_a_width_is_asked_of_the_screen_so_that_paper_keeps_its_own(file: Path):
    assert re.findall(r"@media \((?:max|min)-width", file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("file", MODULES, ids=name_of)
def test_a_module_builds_no_markup_and_keeps_nothing(file: Path):
    text = file.read_text(encoding="utf-8")
    assert re.findall(f"{BUILT_MARKUP}|{KEPT_HERE}", text) == []
    assert [url for url in re.findall(r"https?://[^\"']+", text) if url != SVG_NAMESPACE] == []


@pytest.mark.parametrize("file", MODULES, ids=name_of)
def test_a_module_imports_only_its_neighbours(file: Path):
    imported = re.findall(
        r'(?<!["\w.])(?:from|import)\s*\(?\s*"([^"]+)"', file.read_text(encoding="utf-8")
    )
    assert [path for path in imported if not re.fullmatch(r"\./[\w-]+\.js", path)] == []
    assert [path for path in imported if not (file.parent / path).exists()] == []


def test_every_static_file_that_a_template_names_exists():
    texts = "".join(without_comments(file.read_text(encoding="utf-8")) for file in TEMPLATES)
    named = set(re.findall(r"asset\([\"']([\w./-]+\.\w+)[\"']\)", texts))
    assert "js/page.js" in named
    assert {name for name in named if not (STATIC / name).exists()} == set()


@pytest.mark.parametrize(
    "inline", ["<p style=", "<a onclick='x'", 'href="javascript:x"', 'src="//x.example"']
)
def test_the_rules_find_what_they_forbid(inline: str):
    assert [rule for rule, pattern in FORBIDDEN.items() if re.search(pattern, inline)]
