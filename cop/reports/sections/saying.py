"""How a report says its figures, marks and statuses."""

from collections.abc import Iterable
from unicodedata import bidirectional

from cop.documents.blocks import Cell, Paragraph, Tone
from cop.documents.words import END, ISOLATE, Text, Words, mark
from cop.kernel import dates
from cop.kernel.types import Day, Zone, ZonedTime
from cop.reports.ratio import Figure, Ratio
from cop.reports.report import Mark

NOTHING = mark("nothing planned")
UNRECORDED = mark("nothing recorded")
MARKS = {"new": mark("new"), "changed": mark("changed")}
NONE = "–"
"""Stands in a cell that has nothing to say."""


def nothing(words: Words) -> Paragraph:
    """Return the sentence that stands where there is nothing to show."""
    return Paragraph(words.gettext(NOTHING), "empty")


def unrecorded(words: Words) -> Paragraph:
    """Return the sentence that stands where nothing was written of what happens unplanned."""
    return Paragraph(words.gettext(UNRECORDED), "empty")


def part(words: Words, figure: Figure) -> str:
    """Return a figure as 5/6, or the word that stands in its place."""
    return _part(words, figure.ratio) if figure.ratio else words.gettext(figure.lacks)


def share(words: Words, figure: Figure) -> str:
    """Return a figure as 5/6 (83 %), or the word that stands in its place."""
    if figure.ratio is None:
        return words.gettext(figure.lacks)
    return words.gettext("{part} ({percent} %)", part=_part(words, figure.ratio), percent=_percent(words, figure.ratio))


def percent(words: Words, figure: Figure) -> str:
    """Return a figure as 83 %, or nothing."""
    return words.gettext("{percent} %", percent=_percent(words, figure.ratio)) if figure.ratio else ""


def marked(words: Words, said: str, of: Mark, tone: Tone = "") -> Cell:
    """Return a cell that says whether its line is new or changed."""
    return Cell(said, tone, words.gettext(MARKS[of]) if of else "")


def sentence(said: Iterable[str]) -> str:
    """Return what belongs together on one line."""
    return " · ".join(filter(None, said))


def quoted(words: Words, of: Text) -> str:
    """Return what a person wrote so that, whichever way it runs, it does not disturb the sentence around it."""
    said = words.text(of)
    other_way = ("L",) if words.is_rtl else ("R", "AL")
    return f"{ISOLATE}{said}{END}" if any(bidirectional(each) in other_way for each in said) else said


def owner(words: Words, name: Text, place: Text | None) -> str:
    """Return whose it is: a role with its town."""
    said = words.isolated(words.text(name))
    return words.joined((said, words.isolated(words.text(place)))) if place else said


def day(words: Words, of: Day | None) -> str:
    """Return a day for a table."""
    return words.short_day(of) if of else NONE


def hour(words: Words, start: ZonedTime, zone: Zone) -> str:
    """Return a day and an hour, with the city of its clock where that is not the programme's."""
    said = f"{words.short_day(dates.local_day(start))} {words.hour(start)}"
    own = dates.zone_of(start)
    return said if own == zone else words.gettext("{when} ({city})", when=said, city=words.city(own))


def _part(words: Words, of: Ratio) -> str:
    return f"{words.number(of.numerator)}/{words.number(of.denominator)}"


def _percent(words: Words, of: Ratio) -> str:
    return words.number(of.percent)
