"""Jordan, 33, an emergency nurse, two years after harm."""

from datetime import time

from notes_app.clients.payloads import Domain, Pole, Shape, TieKind
from notes_app.demo.arcs import FALLS, PINNED, RISES, SELDOM
from notes_app.demo.calendar import Rhythm
from notes_app.demo.story import ALWAYS_THERE, Bond, Role, Story

PEOPLE = (
    *ALWAYS_THERE,
    Role("former", "Former partner", Pole.PAST, Domain.PARTNER, Shape.SQUARE, "Cal", age=36),
    Role("sister", "Sister", Pole.CURRENT, Domain.FAMILY_OF_ORIGIN, Shape.CIRCLE, "Nia", age=30),
    Role(
        "mother", "Mother", Pole.CURRENT, Domain.FAMILY_OF_ORIGIN, Shape.CIRCLE, "Lorraine", age=61
    ),
    Role("charge", "Charge nurse", Pole.CURRENT, Domain.AUTHORITY, Shape.SQUARE, "Hoyt"),
    Role("group", "Recovery group", Pole.CURRENT, Domain.COMMUNITY, Shape.HEXAGON),
    Role("institution", "Offices", Pole.CURRENT, Domain.INSTITUTION, Shape.HEXAGON),
)

STORY = Story(
    code_name="Martin",
    name="Jordan T.",
    pronouns="they/them",
    concerns=("trauma", "trust", "work", "anxiety"),
    concerns_in_words="“I’m fine on shift. It’s the parking lot.”",
    rhythm=Rhythm(
        held=28, starts_at=time(10, 30), days_ago=7, planned=(0, 7), cancelled=2, missed=0
    ),
    people=PEOPLE,
    bonds=(
        Bond(TieKind.HARM, "former", "self"),
        Bond(TieKind.CLOSE, "self", "sister"),
        Bond(TieKind.DISTANT, "self", "mother", until=26),
        Bond(TieKind.MENDED, "self", "mother", since=26),
        Bond(TieKind.CONFLICT, "self", "charge"),
        Bond(TieKind.CLOSE, "self", "group", since=10),
    ),
    arcs={
        "old-injury-alive": FALLS,
        "under-anothers-power": FALLS,
        "hiding-what-matters": FALLS,
        "safe-enough-here": RISES,
        "setting-a-limit": RISES,
        "identity-in-the-relationship": SELDOM,
        "harsh-inner-voice": SELDOM,
        "longing-to-belong": SELDOM,
        "reaching-out-first": SELDOM,
        "letting-care-in": SELDOM,
        "cut-off-from-others": SELDOM,
        "kinder-to-oneself": SELDOM,
        "showing-the-real-self": PINNED,
        "outside-the-circle": PINNED,
        "old-pattern-met-here": PINNED,
        "strain-with-therapist": PINNED,
        "mended-and-tried-anew": PINNED,
    },
    words={
        "old-injury-alive": "perhaps less or comes up less",
        "under-anothers-power": "perhaps less or comes up less",
        "hiding-what-matters": "perhaps less or comes up less",
        "safe-enough-here": "perhaps more or comes up more",
        "setting-a-limit": "perhaps more or comes up more",
    },
    seed=1,
    setbacks=frozenset({19, 20}),
    incomplete=frozenset({14, 25}),
    focus={"old-injury-alive": 4},
)
