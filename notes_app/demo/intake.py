"""What was told when each client came, and where people live.

Everybody here is invented.  Codes are those of `clients.words`; what is said in sentences lies with
the name, what is coded with the themes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from notes_app.demo.course import Aim


@dataclass(frozen=True)
class Intake:
    """How one client came.

    Attributes:
        comes_as: empty for one person.
        context: what of the world around plays a part; `told` says how, in words.
        strengths: one a line.
        households: where somebody lives, by key.
        reached: an aim that was reached, and the session in which the two said so.
    """

    aims: tuple[str, ...]
    duration: str
    history: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    comes_as: str = ""
    contact: str = ""
    told: str = ""
    strengths: str = ""
    pacing: str = ""
    households: Mapping[str, str] = field(default_factory=dict)
    reached: tuple[Aim, int] | None = None


INTAKES: Mapping[str, Intake] = {
    "Kestrel": Intake(
        ("closer", "less-alone"),
        "years",
        ("early-loss",),
        ("migration", "language"),
        contact="ines@example.org, best before noon",
        told="Ten years abroad. Quarrels in a second language, dreams in the first.",
        strengths="Sees a room as others see a face\nKeeps a friendship by letters",
        pacing="Grief for the father: she names it, then leaves it. Follow, do not lead.",
        households={"self": "The flat by the canal", "marco": "The flat by the canal"},
        reached=(Aim("Say within the hour that something hurt", ("going-quiet-when-hurt",), 6), 44),
    ),
    "Dunlin": Intake(
        ("less-alone", "limits"),
        "years",
        ("early-loss",),
        ("race", "faith", "age"),
        contact="By letter to the house; no messages at the ward",
        told="The one Black ward manager of the hospital. The church holds him and counts on him.",
        strengths="Thirty years of nights, and no patient forgotten\nSings",
        pacing="His wife's last spring: only when he brings it.",
        households={"self": "The house with the stairs", "son": "The house with the stairs"},
        reached=(Aim("Ask one colleague for one swap", ("hard-to-ask-for-help",), 8), 27),
    ),
    "Swift": Intake(
        ("closer", "understand"),
        "most-of-life",
        ("separation",),
        ("sexuality", "migration", "faith"),
        contact="tomasz@example.org",
        told="Out to his brother and to nobody else at home.",
        strengths="Finds the one line that breaks a build\nStays on the call",
        pacing="The father's letter: not before he has read it again himself.",
        households={"self": "The room to the yard", "ruben": "The room to the yard"},
    ),
    "Wren": Intake(
        ("kinder", "limits"),
        "years",
        context=("culture", "class", "age"),
        contact="Through the college, never by telephone at seven",
        told="First of the family to write a thesis. Three languages at one table.",
        strengths="Reads what others skip\nCan laugh at her own margins",
        pacing="Marks: leave out the word good for a while.",
        households={
            "self": "The shared flat",
            "flatmate": "The shared flat",
            "mother": "The house with the kolam",
            "father": "The house with the kolam",
        },
    ),
    "Teal": Intake(
        ("quarrel", "closer"),
        "years",
        context=("faith", "migration", "language"),
        comes_as="couple",
        contact="Both, always in one message",
        told="Haifa and New York, two ways to keep one Friday.",
        strengths="Neither has ever slept on the sofa\nBoth are funny, in turns",
        pacing="Her mother: ask each what the other would say first.",
        households=dict.fromkeys(("hannah", "dov", "son", "daughter"), "Home"),
    ),
    "Plover": Intake(
        ("relief", "less-alone"),
        "months",
        ("early-loss",),
        ("migration", "age", "culture"),
        contact="The telephone in winter; let it ring long",
        told="From Tainan, forty years by the Pacific. The house has more stairs each year.",
        strengths="Forty classes who still greet her\nThe garden",
        pacing="The care home: as a question about Tuesdays, not about for ever.",
        households={"self": "The house on the hill", "husband": "The house on the hill"},
    ),
    "Martin": Intake(
        ("relief", "understand"),
        "years",
        ("violence", "trauma"),
        ("race", "gender", "money"),
        contact="A message first, so that no call comes unasked",
        told="Non-binary on a ward with two changing rooms.",
        strengths="Calm when it counts\nA sister who answers at any hour",
        pacing="The harm itself without detail. Weather first, then the door.",
        households={"self": "The flat with two locks"},
    ),
    "Rook": Intake(
        ("understand",),
        "months",
        ("neglect",),
        ("migration", "class", "language"),
        contact="Rings back after work",
        told="Came because the elder daughter wrote it on a list.",
        strengths="Never late\nBuilt his mother's roof",
        pacing="Not more than one question about his father in an hour.",
        households={
            "eldest": "The children's mother's house",
            "boy": "The children's mother's house",
            "youngest": "The children's mother's house",
            "ex": "The children's mother's house",
        },
    ),
}
