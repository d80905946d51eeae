"""A month on one page in one language, for the wall and for the chat group: a grid on paper, a list on a telephone."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from cop.calendars.telling import Event
from cop.documents.words import Words
from cop.kernel import dates
from cop.kernel.types import Day, Month

MARK = b'<meta name="generator" content="cop">'
"""What the page says of itself in its first lines, so that cop knows its own files."""
Weekends = Mapping[str, frozenset[int]]
"""The weekdays off by country, from Monday as 0."""


class Letters(NamedTuple):
    """A size of letters on paper: about how many stand in a line of a square, and how many lines on a sheet.

    In the smallest size, what is said of a meeting runs on instead of standing in lines of its own.
    """

    name: str
    in_a_line: int
    lines: int
    run_on: bool = False

    def lines_of(self, event: Event) -> float:
        """Return about how many lines of a square a meeting takes, with the space above it."""
        told = (event.hours + event.mark, event.title, event.where, event.elsewhere)
        if self.run_on:
            return 0.4 - (-len(" ".join(told)) // self.in_a_line)
        return 0.4 + sum(-(-len(text) // self.in_a_line) for text in told)


SIZES = (Letters("roomy", 20, 36), Letters("dense", 25, 44), Letters("packed", 31, 54, run_on=True))


class Bar(NamedTuple):
    """What a meeting of several days takes of one week: its first column, from 1, how many, and how deep it lies."""

    event: Event
    column: int
    days: int
    lane: int
    opens: bool
    closes: bool


class Square(NamedTuple):
    """One day of the grid, with the number of lanes above its own meetings.

    Its number is empty outside the month; `rest` says whether some or all countries rest.
    """

    number: str
    rest: str
    events: list[Event]
    lanes: int


class Week(NamedTuple):
    """Seven days, and the meetings that go through several of them, in lanes."""

    squares: list[Square]
    bars: list[Bar]
    lanes: int

    def height(self, letters: Letters) -> float:
        """Return about how many lines it takes on paper."""
        own = [square.lanes * 1.5 + sum(map(letters.lines_of, square.events)) for square in self.squares]
        return 1.2 + max(1, *own)


class Head(NamedTuple):
    """The head of a column: the day of the week, and the countries that rest on it."""

    name: str
    countries: str
    rest: str


class Wall(NamedTuple):
    """A month as a page shows it."""

    heads: list[Head]
    weeks: list[Week]
    listed: list[tuple[str, list[Event]]]
    counted: str

    @property
    def letters(self) -> str:
        """The largest size of letters in which everything fits on one sheet of paper, else the smallest."""
        fitting = (size for size in SIZES if sum(week.height(size) for week in self.weeks) <= size.lines)
        return next(fitting, SIZES[-1]).name


def wall(month: Month, events: Sequence[Event], weekends: Weekends, words: Words) -> Wall:
    """Return a month in one language; its weeks begin as in the language's country."""
    first, last = dates.month_days(month)
    count = sum(not event.off for event in events)
    return Wall(
        heads=[_head(day, name, weekends, words) for day, name in words.weekdays()],
        weeks=[_week(day, first, last, events, weekends) for day in _beginnings(first, last, words)],
        listed=_listed(events, words),
        counted=words.ngettext("{n} date", "{n} dates", count) if count else words.gettext("nothing planned"),
    )


def days_off(weekends: Weekends, words: Words) -> list[str]:
    """Return in words which countries rest on which days."""
    names, countries = dict(words.weekdays()), defaultdict[frozenset[int], list[str]](list)
    for country, off in weekends.items():
        countries[off].append(words.country(country))
    return [
        words.gettext(
            "Days off in {countries}: {days}",
            countries=words.listed(where),
            days=words.listed([names[day] for day in sorted(off)]),
        )
        for off, where in countries.items()
    ]


def html(of: Wall, title: str, subject: str, notes: Sequence[str], words: Words) -> str:
    """Return the page: one file that needs no other and runs nothing."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    pages = Environment(
        loader=PackageLoader("cop.calendars"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    shown = {"wall": of, "title": title, "subject": subject, "notes": notes, "words": words}
    return pages.get_template("wall.html").render(shown)


def _head(day: int, name: str, weekends: Weekends, words: Words) -> Head:
    countries = " · ".join(words.country(country) for country, off in weekends.items() if day in off)
    return Head(name, countries, _rest(day, weekends))


def _rest(day: int, weekends: Weekends) -> str:
    resting = [day in off for off in weekends.values()]
    return "all" if resting and all(resting) else "some" if any(resting) else ""


def _beginnings(first: Day, last: Day, words: Words) -> Iterator[Day]:
    """Yield the first day of every week of a month."""
    begins = words.weekdays()[0][0]
    day = dates.shift(first, -((dates.day(first).weekday() - begins) % 7))
    while day <= last:
        yield day
        day = dates.shift(day, 7)


def _week(begins: Day, first: Day, last: Day, events: Sequence[Event], weekends: Weekends) -> Week:
    days = [dates.shift(begins, at) for at in range(7)]
    inside = [day for day in days if first <= day <= last]
    bars: list[Bar] = []
    for event in events:
        if event.last > event.first and event.first <= inside[-1] and event.last >= inside[0]:
            bars.append(_bar(event, days, inside, bars))
    deep = [
        max((bar.lane for bar in bars if bar.column <= at < bar.column + bar.days), default=0) for at in range(1, 8)
    ]
    squares = [_square(day, lanes, inside, events, weekends) for day, lanes in zip(days, deep, strict=True)]
    return Week(squares, bars, max((bar.lane for bar in bars), default=0))


def _bar(event: Event, days: Sequence[Day], inside: Sequence[Day], before: Sequence[Bar]) -> Bar:
    """Return what a meeting takes of a week, in the first lane in which it meets no other."""
    opens, closes = max(event.first, inside[0]), min(event.last, inside[-1])
    column, end = days.index(opens) + 1, days.index(closes) + 1
    taken = {bar.lane for bar in before if bar.column <= end and bar.column + bar.days > column}
    lane = next(lane for lane in range(1, len(before) + 2) if lane not in taken)
    return Bar(event, column, end - column + 1, lane, opens == event.first, closes == event.last)


def _square(day: Day, lanes: int, inside: Sequence[Day], events: Sequence[Event], weekends: Weekends) -> Square:
    if day not in inside:
        return Square("", "", [], lanes)
    own = [event for event in events if event.first == event.last == day]
    return Square(str(int(day[8:])), _rest(dates.day(day).weekday(), weekends), own, lanes)


def _listed(events: Sequence[Event], words: Words) -> list[tuple[str, list[Event]]]:
    """Return the meetings by the days on which they are."""
    found: dict[str, list[Event]] = defaultdict(list)
    for event in sorted(events, key=lambda event: (event.first, event.hours)):
        day = words.short_day(event.first)
        found[day if event.last == event.first else f"{day} – {words.short_day(event.last)}"].append(event)
    return list(found.items())
