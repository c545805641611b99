"""The people of the demo practice: a module for who they are, a text file for their words."""

from notes_app.demo.people import dunlin, kestrel, martin, plover, rook, swift, teal, wren
from notes_app.demo.story import Story

STORIES: tuple[Story, ...] = (
    kestrel.STORY,
    dunlin.STORY,
    swift.STORY,
    wren.STORY,
    teal.STORY,
    plover.STORY,
    martin.STORY,
    rook.STORY,
)
