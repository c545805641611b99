"""What of a client's card stays with its therapist until it is shared, by a key of its own.

In memory a card is one: `ClientThemes` with goals, days, the mirror's words, all formulations, and
what is noted of people's health and of children who were lost.
Stored it is two parts.  What a themes key opens has of these only the newest formulation, where the
therapist shows it, as a copy of what a supervisor reads.  The rest lies under the own scope, which
is granted to nobody.
"""

from msgspec.structs import replace

from notes_app.clients.payloads import ClientOwn, ClientThemes, Formulation


def parted(whole: ClientThemes) -> tuple[ClientThemes, ClientOwn]:
    """A card as it is stored: what goes with the themes, and what does not."""
    own = ClientOwn(
        goals=whole.goals,
        events=whole.events,
        mirror_words=whole.mirror_words,
        formulations=whole.formulations,
        marks=whole.marks,
        losses=whole.losses,
    )
    shown = replace(
        whole,
        goals=(),
        events=(),
        mirror_words={},
        formulations=shown_of(whole),
        marks=(),
        losses=(),
        parted=True,
    )
    return shown, own


def joined(shown: ClientThemes, own: ClientOwn) -> ClientThemes:
    """The card as its owner reads it."""
    return replace(
        shown,
        goals=own.goals,
        events=own.events,
        mirror_words=own.mirror_words,
        formulations=own.formulations,
        marks=own.marks,
        losses=own.losses,
        parted=False,
    )


def shown_of(whole: ClientThemes) -> tuple[Formulation, ...]:
    """The newest formulation as a supervisor reads it, where it is shown; else nothing.

    Without the therapist's own pull, the pairs of images, and the themes behind the sentences.
    """
    latest = next(reversed(whole.formulations), None)
    if latest is None or not latest.shared:
        return ()
    return (replace(latest, therapists_pull="", dyads=(), themes=(), exit_after=""),)
