"""Dates, times and numbers as therapists write them."""

from datetime import date, datetime, time

from flask import Flask

from notes_app.web.current import has_page

WORDS: tuple[str, ...] = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)

SINGLE = str.maketrans("“”", "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}")


def day(value: date) -> str:
    """30 April 2026."""
    return f"{value.day} {value:%B %Y}"


def short_day(value: date) -> str:
    """30 Apr."""
    return f"{value.day} {value:%b}"


def weekday(value: date) -> str:
    """Thursday 30 April."""
    return f"{value:%A} {value.day} {value:%B}"


def clock_time(value: time | datetime) -> str:
    """15:12."""
    return f"{value:%H:%M}"


def number_word(count: int) -> str:
    """The number in words up to twelve, in figures from thirteen."""
    return WORDS[count] if 0 <= count < len(WORDS) else str(count)


def plural(count: int, one: str, many: str | None = None) -> str:
    """The noun that fits the number, without the number: 1 "session", 3 "sessions"."""
    return one if count == 1 else many or f"{one}s"


def quoted(words: str) -> str:
    """The words in quotation marks; marks inside become single ones, and none is doubled."""
    if words.startswith("“") and words.endswith("”") and words.count("“") == 1:
        return words
    return f"“{words.translate(SINGLE)}”"


def init_app(app: Flask) -> None:
    """Give them to the templates."""
    for found in (day, short_day, weekday, clock_time, number_word, plural, quoted):
        app.jinja_env.filters[found.__name__] = found
    app.jinja_env.globals["has_page"] = has_page
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
