"""Reminders to silent teams."""

import pytest

from cop.documents.words import END, ISOLATE
from cop.kernel.errors import BadInput, RuleBroken
from cop.kernel.types import Day, Month, Word
from cop.months import queries
from cop.months.reminding import Reminder, language_of, reminders
from cop.store.records import Language
from tests.months.conftest import JULY, Partnership


def reminded(
    partnership: Partnership, team: str | None = None, language: str | None = "en", today: str = "2024-08-03"
) -> list[Reminder]:
    with partnership.store.reading():
        body = partnership.body(team) if team else None
        return reminders(partnership.db, JULY, Day(today), body, language)


def test_every_silent_team_gets_one_and_who_has_told_none(partnership: Partnership) -> None:
    assert [one.team for one in reminded(partnership)] == ["lct-seb", "lct-zli"]
    partnership.write(done="Works")
    partnership.submit()
    assert [one.team for one in reminded(partnership)] == ["lct-seb"]
    assert reminded(partnership, "lct-zli") == []


def test_it_names_the_day_and_what_is_missing(partnership: Partnership) -> None:
    partnership.hold("call")
    (one,) = reminded(partnership, "lct-zli")
    assert "Please say whether these took place, and who of you came:\n- Visit to the port, Mon 15 July" in one.text
    partnership.hold("visit")
    partnership.mark("visit", u_zli_po="absent")
    (one,) = reminded(partnership, "lct-zli")
    assert one.text.splitlines() == [
        "Zliten: your report on July 2024 has not arrived yet.",
        "It is due on Monday 5 August 2024.",
        "Please say who of you came to:",
        "- Partnership call, Wed 3 July",
        "Tell us what was done, what went wrong, what comes next and what help you need.",
        "If there is nothing to report, say so: that is a report too.",
        "With cop: cop month 2024-07",
    ]


def test_after_the_day_it_says_that_it_was_due(partnership: Partnership) -> None:
    (one,) = reminded(partnership, "lct-zli", today="2024-08-06")
    assert "It was due on Monday 5 August 2024." in one.text


def test_a_team_that_began_is_only_asked_to_finish(partnership: Partnership) -> None:
    partnership.write(done="Works")
    (one,) = reminded(partnership, "lct-zli")
    assert "Your report is begun and needs only to be finished." in one.text


def test_a_team_is_written_to_in_the_language_of_its_people(partnership: Partnership) -> None:
    zliten, sebha = reminded(partnership, language=None)[::-1]
    assert (zliten.language, sebha.language) == ("ar", "ar")
    assert sebha.text.startswith("سبها:") and "سبها" not in zliten.text


def test_names_in_latin_letters_stand_isolated_in_arabic(partnership: Partnership) -> None:
    partnership.hold("call")
    (one,) = reminded(partnership, "lct-zli", language="ar")
    assert f"{ISOLATE}Partnership call{END}" in one.text and f"{ISOLATE}cop month 2024-07{END}" in one.text


def test_the_bodys_own_language_goes_before_that_of_its_people(partnership: Partnership) -> None:
    with partnership.store.writing("body language") as draft:
        draft.add(Language(subject=partnership.body("lct-seb"), code=Word("en")))
    with partnership.store.reading():
        teams = queries.teams(partnership.db)
        spoken = {team.ref: language_of(partnership.db, team, Day("2024-08-03")) for team in teams}
    assert spoken == {"lct-seb": "en", "lct-zli": "ar"}


def test_a_language_without_catalogue_is_refused_by_name(partnership: Partnership) -> None:
    with pytest.raises(BadInput, match='cop does not speak "xx" yet'):
        reminded(partnership, language="xx")


def test_a_committee_and_a_month_before_the_programme_are_refused(partnership: Partnership) -> None:
    with pytest.raises(RuleBroken, match="does not report its month"):
        reminded(partnership, "sc")
    with partnership.store.reading(), pytest.raises(RuleBroken, match="before the programme"):
        reminders(partnership.db, Month("2023-01"), Day("2024-08-03"), None, None)


def test_a_title_with_escape_codes_does_not_reach_the_terminal(partnership: Partnership) -> None:
    with partnership.store.reading():
        partnership.db.run("UPDATE meeting SET title = :bad, status = 'held' WHERE code = 'call'", bad="Call\x1b[31m")
        body = partnership.body("lct-zli")
        (one,) = reminders(partnership.db, JULY, Day("2024-08-03"), body, "en")
    assert "\x1b" not in one.text and "Call[31m" in one.text
