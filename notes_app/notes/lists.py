"""The fixed lists of a session's facts: what is stored by code, and its words on the page.

Source: domain.md 2.  A code is stored in sealed parts for ever: words may be put better, codes
are added and never taken away (tests/notes/vectors/lists.json holds them).  Where a stored code is
not known here, it stands as it is.
"""

from collections.abc import Mapping

MARKERS: Mapping[str, str] = {
    "reached": "Reached each other",
    "lost": "Lost each other",
    "risk-taken": "Risk taken",
    "vulnerability": "Vulnerability shown",
    "discomfort": "Discomfort stayed with",
    "insight": "Insight",
    "first-named": "First named by the client",
    "culture": "Difference or culture addressed",
    "feedback-asked": "Feedback asked",
    "feedback-given": "Feedback given",
    "goals-agreed": "Goals agreed",
    "tasks-agreed": "Tasks agreed",
}

FACETS: Mapping[str, str] = {
    "safety": "Safety",
    "trust": "Trust",
    "feedback": "Feedback",
    "consistency": "Consistency",
    "empathy": "Empathy",
    "understanding": "Understanding",
}

CONTEXT: Mapping[str, str] = {
    "culture": "Culture",
    "race": "Race",
    "class": "Class",
    "faith": "Faith",
    "gender": "Gender",
    "sexuality": "Sexuality",
    "migration": "Migration",
    "language": "Language",
    "disability": "Disability",
    "age": "Age",
    "money": "Money",
}

INTERVENTIONS: Mapping[str, str] = {
    "listening": "Listening and reflecting",
    "attunement": "Attunement",
    "validating": "Validating",
    "exploring-past": "Exploring the past",
    "linking": "Linking",
    "naming-pattern": "Naming a pattern",
    "immediacy": "Immediacy",
    "disclosure": "Therapist disclosure",
    "rupture-work": "Working with a rupture",
    "role-play": "Role-play",
    "plain-talk": "Coaching plain talk",
    "boundary-work": "Boundary work",
    "genogram": "Genogram",
    "metaphor": "Metaphor or story",
    "body-attention": "Body attention",
    "reframing": "Reframing",
    "culture": "Culture addressed",
    "modelling": "Modelling",
    "explaining": "Explaining",
    "safety-planning": "Safety planning",
    "other": "Something else",
}

#: Which poles a link joins; only for the intervention "linking".
LINKS: Mapping[str, str] = {
    "tc": "With you, and now",
    "tp": "With you, and past",
    "cp": "Now, and past",
    "tcp": "With you, now and past",
}

SKILLS: Mapping[str, str] = {
    "say-a-need": "Say a need",
    "say-no": "Say no",
    "ask": "Ask",
    "repair": "Repair after a quarrel",
    "stay": "Stay in a disagreement",
    "receive": "Receive",
    "apologise": "Apologise",
    "reach-out": "Reach out",
    "wait": "Wait",
    "soothe": "Soothe oneself",
    "name-a-feeling": "Name a feeling",
    "end-a-contact": "End a contact",
    "other": "Something else",
}

WHERE_TRIED: Mapping[str, str] = {"in-the-room": "In the room", "outside": "Outside"}

QUALITIES: Mapping[str, str] = {
    "open": "Open",
    "honest": "Honest",
    "kind": "Kind",
    "firm": "Firm",
}

REACTIONS: Mapping[str, str] = {
    "welcomed": "Welcomed",
    "unchanged": "Unchanged",
    "resisted": "Resisted",
    "mixed": "Mixed",
}

RESULTS: Mapping[str, str] = {
    "tried": "Tried once",
    "kept": "Kept",
    "dropped": "Dropped",
    "not-tried": "Not tried",
}

#: The answers of the risk section, and what an intervention met with: `beside.Risk`, `.Response`.
RISK: Mapping[str, str] = {"none-reported": "None reported", "see-note": "See the note"}
RESPONSES: Mapping[str, str] = {
    "took-up": "Took it up",
    "turned-away": "Turned away",
    "unsure": "Unsure",
}

#: How much was risked with a new way.
RISK_TAKEN: Mapping[int, str] = {1: "1, little", 2: "2", 3: "3", 4: "4", 5: "5, a lot"}
