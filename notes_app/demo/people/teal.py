"""Hannah and Dov, 45 and 48, who have been in the same quarrel for three years."""

from datetime import time

from notes_app.clients.payloads import Domain, Pole, Shape, TieKind
from notes_app.demo.arcs import FALLS, PINNED, RISES, SELDOM, STAYS
from notes_app.demo.calendar import Rhythm
from notes_app.demo.story import ALWAYS_THERE, Bond, Role, Story

PEOPLE = (
    *ALWAYS_THERE,
    Role("wife", "Wife", Pole.CURRENT, Domain.PARTNER, Shape.CIRCLE, "Hannah", age=45),
    Role("husband", "Husband", Pole.CURRENT, Domain.PARTNER, Shape.SQUARE, "Dov", age=48),
    Role("children", "Two teenagers", Pole.CURRENT, Domain.CHILD, Shape.HEXAGON, "Noa and Eitan"),
    Role("grandmother", "Her mother", Pole.CURRENT, Domain.FAMILY_OF_ORIGIN, Shape.CIRCLE, age=77),
    Role("business", "His business partner", Pole.CURRENT, Domain.WORK, Shape.SQUARE, "Avi"),
)

STORY = Story(
    code_name="Teal",
    name="Hannah and Dov L.",
    pronouns="they/them",
    concerns=("repeated-conflict", "partner", "family"),
    concerns_in_words="“It is the third year of the same conversation.”",
    rhythm=Rhythm(
        held=18, starts_at=time(18), days_ago=5, weeks=2, minutes=75, planned=(9,), cancelled=1
    ),
    people=PEOPLE,
    bonds=(
        Bond(TieKind.CLOSE_CONFLICT, "wife", "husband"),
        Bond(TieKind.CLOSE, "wife", "children"),
        Bond(TieKind.ORDINARY, "husband", "children"),
        Bond(TieKind.CARE, "wife", "grandmother", since=4),
        Bond(TieKind.CONFLICT, "husband", "business", since=12),
    ),
    arcs={
        "same-quarrel-again": FALLS,
        "not-understood": FALLS,
        "taking-charge-of-others": STAYS,
        "owning-ones-part": RISES,
        "direct-honest-talk": RISES,
        "identity-in-the-relationship": SELDOM,
        "family-role-and-loyalty": SELDOM,
        "longing-to-belong": SELDOM,
        "feeling-met": SELDOM,
        "on-edge-at-work": SELDOM,
        "strain-with-therapist": PINNED,
        "mended-and-tried-anew": PINNED,
    },
    words={
        "same-quarrel-again": "perhaps less",
        "not-understood": "perhaps less",
        "taking-charge-of-others": "no direction yet",
        "owning-ones-part": "perhaps more",
        "direct-honest-talk": "perhaps more",
    },
    seed=1,
    cadence="every two weeks",
    setbacks=frozenset({7}),
    incomplete=frozenset({11}),
    usually_there=("wife", "husband"),
    participants={6: ("wife",), 13: ("husband",)},
)
