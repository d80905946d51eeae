"""On which weekdays each country rests: as its partners say, else by our own table.

The table is ours because libraries have Libya wrong; it agrees with CLDR (weekendStart and weekendEnd).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

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
