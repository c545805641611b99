"""Alejandro, 41, a roofer, separated, who stopped coming."""

from datetime import time

from notes_app.clients.payloads import Domain, Pole, Shape, Status, TieKind
from notes_app.demo.arcs import FALLS, PINNED, RARE, SELDOM, STAYS
from notes_app.demo.calendar import Rhythm
from notes_app.demo.story import ALWAYS_THERE, Bond, Role, Story

PEOPLE = (
    *ALWAYS_THERE,
    Role("children", "Three children", Pole.CURRENT, Domain.CHILD, Shape.HEXAGON),
    Role("former", "The children’s mother", Pole.CURRENT, Domain.PARTNER, Shape.CIRCLE, "Rosa"),
    Role("brother", "Brother", Pole.CURRENT, Domain.FAMILY_OF_ORIGIN, Shape.SQUARE, "Luis", age=44),
    Role("father", "Father", Pole.CURRENT, Domain.FAMILY_OF_ORIGIN, Shape.SQUARE, age=70),
    Role("crew", "Crew", Pole.CURRENT, Domain.WORK, Shape.HEXAGON),
    Role("institution", "Court and offices", Pole.CURRENT, Domain.INSTITUTION, Shape.HEXAGON),
)

STORY = Story(
    code_name="Rook",
    name="Alejandro M.",
    pronouns="he/him",
    concerns=("partner", "work", "trust"),
    concerns_in_words="“The lawyer said it would look good.”",
    rhythm=Rhythm(held=12, starts_at=time(8), days_ago=37, cancelled=1),
    people=PEOPLE,
    bonds=(
        Bond(TieKind.CONFLICT, "self", "former"),
        Bond(TieKind.CLOSE, "self", "children"),
        Bond(TieKind.DISTANT, "self", "father"),
        Bond(TieKind.ORDINARY, "self", "brother"),
    ),
    arcs={
        "taking-charge-of-others": STAYS,
        "guarded-trust": STAYS,
        "on-edge-at-work": FALLS,
        "owning-ones-part": RARE,
        "harsh-inner-voice": SELDOM,
        "longing-to-belong": SELDOM,
        "hiding-what-matters": SELDOM,
        "identity-in-the-relationship": SELDOM,
        "strain-with-therapist": PINNED,
    },
    words={
        "taking-charge-of-others": "no direction yet",
        "guarded-trust": "no direction yet",
        "on-edge-at-work": "perhaps less or no direction yet",
        "owning-ones-part": "heard too seldom to tell",
    },
    seed=1,
    status=Status.ENDED,
    setbacks=frozenset({11}),
    incomplete=frozenset({5}),
    drafts=frozenset({12}),
)
