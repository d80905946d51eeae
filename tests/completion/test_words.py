"""The table that completion reads says what the commands say."""

import importlib.util
import os
from pathlib import Path
from types import ModuleType

from cop.completion import words
from cop.registry import COMMANDS

MAKER = Path(__file__).parents[2] / "docs" / "make_completion.py"


def maker() -> ModuleType:
    """Return docs/make_completion.py as a module."""
    spec = importlib.util.spec_from_file_location("make_completion", MAKER)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_words_of_completion_are_up_to_date() -> None:
    made = maker().page()
    path = Path(words.__file__)
    if os.environ.get("COP_REWRITE_GOLDEN"):
        path.write_text(made, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == made, "python docs/make_completion.py writes it anew"


def test_references_are_completed_where_records_are_named() -> None:
    assert words.COMMANDS["partner show"][1] == ("partner",)
    assert words.COMMANDS["history"][1] == ("*",)
    assert words.COMMANDS["meeting new"][2]["--body"] == "body"
    assert words.FLAGS["--as"] == "person" and words.FLAGS["--yes"] is None
    assert {name.partition(" ")[0] for name in words.COMMANDS} == set(COMMANDS)
