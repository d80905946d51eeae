"""What a date of a series is called in other languages."""

import pytest

from cop.documents.words import Texts
from cop.kernel.types import Day, Moment, Rule, Word, ZonedTime
from cop.meetings.queries.sittings import sittings
from cop.meetings.records import Meeting, Series
from cop.meetings.wording import MeetingTexts
from cop.store.records import Translation
from cop.store.store import Store
from cop.teams.records import Body

DAY = Day("2024-07-03")
AT = ZonedTime("2024-07-03T11:00[Africa/Tripoli]")


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Call", {"ar": "مكالمة", "it": "Chiamata di luglio"}),  # Its own Italian goes before its series'.
        ("Call of July", {"it": "Chiamata di luglio"}),
    ],
)
def test_a_date_that_is_called_as_its_series_is_translated_with_it(
    store: Store, title: str, told: dict[str, str]
) -> None:
    with store.writing("import") as draft:
        body = draft.add(Body(code="pmu", title="Unit", kind=Word("secretariat"))).id
        series = draft.add(Series(title="Call", body=body, rule=Rule("weekly on wed"), start=AT)).id
        one = draft.add(Meeting(title=title, body=body, series=series, original_on=DAY, start=AT)).id
        for subject, language, words in (
            (series, "ar", "مكالمة"), (series, "it", "Chiamata"), (one, "it", "Chiamata di luglio"),
        ):  # fmt: skip
            draft.add(Translation(subject=subject, attribute=Word("title"), language=Word(language), words=words))
    with store.reading():
        (found,) = sittings(store.db, Moment("2024-07-01T00:00:00Z"), Moment("2024-07-05T00:00:00Z"))
        text = MeetingTexts(store.db, Texts(store.db)).title(found)
    assert (text.words, text.others) == (title, told)
