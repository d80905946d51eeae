"""The canonical texts of days, months and moments: strict checks, and the little arithmetic that needs no zone."""

import re
from datetime import UTC, date, datetime, timedelta

from cop.kernel.types import FIRST_YEAR as FIRST_YEAR
from cop.kernel.types import LAST_YEAR as LAST_YEAR
from cop.kernel.types import Day, Moment, Month


def is_day(text: str) -> bool:
    """Tell whether a text is a day exactly as records hold it: 2024-07-10, of a year from 1970 to 2199."""
    try:
        read = date.fromisoformat(text)
    except ValueError:
        return False
    return read.isoformat() == text and FIRST_YEAR <= read.year <= LAST_YEAR


def is_month(text: str) -> bool:
    """Tell whether a text is a month exactly as records hold it: 2024-07."""
    return is_day(f"{text}-01")


def is_moment(text: str) -> bool:
    """Tell whether a text is an instant exactly as records hold it: 2024-07-10T09:00:00Z."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        return False
    return read.tzinfo is UTC and FIRST_YEAR <= read.year <= LAST_YEAR and moment_text(read) == text


def has_zoned_form(text: str) -> bool:
    """Tell whether a text has the shape of a zoned time, without asking any zone data: the same on every machine."""
    form = re.fullmatch(r"(.{10})T([01][0-9]|2[0-3]):[0-5][0-9]([+-][0-9]{2}:[0-9]{2})?\[[A-Za-z0-9_+/-]+\]", text)
    return form is not None and is_day(form[1])


def day(text: Day) -> date:
    """Return the date of a canonical day."""
    return date.fromisoformat(text)


def day_text(when: date) -> Day:
    """Return the canonical text of a date."""
    return Day(when.isoformat())


def shift(text: Day, days: int) -> Day:
    """Return the day so many days later, or earlier when the number is negative."""
    return day_text(day(text) + timedelta(days))


def month_days(month: Month) -> tuple[Day, Day]:
    """Return the first and the last day of a month."""
    first = date.fromisoformat(f"{month}-01")
    last = (first + timedelta(31)).replace(day=1) - timedelta(1)
    return day_text(first), day_text(last)


def moment_text(when: datetime) -> Moment:
    """Return the canonical text of an aware datetime, in UTC, to the second (a fraction is cut off)."""
    if when.tzinfo is None:
        raise ValueError("a moment needs a zone")
    return Moment(when.astimezone(UTC).isoformat(timespec="seconds")[:19] + "Z")
