"""What docs/guide/describing-a-programme.md says is tried out, statement by statement."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cop import cli
from cop.exchange import layout

Say = Callable[..., str]
ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "guide" / "describing-a-programme.md").read_text(encoding="utf-8")
WHOLE, DOES, EACH = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
MORE = """cop: 1
programme: {title: {en: Ten, ar: عشرة}}
partners:
  - {code: m-seb, name: Sebha, sector: municipality, country: LY, paired: m-zli, tags: [south], languages: [ar]}
bodies:
  - code: sc
    title: {en: Steering Committee, ar: اللجنة التوجيهية}
    kind: steering_committee
    seats: [{each: {sector: municipality, country: LY}, partner: "{code}", title: "{short} {paired} {name}"}]
channels: [{code: v, title: Viber, kind: viber, bodies: [sc]}]
series:
  - code: s
    title: Weekly call
    body: sc
    rule: monthly on first wed
    start: 2024-07-03T10:00
    slots: [2024-08-07, {original_on: 2024-09-04, moved_to: 2024-09-05T10:00}]
    invited: [lct-zli]
meetings:
  - {code: a, title: A, body: sc, start: 12/07/2024 11:00, agenda: [One, Two], invited: [lct-zli]}
  - {code: b, title: B, body: sc, start: 10 jul 2024 15:00}
  - {code: c, title: C, body: Steering Committee, start: "2024-07-11T11:00[Europe/Rome]"}
"""


@pytest.fixture
def say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Say:
    """Return what types a line in a folder that holds a programme of the guide's own description."""
    monkeypatch.chdir(tmp_path)
    Path("programme.yaml").write_text(WHOLE, encoding="utf-8")

    def typed(*words: str) -> str:
        assert cli.run(list(words)) == 0, capsys.readouterr().err
        shown = capsys.readouterr()
        return shown.out + shown.err

    typed("init", "--from", "programme.yaml", "ten.cop.db")
    return typed


def test_the_whole_example_of_the_guide_is_the_ten_lines() -> None:
    assert (ROOT / "examples" / "ten-lines.yaml").read_text(encoding="utf-8") == WHOLE


def test_the_guide_names_every_section_and_what_hangs_on_it() -> None:
    assert all(f"`{name}`" in GUIDE for name in layout.sections())
    for name in {part for shape in layout.sections().values() for part in layout.parts(shape.name)} - {"translations"}:
        assert f"`{name}`" in GUIDE, name


def test_every_way_of_writing_that_the_guide_shows_is_understood(say: Say) -> None:
    Path("each.yaml").write_text("cop: 1\n" + EACH, encoding="utf-8")
    assert say("import", "each.yaml").startswith("unchanged")
    Path("more.yaml").write_text(MORE, encoding="utf-8")
    say("import", "more.yaml", "each.yaml")
    assert "sc\tm-seb\tseb m-zli Sebha" in say("seat", "list", "--fields", "body,partner,title")
    listed = say(
        "meeting", "list", "--from", "2024-07-01", "--to", "2024-10-01", "--fields", "ref,start", "--no-header"
    )
    assert [line.split("\t")[1] for line in listed.splitlines()] == [
        "2024-07-03T10:00[Africa/Tripoli]", "2024-07-10T11:00[Africa/Tripoli]", "2024-07-10T15:00[Africa/Tripoli]",
        "2024-07-11T11:00[Europe/Rome]", "2024-07-12T11:00[Africa/Tripoli]", "2024-09-05T10:00[Africa/Tripoli]",
    ]  # fmt: skip


def test_what_the_programme_does_is_understood_as_the_guide_writes_it(say: Say) -> None:
    Path("does.yaml").write_text("cop: 1\n" + DOES, encoding="utf-8")
    say("import", "does.yaml")
    assert "unchanged" in say("import", "does.yaml")

    def listed(noun: str) -> list[dict[str, Any]]:
        return json.loads(say(noun, "list", "--format", "json"))  # type: ignore[no-any-return]

    assert [one["achieved"] for one in listed("indicator")] == ["0.3"], "from 9 days to 7.5, where 4 are the target"
    assert [one["score"] for one in listed("risk")] == [3 * 4]
    assert {one["ref"]: one["waits_for"] for one in listed("milestone")} == {"f-works": [], "f-open": ["f-works"]}
    assert "tot5" in say("training", "tree", "c5", "--format", "table")


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_an_export_read_into_a_new_programme_gives_the_same_export(say: Say, form: str) -> None:
    Path("more.yaml").write_text(MORE, encoding="utf-8")
    say("import", "more.yaml")
    say("--file", "ten.cop.db", "export", "-o", f"one.{form}")
    say("init", "--from", f"one.{form}", "again.cop.db")
    say("--file", "again.cop.db", "export", "-o", f"two.{form}")
    assert Path(f"one.{form}").read_bytes() == Path(f"two.{form}").read_bytes()


def test_what_both_changed_is_shown_as_in_conflict_and_an_edit_ends_it(say: Say) -> None:
    say("export", "--to-edit", "-o", "p.yaml")
    say("meeting", "edit", "first", "--set", "title=Theirs")
    Path("p.yaml").write_text(Path("p.yaml").read_text("utf-8").replace("First meeting", "Mine"), encoding="utf-8")
    assert "both are kept" in say("import", "p.yaml")
    shown = say("meeting", "show", "first", "--format", "table")
    assert re.search(r"^title +Mine$", shown, re.MULTILINE)
    assert re.search(r"^in conflict +title: Theirs\n +title: Mine$", shown, re.MULTILINE)
    history = say("meeting", "history", "first")
    assert "Mine" in history and "Theirs" in history
    say("meeting", "edit", "first", "--set", "title=Settled")
    assert not re.search(r"^in conflict", say("meeting", "show", "first", "--format", "table"), re.MULTILINE)


def test_every_command_in_the_guide_exists() -> None:
    from cop.registry import COMMANDS

    named = set(re.findall(r"`cop ([a-z]+)", GUIDE))
    assert named and named <= set(COMMANDS)
