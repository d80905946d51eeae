"""How a report says its figures, marks and statuses."""

from collections.abc import Iterable
from decimal import Decimal
from unicodedata import bidirectional

from babel.dates import format_interval
from babel.numbers import format_decimal

from cop.activities.pilots.wording import brief_day
from cop.documents.blocks import Cell, Paragraph, Tone
from cop.documents.words import END, ISOLATE, Text, Words, mark
from cop.kernel import dates
from cop.kernel.types import Day, Money, Number, Share, Zone, ZonedTime
from cop.reports.named import Mark, Named, Owner
from cop.reports.ratio import NO_DATA, Figure, Ratio

NOTHING = mark("nothing planned")
UNRECORDED = mark("nothing recorded")
MARKS = {"new": mark("new"), "changed": mark("changed")}
THIN = "\u2009"
"""A thin space, which CLDR sets around dashes and few fonts hold."""
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


def whose(words: Words, of: Owner | None) -> str:
    """Return who answers for something; a dash where nobody does."""
    return owner(words, of.name, of.place) if of else NONE


def called(words: Words, of: Named) -> str:
    """Return what people type for something, and what it is called: wp1 Training that multiplies."""
    return f"{of.ref} {words.text(of.name)}"


def amount(words: Words, of: Number | None) -> str:
    """Return an exact amount with all its decimals, as the language writes it."""
    if of is None:
        return words.gettext(NO_DATA)
    return str(format_decimal(Decimal(of), locale=words.locale, decimal_quantization=False))


def money(words: Words, of: Money) -> str:
    """Return an amount of money as people write it: 1,200.50 EUR."""
    number, _, currency = of.partition(" ")
    cents = "#,##0.00" if "." in number else None
    return f"{format_decimal(Decimal(number), format=cents, locale=words.locale)} {currency}"


def index(words: Words, figure: Figure) -> str:
    """Return a figure as a number with two decimals, such as an SPI of 0.85, or the word that stands in its place."""
    if figure.ratio is None:
        return words.gettext(figure.lacks)
    hundredths = Ratio(figure.ratio.numerator, figure.ratio.denominator).percent
    return str(format_decimal(Decimal(hundredths) / 100, format="0.00", locale=words.locale))


def whole(words: Words, figure: Figure) -> str:
    """Return a figure as 83 %, or the word in its place; what is not whole is never rounded up to 100 %."""
    if figure.ratio is None:
        return words.gettext(figure.lacks)
    of = figure.ratio
    rounded = min(of.percent, 99) if of.numerator < of.denominator else of.percent
    return words.gettext("{percent} %", percent=words.number(rounded))


def shared(words: Words, of: Share | None) -> str:
    """Return a share as 35 %, or that nobody knows it."""
    if of is None:
        return words.gettext(NO_DATA)
    return words.gettext("{percent} %", percent=amount(words, Number(f"{(Decimal(of) * 100).normalize():f}")))


def counted(words: Words, of: int | None) -> str:
    """Return a count, or that nobody knows it."""
    return words.gettext(NO_DATA) if of is None else words.number(of)


def span(words: Words, first: Day, last: Day) -> str:
    """Return some days for a table: 22 July – 10 December 2024."""
    if first == last:
        return brief_day(first, words)
    said = format_interval(dates.day(first), dates.day(last), "yMMMd", locale=words.locale)
    return str(said).replace(THIN, " ")


def named_days(words: Words, first: Day, last: Day) -> str:
    """Return some days of a month with their weekdays: Sat 1 June – Fri 7 June."""
    said = words.short_day(first)
    return said if first == last else f"{said} – {words.short_day(last)}"


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
