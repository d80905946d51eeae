"""What a report says, in English and Arabic: every section, whatever there is to say."""

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cop.documents.blocks import Block, Document, Facts, Heading, Paragraph, Strips, Table, Tiles
from cop.documents.words import Words
from cop.reports import as_json
from cop.reports.build import Report, State
from cop.reports.sections import document
from cop.reports.sections.whole import SECTIONS
from tests.reports.conftest import Programme
from tests.reports.test_build import ACTIONS, HELD, compared, make_final

GOLDEN = Path(__file__).parents[1] / "golden" / "reports"
ENGLISH = Words("en")
TOLD = """
team_months:
  - {body: lct-zli, month: 2024-07, status: submitted, submitted_on: 2024-08-01, done: Works began in the port,
     next_month: Wait for the stones}
  - {body: lct-zin, month: 2024-07, status: submitted, submitted_on: 2024-08-02, nothing_to_report: true}
reports:
  - {month: 2024-07, summary: {en: A good month, ar: شهر جيد}, problems: No stones, lessons: Ask twice,
     next_month: The works go on}
decisions:
  - {title: Plan approved, body: sc, meeting: sc7, method: consensus, status: adopted, decided_on: 2024-07-10}
contacts:
  - {channel: chat, body: lct-zli, happened_on: 2024-07-03}
"""


@pytest.fixture
def july(two_teams: Programme) -> Programme:
    two_teams.on("2024-08-01", HELD + ACTIONS + TOLD)
    return two_teams


def section(of: Document, title: str) -> list[Block]:
    """Return the blocks under a heading of the first level."""
    found = iter(of.blocks)
    for block in found:
        if isinstance(block, Heading) and block.level == 1 and block.text.partition(". ")[2] == title:
            break
    return list(_until_heading(found))


def _until_heading(blocks: Iterator[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            return
        yield block


def table(of: Document, title: str) -> Table:
    return next(block for block in section(of, title) if isinstance(block, Table))


def texts(of: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in of.rows]


def english(report: Report) -> Document:
    return document(report, ENGLISH)


def test_every_section_appears_in_its_order(july: Programme) -> None:
    for month in ("2024-07", "2024-09"):
        headings = [
            block.text for block in english(july.report(month)).blocks
            if isinstance(block, Heading) and block.level == 1
        ]  # fmt: skip
        assert headings == [f"{at}. {title}" for at, (title, _) in enumerate(SECTIONS, start=1)]


def test_a_section_with_nothing_in_it_says_so(two_teams: Programme) -> None:
    empty = english(two_teams.report("2024-01"))
    for title in (
        "Meetings planned and held", "Work packages and activities", "Indicators", "Training, schools and visits",
        "Pilots", "Cooperation",
    ):  # fmt: skip
        assert section(empty, title) == [Paragraph("nothing planned", "empty")], title
    for title in ("Attendance", "Decisions", "Actions", "Risks", "Visibility", "Lessons learnt"):
        assert section(empty, title) == [Paragraph("nothing recorded", "empty")], title


def test_a_document_never_ends_a_section_without_a_word(july: Programme) -> None:
    for month in ("2024-01", "2024-07", "2024-09"):
        made = english(july.report(month))
        assert all(section(made, title) for title, _ in SECTIONS)


def test_the_summary_is_four_figures_and_the_secretariats_words(july: Programme) -> None:
    """Planned: three, held: two. Two teams of two told. Four of five came. Two of four actions closed."""
    summary, tiles, *_ = section(english(july.report()), "Summary")
    assert summary == Paragraph("A good month", "narrative")
    assert isinstance(tiles, Tiles)
    assert [(tile.value, tile.remark, tile.tone) for tile in tiles.tiles] == [
        ("2/3", "67 %", "fair"), ("2/2", "100 %", "good"), ("4/5", "80 %", "good"), ("2/4", "50 %", "fair"),
    ]  # fmt: skip


def test_the_cover_says_what_it_is(july: Programme) -> None:
    july.on(
        "2024-08-01",
        "programme: {title: Harbour towns, contract: ENI/2020/1, funder: pat, funder_statement: Paid by the province, "
        "timezone: Africa/Tripoli}",
    )
    made = english(july.report())
    assert (made.title, made.subtitle, made.made_at) == ("Monthly report", "July 2024", "2024-08-02T12:00:00Z")
    assert dict(made.facts) == {
        "Programme": "Harbour towns", "Contract": "ENI/2020/1", "Funder": "Province of Trento",
        "Period": "1 July 2024 – 31 July 2024", "State": "draft", "Data as of": "2 August 2024, 14:00 (Tripoli)",
    }  # fmt: skip
    assert made.blocks[0] == Paragraph("Paid by the province", "quiet")
    final = replace(july.report(), state=State("final", 2, "2024-08-05T12:00:00Z"))
    assert dict(english(final).facts)["State"] == "final, version 2"
    assert english(july.report(team="lct-zli")).subtitle == "July 2024 · Zliten"


def test_data_completeness_comes_before_all_figures_but_the_summary(july: Programme) -> None:
    rows = texts(table(english(july.report()), "Data completeness"))
    assert rows == [
        ["Zintan", "2 August 2024", "attendance of vpm/2024-07-03", "Fri 2 August"],
        ["Zliten", "1 August 2024", "what became of port", "Thu 1 August"],
    ]


def test_teams_stand_side_by_side_with_the_programme_below(july: Programme) -> None:
    found = table(english(july.report()), "Team by team")
    assert texts(found) == [
        ["Zintan", "1/1", "no data", "0/1", "1", "no data", "Fri 2 August"],
        ["Zliten", "2/3", "2/3", "1/2", "1", "1/4", "Thu 1 August"],
        ["others", "–", "2/2", "1/1", "0", "n/a", "–"],
    ]
    assert [cell.text for cell in found.total] == ["programme", "2/3", "4/5", "2/4", "2", "1/4", "2/2"]


def test_each_teams_own_words_stand_under_its_name(july: Programme) -> None:
    blocks = section(english(july.report()), "Team by team")
    assert blocks[1:] == [
        Heading("Zintan", 2), Paragraph("nothing to report", "quiet"),
        Heading("Zliten", 2), Paragraph("Done: Works began in the port", "narrative"),
    ]  # fmt: skip


def test_arabic_words_in_an_english_report_keep_their_own_direction(july: Programme) -> None:
    july.on("2024-08-01", "team_months: [{body: lct-zli, month: 2024-07, done: بدأت الأعمال.}]")
    blocks = section(english(july.report()), "Team by team")
    assert blocks[-1] == Paragraph("Done: \u2068بدأت الأعمال.\u2069", "narrative")


def test_meetings_tell_what_became_of_them_and_why(july: Programme) -> None:
    july.on("2024-08-01", "meetings: [{code: port, status: cancelled, reason: Storm}]")
    assert texts(table(english(july.report()), "Meetings planned and held")) == [
        ["Wed 3 July", "Partnership meeting", "held", "2/3"],
        ["Wed 10 July", "Seventh committee", "held", "2/2"],
        ["Mon 22 July", "Works in the port", "cancelled: Storm", "–"],
    ]


@pytest.mark.parametrize(
    ("month", "said"),
    [
        ("2024-07", "Planned is what the programme knew on 1 July 2024."),
        ("2024-05", "Planned is what the programme knew when it was first described, on 20 June 2024."),
    ],
)
def test_the_report_says_what_planned_means(july: Programme, month: str, said: str) -> None:
    first = section(english(july.report(month)), "Meetings planned and held")[0]
    assert isinstance(first, Paragraph) and first.text.endswith(said)


def test_an_announced_plan_names_its_report(two_teams: Programme) -> None:
    make_final(two_teams, "2024-06", "2024-07-02")
    first = section(english(two_teams.report()), "Meetings planned and held")[0]
    assert isinstance(first, Paragraph)
    assert first.text.endswith("Planned is what the final report of the month before announced, as of 1 July 2024.")


def test_attendance_shows_the_unknown_and_leaves_out_columns_that_say_nothing(july: Programme) -> None:
    blocks = section(english(july.report()), "Attendance")
    assert isinstance(blocks[0], Facts)
    assert dict(blocks[0].pairs) == {
        "Attendance": "4/5 (80 %)", "Quorum reached": "1/1 (100 %)", "Came without being invited": "1",
        "Guests and others registered": "1",
    }  # fmt: skip
    team, country, _, gender = (block for block in blocks if isinstance(block, Table))
    assert [column.title for column in team.columns] == ["Team", "Attended", "represented", "nobody wrote it"]
    assert texts(team) == [
        ["Zintan", "no data", "0", "2"], ["Zliten", "2/3 (67 %)", "1", "0"], ["of no team", "2/2 (100 %)", "0", "0"],
    ]  # fmt: skip
    assert [row[0] for row in texts(country)] == ["Italy", "Libya"]
    assert [row[0] for row in texts(gender)] == ["female", "male", "unknown"]


def test_decisions_stand_under_their_number(july: Programme) -> None:
    assert texts(table(english(july.report()), "Decisions")) == [
        ["sc/2024/1", "Plan approved", "Steering Committee", "adopted, by consensus, Wed 10 July"]
    ]


def test_actions_say_whose_they_are_and_how_late(july: Programme) -> None:
    first, ageing, promised = section(english(july.report()), "Actions")
    assert isinstance(first, Paragraph) and isinstance(ageing, Table) and isinstance(promised, Table)
    assert first.text == (
        "Closed among those due: 2/4 (50 %) · 1 of them dropped · open on 31 July 2024: 4 · 1 without a last day"
    )
    assert [row[1] for row in texts(ageing)] == ["0", "1", "1", "0"]
    assert [(row[0], row[1], row[3]) for row in texts(promised)] == [
        ("Count the boats", "Zintan", "late 41 days"),
        ("Send the list", "Team of Zliten", "late 11 days"),
        ("Send the map", "Project Manager, Zliten", "done"),
        ("Print the guide", "Programme Manager, Province of Trento", "dropped: Not needed"),
    ]


def test_channels_show_a_strip_for_each_team(july: Programme) -> None:
    strips = next(each for each in section(english(july.report()), "Channels") if isinstance(each, Strips))
    assert strips.columns == ("1/7", "8/7", "15/7", "22/7", "29/7")
    assert [(row.label, row.cells[0]) for row in strips.rows] == [
        ("Zintan", ("unknown", "")),
        ("Zliten", ("good", "1/1")),
    ]


def test_the_next_month_is_a_calendar_and_what_is_planned(july: Programme) -> None:
    calendar, own, heading, plans = section(english(july.report()), "Next month")
    assert isinstance(calendar, Table) and texts(calendar) == [
        ["Wed 7 August 11:00", "Partnership meeting", "meeting", "–"]
    ]
    assert own == Paragraph("The works go on", "narrative")
    assert (heading, plans) == (Heading("Plans of the teams", 2), Facts((("Zliten", "Wait for the stones"),)))


def test_new_and_changed_lines_are_marked_and_counted(july: Programme) -> None:
    make_final(july, "2024-07", "2024-08-05")
    july.on("2024-08-10", "actions: [{code: a2, title: Send the long list}]")
    made = english(compared(july, day="2024-08-11"))
    marks = [row[0].mark for each in section(made, "Actions")[2:] if isinstance(each, Table) for row in each.rows]
    assert marks == ["", "changed", "", ""]
    changes = table(made, "Definitions, evidence, changes")
    assert texts(changes) == [
        ["Meetings", "0", "0", "0", "3"],
        ["Decisions", "0", "0", "0", "1"],
        ["Actions", "0", "1", "0", "3"],
        *([name, "0", "0", "0", "0"] for name in ("Activities", "Milestones", "Indicators", "Risks")),
    ]


def test_every_figure_is_defined_at_the_end(july: Programme) -> None:
    facts = [
        each for each in section(english(july.report()), "Definitions, evidence, changes") if isinstance(each, Facts)
    ]
    evidence, definitions = (dict(each.pairs) for each in facts)
    assert evidence["Attendance lists"] == "of 2 of 2 meetings held"
    assert definitions["Attendance"].startswith("People who attended")
    assert len(definitions) == 16


def test_in_arabic_every_title_is_arabic_and_runs_from_right_to_left(july: Programme) -> None:
    made = document(july.report(), Words("ar", None))
    assert (made.direction, made.language[:2]) == ("rtl", "ar")
    headings = [block.text for block in made.blocks if isinstance(block, Heading) and block.level == 1]
    assert len(headings) == len(SECTIONS)
    assert all(any("\u0600" <= letter <= "\u06ff" for letter in heading) for heading in headings)
    assert Paragraph("شهر جيد", "narrative") in made.blocks


def test_the_same_report_is_the_same_document(july: Programme) -> None:
    assert english(july.report()) == english(july.report())


def test_json_is_the_one_agreed(july: Programme) -> None:
    """COP_REWRITE_GOLDEN=1 writes it anew; ids become numbers in the order of their appearance."""
    told = as_json.render(july.report())
    for number, record in enumerate(dict.fromkeys(re.findall(r'"(?:id|key|team)": "([0-9a-z]{12})"', told)), start=1):
        told = told.replace(record, f"<{number}>")
    if os.environ.get("COP_REWRITE_GOLDEN"):
        (GOLDEN / "july.json").write_text(told, encoding="utf-8", newline="\n")
    assert told == (GOLDEN / "july.json").read_text(encoding="utf-8")
