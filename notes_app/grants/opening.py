"""What a themes key opens, in the words of the page on which it is given.

Each line names the fields that it stands for, and a test compares them with all that is stored: a
new field that no line names may not be shared unsaid.
"""

OPENS = {
    "themes by your names and definitions, the client's own words for them, those in focus and"
    " those that go across people": """
        labels client_words focus_since across_people""",
    "your tags, session by session: how strong, with whom, which way, what belongs together, and"
    " which earlier episode one goes back to; never the words": """
        tags tagging_complete revisions passage_links episodes not_one episode_roots""",
    "dates and times, whether an hour took place, who came, when a note was signed": """
        number held_on starts_at ends_at modality attendance participants written signed planned_by
        standing since status cadence""",
    "what is chosen beside a note: risk, alliance, distress, what you did, new ways, ruptures and"
    " repairs, answers to questionnaires": """
        ratings risk alliance_by_you alliance_by_client distress facets markers context
        named_by_client goals interventions new_ways measures ruptures repairs problems""",
    "people by role, children who are expected too, their ties, families and households, years of"
    " birth and death": """
        people ties couples descents placements closeness""",
    "what is chosen on the card: code name, what brings the client, aims, history, context, and"
    " what came of it": """
        code_name concerns comes_as aims duration history outcomes""",
    "what is said about this case in supervision, by you and by everybody who sees its themes": "",
    "your newest formulation, where you tick that it is shown; without your own pull and the pairs"
    " of images": """
        formulations parted""",
}
"""What opens, with the names of the fields of `ClientThemes`, `SessionThemes` and `Ratings`."""

STAYS_CLOSED = (
    "Closed stay names, notes and private process notes; the words of goals, of days by which you"
    " compare and of Mirror; who of the people is ill or addicted; children lost before"
    " birth; every formulation that you do not show; and what is lent to somebody else."
)
CLOSED_FIELDS = "goals events mirror_words marks losses"
