"""The one clock: what stands in for it is a moment of the years that cop keeps."""

import pytest

from cop.kernel import clock
from cop.kernel.errors import BadInput


def test_a_clock_that_stands_still_tells_its_moment_in_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COP_NOW", "2024-07-01T11:00+02:00")
    assert clock.now().isoformat() == "2024-07-01T09:00:00+00:00"


@pytest.mark.parametrize("said", ["9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "2024-07-01T09:00", "noon"])
def test_a_clock_outside_of_the_years_that_are_kept_is_refused_in_a_sentence(said: str) -> None:
    with pytest.raises(BadInput, match="the clock is set to"):
        clock.stopped_at(said)
