"""The relationship map as geometry: who stands where, and which lines run between them.

Pure functions over a client's people, couples, descents and ties (domain.md 6).  The same people
give the same drawing; nothing here knows a page, a key or a name.

    family      who belongs to whom, and in which generation
    ranks       the order from left to right, with few crossings
    columns     how far to the right
    layout      how far down, and everything put together
    structure   the lines of couples and of descent
    curves, strokes, ties   the thirteen emotional ties
    badges      where the theme heard most with somebody stands
    lettering   how wide words are, and where they break
"""
