"""What applies to every command: flags anywhere in the line, environment, cop.conf, the user's own file."""

from pathlib import Path

import pytest

from cop.kernel import settings
from cop.kernel.errors import BadInput


def test_flags_are_understood_wherever_they_stand() -> None:
    flags, rest = settings.take(["--yes", "partner", "list", "--format=json", "--as", "m-zli-pm", "--kind", "lead"])
    assert (flags.yes, flags.format, flags.actor, flags.dry_run) == (True, "json", "m-zli-pm", False)
    assert rest == ["partner", "list", "--kind", "lead"]


def test_what_follows_two_dashes_is_left_alone() -> None:
    flags, rest = settings.take(["partner", "new", "--", "--yes"])
    assert not flags.yes and rest == ["partner", "new", "--", "--yes"]


def test_the_last_of_two_flags_counts_and_a_value_may_be_empty() -> None:
    flags, _ = settings.take(["--why", "first", "--why="])
    assert flags.why == ""


@pytest.mark.parametrize("flag", settings.WITH_VALUE)
def test_a_flag_without_its_value_is_named(flag: str) -> None:
    with pytest.raises(BadInput, match=f"{flag} needs a value"):
        settings.take(["partner", "list", flag])


def test_every_flag_is_explained() -> None:
    explained = {said.split()[0] for said, _ in settings.HELP}
    assert explained == {*settings.WITH_VALUE, *settings.SWITCHES}


def test_the_environment_wins_over_the_programme_and_that_over_the_user(tmp_path: Path) -> None:
    ours, yours = tmp_path / "cop.conf", tmp_path / "config"
    ours.write_text("\ufeff# ours\n\nformat = plain\nas=m-zli-pm\n", encoding="utf-8")
    yours.write_text("format = csv\nmonth_first = yes\nas = somebody\n", encoding="utf-8")
    told = settings.configured([str(ours), str(yours)], {"COP_AS": "pat-pm", "COP_FORMAT": ""})
    assert told == {"format": "plain", "as": "pat-pm", "month_first": "yes"}


def test_a_missing_file_says_nothing(tmp_path: Path) -> None:
    assert settings.configured([str(tmp_path / "none")], {}) == {}


@pytest.mark.parametrize("line", ["fromat = plain", "format", "= plain"])
def test_a_line_that_is_no_setting_is_named_with_its_number(line: str, tmp_path: Path) -> None:
    path = tmp_path / "cop.conf"
    path.write_text(f"# first\n{line}\n", encoding="utf-8")
    with pytest.raises(BadInput, match="line 2"):
        settings.configured([str(path)], {})


def test_a_file_in_another_encoding_is_refused_not_guessed(tmp_path: Path) -> None:
    path = tmp_path / "cop.conf"
    path.write_bytes("as = زليتن".encode("cp1256"))
    with pytest.raises(BadInput, match="UTF-8"):
        settings.configured([str(path)], {})
