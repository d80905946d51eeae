"""The words of a document in one language: messages, plurals, days, hours, numbers, and texts of records.

Messages stand in the code in English, inside gettext() and ngettext(); cop/locale/LANGUAGE.po holds the translations.
A new language needs such a file and no code.
"""

import gettext
import io
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple
from unicodedata import bidirectional

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date, get_timezone_location
from babel.lists import format_list
from babel.messages import mofile, pofile
from babel.numbers import format_decimal

from cop.kernel import dates
from cop.kernel.errors import BadInput
from cop.kernel.types import Day, Id, Moment, Month, Zone, ZonedTime
from cop.store.database import Database, first
from cop.store.naming import fits

Direction = Literal["ltr", "rtl"]
SOURCE = "en"
"""The language in which messages stand in the code."""
ISOLATE, END = "\u2068", "\u2069"
"""First-strong isolate: what stands between them finds its own direction and does not disturb its surroundings."""
RIGHT_TO_LEFT = "\u200f"
"""Right-to-left mark: a strong letter that nobody sees."""


def mark(message: str) -> str:
    """Return a message as it is; marks it for translators where it stands, to be looked up later by gettext()."""
    return message


class Text(NamedTuple):
    """A text of a record, with its translations by language."""

    words: str
    others: Mapping[str, str] = {}


class Texts:
    """All translations of a programme's texts, asked for once."""

    def __init__(self, db: Database) -> None:
        self._others: dict[tuple[str, str], list[tuple[str, str, str | None]]] = {}
        for subject, attribute, *told in db.all(
            "SELECT subject, attribute, language, words, source_digest FROM translation"
        ):
            self._others.setdefault((subject, attribute), []).append((told[0], told[1], told[2]))

    def of(self, record: Id | str, attribute: str, words: str) -> Text:
        """Return a record's text with its translations, but those of another text that stood there before."""
        told = self._others.get((str(record), attribute), ())
        return Text(words, {language: said for language, said, source in told if fits(source, words)})


class Words:
    """One language as documents speak it."""

    def __init__(self, language: str, zone: Zone | None = None) -> None:
        """Prepare a language such as ar, or ar-LY; without a country, that of the zone decides on names of months.

        Raises:
            BadInput: There is no catalogue for it.
        """
        self.language, _, country = language.replace("_", "-").partition("-")
        if self.language not in languages():
            raise BadInput(f'cop does not speak "{language}" yet', f"there are {', '.join(languages())}")
        self.locale = _locale(self.language, country or (get_global("zone_territories").get(zone or "", "")))
        self.direction: Direction = "rtl" if self.locale.text_direction == "rtl" else "ltr"
        self._catalogue = _catalogue(self.language)

    @property
    def tag(self) -> str:
        """The language as documents declare it, such as ar-LY."""
        return str(self.locale).replace("_", "-")

    @property
    def is_rtl(self) -> bool:
        """Whether the language runs from right to left."""
        return self.direction == "rtl"

    def gettext(self, message: str, **inserted: object) -> str:
        """Return a message in this language, with what stands in its braces inserted."""
        return self._filled(self._catalogue.gettext(message), inserted)

    def ngettext(self, one: str, many: str, n: int, **inserted: object) -> str:
        """Return the form of a message that fits the number n, which stands in it as {n}."""
        return self._filled(self._catalogue.ngettext(one, many, n), inserted | {"n": self.number(n)})

    def text(self, of: Text) -> str:
        """Return a record's text in this language, else as it was written."""
        return of.others.get(self.language, of.words)

    def word(self, said: str) -> str:
        """Return a word of the data in this language, such as in_presence; one that no translator met reads as it is.

        Kinds and sectors are open: docs/make_catalogue.py gathers those that declarations and examples hold.
        """
        return self.gettext(said.replace("_", " "))

    def country(self, code: str) -> str:
        """Return what a country is called: Libya for LY; a code that nobody knows reads as it is."""
        return str(self.locale.territories.get(code, code))

    def city(self, zone: Zone) -> str:
        """Return the city that a zone is called by: Tripoli for Africa/Tripoli."""
        return str(get_timezone_location(zone, locale=self.locale, return_city=True))

    def isolated(self, said: str) -> str:
        """Return a name so that it does not disturb the order of a sentence that runs the other way.

        Only what holds letters that run the other way, and not yet in isolates of their own, needs it: around names
        that are isolated, a first-strong isolate would see no letter and run from left to right.
        """
        if not (self.is_rtl and "L" in _directions(said)):
            return said
        return f"{ISOLATE}{RIGHT_TO_LEFT if self.runs(said) == 'rtl' else ''}{said}{END}"

    def runs(self, said: str) -> Direction:
        """Return which way a text runs; one that says nothing of it runs as the language does."""
        return direction_of(said, self.direction)

    def listed(self, names: Sequence[str], style: Literal["standard", "or"] = "standard") -> str:
        """Return several names in a row: Rome and Paris; as a choice: yes or no."""
        return format_list([self.isolated(name) for name in names], style=style, locale=self.locale)

    def day(self, day: Day) -> str:
        """Return a day with its weekday: Wednesday 10 July 2024."""
        return f"{self.weekday(day)} {format_date(dates.day(day), 'd MMMM y', locale=self.locale)}"

    def short_day(self, day: Day) -> str:
        """Return a day for a table: Wed 10 July."""
        return format_date(dates.day(day), "EEE d MMMM", locale=self.locale)

    def date(self, day: Day) -> str:
        """Return a day without its weekday: 10 July 2024."""
        return format_date(dates.day(day), "d MMMM y", locale=self.locale)

    def weekday(self, day: Day) -> str:
        """Return the name of a day of the week."""
        return format_date(dates.day(day), "EEEE", locale=self.locale)

    def month(self, month: Month) -> str:
        """Return a month: July 2024."""
        return format_date(dates.day(Day(f"{month}-01")), "MMMM y", locale=self.locale)

    def short_month(self, month: Month) -> str:
        """Return the name of a month on a scale: Jul; where months have no short names, the whole one."""
        return format_date(dates.day(Day(f"{month}-01")), "LLL", locale=self.locale)

    def year(self, day: Day) -> str:
        """Return the year of a day."""
        return format_date(dates.day(day), "y", locale=self.locale)

    def weekdays(self, width: str = "wide") -> list[tuple[int, str]]:
        """Return the days of the week with their names, from the one with which the country's weeks begin.

        Days are numbered from Monday as 0: Libya begins with 5, Saturday. CLDR knows; width is wide or abbreviated.
        """
        names = self.locale.days["stand-alone"][width]
        return [
            (day % 7, str(names[day % 7])) for day in range(self.locale.first_week_day, self.locale.first_week_day + 7)
        ]

    def joined(self, parts: Iterable[str]) -> str:
        """Return parts of a sentence with the language's commas between them."""
        return self.gettext(", ").join(parts)

    def hour(self, start: ZonedTime) -> str:
        """Return an hour of the day: 11:00."""
        return start[11:16]

    def moment(self, moment: Moment | str, zone: Zone) -> str:
        """Return an instant as the clocks of a zone showed it: 10 July 2024, 11:00."""
        local = dates.from_instant(datetime.fromisoformat(moment), zone)
        return self.gettext("{day}, {hour}", day=self.date(dates.local_day(local)), hour=local[11:16])

    def number(self, of: int | float) -> str:
        """Return a number as the language writes it."""
        return format_decimal(of, locale=self.locale)

    def _filled(self, message: str, inserted: Mapping[str, object]) -> str:
        if not inserted:
            return message
        said = {
            name: value if isinstance(value, int) else self.isolated(str(value)) for name, value in inserted.items()
        }
        return message.format(**said)


def direction_of(said: str, otherwise: Direction) -> Direction:
    """Return which way a text runs, by most of its letters: an Arabic title that begins with a Latin name is Arabic.

    Isolated names do not count; a text without letters, or with as many of either, runs as its surroundings do.
    """
    found = _directions(said)
    leftward, rightward = found["R"] + found["AL"], found["L"]
    if leftward == rightward:
        return otherwise
    return "rtl" if leftward > rightward else "ltr"


def is_mixed(said: str) -> bool:
    """Tell whether a text holds letters of both directions, so that its first letter does not say which way it runs."""
    found = _directions(said)
    return "L" in found and ("R" in found or "AL" in found)


def languages() -> list[str]:
    """Return the languages that cop speaks, the source first."""
    names = (entry.name for entry in (files("cop") / "locale").iterdir())
    return [SOURCE, *sorted(name.removesuffix(".po") for name in names if name.endswith(".po"))]


def usual_language(db: Database) -> str:
    """Return the language of documents for which nobody says one: the programme's, where cop speaks it."""
    row = first(db, "SELECT language FROM programme")
    return row[0] if row and row[0] in languages() else SOURCE


def _locale(language: str, country: str) -> Locale:
    """Return a language as spoken in a country; where that is not known, in general, and English as in Britain."""
    usual = {"en": "GB"}.get(language)
    for territory in (country, usual):
        try:
            if territory:
                return Locale(language, territory)
        except UnknownLocaleError:
            continue
    return Locale(language)


def _directions(said: str) -> Counter[str]:
    """Return how many letters of a text run which way; what is isolated already does not count."""
    bare = re.sub(f"{ISOLATE}[^{ISOLATE}{END}]*{END}", "", said)
    return Counter(bidirectional(letter) for letter in bare if letter.isalpha())


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    """Return the translations, read once: a reminder for every team needs them ten times."""
    if language == SOURCE:
        return gettext.NullTranslations()
    with (files("cop") / "locale" / f"{language}.po").open("rb") as file:
        catalogue = pofile.read_po(file, locale=language)
    compiled = io.BytesIO()
    mofile.write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
