"""The built-in formats (domain.md 7).  Their keys stand in notes: none is changed or reused."""

from dataclasses import dataclass

#: The format in which a first note begins.
RELATIONAL = "relational"
RISK = "risk"
#: Stands in a heading for the word for the client: she, he, they or the name.
WHO = "{who}"
NEXT_TIME, PLAN = "next_time", "plan"


@dataclass(frozen=True)
class Heading:
    """One section as the desk shows it; `prompt` stands in the empty field.

    `label` may hold `WHO`.  `origin` names the format from which a section was left over; it is
    empty where the section belongs.
    """

    key: str
    label: str
    prompt: str
    origin: str = ""


@dataclass(frozen=True)
class Wording:
    """What stands over a section, and in it while it is empty."""

    label: str
    prompt: str = ""


@dataclass(frozen=True)
class Format:
    """Headings in their order; `past` are those that it had and that notes may still hold."""

    key: str
    name: str
    headings: tuple[Heading, ...]
    past: tuple[Heading, ...] = ()
    offered: bool = True

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its sections, in order."""
        return tuple(heading.key for heading in self.headings)


_PLAN = Heading(PLAN, "Plan", "What comes next: when you meet, what was agreed, what you will do.")
_ASSESSMENT = Heading(
    "assessment", "Assessment", "How you understand it now, and what speaks for it."
)
_INTERVENTION = Heading(
    "intervention", "Intervention", "What you did or said, in words that a colleague could repeat."
)
_RESPONSE = Heading("response", "Response", "What the client did with it, with an example.")
_RISK = Heading(
    RISK, "Risk", "What was asked and what was answered; what you agreed if there is something."
)


def _format(key: str, name: str, *headings: Heading) -> Format:
    """A format with its section on risk, which none does without."""
    return Format(key, name, (*headings, _RISK))


BUILT_IN = (
    _format(
        RELATIONAL,
        "Relational",
        Heading("brought", "What {who} brought", "What was told, and how."),
        Heading("between", "Between us", "What happened between the two of you."),
        Heading("own_response", "My own response", "What you did, and how it landed."),
        Heading(
            NEXT_TIME,
            "Next time",
            "One thing to carry over. It will wait for you beside the next note.",
        ),
    ),
    _format(
        "soap",
        "SOAP",
        Heading("subjective", "Subjective", "What the client told you, near to the words used."),
        Heading("objective", "Objective", "What you saw and heard yourself: manner, mood, pace."),
        _ASSESSMENT,
        _PLAN,
    ),
    _format(
        "dap",
        "DAP",
        Heading("data", "Data", "What was said and what you observed, together."),
        _ASSESSMENT,
        _PLAN,
    ),
    _format(
        "birp",
        "BIRP",
        Heading(
            "behaviour", "Behaviour", "How the client came in and was with you, and what about."
        ),
        _INTERVENTION,
        _RESPONSE,
        _PLAN,
    ),
    _format(
        "girp",
        "GIRP",
        Heading("goal", "Goal", "The goal that this hour served, and where it stands."),
        _INTERVENTION,
        _RESPONSE,
        _PLAN,
    ),
    _format(
        "sirp",
        "SIRP",
        Heading("situation", "Situation", "What is going on for the client these days."),
        _INTERVENTION,
        _RESPONSE,
        _PLAN,
    ),
    _format(
        "pie",
        "PIE",
        Heading("problem", "Problem", "What the work was about today."),
        _INTERVENTION,
        Heading("evaluation", "Evaluation", "What came of it, and how you can tell."),
    ),
    _format(
        "history",
        "History session",
        Heading(
            "first_ties", "Family and first ties", "Who was there, and what it was like with them."
        ),
        Heading("loves_and_losses", "Loves and losses", "Who mattered later, and who was lost."),
        Heading("turning_points", "Turning points", "After what nothing was as before."),
        Heading("what_helped", "What helped", "People, places and things that carried."),
        Heading("left_behind", "What it left behind", "What is still felt and done because of it."),
    ),
)


CARRIED, OWN = "next-", "own-"  # how the keys of own sections begin


def carries_over(key: str) -> bool:
    """Whether a section waits beside the next note; copies of one have keys that begin like it."""
    return key in (NEXT_TIME, PLAN) or key.startswith(CARRIED)
