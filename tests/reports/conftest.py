"""The small partnership of the meetings' tests, and a clock that tests set."""

from collections.abc import Callable

import pytest

from tests.meetings.conftest import partnership

__all__ = ["on", "partnership"]


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return a function that makes it noon in UTC on a day."""
    return lambda day: monkeypatch.setenv("COP_NOW", f"{day}T12:00:00Z")
