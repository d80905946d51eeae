"""A body's year: its meetings, its register, what it waits for, who came and went."""

import json

import pytest

from cop.documents.blocks import Heading, Paragraph, Table
from cop.documents.words import Text, Words
from cop.kernel.errors import BadInput
from cop.reports import as_json
from cop.reports.body import build_body, document
from cop.reports.body_report import BodyReport
from cop.reports.ratio import Figure, Ratio
from tests.reports.conftest import Programme

YEAR = """
people:
  - {code: zli-mayor2, title: New Mayor, partner: zli}
bodies:
  - code: sc
    members:
      - {person: zli-mayor2, role: observer, from_on: 2024-07-01}
meetings:
  - {code: sc7, status: held,
     attendance: [{person: pat-dir, status: online}, {person: zli-mayor, status: absent}],
     agenda: [{title: Plan of the year, outcome: Approved}, {title: Any other business}]}
  - {code: sc8, title: Eighth committee, body: sc, start: 2024-12-10T11:00, duration_minutes: 120}
  - {code: sc6, title: Sixth committee, body: sc, start: 2023-12-10T11:00, duration_minutes: 120}
decisions:
  - {title: Plan approved, body: sc, meeting: sc7, method: consensus, status: adopted, decided_on: 2024-07-10}
  - {title: Of the year before, body: sc, status: adopted, decided_on: 2023-12-10}
actions:
  - {code: b1, title: Send the plan, owner: pmu, due_on: 2024-07-20, origin: sc7}
  - {code: b2, title: Print the plan, owner: pmu, due_on: 2024-07-20, origin: sc7, status: done, closed_on: 2024-07-19}
  - {code: b3, title: Of another body, owner: pmu, due_on: 2024-07-20}
"""


@pytest.fixture
def year(two_teams: Programme) -> Programme:
    two_teams.on("2024-07-31", YEAR)
    return two_teams


def of_year(of: Programme, day: str = "2024-08-01", year: int = 2024, body: str = "sc") -> BodyReport:
    with of.store.reading():
        return build_body(of.store.db, of.find("body", body), year, of.noon(day))


def test_the_year_tells_meetings_decisions_and_what_is_open(year: Programme) -> None:
    """Three were invited to the seventh committee and one came; it has three seats, needs two, and so had no quorum."""
    report = of_year(year)
    assert [(each.meeting.ref, each.meeting.status) for each in report.meetings] == [
        ("sc7", "held"),
        ("sc8", "planned"),
    ]
    assert (report.attendance, report.quorums) == (Figure(Ratio(1, 3)), Figure(Ratio(0, 1)))
    assert [(item.title.words, item.outcome) for item in report.meetings[0].agenda] == [
        ("Plan of the year", Text("Approved")), ("Any other business", None),
    ]  # fmt: skip
    assert [line.ref for line in report.decisions] == ["sc/2024/1"]
    assert [(line.ref, line.days_late) for line in report.actions] == [("b1", 12)]
    assert [(each.person.words, each.role, each.joined_on, each.left_on) for each in report.members] == [
        ("New Mayor", "observer", "2024-07-01", None)
    ]


def test_a_body_that_has_to_meet_twice_kept_it_when_it_did(year: Programme) -> None:
    """One meeting by August is no failure yet; at the end of the year it is, and a second one keeps the rule."""
    assert of_year(year).min_kept is None
    assert of_year(year, "2025-01-02").min_kept is False
    year.on("2024-12-11", "meetings: [{code: sc8, status: held}]")
    assert of_year(year, "2024-12-11").min_kept is True
    assert of_year(year, body="pmu").min_kept is None, "nobody says how often the unit meets"


def test_the_document_of_a_year(year: Programme) -> None:
    made = document(of_year(year), Words("en"))
    assert (made.title, made.subtitle) == ("Steering Committee", "The year 2024")
    assert dict(made.facts)["Meetings held"] == "1 (at least 2 a year: the year is not over)"
    headings = [block.text for block in made.blocks if isinstance(block, Heading) and block.level == 1]
    assert headings == ["Meetings", "Agenda and outcomes", "Register of decisions", "Open actions",
                        "Who joined and who left"]  # fmt: skip
    meetings = next(block for block in made.blocks if isinstance(block, Table))
    assert [[cell.text for cell in row] for row in meetings.rows] == [
        ["Wed 10 July", "Seventh committee", "held", "1/3", "1 of 3 seats, 2 needed"],
        ["Tue 10 December", "Eighth committee", "planned", "–", "–"],
    ]
    assert meetings.rows[0][4].tone == "poor"


def test_an_empty_year_says_so(year: Programme) -> None:
    made = document(of_year(year, year=2030), Words("en"))
    assert made.blocks.count(Paragraph("none", "empty")) == 4
    arabic = document(of_year(year, year=2030), Words("ar"))
    assert arabic.title == "اللجنة التوجيهية" and arabic.direction == "rtl"


def test_a_year_that_no_calendar_has_is_refused(year: Programme) -> None:
    with pytest.raises(BadInput, match="24 is no year"):
        of_year(year, year=24)


def test_json_tells_the_year(year: Programme) -> None:
    told = json.loads(as_json.render(of_year(year)))
    assert told["attendance"] == {"numerator": 1, "denominator": 3}
    assert told["meetings"][0]["meeting"]["quorum"] == {"present": 1, "seats": 3, "needed": 2}
