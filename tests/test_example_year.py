"""The recorded year of the example: it comes in file by file, and tells what was counted by hand."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cop import cli
from cop.exchange import importing, outgoing
from cop.kernel.types import Day, Month
from cop.meetings.queries.attendance import attendance_of, invited, quorum, unrecorded
from cop.meetings.queries.sittings import find_sitting
from cop.months.queries import Standing, meetings_of, standing
from cop.store.store import Store

EXAMPLES = Path(__file__).parents[1] / "examples"
YEAR = sorted((EXAMPLES / "year").glob("*.yaml"))


def moment(file: Path) -> datetime:
    return datetime.fromisoformat(f"{file.stem}T14:00").replace(tzinfo=UTC)


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("keys")


@pytest.fixture(autouse=True)
def own_settings(keys: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep one key for all tests here: they read, and add to, one programme."""
    monkeypatch.setenv("COP_CONFIG_DIR", str(keys))
    return keys


def begun(path: Path) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COP_NOW", "2024-03-25T08:00:00Z")
        assert cli.run(["init", str(path), "--from", str(EXAMPLES / "rebuild.yaml")]) == 0
    return path


def arrives(path: Path, file: Path) -> importing.Outcome:
    with Store(str(path), now=moment(file)) as store, store.writing("import") as draft:
        return importing.import_into(draft, file.read_bytes(), file.name, moment(file))


@pytest.fixture(scope="module")
def replayed(keys: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the programme after its year, each file read in on its day."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COP_CONFIG_DIR", str(keys))
        path = begun(tmp_path_factory.mktemp("year") / "year.cop.db")
        for file in YEAR:
            assert arrives(path, file).brought, file.name
    return path


@pytest.fixture
def year(replayed: Path) -> Iterator[Store]:
    with Store(str(replayed), now=moment(YEAR[-1])) as store, store.reading():
        yield store


def of(month: str, found: list[Standing]) -> tuple[int, set[str], set[str]]:
    """Return how many submitted, who was late, and who told nothing, by the short names of towns."""
    late = {one.ref.removeprefix("lct-") for one in found if one.late}
    silent = {one.ref.removeprefix("lct-") for one in found if not one.submitted}
    return sum(one.submitted for one in found), late, silent


def test_every_file_is_read_in_order_and_says_nothing_new_the_second_time(tmp_path: Path) -> None:
    path = begun(tmp_path / "twice.cop.db")
    for file in YEAR:
        assert arrives(path, file).brought, f"{file.name} says something"
        again = arrives(path, file)
        assert (again.brought, again.remarks) == ([], []), file.name


def test_a_programme_with_its_year_is_handed_on_byte_for_byte(
    year: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COP_NOW", "2025-04-05T15:00:00Z")
    told = outgoing.written(year.db, "yaml", to_edit=False, personal=False)
    (tmp_path / "told.yaml").write_text(told, encoding="utf-8")
    assert cli.run(["init", str(tmp_path / "again.cop.db"), "--from", str(tmp_path / "told.yaml")]) == 0
    with Store(str(tmp_path / "again.cop.db")) as again, again.reading():
        assert outgoing.written(again.db, "yaml", to_edit=False, personal=False) == told


def test_who_told_each_month_who_was_late_and_who_was_silent(year: Store) -> None:
    counted_by_hand = {
        "2024-04": (10, {"seb", "tbk"}, set()),
        "2024-05": (10, {"tbk"}, set()),
        "2024-06": (10, {"seb", "tbk"}, set()),
        "2024-07": (10, {"seb", "tbk"}, set()),
        "2024-08": (9, {"tbk"}, {"seb"}),
        "2024-09": (10, {"seb"}, set()),
        "2024-10": (10, {"bwd", "tbk"}, set()),
        "2024-11": (10, {"tbk"}, set()),
        "2024-12": (10, {"seb", "tbk"}, set()),
        "2025-01": (10, set(), set()),
        "2025-02": (10, {"tbk"}, set()),
        "2025-03": (9, set(), {"tbk"}),
    }
    told = {month: of(month, standing(year.db, Month(month), Day("2025-04-05"))) for month in counted_by_hand}
    assert told == counted_by_hand
    assert year.db.all("SELECT count(*) FROM team_month") == [(12 * 10 - 2,)]
    assert year.db.all("SELECT count(*) FROM team_month WHERE on_behalf = 1") == [(2,)], "by telephone, twice"
    assert year.db.all("SELECT count(*) FROM team_month WHERE nothing_to_report = 1") == [(8,)]


def test_nothing_is_heard_of_sebha_in_august(year: Store) -> None:
    (sebha,) = year.db.all("SELECT id FROM body WHERE code = 'lct-seb'")[0]
    august = "happened_on >= '2024-07-15' AND happened_on <= '2024-09-01'"
    heard = year.db.all(f"SELECT times FROM contact WHERE body = :body AND {august}", body=sebha)
    assert heard == [(0,)] * 5, "five weeks of which somebody wrote that nothing was heard"
    came = [
        mark.status
        for marks in attendance_of(year.db, [one.id for one in meetings_of(year.db, Month("2024-08"))]).values()
        for mark in marks
        if mark.person
        in {row[0] for row in year.db.all("SELECT id FROM person WHERE code IN ('m-seb-pm', 'u-seb-po')")}
    ]
    assert came == ["absent"] * 3, "twice at the virtual meeting, once at the Winter School's call"


def test_on_3_august_seven_of_ten_have_told_july(tmp_path: Path) -> None:
    path = begun(tmp_path / "august.cop.db")
    for file in YEAR:
        if file.stem <= "2024-08-03":
            arrives(path, file)
    with Store(str(path)) as store, store.reading():
        found = {one.name: one for one in standing(store.db, Month("2024-07"), Day("2024-08-03"))}
    assert {name: one.submitted_on for name, one in found.items()} == {
        "Azzawiya": "2024-08-01", "Bani Walid": "2024-08-02", "Benghazi": "2024-08-02", "Gharyan": "2024-08-01",
        "Sebha": None, "Sirte": "2024-08-03", "Tobruk": None, "Tripoli Centre": "2024-08-01", "Zintan": "2024-08-03",
        "Zliten": None,
    }  # fmt: skip
    assert {name: one.missing for name, one in found.items() if one.missing} == {
        "Benghazi": ("vpm/2024-07-03",), "Zliten": ("vpm/2024-07-03",),
    }  # fmt: skip
    assert found["Sebha"].last_news_on == "2024-07-12"


@pytest.mark.parametrize(
    ("ref", "seats", "enough"),
    [
        ("tb6", (23, 24, 12), True),  # ten project managers, ten of universities, three more; the EU was missing
        ("tb7", (11, 24, 12), False),  # seven project managers, two of universities, two more
        ("tb8", (20, 24, 12), True),  # nine, eight with one acting, three
        ("sc7", (15, 15, 8), True),  # fourteen online, one represented
        ("sc8", (14, 15, 8), True),  # thirteen present, one represented
    ],
)
def test_how_many_seats_took_part(year: Store, ref: str, seats: tuple[int, int, int], enough: bool) -> None:
    found = quorum(year.db, find_sitting(year.db, ref))
    assert found is not None
    assert ((found.present, found.seats, found.needed), found.reached) == (seats, enough)


def test_who_came_to_the_virtual_meeting_of_july(year: Store) -> None:
    met = find_sitting(year.db, "vpm/2024-07-03")
    # 8 of the unit, ten teams of three, and of the Technical Board two who are in neither.
    assert len(invited(year.db, [met])[met.id]) == 8 + 30 + 2
    marks: list[str] = [mark.status for mark in attendance_of(year.db, [met.id])[met.id]]
    # Seven project managers, six of universities, seven of the unit and beside it; Zliten's two were added in August.
    assert marks.count("online") == 7 + 6 + 7 + 2
    assert (marks.count("excused"), marks.count("absent")) == (1, 2 + 1)
    assert len(marks) == 26, "of the other fourteen nobody wrote anything"


def test_what_was_held_and_of_what_nobody_wrote_who_came(year: Store) -> None:
    months = [*(f"2024-{number:02}" for number in range(4, 13)), "2025-01", "2025-02", "2025-03"]
    found = [one for month in months for one in meetings_of(year.db, Month(month))]
    held = [one for one in found if one.status == "held"]
    # Virtual meetings in all months but January; exchanges in Jun Aug Sep Oct Dec Feb; tb6 tb7 tb8; sc7 sc8; com1;
    # fv3 fv5; ws0; seven that teams called; tot5 tot6 tot7; fv1 fv2 during the first; mis1; the two schools; dive.
    assert len(held) == 11 + 6 + 3 + 2 + 1 + 2 + 1 + 7 + 3 + 2 + 1 + 2 + 1
    assert [one.ref for one in unrecorded(year.db, held)] == ["mon/2024-08-20"]
    assert {one.ref for one in found if one.status == "cancelled"} == {
        "mon/2024-07-16", "mon/2024-11-19", "mon/2025-01-21",
    }  # fmt: skip


def test_what_was_promised(year: Store) -> None:
    counted = dict(year.db.all("SELECT status, count(*) FROM action GROUP BY status"))
    # a1-a20 with ten receipts for a19: 29, one dropped, and the receipts of Sebha and Tobruk still open.
    assert counted == {"done": 26, "dropped": 1, "open": 2}
    late = year.db.all("SELECT code FROM action WHERE status = 'done' AND closed_on > due_on ORDER BY code")
    carried = year.db.all("SELECT code FROM action WHERE first_due_on IS NOT NULL")
    assert [code for (code,) in carried] == ["a8"]
    assert [code for (code,) in late] == ["a1", "a12", "a14", "a15", "a16", "a18", "a19-srt", "a3", "a4", "a7", "a9"]


def test_when_milestones_were_reached(year: Store) -> None:
    """In days after the first plan: the unit of the cold room came five weeks late, and the opening waited for it."""
    from cop.activities.pilots.queries import milestones

    found = {one.ref: (one.slip_days, one.reached_on) for one in milestones(year.db, Day("2025-04-05"))}
    assert found == {
        "f-design": (-11, "2024-05-20"), "f-works": (7, "2024-07-22"), "f-equip": (-5, "2024-12-10"),
        "f-cold": (35, "2025-02-24"), "f-open": (33, "2025-03-20"), "e-assess": (-13, "2024-02-16"),
        "e-list": (18, "2024-06-02"), "e-supply": (19, "2024-12-19"), "e-train": (12, "2025-02-12"),
        "e-report": (46, None),
    }  # fmt: skip


def test_how_far_the_indicators_came(year: Store) -> None:
    from cop.activities.indicators.queries import indicators

    found = {one.ref: str(one.achievement) for one in indicators(year.db, Day("2025-04-05"))}
    assert found == {
        "i-oper": "1", "i-vets": "1/2", "i-trace": "1", "i-labs": "1", "i-tot": "1", "i-cyc": "1",
        "i-tech": "14/15",
        "i-smp": "3/8",  # from 20 to 50 of 100 samples
        "i-ties": "7/9",  # from 12 to 26 of 30 pairs
        "i-wait": "4/5",  # from 9 down to 5 of 4 days
    }  # fmt: skip


def test_how_risks_rose_and_fell(year: Store) -> None:
    rows = year.db.all(
        "SELECT r.code, g.probability * g.impact FROM rating g JOIN risk r ON r.id = g.risk ORDER BY r.code, g.rated_on"
    )
    scores = {code: [score for risk, score in rows if risk == code] for code, _ in rows}
    assert scores == {"rk1": [8, 12, 16, 20], "rk2": [12, 20, 16, 12, 6], "rk3": [12, 9, 12, 12, 16]}
    assert year.db.all("SELECT code, status FROM risk ORDER BY code") == [
        ("rk1", "happened"), ("rk2", "closed"), ("rk3", "open"),
    ]  # fmt: skip


def test_whose_places_at_the_schools_stayed_empty(year: Store) -> None:
    """Two of each town in summer: Sebha and Tobruk sent one. Three technicians of each laboratory in winter."""
    from cop.activities.events.queries import quota_lines

    def of(ref: str) -> dict[str, tuple[int, int, int]]:
        lines = quota_lines(year.db, find_sitting(year.db, ref).id)
        return {one.ref: (one.places, one.registered, one.came) for one in lines}

    assert of("ss") == {f"m-{town}": (2, 2, 2) for town in ("zaw", "bng", "gha", "srt", "tri", "zin", "zli")} | {
        "m-bwd": (2, 2, 1), "m-seb": (2, 1, 1), "m-tbk": (2, 1, 1),
    }  # fmt: skip
    assert of("wsch") == {
        "m-gha": (3, 3, 3), "m-zin": (3, 3, 2), "m-bwd": (3, 3, 1), "m-zaw": (3, 2, 2), "m-seb": (3, 1, 1),
    }  # fmt: skip


def test_what_an_official_typed_is_not_doubled_when_the_files_bring_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = {
        "2024-07-31": "indicator value i-oper 6 --on 2024-07-31",
        "2024-09-18": "delivery new c5 --by u-zli-tr1 --to m-zli --from 2024-09-15 --to-day 2024-09-17 --trainees 14",
        "2024-12-11": "milestone reach f-equip --on 2024-12-10",
    }
    path = begun(tmp_path / "typed.cop.db")
    for day in sorted({*typed, *(file.stem for file in YEAR)}):
        if day in typed:
            monkeypatch.setenv("COP_NOW", f"{day}T08:00:00Z")
            assert cli.run(["--file", str(path), "--as", "m-zli-pm", *typed[day].split()]) == 0
        for file in YEAR:
            if file.stem == day:
                arrives(path, file)
    with Store(str(path), now=moment(YEAR[-1])) as store, store.reading():
        given = store.db.all(
            "SELECT d.headcount, d.status FROM delivery d JOIN partner p ON p.id = d.partner WHERE p.code = 'm-zli'"
        )
        values = store.db.all(
            "SELECT v.measured_on, v.amount FROM indicator_value v JOIN indicator i ON i.id = v.indicator "
            "WHERE i.code = 'i-oper' AND v.part IS NULL ORDER BY v.measured_on"
        )
        reached = store.db.all("SELECT reached_on FROM milestone WHERE code = 'f-equip'")
    assert given == [(14, "held")] and reached == [("2024-12-10",)]
    assert values == [("2024-07-31", "6"), ("2024-12-31", "6"), ("2025-01-31", "11"), ("2025-02-28", "15")]


def test_everything_recorded_is_marked_as_made_for_the_example(year: Store) -> None:
    for kind in ("team_month", "contact", "decision", "action", "report", "practice_use", "certificate"):
        assert year.db.all(f"SELECT DISTINCT src FROM {kind}") == [("P",)], kind
    for kind in (
        "meeting", "cycle", "delivery", "pilot", "milestone", "contribution", "indicator", "risk", "work_package",
        "activity", "deliverable", "visibility_item", "person",
    ):  # fmt: skip
        sources = year.db.all(f"SELECT DISTINCT src FROM {kind}")
        assert all(re.fullmatch(r"P|F:\w+(\+P)?", src or "") for (src,) in sources), (kind, sources)
    assert year.db.all("SELECT DISTINCT src FROM meeting WHERE series IS NOT NULL") == [("P",)]
    for file in YEAR:
        begins = file.read_text(encoding="utf-8").splitlines()
        assert begins[0].startswith("# ") and any("Made for the example" in line for line in begins[:3])


def test_no_person_is_named_and_no_address_is_given(year: Store) -> None:
    assert year.db.all("SELECT count(name), count(email), count(phone) FROM person") == [(0, 0, 0)]
    for kind in ("guest", "registration", "trainee"):
        assert year.db.all(f"SELECT count(name) FROM {kind}") == [(0,)], kind


def test_half_of_the_teams_write_in_arabic(year: Store) -> None:
    arabic = year.db.all(
        "SELECT DISTINCT b.code FROM language l JOIN team_month t ON t.id = l.subject JOIN body b ON b.id = t.body "
        "WHERE l.code = 'ar' ORDER BY b.code"
    )
    assert [code for (code,) in arabic] == ["lct-bwd", "lct-gha", "lct-srt", "lct-zaw", "lct-zin"]
