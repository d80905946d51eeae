"""A folder whose cop.conf stops the clock: what is still to come there is judged by that clock, whatever the day."""

import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from cop import cli

BEFORE, AFTER = "2024-06-10T08:00Z", "2024-06-20T12:00Z"
"""Days before the meeting, and days after it; on any computer's own clock both are long over."""
CAME = "cop: 1\nmeetings:\n  - code: sc7\n    attendance: [{person: mayor, status: present}]\n"
GUEST = "cop: 1\nmeetings:\n  - code: sc7\n    guests: [{organisation: Radio}]\n"
HELD = "cop: 1\nmeetings: [{code: sc7, status: held}]\n"
DECIDED = "cop: 1\ndecisions: [{code: statutes, decided_on: 2024-06-15}]\n"
DONE = "cop: 1\nactions: [{code: write, status: done, closed_on: 2024-06-15}]\n"
HEARD = "cop: 1\ncontacts: [{channel: viber, body: zli, happened_on: 2024-06-15}]\n"
TO_COME = "is only on", "is still to come", "has not come yet", "has not begun"

Type = Callable[[str], str]


@pytest.fixture
def types(programme_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Type:
    """Return a function that types one line; by the clock of the folder the only meeting is still to come."""
    monkeypatch.chdir(programme_file.parent)
    monkeypatch.delenv("COP_NOW")
    stop_clock(BEFORE)
    told = {"came": CAME, "guest": GUEST, "held": HELD, "decided": DECIDED, "done": DONE, "heard": HEARD}
    for name, text in told.items():
        Path(f"{name}.yaml").write_text(text, encoding="utf-8")
    Path("came.csv").write_text("person\nmayor\n", encoding="utf-8")

    def type_line(line: str) -> str:
        code = cli.run(shlex.split(line))
        shown = capsys.readouterr()
        return shown.out + shown.err + (f"exit {code}\n" if code else "")

    for line in (
        'body new "Steering Committee" --code sc --kind steering_committee',
        'body new "Zliten" --code zli --kind coordination_team',
        "person new Mayor --code mayor",
        "membership new sc mayor --from 2021-04-01",
        "membership new zli mayor --from 2021-04-01",
        'meeting new "7th Steering Committee" --code sc7 --body sc --at "2024-06-12 11:00"',
        'decision new "Statutes" --code statutes --body sc --on 2024-06-01 --result adopted',
        'action new "Write the statutes" --code write --owner mayor --due 2024-06-30',
        "channel new Viber --code viber --kind chat",
        "channel add viber zli",
    ):
        assert "exit" not in (said := type_line(line)), f"{line}\n{said}"
    return type_line


def stop_clock(moment: str) -> None:
    """Say in the folder's own settings at which moment its clock stands still."""
    Path("cop.conf").write_text(f"format = table\nnow = {moment}\n", encoding="utf-8")


@pytest.mark.parametrize(
    "line",
    [
        "meeting hold sc7",
        "attendance mark sc7 mayor present",
        "attendance guest sc7 --organisation Radio",
        "attendance read sc7 came.csv",
        "import came.yaml",
        "import guest.yaml",
        "import held.yaml",
        "import decided.yaml",
        "import done.yaml",
        "import heard.yaml",
        "action done write --on 2024-06-15",
        "contact log viber --team zli --on 2024-06-15",
        "month write 2024-07 --team zli --done Works",
    ],
)
def test_what_is_to_come_by_the_clock_of_the_folder_is_refused(types: Type, line: str) -> None:
    said = types(line)
    assert any(words in said for words in TO_COME) and "exit" in said, said
    stop_clock(AFTER if "month" not in line else "2024-07-01T12:00Z")
    assert "exit" not in (said := types(line)), said
