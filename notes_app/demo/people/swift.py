"""Tomasz, 29, who tests software and expects the refusal before he has asked."""

from datetime import time

from notes_app.clients.payloads import Domain, Pole, Shape, TieKind
from notes_app.demo.arcs import FALLS, FALLS_AND_RETURNS, FALLS_HARD, PINNED, RISES, SELDOM
from notes_app.demo.calendar import Rhythm
from notes_app.demo.story import ALWAYS_THERE, Bond, Role, Story
from notes_app.notes.payloads import Modality

ORIGIN = Domain.FAMILY_OF_ORIGIN

PEOPLE = (
    *ALWAYS_THERE,
    Role("father", "Father", Pole.CURRENT, ORIGIN, Shape.SQUARE, "Andrzej", age=58),
    Role("mother", "Mother", Pole.CURRENT, ORIGIN, Shape.CIRCLE, "Bożena", age=55),
    Role("brother", "Brother", Pole.CURRENT, ORIGIN, Shape.SQUARE, "Kuba", age=32),
    Role("former", "Former partner", Pole.PAST, Domain.PARTNER, Shape.SQUARE, "Marek", age=33),
    Role("partner", "Partner", Pole.CURRENT, Domain.PARTNER, Shape.SQUARE, "Daniel", age=34),
    Role("team", "Team", Pole.CURRENT, Domain.WORK, Shape.HEXAGON),
)

STORY = Story(
    code_name="Swift",
    name="Tomasz B.",
    pronouns="he/him",
    concerns=("trust", "intimacy", "anxiety", "family"),
    concerns_in_words="“I see it coming with everyone.”",
    rhythm=Rhythm(
        held=33,
        starts_at=time(16),
        days_ago=7,
        modality=Modality.VIDEO,
        planned=(0, 7),
        cancelled=2,
        missed=1,
    ),
    people=PEOPLE,
    bonds=(
        Bond(TieKind.CUT_OFF, "self", "father"),
        Bond(TieKind.CLOSE, "self", "mother"),
        Bond(TieKind.DISTANT, "self", "brother", until=22),
        Bond(TieKind.MENDED, "self", "brother", since=22),
        Bond(TieKind.ESTRANGED, "self", "former"),
        Bond(TieKind.CLOSE, "self", "partner", since=20),
    ),
    arcs={
        "expecting-rejection": FALLS_HARD,
        "guarded-trust": FALLS,
        "wary-of-intimacy": FALLS,
        "afraid-of-being-left": FALLS_AND_RETURNS,
        "safe-enough-here": RISES,
        "showing-the-real-self": RISES,
        "braced-for-criticism": SELDOM,
        "identity-in-the-relationship": SELDOM,
        "longing-to-belong": SELDOM,
        "harsh-inner-voice": SELDOM,
        "cut-off-from-others": SELDOM,
        "on-edge-at-work": SELDOM,
        "reaching-out-first": SELDOM,
        "direct-honest-talk": SELDOM,
        "old-injury-alive": PINNED,
        "strain-with-therapist": PINNED,
        "mended-and-tried-anew": PINNED,
    },
    words={
        "expecting-rejection": "comes up less",
        "guarded-trust": "perhaps less or comes up less",
        "wary-of-intimacy": "perhaps less or comes up less",
        "afraid-of-being-left": "steady or no clear direction",
        "safe-enough-here": "perhaps more or comes up more",
        "showing-the-real-self": "perhaps more or comes up more",
    },
    seed=1,
    setbacks=frozenset({15, 28}),
    incomplete=frozenset({10, 29}),
    focus={"expecting-rejection": 4},
)
