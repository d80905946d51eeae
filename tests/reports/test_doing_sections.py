"""What a report says of work, indicators, training, pilots, risks and visibility, in English and Arabic."""

import pytest

from cop.documents.blocks import Bars, Block, Bullets, Facts, Gantt, Heading, Paragraph, Table, Tree
from cop.documents.words import Words
from cop.reports.sections import document
from tests.reports.conftest import Programme
from tests.reports.test_doing import DONE, PLANNED
from tests.reports.test_sections import english, section, table, texts


@pytest.fixture
def july(two_teams: Programme) -> Programme:
    two_teams.on("2024-06-20", PLANNED)
    two_teams.on("2024-07-31", DONE)
    return two_teams


def blocks(of: Programme, title: str, kind: type[Block] | None = None) -> list[Block]:
    found = section(english(of.report()), title)
    return [each for each in found if kind is None or isinstance(each, kind)]


def test_work_stands_in_its_packages_with_the_reasons_of_what_moved(july: Programme) -> None:
    found = blocks(july, "Work packages and activities")
    first, bars, _, heading, far, plan, reasons, *_ = found
    assert first == Paragraph("Done: 55 %, by the first plan 63 % · SPI 0.88 · expected end: 7 days late")
    assert isinstance(bars, Bars) and [(part.value, part.tone) for part in bars.bars[0].parts] == [
        (55, "good"), (8, "fair"), (37, "unknown")
    ]  # fmt: skip
    assert heading == Heading("wp1 The port", 2) and isinstance(far, Paragraph) and isinstance(plan, Table)
    assert far.text.endswith("led by Province of Trento")
    assert texts(plan) == [
        ["a1 Works", "Zliten", "1 Jul – 31 Aug 2024", "8 Jul – 7 Sept 2024", "40 % of 50 %", "partly: No stones"],
        ["a2 Papers", "Project Manager, Zintan", "1 Jun – 31 Jul 2024", "–", "100 % of 100 %", "fully"],
    ]
    assert reasons == Bullets(("a1 Works, moved: Storm",))


def test_deliverables_say_whether_there_is_evidence(july: Programme) -> None:
    _, deliverables, milestones = blocks(july, "Work packages and activities", Table)
    assert isinstance(deliverables, Table) and isinstance(milestones, Table)
    assert texts(deliverables) == [["d1 Approved design", "Zliten", "Wed 31 July", "Tue 16 July", "1 piece"]]
    assert texts(milestones) == [["w1 Papers signed", "Zintan", "20 Jul 2024", "31 Jul 2024", "11 days late", "–"]]


def test_indicators_stand_in_one_table_with_their_parts_below(july: Programme) -> None:
    measured, parts, _ = blocks(july, "Indicators")
    assert isinstance(measured, Table) and [row[1:] for row in texts(measured)] == [
        ["0", "–", "3", "no data", "no data", "no data", "–", "no data"],
        ["5", "–", "5", "no data", "0", "5", "–", "n/a"],
        ["9", "–", "4", "8.5", "-1", "7.5", "█▇▅", "30 %"],
    ]
    assert parts == Bullets(("days by partner on 31 Jul 2024: Zliten 7",))


def test_persons_and_heads_stand_in_columns_of_their_own(july: Programme) -> None:
    cascade = table(english(july.report()), "Training, schools and visits")
    assert [column.title for column in cascade.columns][5:7] == [
        "People by name", "Headcount"
    ]  # fmt: skip
    assert texts(cascade) == [
        ["this month", "0", "0", "1", "1", "2", "14", "1/2"],
        ["since the beginning", "1", "1", "1", "1", "2", "14", "1/2"],
    ]


def test_who_is_not_covered_and_who_was_not_named_are_said_by_name(july: Programme) -> None:
    uncovered, missing = blocks(july, "Training, schools and visits", Bullets)
    assert uncovered == Bullets(("Zintan: it has no trainer, a training is planned for it on 26 August 2024",))
    assert missing == Bullets(("Places nobody was named for, Visit of the port: Zintan 2",))


def test_a_visit_says_who_came_of_whom_was_registered(july: Programme) -> None:
    _, given, events, *_ = blocks(july, "Training, schools and visits", Table)
    assert isinstance(given, Table) and isinstance(events, Table)
    assert texts(given) == [
        ["Mon 8 July – Tue 9 July", "Water", "Zliten", "Media Officer, Zliten", "held", "2", "14"]
    ]  # fmt: skip
    assert texts(events) == [
        ["Wed 17 July – Thu 18 July", "Visit of the port (field visit)", "Zliten, host: Zliten", "held", "2", "2", "9"]
    ]


def test_the_cascade_is_a_tree(july: Programme) -> None:
    (tree,) = blocks(july, "Training, schools and visits", Tree)
    assert isinstance(tree, Tree)
    (root,) = tree.roots
    assert (root.label, root.branches[0].label) == ("Water", "Media Officer, Zliten")
    assert [(one.label, one.said) for one in root.branches[0].branches] == [
        ("Zliten, 8 July 2024", "14 counted, 2 by name")
    ]


def test_a_pilot_says_how_it_goes_and_is_drawn_in_time(july: Programme) -> None:
    heading, goes, facts, gantt, steps, brought = blocks(july, "Pilots")
    assert heading == Heading("Fishery", 2)
    assert goes == Paragraph("Good: no open milestone is behind its first plan · 1 of 2 milestones reached")
    assert isinstance(facts, Facts) and dict(facts.pairs) == {
        "Led by": "Province of Trento", "Takes part": "Zliten", "Next": "Works begin"
    }  # fmt: skip
    assert isinstance(gantt, Gantt) and (gantt.first_on, gantt.last_on, gantt.today) == (
        "2024-01-01", "2024-08-31", "2024-07-31"
    )  # fmt: skip
    f1 = gantt.rows[1]
    assert (f1.baseline, f1.actual, f1.forecast) == (
        ("2024-07-10", "2024-07-10"), ("2024-07-15", "2024-07-15"), None
    )  # fmt: skip
    assert isinstance(steps, Table) and texts(steps) == [
        ["f1 Design", "Zliten", "10 Jul 2024", "15 Jul 2024, reached", "5 days late", "–"],
        ["f2 Works begin", "Zliten", "20 Aug 2024", "20 Aug 2024", "on time", "f1"],
    ]
    assert isinstance(brought, Table) and texts(brought) == [["A pier", "Zliten", "1,200.50 EUR", "Thu 4 July"]]


def test_risks_and_visibility_are_tables(july: Programme) -> None:
    assert texts(table(english(july.report()), "Risks")) == [
        ["Supplier late (Fishery)", "3 × 4 = 12 ↑, was 8", "A second quote", "Zliten", "–"]
    ]
    assert texts(table(english(july.report()), "Visibility")) == [
        ["Mon 22 July", "press: The works have begun (Fishery)", "Zliten", "2,300", "https://example.org/port"]
    ]


def test_a_closed_risk_says_why(july: Programme) -> None:
    july.on("2024-08-01", "risks: [{code: late, status: closed, closed_on: 2024-07-31, reason: It came}]")
    assert blocks(july, "Risks") == [
        Heading("Closed or come true in the month", 2),
        Bullets(("Supplier late (Fishery), closed, Wed 31 July: It came",)),
    ]


def test_practices_stand_with_the_lessons(july: Programme) -> None:
    assert blocks(july, "Lessons learnt")[1:] == [
        Bullets(("Project Manager, Zliten: Samples are drawn on Mondays (Water)",))
    ]


def test_the_calendar_of_the_next_month_holds_all_that_has_a_day(july: Programme) -> None:
    assert texts(table(english(july.report()), "Next month")) == [
        ["late 11 days", "w1 Papers signed", "milestone", "Zintan"],
        ["Mon 5 August – Fri 9 August", "Summer school", "summer school", "Trento, host: Province of Trento"],
        ["Wed 7 August 11:00", "Partnership meeting", "meeting", "–"],
        ["Tue 20 August", "f2 Works begin", "milestone", "Zliten"],
        ["Mon 26 August", "Water, for Zintan", "training", "Media Officer, Zliten"],
    ]


def test_names_are_arabic_where_somebody_translated_them(july: Programme) -> None:
    made = document(july.report(), Words("ar", None))
    told = [block.text for block in made.blocks if isinstance(block, Heading) and block.level == 2]
    assert "الصيد" in told and any("الميناء" in each for each in told)
