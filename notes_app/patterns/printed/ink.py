"""Strokes and words of a drawing on paper, with literal colours: it has no style sheet."""

from html import escape

INK, PAPER = "#22302f", "#ffffff"


def path(d: str, colour: str, width: float, pattern: str = "", fill: str = "none") -> str:
    """A stroke; `pattern` are its dashes."""
    dashes = f' stroke-dasharray="{pattern}"' if pattern else ""
    return f'<path d="{d}" fill="{fill}" stroke="{colour}" stroke-width="{width}"{dashes}/>'


def text(x: float, y: float, words: str, size: int, anchor: str = "middle", halo: str = "") -> str:
    """Words, never read as markup; `halo` are attributes that keep lines off them."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-family="Source Sans 3" font-size="{size}" '
        f'fill="{INK}" text-anchor="{anchor}"{halo}>{escape(words)}</text>'
    )
