"""The keys that do something, by where they do it: for the page Keyboard.

The user guide has the same list; a test keeps the two alike.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Shortcut:
    """A key, or some that belong together, and what it does."""

    keys: str
    does: str


@dataclass(frozen=True)
class Place:
    """Where in Between the keys work."""

    heading: str
    shortcuts: tuple[Shortcut, ...]


PLACES = (
    Place(
        "Anywhere",
        (
            Shortcut("Ctrl+Shift+L", "lock"),
            Shortcut("/ outside of text fields", "go to Search; can be turned off under Account"),
            Shortcut(
                "? outside of text fields", "go to this list; can be turned off under Account"
            ),
        ),
    ),
    Place(
        "While you write a note",
        (
            Shortcut("Ctrl+K (Cmd+K)", "tag the selection, or the sentence at the cursor"),
            Shortcut(
                "#theme 3 @person, then Enter or Tab",
                "tag the sentence before it by typing; Tab completes a name",
            ),
            Shortcut(
                "Ctrl+Shift+8 (Cmd+Shift+8)",
                "star the selection, or the sentence at the cursor, as the client’s own words;"
                " once more takes the star off",
            ),
            Shortcut("Ctrl+S (Cmd+S)", "save the note"),
            Shortcut("Ctrl+Z, Ctrl+Shift+Z", "undo, redo; the tag first when it came last"),
            Shortcut("Alt+M", "earlier minutes of the note: open, close"),
            Shortcut("Alt+F", "open Session facts; once more, back to the text"),
            Shortcut("Alt+Down, Alt+Up", "next, previous tagged passage"),
            Shortcut("Delete on a tag beside the note", "take the tag away"),
            Shortcut(
                "Alt+J", "join the chosen passages, or those proposed nearest, as one episode"
            ),
        ),
    ),
    Place(
        "In the tag card",
        (
            Shortcut(
                "Theme, Tab, Tab, 1 to 5, Enter",
                "the whole tag; the person is the one of the last tag",
            ),
            Shortcut(
                "a letter, or Arrows, on With whom",
                "the next person whose name begins with it; everybody the client has",
            ),
            Shortcut("1 to 5", "how strongly"),
            Shortcut("Backspace on an optional choice", "clear it"),
            Shortcut("Esc", "close the card, back to the text; never drops text"),
        ),
    ),
    Place(
        "Elsewhere",
        (
            Shortcut(
                "Arrows, Home, End, Enter", "move in tables and along totals, open what is behind"
            ),
            Shortcut(
                "Arrows, Shift+Arrows on Move beside the map", "move a person by 8 px, by 1 px"
            ),
            Shortcut("0 to 3, 1 to 7 in a questionnaire", "answer, go on to the next question"),
        ),
    ),
)
