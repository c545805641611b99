"""Which themes each session of a story holds, and how strongly: the arcs, and what is pinned."""

from notes_app.demo.arcs import strengths_along
from notes_app.demo.story import Story


def strengths_of(story: Story) -> dict[int, dict[str, int]]:
    """For each session from 1, the themes that are heard in it with their strength, 1 to 5.

    What the life line fixes for a session is heard there whatever the arc says.
    Setbacks move the main themes only; a rare theme stays rare.
    """
    heard: dict[int, dict[str, int]] = {n: {} for n in range(1, story.rhythm.held + 1)}
    for theme, series in _drawn(story).items():
        for number, strength in series.items():
            if strength:
                heard[number][theme] = strength
    for line in story.lines:
        for mark in line.marks if line.pinned else ():
            at = heard[line.first]
            at[mark.theme] = max(mark.strength, at.get(mark.theme, 0))
    return heard


def _drawn(story: Story) -> dict[str, dict[int, int]]:
    drawn = {}
    for theme, arc in story.arcs.items():
        begins = story.begins(theme)
        series = strengths_along(
            arc,
            held=story.rhythm.held - begins + 1,
            growth=story.is_growth(theme),
            setbacks={n - begins + 1 for n in story.setbacks if theme in story.words},
            rng=story.draw(theme),
        )
        drawn[theme] = dict(enumerate(series, begins))
    return drawn
