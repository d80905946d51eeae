from pathlib import Path

import pytest

from cop.exchange import csv_file, importing, layout, sheet, source
from cop.exchange.findings import Findings
from cop.kernel.errors import BadInput
from cop.kernel.types import Zone
from cop.meetings.records import Meeting
from cop.store import queries
from cop.store.records import Alias, Language
from cop.store.store import Store
from cop.store.typed import Reading
from cop.teams.records import Partner, Person

from .conftest import NOW, bring

GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "describing-a-programme.md"


def take(store: Store, kind: str, text: str) -> str:
    node = sheet.described(csv_file.read(text.encode(), "x.csv"), "x.csv", kind)
    with store.writing("import") as draft:
        return importing.take(draft, {"x.csv": node}, Reading(NOW, Zone("Africa/Tripoli"))).said()


def test_a_sheet_of_partners_as_excel_has_it(store: Store) -> None:
    text = (
        "Organisation;Short name;Type;Country;Working week;Also called;Paired with\r\n"
        "Zliten;m-zli;Partner;LY;Sun-Thu;Zletin, زليتن;\r\nAsmarya;u-zli;technical;LY;;;m-zli\r\n"
    )
    assert take(store, "partners", text) == "2 partners new; 2 details new"
    town, university = queries.every(store.db, Partner, order="code")
    assert (town.kind, town.week, university.paired) == ("partner", "sun-thu", town.id)
    assert {one.name for one in queries.every(store.db, Alias)} == {"Zletin", "زليتن"}


def test_a_sheet_of_people(store: Store) -> None:
    bring(store, "cop: 1\npartners: [{code: m-zli, name: Zliten}]\n")
    assert take(store, "people", "ROLE,Employer,E-mail,Languages\r\nMayor,zliten,m@example.org,ar; en\r\n")
    (person,) = queries.every(store.db, Person)
    assert (person.title, person.email) == ("Mayor", "m@example.org")
    assert {one.code for one in queries.every(store.db, Language)} == {"ar", "en"}


def test_a_sheet_of_meetings_with_day_hour_and_zone_apart(store: Store) -> None:
    bring(store, "cop: 1\nbodies: [{code: sc, title: Steering Committee, kind: circle}]\n")
    text = (
        "Subject\tCommittee\tDate\tTime\tTime zone\tDuration (minutes)\tMode\tVenue\r\n"
        "7th\tSteering Committee\t10/07/2024\t11:00\tRome\t3h\tOnline\t\r\n"
        "8th\tsc\t26 feb 2025\t9.30\t\t420\tin presence\tTrento\r\n"
    )
    assert take(store, "meetings", text) == "2 meetings new"
    seventh, eighth = queries.every(store.db, Meeting, order="title")
    assert (seventh.start, seventh.duration_minutes, seventh.mode) == ("2024-07-10T11:00[Europe/Rome]", 180, "online")
    assert (eighth.start, eighth.mode) == ("2025-02-26T09:30[Africa/Tripoli]", "in_presence")


def test_an_empty_cell_says_nothing(store: Store) -> None:
    take(store, "partners", "code,name,region\r\na,A,East\r\n")
    assert take(store, "partners", "code,name,region\r\na,A,\r\n") == ""


def test_a_guarded_cell_is_taken_as_it_was_meant(store: Store) -> None:
    take(store, "partners", "code,name\r\na,'=A\r\n")
    assert queries.every(store.db, Partner)[0].name == "=A"


def test_columns_that_nobody_understands_are_all_told(store: Store) -> None:
    with pytest.raises(Findings) as caught:
        take(store, "partners", "code,nmae,Organisation,Name,Colour\r\na,A,A,A,red\r\n")
    assert caught.value.message.splitlines() == [
        'x.csv:1: no partner has a column "nmae"',
        'x.csv:1: the column "Name" says name once more',
        'x.csv:1: no partner has a column "Colour"',
    ]


def test_what_is_wrong_in_a_row_is_told_with_its_line(store: Store) -> None:
    with pytest.raises(Findings) as caught:
        take(store, "meetings", 'Subject,Body,Date\r\n"A\r\nB",nobody,2024-02-30\r\nC,,2024-02-28\r\n')
    assert [line.partition(" ")[0] for line in caught.value.message.splitlines()] == [
        "x.csv:2:",
        "x.csv:2:",
        "x.csv:4:",
    ]


def test_the_file_says_what_its_rows_are_by_its_name_or_is_asked(tmp_path: Path) -> None:
    for name in ("partners.csv", "list.csv"):
        (tmp_path / name).write_text("name\r\nA\r\n")
    assert source.node(str(tmp_path / "partners.csv")) == source.node(str(tmp_path / "list.csv"), "partners")
    with pytest.raises(BadInput, match="does not say what its rows are"):
        source.node(str(tmp_path / "list.csv"))
    with pytest.raises(BadInput, match=r'^there are no "programme" to read$'):
        source.node(str(tmp_path / "list.csv"), "programme")


def test_the_guide_lists_every_heading() -> None:
    told = GUIDE.read_text(encoding="utf-8")
    for kind in ("partner", "person", "meeting"):
        assert kind in {shape.name for shape in layout.sections().values()}
        for name, others in sheet.SYNONYMS[kind].items():
            assert f"| `{name}` | {others} |" in told
    for name, others in sheet.ANYWHERE.items():
        assert f"| `{name}` | {others} |" in told
