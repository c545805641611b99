"""Which themes and people are meant by what was typed."""

from dataclasses import replace
from uuid import UUID

from notes_app.search.asked import Among, Asked, Only
from notes_app.search.matching import Query, fold
from notes_app.search.queries import Surroundings


def meant_by(asked: Asked, around: Surroundings) -> Only:
    """What narrows the search, together with the themes or people whose names were typed."""
    if asked.among is Among.WORDS or not asked.query.terms:
        return asked.only
    if asked.among is Among.THEMES:
        return replace(asked.only, themes=frozenset(themes_meant(asked.query, around)))
    return replace(asked.only, people=frozenset(people_meant(asked.query, around)))


def themes_meant(query: Query, around: Surroundings) -> set[str]:
    """The codes of the themes whose name fits, the client's own word for it too.

    Merged themes are one: the name of each finds the passages of all.
    """
    names = {(theme.code, theme.name) for theme in around.codebook}
    for card in around.cards.values():
        if card.themes:
            names |= set(card.themes.client_words.items())
            names |= {(label.code, label.name) for label in card.themes.labels}
    fitting = {around.codebook.current(code) for code, name in names if query.fits(fold(name))}
    return {one for code in fitting for one in around.codebook.lineage.of(code)}


def people_meant(query: Query, around: Surroundings) -> set[UUID]:
    """The people whose name or role fits, of all clients in reach."""
    return {
        person.id
        for card in around.cards.values()
        for person in card.people
        if query.fits(fold(f"{card.name_of(person.id)} {person.role}"))
    }
