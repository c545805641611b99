"""What the page Theme change says, read as a person would read it."""

from playwright.sync_api import Locator, Page


def listed(page: Page, heading: str) -> list[str]:
    """The lines of one of the three lists, such as "Feeling met 5 of 5, was 1"."""
    return _lines(page.get_by_role("heading", name=heading).locator(".."))


def folded(page: Page, heading: str) -> list[str]:
    """The lines of a folded list, which is opened."""
    fold = page.locator("details").filter(has=page.get_by_role("heading", name=heading))
    fold.evaluate("fold => { fold.open = true }")
    return _lines(fold)


def with_whom(page: Page, person: str) -> dict[str, str]:
    """In how many of the last sessions each theme was tagged with `person`."""
    table = page.get_by_role("region", name="Themes by person")
    people = table.get_by_role("columnheader").all_inner_texts()
    rows = table.get_by_role("row").all()[1:]
    at = people.index(person) - 1
    return {
        _words(row.get_by_role("rowheader")): _words(row.get_by_role("cell").nth(at))
        for row in rows
    }


def together(page: Page) -> list[str]:
    """The pairs that were heard together, with the number of sessions."""
    return _lines(page.get_by_role("heading", name="Heard together").locator(".."))


def strip_of(page: Page, theme: str) -> list[str]:
    """A theme's cells in the table of all sessions, as they are read out."""
    row = page.locator("#strip tr.r").filter(has=page.get_by_role("rowheader", name=theme))
    return [" ".join(words.split()) for words in row.locator("td.c").all_text_contents()]


def _lines(place: Locator) -> list[str]:
    return [_words(line) for line in place.get_by_role("listitem").all()]


def _words(place: Locator) -> str:
    return " ".join(place.inner_text().split())
