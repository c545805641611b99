"""What is said once after an act: codes from a fixed list, so that no word of a client's travels.

They wait in the login's row and are shown in the status line of the next page.  One with a way back
stays on the pages that follow, until the next act: nobody has to hurry to undo.
"""

from dataclasses import dataclass

from flask import Flask

from notes_app.web.browser_sessions import browser_session

MESSAGES: dict[str, str] = {"saved": "Saved."}
LIMIT = 400
_BETWEEN, _BESIDE, _SHOWN = "\n", "|", "|shown"


@dataclass(frozen=True)
class Message:
    """A sentence, and the address that takes the act back."""

    text: str
    undo: str | None = None


def register_messages(sentences: dict[str, str]) -> None:
    """Add a feature's codes and their sentences."""
    MESSAGES.update(sentences)


def say(code: str, *, undo: str | None = None) -> None:
    """Show the sentence of `code` on the next page.  Call it after the commit.

    Args:
        code: one that was registered.
        undo: an address of ours that takes the act back by POST; holds nothing but UUIDs.
    """
    if code not in MESSAGES:
        raise KeyError(code)
    login = browser_session().login
    if login is None:
        return
    waiting = [line for line in _lines(login.messages) if not line.endswith(_SHOWN)]
    text = _BETWEEN.join([*waiting, f"{code}{_BESIDE}{undo or ''}"])
    if len(text) <= LIMIT:
        browser_session().change(messages=text)


def status_messages(*, fresh: bool = False) -> list[Message]:
    """The messages that wait.  Each is shown once; the last with a way back until the next act.

    `fresh` leaves out what was shown before, for a page that has more to say of its own.
    """
    login = browser_session().login
    if login is None or not login.messages:
        return []
    lines = _lines(login.messages)
    undoable = [line.removesuffix(_SHOWN) for line in lines if _read(line).undo]
    kept = "".join(f"{line}{_SHOWN}" for line in undoable[-1:])
    if kept != login.messages:
        browser_session().change(messages=kept)
    return [_read(line) for line in lines if not (fresh and line.endswith(_SHOWN))]


def _lines(stored: str) -> list[str]:
    return [line for line in stored.split(_BETWEEN) if line]


def _read(line: str) -> Message:
    code, _, undo = line.removesuffix(_SHOWN).partition(_BESIDE)
    return Message(MESSAGES.get(code, ""), undo or None)


def init_app(app: Flask) -> None:
    """Let the shared templates draw them."""
    app.jinja_env.globals["status_messages"] = status_messages
