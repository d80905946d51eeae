"""On which weekdays each country rests: as its partners say, else by our own table.

The table is ours because libraries have Libya wrong; it agrees with CLDR (weekendStart and weekendEnd).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from cop.kernel.dates.words import WEEKDAYS

WEEKS = {"mon-fri": frozenset({5, 6}), "sun-thu": frozenset({4, 5}), "sat-wed": frozenset({3, 4})}
"""The weekdays off, from Monday as 0, by a partner's working days."""
SUNDAY_TO_THURSDAY = frozenset({"BH", "DZ", "EG", "IL", "IQ", "JO", "KW", "LY", "OM", "QA", "SA", "SD", "SY", "YE"})
SATURDAY_TO_WEDNESDAY = frozenset({"AF"})
EVERYWHERE = "mon-fri"


def working_week(country: str) -> str:
    """Return a country's working days where no partner of it says otherwise."""
    if country in SUNDAY_TO_THURSDAY:
        return "sun-thu"
    return "sat-wed" if country in SATURDAY_TO_WEDNESDAY else EVERYWHERE


def weekends(partners: Iterable[tuple[str, str | None]]) -> dict[str, frozenset[int]]:
    """Return the weekdays off by country, the country with most partners first.

    Args:
        partners: Country and working days of each partner; where they differ within a country, most of them decide.
    """
    said: dict[str, Counter[str]] = defaultdict(Counter)
    for country, week in partners:
        said[country][week if week in WEEKS else working_week(country)] += 1
    order = sorted(said, key=lambda country: (-said[country].total(), country))
    return {country: WEEKS[min(said[country], key=lambda week: (-said[country][week], week))] for country in order}


def legend(weekends: Mapping[str, frozenset[int]]) -> str:
    """Return the weekends in words: days off: Fri Sat in Libya · Sat Sun in Italy, Tunisia; nothing without any."""
    named, countries = _names(), defaultdict[frozenset[int], list[str]](list)
    for country, off in weekends.items():
        countries[off].append(named.get(country, country))
    told = [
        f"{' '.join(WEEKDAYS[day] for day in sorted(off))} in {', '.join(where)}" for off, where in countries.items()
    ]
    return f"days off: {' · '.join(told)}" if told else ""


def _names() -> dict[str, str]:
    """Return the countries' names by code, from the list that comes with the time zones."""
    from importlib.resources import files

    lines = (files("tzdata.zoneinfo") / "iso3166.tab").read_text(encoding="utf-8").splitlines()
    return {code: name for code, _, name in (line.partition("\t") for line in lines if not line.startswith("#"))}
