from collections.abc import Callable
from pathlib import Path

import pytest

from cop import cli
from cop.exchange.findings import Findings
from cop.store import queries
from cop.store.store import Store
from cop.teams.records import Membership, Partner, Person, Programme

from .conftest import bring, exported

SAMPLES = Path(__file__).parents[1] / "samples" / "descriptions"
TROUBLES = {
    "code-twice": ['5: the code "m-zli" is taken (first in line 3)'],
    "double-booking": [
        "4: A already meets then: N (n), Wed 10 July 2024 11:30-12:30 Rome",
        "5: A already meets then: M (m), Wed 10 July 2024 11:00-12:00 Rome",
    ],
    "each-unknown": [
        "8: {cod} is not known of m-zli",
        '10: no partner has sector "university"',
        "13: each names no condition",
    ],
    "ends-before-it-starts": [
        "2: the programme would end before it starts",
        "6: a meeting ends after it starts, and Tue 9 July 2024 is before Wed 10 July 2024",
    ],
    "half-a-character": ["3: an escape after a backslash names no character"],
    "id-of-another-kind": ["3: the id 0123456789ab is that of a partner (line 2)"],
    "impossible-date": ['2: start_on: February 2024 has no day 30 ("2024-02-30")'],
    "missing-title": ["3: title is missing", "3: body is missing"],
    "newer": ["1: this description was written for a newer cop"],
    "no-plain-language": ["2: name is not given in the programme's language (en)"],
    "not-a-date-of-the-series": ["9: Thu 8 August 2024 is no date of s, which is monthly on first wed"],
    "programme-twice": ["2: the file holds another programme"],
    "reference-to-nothing": [
        '5: partner: no partner is called "m-zil"',
        '6: partner: no partner is called "Tripoli"',
    ],
    "skipped-hour": ["3: start: 2024-03-31 02:30 does not exist in Rome: clocks go forward"],
    "slot-twice": ["11: this series slot stands twice (first in line 10)"],
    "too-long": ["3: name has 10,000 characters; at most 300 fit"],
    "unknown-words": [
        '2: there is no section "partner"',
        '5: no partner has "nam"',
        "5: name is missing",
        "6: this partner is not a group of names and values",
        "7: people is not a list",
    ],
    "unknown-zone": ['2: timezone: no time zone is called "Africa/Tripolis"'],
}  # fmt: skip


def troubles(store: Store, text: str) -> list[str]:
    with pytest.raises(Findings) as caught:
        bring(store, text)
    return [str(finding) for finding in caught.value.found]


def test_every_sample_of_trouble_has_its_sentence() -> None:
    assert {path.stem for path in SAMPLES.glob("*.yaml")} == {*TROUBLES, "escape-codes"}


@pytest.mark.parametrize("name", sorted(TROUBLES))
def test_what_is_wrong_is_told_with_its_line_and_nothing_is_imported(store: Store, name: str) -> None:
    before = exported(store)
    found = troubles(store, (SAMPLES / f"{name}.yaml").read_text(encoding="utf-8"))
    assert found == [f"x.yaml:{sentence}" for sentence in TROUBLES[name]]
    assert exported(store) == before


def test_escape_codes_and_hidden_direction_marks_are_dropped(store: Store) -> None:
    bring(store, (SAMPLES / "escape-codes.yaml").read_text(encoding="utf-8"))
    assert [one.name for one in queries.every(store.db, Partner)] == ["[31mZliten[0m"]


def test_the_hint_names_what_is_near(store: Store) -> None:
    with pytest.raises(Findings) as caught:
        bring(store, (SAMPLES / "reference-to-nothing.yaml").read_text(encoding="utf-8"))
    assert 'no partner is called "m-zil" (near to it: m-zli)' in caught.value.message


def test_the_same_description_again_says_nothing_new(store: Store) -> None:
    text = "cop: 1\nbodies: [{code: a, title: A, kind: circle, seats: [{title: Chair}, {title: Chair}]}]\n"
    assert bring(store, text).said() == "1 body new; 2 details new"
    assert bring(store, text).said() == ""


def test_what_a_file_does_not_mention_stays(store: Store) -> None:
    bring(store, "cop: 1\npartners: [{code: a, name: A, country: LY, aliases: [B]}, {code: c, name: C}]\n")
    assert bring(store, "cop: 1\npartners: [{code: a, name: A2}]\n").said() == "1 partner changed"
    a, c = queries.every(store.db, Partner, order="code")
    assert (a.name, a.country, c.name) == ("A2", "LY", "C")


def test_an_empty_value_takes_a_value_away(store: Store) -> None:
    bring(store, "cop: 1\npartners: [{code: a, name: A, region: East}]\n")
    bring(store, "cop: 1\npartners: [{code: a, region: }]\n")
    assert queries.every(store.db, Partner)[0].region is None


def test_a_record_is_known_by_its_id_when_its_code_changes(store: Store) -> None:
    bring(store, "cop: 1\npartners: [{id: 0123456789ab, code: a, name: A}]\n")
    assert bring(store, "cop: 1\npartners: [{id: 0123456789ab, code: b}]\n").said() == "1 partner changed"
    assert [one.code for one in queries.every(store.db, Partner)] == ["b"]


def test_two_records_may_change_codes_with_each_other(store: Store) -> None:
    bring(store, "cop: 1\npartners: [{id: 0123456789ab, code: a, name: A}, {id: 0123456789ac, code: b, name: B}]\n")
    bring(store, "cop: 1\npartners: [{id: 0123456789ab, code: b}, {id: 0123456789ac, code: a}]\n")
    assert [one.name for one in queries.every(store.db, Partner, order="code")] == ["B", "A"]


def test_a_code_of_the_programme_is_not_given_to_another_record(store: Store) -> None:
    bring(store, "cop: 1\npartners: [{id: 0123456789ab, code: a, name: A}]\n")
    text = "cop: 1\npartners: [{id: 0123456789ac, name: B}, {id: 0123456789ad, code: a, name: C}]\n"
    assert troubles(store, text) == ['x.yaml:2: the code "a" is taken (its id is 0123456789ab)']


def test_references_understand_other_names_in_any_spelling(store: Store) -> None:
    bring(store, "cop: 1\npartners: [{code: m-zaw, name: Azzawiya, aliases: [الزاوية]}]\n")
    text = "cop: 1\npeople: [{code: x, title: X, partner: az-zawiya}, {code: y, title: Y, partner: الزاويه}]\n"
    bring(store, text)
    assert len({one.partner for one in queries.every(store.db, Person)}) == 1


def test_what_means_two_is_refused_with_both(store: Store) -> None:
    text = "cop: 1\npartners: [{code: a, name: Trento}, {code: b, name: Trento}]\n"
    (found,) = troubles(store, f"{text}people: [{{code: x, title: X, partner: Trento}}]\n")
    assert found == 'x.yaml:3: partner: "Trento" may mean 2 partners'


def test_days_and_hours_are_read_as_people_write_them(store: Store) -> None:
    bring(store, 'cop: 1\nprogramme: {start_on: "1 apr 2021", timezone: Europe/Rome}\n')
    assert queries.every(store.db, Programme)[0].start_on == "2021-04-01"


def test_hours_without_a_zone_are_those_of_the_programme_in_the_file(empty: Callable[[], Store]) -> None:
    with empty() as store:
        bring(
            store,
            "cop: 1\nprogramme: {title: P, timezone: Europe/Rome}\nbodies: [{code: a, title: A, kind: circle}]\n"
            "meetings: [{code: m, title: M, body: a, start: 2024-07-10T11:00}]\n",
        )
        assert store.db.all("SELECT start FROM meeting") == [("2024-07-10T11:00[Europe/Rome]",)]


def test_both_meetings_stand_when_somebody_says_why(store: Store) -> None:
    text = (SAMPLES / "double-booking.yaml").read_text(encoding="utf-8")
    assert bring(store, text, why="two rooms").said() == "1 body new; 2 meetings new"


def test_a_member_may_take_a_seat_of_the_same_file(store: Store) -> None:
    bring(
        store,
        "cop: 1\npeople: [{code: p, title: P}]\n"
        "bodies: [{code: a, title: A, kind: circle, seats: [{code: s}], members: [{person: p, seat: s}]}]\n",
    )
    assert queries.every(store.db, Membership)[0].seat == store.db.all("SELECT id FROM seat")[0][0]


def test_rules_of_teams_hold_for_files_too(store: Store) -> None:
    found = troubles(
        store,
        "cop: 1\npeople: [{code: p, title: P}, {code: q, title: Q}]\n"
        "bodies:\n  - {code: a, title: A, kind: circle, seats: [{code: s}],\n"
        "     members: [{person: p, seat: s}, {person: q, seat: s}]}\n",
    )
    assert [line.partition(": ")[2][:27] for line in found] == [
        "that seat is filled by Q (q",
        "that seat is filled by P (p",
    ]


# On the command line


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = cli.run(list(words))
    said = capsys.readouterr()
    return code, said.out, said.err


def test_dry_run_tells_what_would_change(
    programme_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "d.yaml").write_text("cop: 1\npartners: [{code: a, name: A}]\n")
    words = ("--file", str(programme_file), "import", str(tmp_path / "d.yaml"))
    code, out, err = run(capsys, *words, "--dry-run", "--format", "tsv")
    assert (code, out, err) == (
        0, "kind\tref\ttitle\tchange\tfields\npartner\ta\tA\tnew\t\n", "would be imported: 1 partner new\n",
    )  # fmt: skip
    assert run(capsys, *words)[1] == f"imported\t{tmp_path / 'd.yaml'}\t1 partner new\n"
    assert run(capsys, *words)[1] == f"unchanged\t{tmp_path / 'd.yaml'}\tthe file says nothing new\n"


def test_several_files_may_refer_to_one_another(
    programme_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "people.csv").write_text("Role,Municipality\r\nMayor,Zliten\r\n")
    (tmp_path / "d.yaml").write_text("cop: 1\npartners: [{code: m-zli, name: Zliten}]\n")
    files = [str(tmp_path / "people.csv"), str(tmp_path / "d.yaml")]
    code, out, _ = run(capsys, "--file", str(programme_file), "import", *files)
    assert (code, out.split("\t")[2]) == (0, "1 partner new; 1 person new\n")


def test_findings_end_with_exit_code_2(programme_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sample = str(SAMPLES / "impossible-date.yaml")
    code, out, err = run(capsys, "--file", str(programme_file), "import", sample)
    assert (code, out) == (2, "")
    assert f"{sample}:2: start_on: February 2024 has no day 30" in err


def test_an_older_export_says_whom_it_brings_back(
    programme_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    begin = ("--file", str(programme_file))
    (tmp_path / "d.yaml").write_text("cop: 1\npeople: [{code: may, title: Mayor, aliases: [Boss]}]\n")
    run(capsys, *begin, "import", str(tmp_path / "d.yaml"))
    run(capsys, *begin, "export", "-o", str(tmp_path / "old.yaml"))
    assert run(capsys, *begin, "person", "remove", "may", "--yes")[0] == 0
    words = (*begin, "import", str(tmp_path / "old.yaml"))
    back = "brought back (removed on Mon 1 July 2024)"
    code, out, err = run(capsys, *words, "--dry-run", "--format", "tsv")
    assert (code, out.splitlines()[1]) == (0, f"person\tmay\tMayor\t{back}\t")
    assert err == "would be imported: 1 person brought back; 1 detail brought back\n"
    _, out, err = run(capsys, *words)
    assert out == f"imported\t{tmp_path / 'old.yaml'}\t1 person brought back; 1 detail brought back\n"
    assert err == f"Mayor: {back}\n"
    assert run(capsys, *begin, "person", "list", "--fields", "code", "--no-header")[1] == "may\n"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("me.ics", "BEGIN:VCALENDAR\r\n", "is a calendar; cop reads descriptions in YAML and tables in CSV"),
        ("me.csv", "\ufeffBEGIN:VCALENDAR\r\n", "is a calendar"),
        ("people.xlsx", "PK\x03\x04", "is a workbook or an archive"),
    ],
)
def test_what_is_no_description_is_called_by_its_name(
    programme_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: str, said: str
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    code, _, err = run(capsys, "--file", str(programme_file), "import", str(tmp_path / name))
    assert code == 2 and f"{name} {said}" in err and "colon" not in err


def test_a_mistyped_file_gets_a_hint(programme_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "people.yaml").write_text("cop: 1\n")
    for name, hint in (("peopl.yaml", "near to it: people.yaml"), ("zzz", f"the file would be in {tmp_path}")):
        code, _, err = run(capsys, "--file", str(programme_file), "import", str(tmp_path / name))
        assert code == 2 and f"{name} cannot be read: no such file or directory\ntry: {hint}\n" in err


SERIES = """cop: 1
programme: {title: P, timezone: Africa/Tripoli}
bodies: [{code: b, title: B, kind: board}]
series: [{code: s, title: S, body: b, rule: monthly on first wed, start: 2024-07-03T11:00}]
"""


def test_what_was_promised_on_a_date_of_a_series_names_it_as_people_do(empty: Callable[[], Store]) -> None:
    spoken = "meetings: [{series: s, original_on: 2024-08-07, title: S, body: b, start: 2024-08-07T11:00}]\n"
    promised = "actions: [{title: A, owner: b, origin: s/2024-08-07}]\n"
    decided = "decisions: [{title: D, body: b, meeting: s/2024-08-07}]\n"
    with empty() as store:
        bring(store, SERIES + spoken + promised + decided)
        with store.reading():
            (meeting,), (origin,) = store.db.all("SELECT id FROM meeting"), store.db.all("SELECT origin FROM action")
            assert meeting == origin == store.db.all("SELECT meeting FROM decision")[0]


def test_a_date_of_a_series_of_which_nothing_is_said_is_a_finding(empty: Callable[[], Store]) -> None:
    with empty() as store, pytest.raises(Findings) as told:
        bring(store, SERIES + "actions: [{title: A, owner: b, origin: s/2024-08-07}]\n")
    assert [(one.line, one.message) for one in told.value.found] == [(5, "origin: nothing is said of s/2024-08-07 yet")]
