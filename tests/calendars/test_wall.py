"""The month on the wall: a grid in each language, whole, the same every time, with nothing cut off."""

import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop import cli
from cop.calendars import wall
from cop.calendars.telling import Event
from cop.documents.words import Words
from cop.kernel import dates
from cop.kernel.types import Day, Month, Word, Zone, ZonedTime
from cop.meetings.records import Meeting
from cop.store.records import Translation
from cop.store.store import Store
from tests.calendars.conftest import SC, SC7, VPM, Writing

GOLDEN = Path(__file__).parents[1] / "golden" / "calendars"
TRIPOLI = Zone("Africa/Tripoli")
WEEKENDS = {"LY": frozenset({4, 5}), "IT": frozenset({5, 6})}
JULY = Month("2024-07")


@pytest.fixture
def here(programme: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to stand in, with the programme chosen by COP_FILE."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COP_FILE", programme.place)
    return folder


@pytest.fixture
def arabic(writing: Writing) -> None:
    """Titles in Arabic: of a series, of a meeting, of the body that convenes it."""
    titles = {VPM: "الاجتماع الشهري عن بعد", SC7: "الاجتماع السابع للجنة التوجيهية", SC: "اللجنة التوجيهية"}
    with writing("2024-03-02T10:00") as draft:
        for subject, said in titles.items():
            draft.add(Translation(subject=subject, attribute=Word("title"), language=Word("ar"), words=said))


def event(
    first: str, last: str = "", title: str = "Meeting", hours: str = "11:00–12:00", *, off: bool = False
) -> Event:
    whole = bool(last) and last != first
    return Event(title, "" if whole else hours, "", "", "", "", off, Day(first), Day(last or first))


def july(*events: Event, language: str = "en") -> wall.Wall:
    return wall.wall(JULY, events, WEEKENDS, Words(language, TRIPOLI))


def printed(*words: str) -> str:
    assert cli.run(["calendar", "print", *words, "-o", "page.html", "--yes"]) == 0
    return Path("page.html").read_text(encoding="utf-8")


# The grid


def test_weeks_begin_on_saturday_in_libya_and_on_monday_in_britain() -> None:
    assert [head.name for head in july(language="ar").heads][:2] == ["السبت", "الأحد"]
    assert [head.name for head in july().heads][:2] == ["Monday", "Tuesday"]
    first_week = july(language="ar").weeks[0]
    assert [square.number for square in first_week.squares] == ["", "", "1", "2", "3", "4", "5"]


def test_each_day_off_names_the_countries_that_rest() -> None:
    told = {head.name: (head.countries, head.rest) for head in july().heads}
    assert told["Thursday"] == ("", "")
    assert told["Friday"] == ("Libya", "some")
    assert told["Saturday"] == ("Libya · Italy", "all")
    assert wall.days_off(WEEKENDS, Words("en")) == [
        "Days off in Libya: Friday and Saturday",
        "Days off in Italy: Saturday and Sunday",
    ]


def test_where_no_country_is_known_no_day_is_shaded() -> None:
    shown = wall.wall(JULY, [], {}, Words("en"))
    assert {square.rest for week in shown.weeks for square in week.squares} == {""}
    assert wall.days_off({}, Words("en")) == []


def test_a_meeting_of_several_days_goes_on_from_week_to_week() -> None:
    bars = [week.bars for week in july(event("2024-07-13", "2024-07-23")).weeks]
    assert [[(bar.column, bar.days, bar.opens, bar.closes) for bar in each] for each in bars] == [
        [],
        [(6, 2, True, False)],
        [(1, 7, False, False)],
        [(1, 2, False, True)],
        [],
    ]


def test_a_meeting_that_began_last_month_is_shown_from_the_first() -> None:
    (bar,) = july(event("2024-06-28", "2024-07-02")).weeks[0].bars
    assert (bar.column, bar.days, bar.opens, bar.closes) == (1, 2, False, True)


def test_meetings_of_several_days_lie_below_each_other_only_where_they_meet() -> None:
    week = july(event("2024-07-08", "2024-07-10"), event("2024-07-10", "2024-07-12"), event("2024-07-11", "2024-07-12"))
    bars = week.weeks[1].bars
    assert [bar.lane for bar in bars] == [1, 2, 1]
    assert [square.lanes for square in week.weeks[1].squares] == [1, 1, 2, 2, 2, 0, 0]


@given(st.lists(st.tuples(st.integers(-10, 40), st.integers(1, 20)), max_size=12))
def test_no_two_meetings_lie_upon_each_other(spans: list[tuple[int, int]]) -> None:
    begins = [dates.shift(Day("2024-07-01"), at) for at, _ in spans]
    events = [event(day, dates.shift(day, days)) for day, (_, days) in zip(begins, spans, strict=True)]
    for week in july(*events).weeks:
        taken = [(bar.lane, column) for bar in week.bars for column in range(bar.column, bar.column + bar.days)]
        assert len(taken) == len(set(taken)) and all(1 <= column <= 7 for _, column in taken)


@given(st.sampled_from([f"{year}-{month:02}" for year in range(2020, 2030) for month in range(1, 13)]))
def test_every_day_of_every_month_stands_once(month: str) -> None:
    for language in ("en", "ar"):
        shown = wall.wall(Month(month), [], WEEKENDS, Words(language, TRIPOLI))
        numbers = [square.number for week in shown.weeks for square in week.squares if square.number]
        assert numbers == [str(day) for day in range(1, int(dates.month_days(Month(month))[1][8:]) + 1)]


def test_a_full_month_gets_smaller_letters_before_it_gets_a_second_sheet() -> None:
    day = [event("2024-07-10", title="Coordination meeting about the port") for _ in range(40)]
    assert [july(*day[:few]).letters for few in (1, 8, 16)] == ["roomy", "dense", "packed"]
    assert july(*day).letters == "packed"


def test_what_does_not_take_place_is_not_counted() -> None:
    assert july(event("2024-07-10"), event("2024-07-11", off=True)).counted == "1 date"
    assert july(event("2024-07-11", off=True)).counted == "nothing planned"
    assert july(language="ar").counted == "لا شيء مخطط له"


# The page


@pytest.mark.usefixtures("arabic")
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_month_is_printed_as_it_was_agreed(here: Path, language: str) -> None:
    """COP_REWRITE_GOLDEN=1 writes it anew."""
    page, path = printed("--month", "2024-07", "--lang", language), GOLDEN / f"july-{language}.html"
    if os.environ.get("COP_REWRITE_GOLDEN"):
        path.write_text(page, encoding="utf-8", newline="\n")
    assert page == path.read_text(encoding="utf-8")


@pytest.mark.usefixtures("arabic")
def test_an_arabic_page_runs_from_right_to_left_with_arabic_titles(here: Path) -> None:
    page = printed("--lang", "ar")
    assert '<html lang="ar-LY" dir="rtl">' in page
    assert page.count("الاجتماع الشهري عن بعد") == 2, "a date of a series bears its translation, in grid and list"
    assert '<bdi dir="ltr">Training of trainers</bdi>' in page, "what has no translation stands as it was written"


def test_a_date_that_was_renamed_is_not_translated_as_its_series(
    here: Path, writing: Writing, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["meeting", "edit", "vpm/2024-07-03", "--set", "title=Meeting with the ministry"]) == 0
    with writing("2024-07-02T10:00") as draft:
        draft.add(Translation(subject=VPM, attribute=Word("title"), language=Word("ar"), words="الاجتماع الشهري"))
    assert "Meeting with the ministry" in printed("--lang", "ar")


def test_hours_of_other_countries_stand_there_only_where_clocks_differ(here: Path) -> None:
    assert "Rome" not in printed("--month", "2024-07", "--lang", "en")
    assert "11:00 Rome" in printed("--month", "2024-12", "--lang", "en")
    assert '<span class="hours">12:00–13:30' not in printed("--month", "2024-07", "--lang", "en")


def test_a_cancelled_meeting_is_struck_through_and_says_so(here: Path) -> None:
    page = printed("--month", "2024-09", "--lang", "en")
    assert '<li class="off">' in page and "<em>cancelled</em>" in page


def test_a_meeting_with_a_new_date_says_so(here: Path) -> None:
    assert "<em>new date</em>" in printed("--month", "2024-05", "--lang", "en")


def test_what_is_typed_into_a_title_stays_text(here: Path, writing: Writing) -> None:
    title = '<script>alert(1)</script>{{ 7 * 7 }}" onload="x'
    with writing("2024-03-02T10:00") as draft:
        draft.add(Meeting(title=title, body=SC, start=ZonedTime("2024-07-11T11:00[Europe/Rome]")))
    page = printed("--lang", "en")
    assert "<script" not in page and "{{ 7 * 7 }}" in page and "onload=&#34;x" in page


def test_a_page_needs_no_other_file_and_runs_nothing(here: Path) -> None:
    page = printed("--lang", "ar")
    assert "default-src 'none'" in page
    assert not re.search(r"<script|<link|<img|<iframe|@import|https?:|url\(|javascript:", page)


def test_the_page_does_not_know_what_day_it_is(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = printed("--month", "2024-07", "--lang", "ar")
    monkeypatch.setenv("COP_NOW", "2024-07-10T09:00:00Z")
    assert printed("--month", "2024-07", "--lang", "ar") == before


def test_a_page_of_the_past_says_how_old_it_is(here: Path, writing: Writing) -> None:
    assert "As known on 1 July 2024" in printed("--month", "2024-07", "--lang", "en")
    with writing("2024-07-20T10:00") as draft:
        draft.add(Meeting(title="Fair", body=SC, start=ZonedTime("2024-07-25T11:00[Europe/Rome]")))
    assert "As known on 20 July 2024" in printed("--month", "2024-07", "--lang", "en")
    page = printed("--month", "2024-07", "--lang", "en", "--as-of", "2024-07-15")
    assert "As known on 1 July 2024" in page and "Fair" not in page


def test_an_empty_month_says_that_nothing_is_planned(here: Path) -> None:
    page = printed("--month", "2023-02", "--lang", "ar")
    assert "لا شيء مخطط له" in page and "فبراير 2023" in page


def test_a_body_has_a_page_of_its_own(here: Path) -> None:
    page = printed("--month", "2024-07", "--lang", "en", "--body", "tb")
    assert "Technical Board" in page and "Training of trainers" in page and "7th Steering Committee" not in page


# Where it goes


def test_several_languages_are_several_files_in_a_folder(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["calendar", "print", "--month", "2024-08", "--lang", "ar", "--lang", "en", "-o", "august"]) == 0
    assert sorted(path.name for path in (here / "august").iterdir()) == [
        "calendar-2024-08-ar.html",
        "calendar-2024-08-en.html",
    ]
    assert "calendar-2024-08-ar.html" in capsys.readouterr().out


def test_a_bodys_page_bears_its_code(here: Path) -> None:
    assert cli.run(["calendar", "print", "--body", "lct-zli"]) == 0
    assert [path.name for path in here.iterdir()] == ["calendar-2024-07-lct-zli-en.html"]


def test_the_programmes_own_language_is_spoken_where_none_is_asked_for(here: Path, writing: Writing) -> None:
    assert cli.run(["programme", "edit", "--set", "language=ar"]) == 0
    assert 'dir="rtl"' in printed("--month", "2024-07")
    assert cli.run(["programme", "edit", "--set", "language=sw"]) == 0
    assert 'lang="en-GB"' in printed("--month", "2024-07")


def test_a_page_opens_in_the_browser(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages: list[str] = []
    monkeypatch.setattr("cop.console.page.open_page", lambda page, notes: pages.append(page))
    assert cli.run(["calendar", "print", "--month", "2024-08", "--lang", "ar", "--open"]) == 0
    assert ['dir="rtl"' in page for page in pages] == [True]
    assert not list(here.iterdir())


def test_stdout_gets_the_page_and_nothing_else(here: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert cli.run(["calendar", "print", "--lang", "ar", "-o", "-"]) == 0
    out, _ = capfdbinary.readouterr()
    assert out.startswith(b"<!doctype html>\n") and out.endswith(b"</html>\n") and wall.MARK in out[:200]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--lang", "ar", "--lang", "en", "-o", "both.html"], "2 languages are 2 pages"),
        (["--lang", "tlh"], 'cop does not speak "tlh" yet'),
        (["--month", "juby"], "juby"),
    ],
)
def test_what_cannot_be_printed_is_said_in_a_sentence(
    here: Path, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["calendar", "print", *words]) == 2
    assert said in capsys.readouterr().err
    assert not list(here.iterdir())


def test_a_strangers_file_is_not_overwritten(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "thesis.html").write_text("years of work", encoding="utf-8")
    assert cli.run(["calendar", "print", "-o", "thesis.html"]) == 2
    assert (here / "thesis.html").read_text(encoding="utf-8") == "years of work"
    for _ in range(2):
        assert cli.run(["calendar", "print", "-o", "ours.html"]) == 0


def test_a_rehearsed_print_writes_nothing(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["--dry-run", "calendar", "print", "--lang", "ar"]) == 0
    assert not list(here.iterdir()) and "would be written" in capsys.readouterr().out
