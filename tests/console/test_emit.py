"""Lists, records and confirmations, as people and scripts receive them."""

import csv
import json
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.console.emit import FORMATS, Output, View, choose_output, done, emit, one, report_error, say
from cop.console.formats import Row
from cop.kernel.errors import BadInput, NotFound
from cop.kernel.text import columns

GOLDEN = Path(__file__).parents[1] / "golden" / "console"
DAYS = {"2024-07-10": "Wed 10 Jul 11:00", "2024-07-03": "Wed 3 Jul 11:00", "2024-07-17": "Wed 17 Jul 11:00"}
MEETINGS = View(
    "meetings",
    ("id", "code", "title", "start_on", "place", "minutes", "online"),
    table=("code", "title", "start_on", "place", "minutes", "online"),
    titles={"start_on": "start"},
    keep=frozenset({"code"}),
    right=frozenset({"minutes"}),
    say={"start_on": lambda day: DAYS.get(day, day)},
    empty="no meeting in July",
    ref="code",
)
ROWS: list[Row] = [
    ("1f2k7m3p9q0r", "sc7", "7th Steering Committee", "2024-07-10", "online", 180, True),
    ("2f2k7m3p9q0r", "vpm/2024-07-03", "الاجتماع الافتراضي للشراكة", "2024-07-03", "قاعة البلدية، زليتن", 90, False),
    ("3f2k7m3p9q0r", "sc7b", "Extraordinary Steering Committee, budget of the pilots", "2024-07-17", None, 0, None),
]
BIDI_CONTROLS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
HOSTILE = [
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07",
    "\x9b31m",
    "\u202egnp.exe",
    "\u2066x\u2069",
    "[red]not markup[/x]",
    "a\tb\nc\rd\\e",
    "=cmd|' /C calc'!A0",
    "\ud800 half",
    "\x00\x7f\x85\u2028\ufeff",
    "{style} %s %(x)s {0}",
    "<script>alert(1)</script>",
]


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def output(form: str = "table", width: int = 80) -> Output:
    return Output(stream=StringIO(newline=""), notes=StringIO(), format=form, width=width)


def text(out: Output) -> str:
    assert isinstance(out.stream, StringIO)
    return out.stream.getvalue()


def notes(out: Output) -> str:
    assert isinstance(out.notes, StringIO)
    return out.notes.getvalue()


def shown(form: str, rows: list[Row] = ROWS, width: int = 80) -> str:
    out = output(form, width)
    emit(rows, MEETINGS, out)
    return text(out)


@pytest.mark.parametrize("width", [40, 80, 120])
def test_a_list_looks_as_agreed(width: int) -> None:
    remembered: list[str] = []
    out = output(width=width)._replace(remember=remembered.extend)
    assert emit(ROWS, MEETINGS, out) == 3
    assert text(out) == (GOLDEN / f"meetings-{width}.txt").read_text("utf-8")
    assert remembered == ["sc7", "vpm/2024-07-03", "sc7b"]


@pytest.mark.parametrize("form", ["plain", "tsv", "csv", "json", "jsonl"])
def test_each_format_looks_as_agreed(form: str) -> None:
    with (GOLDEN / f"meetings.{form}").open(encoding="utf-8", newline="") as file:
        assert shown(form) == file.read()


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("value", HOSTILE)
def test_no_name_can_harm_a_terminal(form: str, value: str) -> None:
    for printed in everything_printed(form, value):
        allowed = {"\n", *{"tsv": "\t", "csv": "\r\t"}.get(form, "")}
        assert not {c for c in printed if unicodedata.category(c) == "Cc"} - allowed
        assert not set(BIDI_CONTROLS) & set(printed)
        printed.encode("utf-8", "backslashreplace")


@given(st.text(), st.sampled_from(FORMATS))
def test_any_text_is_printed_without_an_escape(value: str, form: str) -> None:
    assert not any("\x1b" in printed or "\x9b" in printed for printed in everything_printed(form, value))


def everything_printed(form: str, value: str) -> Iterator[str]:
    out = output(form)._replace(remember=lambda refs: None)
    row = (value, value, value, value, [value], 1, None)
    emit([row], MEETINGS, out)
    yield text(out)
    one(row, MEETINGS, shown := output(form))
    yield text(shown)
    done(confirmed := output(form), "saved", value, value, [value], {"id": value})
    yield text(confirmed) + notes(confirmed)
    report_error(NotFound(f'no partner is called "{value}"', value), form == "json", stream := StringIO())
    yield stream.getvalue()


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "tsv"])
def test_scripts_read_the_same_rows_in_every_format(form: str) -> None:
    printed = shown(form)
    keyed = [dict(zip(MEETINGS.keys, row, strict=True)) for row in ROWS]
    if form == "json":
        assert json.loads(printed) == keyed
    elif form == "jsonl":
        assert [json.loads(line) for line in printed.splitlines()] == keyed
    else:
        read = list(csv.DictReader(StringIO(printed), delimiter="," if form == "csv" else "\t"))
        assert [row["title"] for row in read] == [row["title"] for row in keyed]


def test_an_empty_list_is_a_sentence_for_people_and_an_empty_array_for_scripts() -> None:
    out = output()
    assert emit([], MEETINGS, out) == 0
    assert (text(out), notes(out)) == ("", "no meeting in July\n")
    assert shown("json", []) == "[]\n"
    assert shown("jsonl", []) == ""
    assert shown("tsv", []) == "\t".join(MEETINGS.keys) + "\n"


def test_rows_are_written_as_they_come() -> None:
    out = output("jsonl")

    def rows() -> Iterator[Row]:
        yield ROWS[0]
        assert text(out).endswith("}\n")
        yield ROWS[1]

    assert emit(rows(), MEETINGS, out) == 2


def test_fields_choose_columns_and_their_order() -> None:
    out = output("tsv")._replace(fields=("minutes", "code"), header=False)
    emit(ROWS[:1], MEETINGS, out)
    assert text(out) == "180\tsc7\n"


def test_an_unknown_field_is_refused_before_anything_is_written() -> None:
    out = output("json")._replace(fields=("colour",))
    with pytest.raises(BadInput) as refused:
        emit(ROWS, MEETINGS, out)
    assert "id, code, title" in str(refused.value.hint)
    assert text(out) == ""


def test_a_list_is_not_numbered_where_nobody_remembers_the_numbers() -> None:
    assert shown("table").splitlines()[1].startswith("sc7 ")


def test_a_list_in_a_pipe_is_neither_numbered_nor_remembered() -> None:
    remembered: list[str] = []
    out = choose_output("table", env={}, stream=StringIO(), remember=remembered.extend)
    emit(ROWS, MEETINGS, out)
    assert text(out).splitlines()[1].startswith("sc7 ")
    assert remembered == []


def test_a_broken_pipe_is_left_to_the_front_door() -> None:
    class Closed(StringIO):
        def flush(self) -> None:
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        emit(ROWS, MEETINGS, Output(stream=Closed(), format="tsv"))


def test_a_record_is_shown_with_what_is_not_set_in_one_line() -> None:
    out = output(width=50)
    one(ROWS[2], MEETINGS, out)
    assert text(out) == (GOLDEN / "meeting-50.txt").read_text("utf-8")


def test_a_record_is_one_object_or_two_columns_for_scripts() -> None:
    one(ROWS[0], MEETINGS, out := output("json"))
    assert json.loads(text(out))["minutes"] == 180
    one(ROWS[0], MEETINGS, out := output("tsv")._replace(fields=("code", "online")))
    assert text(out) == "code\tsc7\nonline\tyes\n"


def test_one_value_of_a_record_can_be_had_bare() -> None:
    out = output("tsv")._replace(fields=("id",), header=False)
    one(ROWS[0], MEETINGS, out)
    assert text(out) == "1f2k7m3p9q0r\n"


def test_a_confirmation_names_what_was_saved() -> None:
    out = output()
    done(out, "saved", "sc7b", "Extraordinary Steering Committee", ["Wed 17 July 2024", "15 invited"])
    assert text(out) == ("saved  sc7b  Extraordinary Steering Committee\n       Wed 17 July 2024\n       15 invited\n")


def test_a_confirmation_is_broken_between_words() -> None:
    out = output("table", width=40)
    done(out, "saved", "sc7b", "Steering Committee", ["11:00-14:00 Rome · 11:00-14:00 Tripoli · 10:00-13:00 Paris"])
    lines = text(out).splitlines()
    assert max(map(len, lines)) <= 40 and lines[1] == "       11:00-14:00 Rome · 11:00-14:00"


def test_a_script_learns_the_new_id_from_the_confirmation() -> None:
    done(out := output("json"), "saved", "sc7b", "Extra", ["15 invited"], {"id": "3f2k7m3p9q0r", "code": "sc7b"})
    assert json.loads(text(out)) == {"id": "3f2k7m3p9q0r", "code": "sc7b"}
    done(out := output("tsv"), "saved", "sc7b", "Extra", ["15 invited"])
    assert (text(out), notes(out)) == ("saved\tsc7b\tExtra\n", "15 invited\n")


def test_an_error_is_a_sentence_and_a_hint() -> None:
    error = NotFound('no partner is called "sirt"', "cop partner show sirte")
    report_error(error, stream=(stream := StringIO()))
    assert stream.getvalue() == 'cop: no partner is called "sirt"\ntry: cop partner show sirte\n'


def test_an_error_is_an_object_where_json_was_asked_for() -> None:
    report_error(NotFound("no partner"), as_json=True, stream=(stream := StringIO()))
    assert json.loads(stream.getvalue()) == {"error": "no partner", "hint": None, "exit": 3}


@pytest.mark.parametrize(
    ("option", "env", "configured", "terminal", "chosen"),
    [
        ("csv", {"COP_FORMAT": "json"}, "plain", True, "csv"),
        (None, {"COP_FORMAT": "json"}, "plain", True, "json"),
        (None, {}, "plain", True, "plain"),
        (None, {}, None, True, "table"),
        (None, {}, None, False, "tsv"),
    ],
)
def test_the_format_is_the_nearest_wish(
    option: str | None, env: dict[str, str], configured: str | None, terminal: bool, chosen: str
) -> None:
    stream = Terminal() if terminal else StringIO()
    assert choose_output(option, configured=configured, env=env, stream=stream).format == chosen


def test_an_unknown_format_is_answered_with_the_known_ones() -> None:
    with pytest.raises(BadInput) as refused:
        choose_output("xml", env={}, stream=StringIO())
    assert "table, plain, tsv, csv, json, jsonl" in str(refused.value.hint)


@pytest.mark.parametrize(
    ("env", "stream", "coloured"),
    [
        ({}, Terminal(), sys.platform != "win32"),
        ({"NO_COLOR": "1"}, Terminal(), False),
        ({"TERM": "dumb"}, Terminal(), False),
        ({}, StringIO(), False),
    ],
)
def test_escapes_go_to_a_terminal_that_wants_them_and_nowhere_else(
    env: dict[str, str], stream: StringIO, coloured: bool
) -> None:
    out = choose_output("table", env=env, stream=stream, remember=lambda refs: None)
    emit(ROWS, MEETINGS, out)
    one(ROWS[0], MEETINGS, out)
    done(out, "saved", "sc7", "7th")
    assert ("\x1b" in stream.getvalue()) == coloured


def test_colours_take_no_room() -> None:
    out = output(width=60)._replace(colour=True)
    emit(ROWS, MEETINGS, out)
    bare = text(out).replace("\x1b[2m", "").replace("\x1b[0m", "")
    assert bare == shown("table", width=60)
    assert max(map(columns, bare.splitlines())) <= 60


def test_the_screen_is_as_wide_as_the_environment_says() -> None:
    assert choose_output(env={"COLUMNS": "72"}, stream=Terminal()).width == 72
    assert choose_output(env={}, stream=Terminal()).width == 80
    assert choose_output("table", env={}, stream=StringIO()).width == 0


@pytest.mark.parametrize("encoding", ["cp1252", "cp1256", "ascii", "utf-8"])
def test_arabic_is_utf_8_whatever_the_machine_is_used_to(encoding: str) -> None:
    raw = BytesIO()
    stream = TextIOWrapper(raw, encoding=encoding, newline="\r\n")
    emit([(1, "زليتن \ud800", "", "", "", 1, None)], MEETINGS, choose_output("tsv", "code", env={}, stream=stream))
    assert raw.getvalue().decode("utf-8").startswith("code\nزليتن ")
    assert stream.errors == "backslashreplace"
    stream.detach()


def test_a_note_never_fails_on_arabic() -> None:
    raw = BytesIO()
    say("زليتن", stream := TextIOWrapper(raw, encoding="ascii"))
    assert raw.getvalue().decode("utf-8").strip() == "زليتن"
    stream.detach()


def test_open_shows_the_list_in_the_browser_and_nothing_on_stdout(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    out = output()._replace(open_page=True)
    assert emit(ROWS, MEETINGS, out) == 3
    one(ROWS[0], MEETINGS, out)
    assert text(out) == ""
    assert len(opened) == len(notes(out).splitlines()) == 2
    for line in notes(out).splitlines():
        Path(line.removeprefix("open this in a browser: ")).unlink()


def test_printing_a_table_loads_nothing_heavy() -> None:
    program = (
        "import sys; before = set(sys.modules); from io import StringIO; from cop.console.emit import *\n"
        "emit([(1, 'a')], View('x', ('id', 'b'), ref='id'), Output(StringIO(), remember=list))\n"
        "print(*(set(sys.modules) - before))"
    )
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    heavy = "json csv unicodedata hashlib decimal zoneinfo pathlib html tempfile webbrowser shutil typer rich yaml"
    assert not {"cop.console.page", *heavy.split()} & set(loaded)
