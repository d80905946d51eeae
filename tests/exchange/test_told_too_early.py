"""What commands refuse, a description cannot bring either: the future is not the past, and no circle of decisions."""

from collections.abc import Callable

import pytest

from cop.exchange.findings import Findings
from cop.store.store import Store

from .conftest import bring

BEGIN = """
programme: {title: T, timezone: Africa/Tripoli}
people: [{code: mayor, title: Mayor}, {code: pm, title: Manager}]
bodies: [{code: sc, title: Committee, kind: board, members: [mayor, pm]}]
meetings:
  - {code: sc7, title: Seventh, body: sc, start: "2024-06-10T11:00", status: held}
  - {code: sc8, title: Eighth, body: sc, start: "2024-07-10T11:00"}
decisions:
  - {code: d1, title: One, body: sc, status: adopted, decided_on: 2024-06-10}
  - {code: d2, title: Two, body: sc, status: adopted, decided_on: 2024-06-10}
"""


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("meetings: [{code: sc8, status: held}]", "sc8 is only on Wed 10 July 2024, so it cannot have been held"),
        ("meetings: [{code: sc8, attendance: [{person: mayor, status: present}]}]", "sc8 is only on Wed 10 July 2024"),
        ("meetings: [{code: sc8, guests: [{organisation: University}]}]", "sc8 is only on Wed 10 July 2024"),
        (
            "meetings: [{code: sc7, attendance: [{person: mayor, status: represented, represented_by: pm}, "
            "{person: pm, status: represented, represented_by: mayor}]}]",
            "is marked represented, so they cannot have come to sc7",
        ),
        (
            "actions: [{title: A, owner: mayor, status: done, closed_on: 2024-07-02}]",
            "nothing can have been done on it",
        ),
        ("decisions: [{code: d1, decided_on: 2024-07-02}]", "nothing can have been decided on it"),
        ("decisions: [{code: d1, status: superseded, superseded_by: d1}]", '"One" would take its own place'),
        (
            "decisions: [{code: d1, status: superseded, superseded_by: d2}, "
            "{code: d2, status: superseded, superseded_by: d1}]",
            '"One" would take its own place, by way of "Two"',
        ),
        (
            "decisions: [{code: d1, status: superseded, superseded_by: d3}, {code: d3, title: Three, body: sc}]",
            '"Three" is proposed, so it takes no other\'s place',
        ),
        (
            "decisions: [{code: d1, status: superseded, superseded_by: d3}, "
            "{code: d3, title: Three, body: sc, status: adopted, decided_on: 2024-06-09}]",
            '"Three" was adopted on Sun 9 June 2024, before "One"',
        ),
    ],
)
def test_what_commands_refuse_is_refused_in_a_description(empty: Callable[[], Store], told: str, said: str) -> None:
    with empty() as store:
        bring(store, BEGIN)
        with pytest.raises(Findings) as caught:
            bring(store, told)
        assert said in caught.value.found[0].message
        assert all(found.hint for found in caught.value.found)


def test_what_was_is_told_on_the_day_itself(empty: Callable[[], Store], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COP_NOW", "2024-07-10T06:00:00Z")
    with empty() as store:
        bring(store, BEGIN)
        bring(store, "meetings: [{code: sc8, status: held, attendance: [{person: mayor, status: present}]}]")
        bring(store, "actions: [{title: A, owner: mayor, status: done, closed_on: 2024-07-10}]")
        bring(store, "decisions: [{code: d1, status: superseded, superseded_by: d2}]")
