"""Priya, 24, who writes a thesis and reads every mark in the margin."""

from datetime import time

from notes_app.clients.payloads import Domain, Pole, Shape, TieKind
from notes_app.demo.arcs import (
    FALLS,
    PINNED,
    RISES,
    RISES_LATE,
    SELDOM,
    STAYS,
    WISH_STAYS,
)
from notes_app.demo.calendar import Rhythm
from notes_app.demo.story import ALWAYS_THERE, Bond, OwnWord, Role, Story
from notes_app.themes.payloads import Family

ORIGIN = Domain.FAMILY_OF_ORIGIN

PEOPLE = (
    *ALWAYS_THERE,
    Role("mother", "Mother", Pole.CURRENT, ORIGIN, Shape.CIRCLE, "Lakshmi", age=54),
    Role("father", "Father", Pole.CURRENT, ORIGIN, Shape.SQUARE, "Raman", age=58),
    Role("brother", "Brother", Pole.CURRENT, ORIGIN, Shape.SQUARE, "Arun", age=31),
    Role("grandmother", "Grandmother", Pole.CURRENT, Domain.OTHER_KIN, Shape.CIRCLE, age=84),
    Role("academic", "Thesis supervisor", Pole.CURRENT, Domain.AUTHORITY, Shape.SQUARE),
    Role("flat", "Flatmate", Pole.CURRENT, Domain.FRIEND, Shape.CIRCLE, "Meera", age=25),
)

STORY = Story(
    code_name="Wren",
    name="Priya L.",
    pronouns="she/her",
    concerns=("self-esteem", "family", "work", "anxiety"),
    concerns_in_words="“If I come second I was not there.”",
    rhythm=Rhythm(
        held=22, starts_at=time(17, 30), days_ago=7, pauses={13: 6}, planned=(0, 7), cancelled=1
    ),
    people=PEOPLE,
    bonds=(
        Bond(TieKind.CLOSE, "self", "mother"),
        Bond(TieKind.ORDINARY, "self", "father"),
        Bond(TieKind.DISTANT, "self", "brother"),
        Bond(TieKind.CLOSE, "self", "grandmother"),
        Bond(TieKind.PREOCCUPIED, "self", "academic"),
        Bond(TieKind.CLOSE, "self", "flat"),
    ),
    arcs={
        "earning-approval": WISH_STAYS,
        "family-role-and-loyalty": STAYS,
        "harsh-inner-voice": FALLS,
        "braced-for-criticism": FALLS,
        "kinder-to-oneself": RISES,
        "setting-a-limit": RISES_LATE,
        "own-keeping-the-score": STAYS,
        "identity-in-the-relationship": SELDOM,
        "longing-to-belong": SELDOM,
        "hiding-what-matters": SELDOM,
        "on-edge-at-work": SELDOM,
        "feeling-met": SELDOM,
        "strain-with-therapist": PINNED,
        "mended-and-tried-anew": PINNED,
    },
    words={
        "earning-approval": "steady",
        "family-role-and-loyalty": "steady",
        "harsh-inner-voice": "perhaps less or comes up less",
        "braced-for-criticism": "perhaps less or comes up less",
        "kinder-to-oneself": "perhaps more or comes up more",
        "setting-a-limit": "perhaps more or comes up more",
    },
    seed=1,
    setbacks=frozenset({9, 18}),
    incomplete=frozenset({4}),
    own=(
        OwnWord(
            "own-keeping-the-score",
            "Keeping the score",
            Family.FEEL,
            since=12,
            definition="Measures herself against somebody else, in columns.",
            sounds_like="and one of them was sleep",
            opposite="kinder-to-oneself",
        ),
    ),
)
