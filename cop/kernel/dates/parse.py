"""Days, months, hours and durations as people type them; what can be read in two ways is refused, with a hint."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from cop.kernel.dates.forms import FIRST_YEAR, LAST_YEAR, day, day_text, month_days
from cop.kernel.dates.show import say_day
from cop.kernel.dates.words import MONTHS, WEEKDAYS, meaning
from cop.kernel.dates.zones import city, from_instant, local_day, make, parse_zone, tz
from cop.kernel.errors import BadInput
from cop.kernel.text import ascii_digits
from cop.kernel.types import Day, Month, Zone, ZonedTime

_MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u061c")) | {ord(","): " ", ord("،"): " ", 0xA0: " ", 0x202F: " "}
_HOUR = r"(\d{1,2})(?:[:.h](\d\d)(?::00)?|(h))?(am|pm|ص|م)?"
_EXACT = r"(.*\d:\d\d) ?(z|[+-](?:0\d|1[0-4]):[0-5]\d)"
_MOST_MINUTES = 31 * 24 * 60


class Understood(NamedTuple):
    """What a typed moment was taken to mean.

    Args:
        value: The local time and its zone.
        remark: A sentence the person should see, such as that the hour comes twice; None when there is no doubt.
    """

    value: ZonedTime
    remark: str | None = None


def parse_day(text: str, today: date, day_first: bool = True, *, happened: bool = False) -> Day:
    """Return the day a person typed, in English, French, Italian or Arabic, with any digits.

    Read are 2024-07-10, 10/07/2024, 10.7.2024, `10 jul 2024`, `wed 10 july`, today, tomorrow, yesterday, `tue` (today
    or the nearest coming one), `next tue` (the first after today), `last tue`, `+3d`, `-2w`. A date without a year is
    the nearest coming one, today included. Where it is asked when something `happened`, it is the nearest one, before
    or after, and a weekday is the last one: 28 jul typed in August is the one just over.

    Raises:
        BadInput: It is no day, the day does not exist, the weekday is another, or the year is of two digits.
    """
    read = _read_day(_plain(text), today, text, day_first, happened=happened)
    if read is None:
        raise _no_day(text)
    return read


def parse_month(text: str, today: date) -> Month:
    """Return the month a person typed: 2024-07, 07/2024, `jul 2024`, july, last, this, next.

    A month without a year is the one nearest to today, before or after: July typed in August is the one just over.

    Raises:
        BadInput: It is no month.
    """
    said = _plain(text)
    if numbers := re.fullmatch(r"(\d{4})[-/.](\d{1,2})|(\d{1,2})[-/.](\d{4})", said):
        return _month(int(numbers[1] or numbers[4]), int(numbers[2] or numbers[3]), text)
    parts = _parts(said, True)
    match sorted(parts):
        case ["month", "year"]:
            return _month(parts["year"], parts["month"], text)
        case ["month"]:
            ahead = (parts["month"] - today.month + 5) % 12 - 5
        case ["which"] | ["unit", "which"]:
            ahead = parts["which"]
        case _:
            raise BadInput(f'no month could be read from "{text}"', "write 2024-07, jul 2024, july, last, this or next")
    years, month = divmod(today.month - 1 + ahead, 12)
    return _month(today.year + years, month + 1, text)


def parse_moment(text: str, zone: Zone, now: datetime, day_first: bool = True) -> Understood:
    """Return the local time a person typed: any day `parse_day` reads, before or after an hour.

    Hours are 11:00, 9.30, 11h30, 11h, 2pm, and after a date with its year a bare 11. A zone after the hour, as in
    2024-07-17T11:00[Europe/Rome] or `17 jul 11:00 Rome`, wins over `zone`; an offset (Z, +02:00) without a zone names
    an instant, which is told in `zone`.

    Args:
        text: What was typed.
        zone: Whose clocks are meant unless the text says so.
        now: The present, from which today and tomorrow are counted in that zone.
        day_first: Whether 10/07 is 10 July.

    Raises:
        BadInput: The day or the hour is missing, or does not exist in that zone.
    """
    said, named = _zone_said(text)
    zone = parse_zone(named) if named is not None else zone
    exact = re.fullmatch(_EXACT, said)
    local = _local(exact[1] if exact else said, now.astimezone(tz(zone)).date(), text, day_first)
    if not exact:
        return _first_of_two(local, zone)
    offset = exact[2].replace("z", "+00:00")
    when = datetime.fromisoformat(f"{local.isoformat()}{offset}")
    value = from_instant(when, zone)
    _kept(day(local_day(value)), text)
    if value[:16] == local.isoformat(timespec="minutes"):
        return Understood(value)
    if named is not None:
        raise BadInput(f"{local:%H:%M}{offset} is not an hour of {city(zone)} on that day", f"leave out {offset}")
    return Understood(
        value, f"{local:%H:%M} at {offset} is {value[11:16]} in {city(zone)} on {say_day(Day(value[:10]))}"
    )


def split_hour(text: str) -> tuple[str, str | None]:
    """Return a text without the hour at its end or beginning, and that hour as 09:30; None when it holds none.

    Raises:
        BadInput: There is no such hour (25:00).
    """
    said = _whole_hours(_plain(text))
    words = said.split()
    for place, others in ((-1, words[:-1]), (0, words[1:])):
        hour = _hour(words[place]) if words else None
        if hour:
            return " ".join(others), hour
    return said, None


def parse_minutes(text: str) -> int:
    """Return a length in minutes, from 1 to those of 31 days: 45m, 3h, 1h30, 1:30, 90, `90 min`, `3 hours`.

    Raises:
        BadInput: It is no length, or out of these bounds.
    """
    said = _plain(text)
    hours, minutes = r"(\d{1,3}) ?(?:h|hours?|hrs?)", r"(\d{1,5}) ?(?:m|mins?|minutes?)?"
    read = re.fullmatch(rf"{hours}(?: ?{minutes})?|(\d{{1,3}}):(\d\d)|{minutes}", said)
    if read:
        whole, rest = int(read[1] or read[3] or 0), int(read[2] or read[4] or read[5] or 0)
        total = whole * 60 + rest
        if (rest < 60 or read[5]) and 1 <= total <= _MOST_MINUTES:
            return total
    raise BadInput(f'no length could be read from "{text}"', "write 45m, 3h, 1h30 or 90; at most 31 days")


def _zone_said(text: str) -> tuple[str, str | None]:
    """Return a plain text without the zone after its hour, and that zone as it was typed: in brackets, or a city."""
    bracket = re.fullmatch(r"(.*?)\s*\[([^\]]*)\]\s*", text, re.DOTALL)
    said = _whole_hours(re.sub(r"(?<=\d)t(?=\d)", " ", _plain(bracket[1] if bracket else text)))
    if bracket:
        return said, bracket[2]
    tail = re.fullmatch(r"(.+?) ([^\d ][^\d]*)", said)
    if not tail or not _hour(tail[1].split()[-1]) or any(map(meaning, tail[2].split())):
        return said, None
    return tail[1], tail[2]


def _whole_hours(said: str) -> str:
    """Return a text in which each hour is one word: 2 pm becomes 2pm, 14 h 30 becomes 14h30."""
    said = re.sub(r"(\d) (h|am|pm|ص|م)(?= |$)", r"\1\2", said)
    return re.sub(r"(\dh) (\d\d)(?= |$)", r"\1\2", said)


def _plain(text: str) -> str:
    """Return lower case with ASCII digits, single spaces, no commas and no direction marks."""
    said = ascii_digits(text).translate(_MARKS).lower()
    return re.sub(r" ?/ ?", "/", " ".join(said.split()))


def _read_day(said: str, today: date, text: str, day_first: bool, *, happened: bool = False) -> Day | None:
    if step := re.fullmatch(r"([+-]\d{1,4}) ?(d|w|days?|weeks?)", said):
        return _kept(today + timedelta(int(step[1]) * (7 if step[2][0] == "w" else 1)), text)
    parts = _parts(said, day_first)
    match sorted(parts):
        case ["day"]:
            return _kept(today + timedelta(parts["day"]), text)
        case ["weekday"] | ["weekday", "which"]:
            last = -1 if happened and parts["weekday"] != today.weekday() else None
            return _kept(_on_weekday(today, parts["weekday"], parts.get("which", last)), text)
        case ["date", "month", *rest] if set(rest) <= {"weekday", "year"}:
            return _checked(parts, today, text, happened=happened)
    return None


def _parts(said: str, day_first: bool) -> dict[str, int]:
    """Return what the words of a day say, by kind; empty when one is unknown or two say the same kind."""
    parts: dict[str, int] = {}
    for word in re.sub("(كانون|تشرين) ", r"\1", said).split():
        for each in _numbers(word, day_first) or [meaning(word)]:
            if each is None or each[0] in parts:
                return {}
            if each[0] != "filler":
                parts[each[0]] = each[1]
    return parts


def _numbers(word: str, day_first: bool) -> Sequence[tuple[str, int] | None]:
    """Return what a word of digits says: a year, a day of the month, or a whole date."""
    if whole := re.fullmatch(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", word):
        return [("year", int(whole[1])), ("month", int(whole[3])), ("date", int(whole[4]))]
    if short := re.fullmatch(r"(\d{1,2})([-/.])(\d{1,2})(?:\2(\d{4}))?", word):
        order = ("date", "month") if day_first else ("month", "date")
        return [(order[0], int(short[1])), (order[1], int(short[3]))] + ([("year", int(short[4]))] if short[4] else [])
    if re.fullmatch(r"\d{4}", word):
        return [("year", int(word))]
    alone = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th|er|°|º|\.)?", word)
    return [("date", int(alone[1]))] if alone else []


def _on_weekday(today: date, weekday: int, which: int | None) -> date:
    ahead = (weekday - today.weekday()) % 7
    if which == -1:
        return today + timedelta(ahead - 7)
    return today + timedelta(ahead or 7 if which == 1 else ahead)


def _checked(parts: dict[str, int], today: date, text: str, *, happened: bool) -> Day:
    """Return the day of a date and month, which must exist and fall on the weekday that was typed beside it."""
    number, month = parts["date"], parts["month"]
    _month(parts.get("year", today.year), month, text)
    years = [parts["year"]] if "year" in parts else range(today.year - 8 * happened, today.year + 9)
    found = [each for year in years if (each := _date(year, month, number))]
    if happened:
        coming = sorted(found, key=lambda each: (abs(each - today), each))
    else:
        coming = [each for each in found if "year" in parts or each >= today]
    if not coming:
        last = month_days(Month(f"{years[0]}-{month:02}"))[1]
        name = f"{MONTHS[month - 1]} {years[0]}"
        raise BadInput(f'{name} has no day {number} ("{text}")', f"its last day is {last}")
    if coming[0].weekday() != parts.get("weekday", coming[0].weekday()):
        raise BadInput(f"{say_day(day_text(coming[0]))} is not a {WEEKDAYS[parts['weekday']]}",
                       "leave out the weekday, or write the year")  # fmt: skip
    return _kept(coming[0], text)


def _date(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _month(year: int, month: int, text: str) -> Month:
    if not 1 <= month <= 12:
        raise BadInput(f'there is no month {month} ("{text}")', "write the year first, as in 2024-07-17 or 2024-07")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadInput(f'{year} is no year of a programme ("{text}")', f"write a year from {FIRST_YEAR} to {LAST_YEAR}")
    return Month(f"{year}-{month:02}")


def _kept(when: date, text: str) -> Day:
    _month(when.year, when.month, text)
    return day_text(when)


def _no_day(text: str, would_be: str = "2024-07-17, 17/07/2024, 17 jul, tomorrow, next tue or +3d") -> BadInput:
    """Return the error for what is no day; a year of two digits is never guessed, but 10/07/24 and 10 jul 24 have one.

    After a month in letters a number up to 23 may as well be an hour.
    """
    short = r"(\d[-/.]\d{1,2}[-/.](?=\d\d(?!\d))|\d [^\d\W]+ (?=(?:2[4-9]|[3-9]\d)(?!\d)))"
    full = re.sub(short, r"\g<1>20", _plain(text))
    hint = f"write the year in full: {full}" if full != _plain(text) else f"write {would_be}"
    return BadInput(f'no day could be read from "{text}"', hint)


def _local(said: str, today: date, text: str, day_first: bool) -> datetime:
    """Return the day and hour of a text whose zone is known already."""
    rest, hour = split_hour(said)
    if hour and rest and _is_date(_parts(said, day_first)):
        hint = f"write {rest} {hour} for the hour; a day needs one too: 17 jul 11:00"
        raise BadInput(f'"{said}" may be a day or an hour', hint)
    if hour is None:
        rest, hour = _bare_hour(said, day_first)
    if hour is None or _is_date(_parts(said, day_first)):
        read = _read_day(said, today, text, day_first)
        if read is None:
            raise _no_day(text, "day and hour: 2024-07-17 11:00, 17/07/2024 11:00, 17 jul 11:00 or next tue 14:30")
        raise BadInput(f"the hour is missing: {say_day(read)}", f"write {read} 11:00")
    if not rest:
        raise BadInput(f'the day is missing in "{text}"', f"write today {hour} or {today} {hour}")
    return datetime.fromisoformat(f"{parse_day(rest, today, day_first)}T{hour}")


def _bare_hour(said: str, day_first: bool) -> tuple[str, str | None]:
    """Return a text without the number after a date with its year, and that number as an hour: 10/7/2024 10."""
    rest, _, last = said.rpartition(" ")
    whole = {"date", "month", "year"} <= _parts(rest, day_first).keys()
    return (rest, _hour(f"{last}h")) if whole and re.fullmatch(r"\d{1,2}", last) else (said, None)


def _is_date(parts: dict[str, int]) -> bool:
    """Tell whether a text that seems to end in an hour, such as `wed 17.07`, is a date without one."""
    return {"date", "month"} <= parts.keys() <= {"date", "month", "year", "weekday"} and 1 <= parts["month"] <= 12


def _hour(word: str) -> str | None:
    read = re.fullmatch(_HOUR, word)
    if not read or not any(read.groups()[1:]):
        return None
    hour, minute = int(read[1]), int(read[2] or 0)
    if half := read[4]:
        hour = hour % 12 + (12 if half in ("pm", "م") else 0) if 1 <= hour <= 12 else 24
    if hour > 23 or minute > 59:
        raise BadInput(f"there is no hour {word}", "write an hour from 00:00 to 23:59")
    return f"{hour:02}:{minute:02}"


def _first_of_two(local: datetime, zone: Zone) -> Understood:
    value, second = make(local, zone), make(local.replace(fold=1), zone)
    if value == second:
        return Understood(value)
    where = f"{local:%H:%M} comes twice on {say_day(Day(value[:10]))} in {city(zone)}"
    return Understood(value, f"{where}; the first is taken, for the second write {second}")
