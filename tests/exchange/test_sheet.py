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

from .conftest import NOW, bring, exported

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


STAFF = (
    "Role,Municipality,Name,Note\r\nMayor,Zliten,Layla,\r\nCouncillor,Zliten,Omar,\r\nCouncillor,zliten,Salma,\r\n"
    "Engineer,Zliten,,part time\r\n"
)


def test_a_sheet_without_codes_imported_twice_duplicates_nobody(store: Store) -> None:
    bring(store, "cop: 1\nbodies: [{code: sc, title: SC, kind: circle}]\n")
    sheets = {
        "partners": "Name\r\nZliten\r\nSebha\r\n",
        "people": STAFF,
        "meetings": "Subject,Body,Date,Time\r\n7th,sc,2024-07-10,11:00\r\n8th,sc,2024-08-10,11:00\r\n",
    }
    said = [take(store, kind, text) for kind, text in sheets.items()]
    assert said == ["2 partners new", "4 people new", "2 meetings new"]
    before = exported(store, personal=True)
    assert [take(store, kind, text) for kind, text in sheets.items()] == ["", "", ""]
    assert exported(store, personal=True) == before


def test_a_row_changes_the_one_person_that_it_may_mean(store: Store) -> None:
    bring(store, "cop: 1\npartners: [{code: m-zli, name: Zliten}, {code: m-seb, name: Sebha}]\n")
    take(store, "people", "Role,Municipality\r\nMayor,Zliten\r\nMayor,Sebha\r\n")
    assert take(store, "people", "Role,Municipality,Name\r\nMayor,Zliten,Layla\r\n") == "1 person changed"
    assert take(store, "people", "Role,Municipality,Phone\r\nMayor,Zliten,1\r\n") == "1 person changed"
    assert take(store, "people", "Role,Municipality,Name\r\nMayor,Zliten,Salma\r\n") == "1 person new"
    assert take(store, "partners", "Name,Region\r\nzliten,West\r\n") == "1 partner changed"


def test_a_row_that_may_mean_two_people_is_a_finding(store: Store) -> None:
    take(store, "people", "Role,Name\r\nCouncillor,Omar\r\nCouncillor,Salma\r\n")
    with pytest.raises(Findings) as caught:
        take(store, "people", "Role,Phone\r\nCouncillor,1\r\n")
    assert caught.value.message == "x.csv:2: 2 people are like this person"
    assert all(one.id in str(caught.value.hint) for one in queries.every(store.db, Person))


def test_two_rows_that_say_the_same_are_told_apart_by_nobody(store: Store) -> None:
    with pytest.raises(Findings, match=r"^x.csv:3: this person stands twice \(first in line 2\)$"):
        take(store, "people", "Role\r\nCouncillor\r\nCouncillor\r\n")


def test_a_meeting_without_a_code_may_get_another_title(store: Store) -> None:
    bring(store, "cop: 1\nbodies: [{code: sc, title: SC, kind: circle}]\n")
    take(store, "meetings", "Subject,Body,Start\r\n7th,sc,2024-07-10 11:00\r\n")
    assert take(store, "meetings", "Subject,Body,Start\r\nSeventh,sc,2024-07-10 11:00\r\n") == "1 meeting changed"


def test_a_body_of_the_same_description_tells_whose_meeting_it_is(store: Store) -> None:
    text = (
        "cop: 1\nbodies: [{title: Board, kind: circle}]\nmeetings: [{title: M, body: Board, start: 2024-07-10T11:00}]\n"
    )
    assert [bring(store, text).said() for _ in range(2)] == ["1 body new; 1 meeting new", ""]


def test_columns_that_nobody_understands_are_all_told(store: Store) -> None:
    with pytest.raises(Findings) as caught:
        take(store, "partners", "code,nmae,Organisation,Name,Colour\r\na,A,A,A,red\r\n")
    assert [str(finding) for finding in caught.value.found] == [
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
    with pytest.raises(BadInput, match=r'^cop reads no table of "staff"$') as refused:
        source.node(str(tmp_path / "list.csv"), "staff")
    assert refused.value.hint == f"say --kind and one of {', '.join(source.tables())}"
    assert {"partners", "people", "meetings"} <= set(source.tables())


@pytest.mark.parametrize("kind", source.tables())
def test_every_kind_that_the_hint_names_can_be_read(tmp_path: Path, kind: str) -> None:
    (tmp_path / "list.csv").write_text("src\r\nA\r\n")
    assert source.node(str(tmp_path / "list.csv"), kind)


def test_the_guide_lists_every_heading() -> None:
    told = GUIDE.read_text(encoding="utf-8")
    for kind in ("partner", "person", "meeting"):
        assert kind in {shape.name for shape in layout.sections().values()}
        for name, others in sheet.SYNONYMS[kind].items():
            assert f"| `{name}` | {others} |" in told
    for name, others in sheet.ANYWHERE.items():
        assert f"| `{name}` | {others} |" in told
