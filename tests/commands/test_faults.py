"""What is said when a line cannot be carried out: one sentence, and what to type instead."""

import pytest

from cop import cli

Shown = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        (["postpone"], "did you mean cop meeting postpone or cop event postpone or cop milestone postpone?"),
        (["meeting", "help"], "did you mean cop help meeting?"),
        (["list", "partner"], "did you mean cop partner list?"),
        (["partner", "lst"], "did you mean cop partner list"),
        (["prtner", "list"], "did you mean cop partner"),
    ],
)
def test_a_mistyped_line_is_met_with_the_line_that_was_meant(line: list[str], hint: str, capsys: Shown) -> None:
    assert cli.run(line) == 2
    assert hint in capsys.readouterr().err


def test_a_slip_is_never_answered_with_a_verb_that_takes_away(capsys: Shown) -> None:
    for slip in ("remov", "rstore", "remvoe"):
        assert cli.run(["partner", slip]) == 2
        assert "did you mean cop partner re" not in capsys.readouterr().err


def test_help_is_also_asked_for_with_one_letter(capsys: Shown) -> None:
    assert cli.run(["-h"]) == 0
    assert "Everyday" in "".join(capsys.readouterr())
