"""The reference pages say what the declarations say."""

import importlib.util
import os
from pathlib import Path
from types import ModuleType

import pytest

DOCS = Path(__file__).parents[1] / "docs"


def maker() -> ModuleType:
    """Return docs/make_reference.py as a module."""
    spec = importlib.util.spec_from_file_location("make_reference", DOCS / "make_reference.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", ["records", "commands"])
def test_the_reference_is_up_to_date(page: str) -> None:
    made = getattr(maker(), f"{page}_page")()
    path = DOCS / "reference" / f"{page}.md"
    if os.environ.get("COP_REWRITE_GOLDEN"):
        path.write_text(made, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == made, "python docs/make_reference.py writes it anew"
