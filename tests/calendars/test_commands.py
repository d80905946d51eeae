import os
import re
from collections.abc import Iterator
from pathlib import Path

import icalendar
import pytest

from cop import cli
from cop.calendars import files
from cop.kernel.errors import FileTrouble
from cop.kernel.types import Id, ZonedTime
from cop.meetings.records import Meeting
from cop.store.files import write_whole
from cop.store.store import Store
from cop.teams.records import Body, Partner, Person
from tests.calendars.conftest import SC, Writing

GOLDEN = Path(__file__).parents[1] / "golden" / "calendars"


@pytest.fixture
def here(programme: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to stand in, with the programme chosen by COP_FILE."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COP_FILE", programme.place)
    return folder


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def summaries(path: Path) -> set[str]:
    return {str(one["SUMMARY"]) for one in icalendar.Calendar.from_ical(path.read_bytes()).events}


# Export


def test_stdout_gets_the_calendar_and_nothing_else(here: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert cli.run(["calendar", "export", "-o", "-"]) == 0
    out, err = capfdbinary.readouterr()
    assert out.startswith(b"BEGIN:VCALENDAR\r\n") and out.endswith(b"END:VCALENDAR\r\n")
    assert err == b"3 meetings and 1 series\n"
    assert names(here) == []


def test_the_same_programme_gives_the_same_file_twice(here: Path) -> None:
    assert cli.run(["calendar", "export", "-o", "one.ics"]) == cli.run(["calendar", "export", "-o", "two.ics"]) == 0
    assert (here / "one.ics").read_bytes() == (here / "two.ics").read_bytes()


def test_all_writes_the_programme_and_every_body_under_its_code(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["calendar", "export", "--all", "-o", "calendars/"]) == 0
    assert names(here / "calendars") == ["lct-zli.ics", "rebuild.ics", "sc.ics", "tb.ics"]
    out, err = capsys.readouterr()
    assert out == "written\tcalendars/\t4 calendars\n"
    assert "sc.ics: 1 meeting and 1 series" in err.splitlines()
    assert summaries(here / "calendars" / "tb.ics") == {"Virtual partnership meeting", "Training of trainers"}


def test_a_second_export_replaces_the_first(here: Path) -> None:
    for _ in range(2):
        assert cli.run(["calendar", "export", "--all", "-o", "calendars/"]) == 0
    assert names(here / "calendars") == ["lct-zli.ics", "rebuild.ics", "sc.ics", "tb.ics"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ([], "rebuild.ics"),
        (["--month", "next"], "rebuild-2024-08.ics"),
        (["--body", "lct-zli"], "lct-zli.ics"),
        (["--person", "m-seb-pm", "--month", "2024-07"], "m-seb-pm-2024-07.ics"),
        (["--partner", "m-zli", "--from", "2024-04-01"], "m-zli-2024-04-01.ics"),
        (["--from", "2024-04-01", "--to", "2025-03-31"], "rebuild-2024-04-01-2025-03-31.ics"),
    ],
)
def test_a_file_that_nobody_named_gets_a_name_that_tells_what_it_is(here: Path, words: list[str], name: str) -> None:
    assert cli.run(["calendar", "export", *words]) == 0
    assert names(here) == [name]


def test_two_mayors_calendars_bear_the_names_of_their_towns(
    here: Path, writing: Writing, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    with writing("2024-03-02T10:00") as draft:
        for town in ("Zliten", "Sebha"):
            partner = draft.add(Partner(name=town))
            draft.add(Person(code=town.lower(), title="Mayor", partner=partner.id))
    for town in ("Zliten", "Sebha"):
        assert cli.run(["calendar", "export", "--person", town.lower(), "-o", "-"]) == 0
        assert f"X-WR-CALNAME:Mayor\\, {town} · REBUILD\r\n".encode() in capfdbinary.readouterr().out


def test_a_month_has_only_what_has_to_do_with_it(here: Path) -> None:
    assert cli.run(["calendar", "export", "--month", "next", "-o", "x.ics"]) == 0
    assert summaries(here / "x.ics") == {"Virtual partnership meeting"}


def test_a_strangers_file_is_left_alone_unless_yes_is_said(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "thesis.txt").write_text("years of work")
    assert cli.run(["calendar", "export", "-o", "thesis.txt"]) == 2
    assert "--yes" in capsys.readouterr().err
    assert (here / "thesis.txt").read_text() == "years of work"
    assert cli.run(["calendar", "export", "-o", "thesis.txt", "--yes"]) == 0
    assert (here / "thesis.txt").read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_a_rehearsal_writes_nothing(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["calendar", "export", "--all", "-o", "calendars/", "--dry-run"]) == 0
    assert "would be written" in capsys.readouterr().out
    assert names(here) == []


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--body", "sc", "--person", "pat-pm"], 2, "one body's, person's or partner's"),
        (["--all", "--body", "sc"], 2, "--all writes a calendar for every body into a folder"),
        (["--all", "-o", "x.ics"], 2, "-o calendars/"),
        (["--all", "-o", "-"], 2, "-o calendars/"),
        (["--month", "2024-07", "--to", "2024-08-01"], 2, "exclude each other"),
        (["--from", "2024-07-02", "--to", "2024-07-01"], 2, "lies before"),
        (["--body", "scc"], 3, "no body is called"),
        (["-o", "../programme.cop.db/x.ics"], 5, "cannot be written"),
        (["-o", "../programme.cop.db", "--yes"], 5, "is a database"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    here: Path, capsys: pytest.CaptureFixture[str], words: list[str], code: int, said: str
) -> None:
    assert cli.run(["calendar", "export", *words]) == code
    assert said in capsys.readouterr().err
    assert names(here) == []


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions bind neither root nor Windows")
def test_a_folder_that_may_not_be_written_is_a_plain_error(here: Path) -> None:
    here.chmod(0o500)
    assert cli.run(["calendar", "export"]) == 5
    here.chmod(0o700)


def test_a_file_where_a_folder_is_needed_is_a_plain_error(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "calendars").write_text("")
    assert cli.run(["calendar", "export", "--all"]) == 5
    assert "calendars" in capsys.readouterr().err


def test_an_export_that_fails_leaves_the_old_file_whole(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = here / "rebuild.ics"
    write_whole(str(old), [b"PRODID:-//cop-programme//cop//EN", b"old"])

    def broken() -> Iterator[bytes]:
        yield b"half"
        raise OSError(28, "No space left on device")

    with pytest.raises(FileTrouble, match="no space left"):
        write_whole(str(old), broken())
    assert old.read_bytes().endswith(b"old") and names(here) == ["rebuild.ics"]


def test_codes_become_names_that_every_system_takes() -> None:
    asked = [("sc", "1"), ("SC", "2"), ("a/b", "3"), ("../x", "4"), ("con", "5"), ("فريق", "6"), ("...", "7")]
    assert list(files.distinct(asked)) == ["sc", "SC-2", "a-b", "x", "con-", "فريق", "calendar"]


def test_a_body_called_like_the_programme_gets_a_file_of_its_own(here: Path, writing: Writing) -> None:
    with writing("2024-03-02T10:00") as draft:
        draft.add(Body(id=Id("b0dy00000000"), code="Rebuild", title="Whole", kind="x"))  # type: ignore[arg-type]
    assert cli.run(["calendar", "export", "--all"]) == 0
    assert "Rebuild-b0dy00000000.ics" in names(here / "calendars")


# Show


@pytest.mark.parametrize("width", ["80", "120"])
def test_a_month_is_shown_as_it_was_agreed(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: str
) -> None:
    """COP_REWRITE_GOLDEN=1 writes it anew."""
    monkeypatch.setenv("COLUMNS", width)
    assert cli.run(["calendar", "show", "--format", "table"]) == 0
    shown, path = capsys.readouterr().out, GOLDEN / f"july-{width}.txt"
    if os.environ.get("COP_REWRITE_GOLDEN"):
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8")
    assert max(map(len, shown.splitlines())) <= int(width) and "\x1b" not in shown


def test_days_off_are_told_in_words_below_and_no_riddle_stands_above(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["calendar", "show", "--format", "table"]) == 0
    weekdays, below = capsys.readouterr().out.splitlines()[2:4]
    assert weekdays.split() == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] and not below.strip("─")


@pytest.mark.parametrize("width", ["40", "80"])
def test_the_libyan_hour_is_never_cut_off(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: str, writing: Writing
) -> None:
    with writing("2024-03-02T10:00") as draft:
        start = ZonedTime("2024-07-11T05:00[America/New_York]")
        draft.add(Meeting(code="ocean", title="A long call across the ocean with everybody", body=SC, start=start))
    monkeypatch.setenv("COLUMNS", width)
    assert cli.run(["calendar", "show", "--format", "table"]) == 0
    assert re.search(r"11:00-12:00\b.*", capsys.readouterr().out)


def test_a_script_gets_the_meetings_alone(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["calendar", "show", "--month", "2024-07", "--fields", "day,ref,hours"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "day\tref\thours",
        "2024-07-03\tvpm/2024-07-03\t11:00-12:30 Tripoli, Rome",
        "2024-07-10\tsc7\t11:00-14:00 Tripoli, Rome",
        "2024-07-13\ttot7\tto Sat 20 Jul",
    ]


def test_a_week_begins_on_monday_and_knows_what_goes_on(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["calendar", "show", "--week", "2024-07-18", "--format", "table"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("Mon 15 July 2024 to Sun 21 July 2024\n")
    assert len(re.findall(r"tot7", shown)) == 6 + 1


def test_an_hour_past_midnight_stands_on_the_day_of_the_programmes_clocks(
    here: Path, writing: Writing, capsys: pytest.CaptureFixture[str]
) -> None:
    with writing("2024-03-02T10:00") as draft:
        start = ZonedTime("2024-07-31T22:30[America/New_York]")
        draft.add(Meeting(code="late", title="Call across the ocean", body=SC, start=start))
    assert cli.run(["calendar", "show", "--month", "2024-07", "--fields", "ref", "--no-header"]) == 0
    assert "late" not in capsys.readouterr().out
    assert cli.run(["calendar", "show", "--month", "2024-08", "--fields", "ref,day,hours", "--no-header"]) == 0
    shown = capsys.readouterr().out
    assert "late\t2024-08-01\t04:30-05:30 Tripoli, Rome · Wed 31 Jul 22:30-23:30 New York\n" in shown


def test_a_page_shows_the_month_and_runs_nothing(here: Path, monkeypatch: pytest.MonkeyPatch, writing: Writing) -> None:
    pages: list[str] = []
    monkeypatch.setattr("cop.console.page.open_page", lambda page, notes: pages.append(page))
    with writing("2024-03-02T10:00") as draft:
        start = ZonedTime("2024-07-11T11:00[Europe/Rome]")
        draft.add(Meeting(title="<script>alert(1)</script>", body=SC, start=start))
    assert cli.run(["calendar", "show", "--open"]) == 0
    (page,) = pages
    assert "July 2024" in page and "11:00 sc7" in page and "&lt;script&gt;" in page and "<script" not in page


def test_a_month_and_a_week_at_once_are_refused(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["calendar", "show", "--month", "2024-07", "--week", "today"]) == 2
    assert "exclude each other" in capsys.readouterr().err
