"""Who promised what, and what became of it, on every store."""

import dataclasses
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cop.kernel.errors import RuleBroken
from cop.kernel.types import Day, Id, Word
from cop.meetings.operations import actions as promises
from cop.meetings.operations import decisions as deciding
from cop.meetings.operations import meeting as meetings
from cop.meetings.queries import actions as queries
from cop.meetings.queries.sittings import find_sitting
from cop.meetings.records import Action, Decision, Meeting
from cop.store import queries as rows
from cop.store import references
from cop.store.store import Store
from tests.meetings.conftest import HOW, Partnership
from tests.store.conftest import store as store  # three stores, PostgreSQL among them

TODAY = Day("2024-07-01")
SC6, SC7, SC8 = (f"2024-{day}T11:00[Europe/Rome]" for day in ("06-12", "07-10", "10-09"))


class Promises(NamedTuple):
    """The partnership, with the verbs of actions as a test says them."""

    of: Partnership

    def promise(self, title: str, owner: str, due: str | None, *, meeting: str | None = None, **more: Any) -> str:
        with self.of.store.writing("action new") as draft:
            who = Id(references.find_one(draft.db, ("person", "body", "partner"), owner)[1])
            of = find_sitting(draft.db, meeting) if meeting else None
            action = Action(title=title, owner=who, due_on=Day(due) if due else None, **more)
            return promises.new(draft, action, of, (), HOW).ref

    def action(self, ref: str) -> Action:
        return references.get(self.of.db, Action, ref)

    def done(self, ref: str, on: str | None = None) -> Action:
        with self.of.store.writing("action done") as draft:
            return promises.done(draft, self.action(ref), Day(on) if on else None, HOW)

    def drop(self, ref: str, why: str = "No funds") -> Action:
        with self.of.store.writing("action drop") as draft:
            return promises.drop(draft, self.action(ref), lambda: why, HOW)

    def carry(self, ref: str, to: str, why: str | None = None) -> promises.Promised:
        with self.of.store.writing("action carry") as draft:
            return promises.carry(draft, self.action(ref), Day(to), why, HOW)

    def reopen(self, ref: str) -> Action:
        with self.of.store.writing("action reopen") as draft:
            return promises.reopen(draft, self.action(ref))

    def correct(self, ref: str, due: str | None = None, *sets: str) -> promises.Promised:
        with self.of.store.writing("action edit") as draft:
            return promises.edit(draft, self.action(ref), Day(due) if due else None, sets, HOW)

    def listed(self, where: str = queries.OPEN) -> list[str]:
        with self.of.store.reading():
            return [one.title for one in queries.actions(self.of.db, where)]


@pytest.fixture
def board(partnership: Partnership) -> Promises:
    """The partnership with three Steering Committees, the first of them held."""
    for code, start in (("sc6", SC6), ("sc7", SC7), ("sc8", SC8)):
        partnership.plan(code, "sc", start)
    partnership.hold("sc6")
    return Promises(partnership)


def told(actions: Iterable[queries.Line]) -> list[str]:
    return [one.title for one in actions]


def test_an_action_tells_its_owner_and_where_it_comes_from(board: Promises) -> None:
    board.promise("Zone map", "zli-pm", "2024-07-15", meeting="sc7", code="a1")
    board.promise("Form in Arabic", "pmu", "2024-07-31")
    board.promise("Permit", "m-zli", None)
    by_person, by_body, by_partner = queries.actions(board.of.db)
    assert (by_person.ref, by_person.owner_kind, by_person.owner_ref) == ("a1", "person", "zli-pm")
    assert (by_person.owner_name, by_person.owner_partner, by_person.owner_title) == (
        "zli-pm",
        "m-zli",
        "zli-pm, m-zli",
    )
    assert (by_person.origin_kind, by_person.origin_ref, by_person.origin_name) == ("meeting", "sc7", "Meeting sc7")
    assert by_person.origin_body == board.of.body("sc")
    assert (by_body.owner_kind, by_body.owner_title, by_body.origin, by_body.ref) == (
        "body",
        "Body pmu",
        None,
        by_body.id[:4],
    )
    assert (by_partner.owner_kind, by_partner.owner_ref, by_partner.due_on) == ("partner", "m-zli", None)


def test_an_action_comes_from_a_date_of_a_series(board: Promises) -> None:
    board.of.begin("vpm", "pmu", "monthly on first wed", "2024-04-03T11:00[Africa/Tripoli]")
    assert rows.every(board.of.db, Meeting, "series IS NOT NULL") == []
    ref = board.promise("Call the ministry", "pmu", "2024-07-08", meeting="vpm/2024-07-03")
    (own,) = rows.every(board.of.db, Meeting, "series IS NOT NULL")
    assert board.action(ref).origin == own.id == board.of.sitting("vpm/2024-07-03").id
    (line,) = queries.actions(board.of.db)
    assert (line.origin_ref, line.origin_meeting) == ("vpm/2024-07-03", own.id)


def test_an_action_comes_from_a_decision_of_a_meeting(board: Promises) -> None:
    with board.of.store.writing("decision new") as draft:
        decision = Decision(title="Budget", code="d1", body=board.of.body("sc"), status=Word("adopted"))
        made = deciding.new(draft, decision, find_sitting(draft.db, "sc6"), None, (), HOW).decision
    board.promise("Pay", "pmu", "2024-07-08", origin=made.id)
    (line,) = queries.actions(board.of.db)
    assert (line.origin_kind, line.origin_ref, line.origin_name) == ("decision", "d1", "Budget")
    assert (line.origin_meeting, line.origin_body) == (board.of.sitting("sc6").id, board.of.body("sc"))


def test_open_ones_come_first_and_of_these_the_one_due_first(board: Promises) -> None:
    for title, due in (("c", "2024-08-01"), ("a", "2024-06-01"), ("d", None), ("b", "2024-07-01")):
        board.promise(title, "pmu", due, code=title)
    board.promise("over", "pmu", "2024-05-01", code="over")
    board.done("over")
    assert board.listed("") == ["a", "b", "c", "d", "over"]
    assert board.listed() == ["a", "b", "c", "d"]
    assert queries.counted(board.of.db, TODAY) == (4, 1), "what is due today is not late"


def test_an_action_is_late_from_the_day_after_its_last_one(board: Promises) -> None:
    action = board.action(board.promise("Zone map", "zli-pm", "2024-06-27"))
    assert not queries.late(action, Day("2024-06-27")) and queries.days_late(action, Day("2024-06-27")) is None
    assert queries.late(action, Day("2024-06-28")) and queries.days_late(action, Day("2024-06-28")) == 1
    assert queries.days_late(action, TODAY) == 4
    assert not queries.late(dataclasses.replace(action, status=Word("done")), TODAY)
    assert not queries.late(dataclasses.replace(action, due_on=None), TODAY)


def test_the_actions_of_a_person_of_its_bodies_and_of_its_partner_are_mine(board: Promises) -> None:
    mine = {"own": "zli-pm", "team": "lct-zli", "town": "m-zli", "board": "tb"}
    for title, owner in (mine | {"other": "zin-pm", "committee": "sc"}).items():
        board.promise(title, owner, "2024-07-10")
    person = references.find(board.of.db, "person", "zli-pm")
    assert sorted(told(queries.of_asker(board.of.db, person, TODAY))) == sorted(mine)
    team, town = board.of.body("lct-zli"), references.find(board.of.db, "partner", "m-zli")
    assert told(queries.owned_by(board.of.db, None, [team], [town])) == ["team", "town"]
    assert queries.owned_by(board.of.db, None) == []


def test_done_is_said_once_and_keeps_its_day(board: Promises) -> None:
    ref = board.promise("Zone map", "zli-pm", "2024-06-27")
    assert board.done(ref, "2024-06-28").closed_on == "2024-06-28"
    assert board.done(ref).closed_on == "2024-06-28" and board.of.store.saved is None, "nothing was written"
    assert board.done(ref, "2024-06-29").closed_on == "2024-06-29", "a wrong day is put right"


def test_nothing_is_done_on_a_day_to_come(board: Promises) -> None:
    ref = board.promise("Zone map", "zli-pm", "2024-07-15")
    with pytest.raises(RuleBroken, match="Tue 2 July 2024 is still to come"):
        board.done(ref, "2024-07-02")
    assert board.done(ref, "2024-07-01").status == "done"


def test_what_was_done_is_not_dropped(board: Promises) -> None:
    board.promise("Zone map", "zli-pm", "2024-07-15", code="a1")
    board.done("a1")
    with pytest.raises(RuleBroken, match="a1 was done on Mon 1 July 2024, so it cannot be dropped") as refused:
        board.drop("a1")
    assert refused.value.hint == "if that was a slip, first cop action reopen a1"
    board.reopen("a1")
    assert board.drop("a1", "Storm").reason == "Storm"
    with pytest.raises(RuleBroken, match="a1 was dropped on Mon 1 July 2024, so it cannot be done"):
        board.done("a1")
    assert board.reopen("a1").reason is None, "why it was dropped no longer holds"


def test_an_action_that_is_carried_over_keeps_its_first_day(board: Promises) -> None:
    ref = board.promise("Zone map", "zli-pm", "2024-07-15")
    assert board.carry(ref, "2024-07-31", "Storm").action.first_due_on == "2024-07-15"
    again = board.carry(ref, "2024-08-15").action
    assert (again.due_on, again.first_due_on, again.reason) == ("2024-08-15", "2024-07-15", "Storm")
    board.carry(ref, "2024-08-15")
    assert board.of.store.saved is None


def test_an_action_is_carried_to_a_later_day_only(board: Promises) -> None:
    board.promise("Zone map", "zli-pm", "2024-07-15", code="a1")
    with pytest.raises(RuleBroken, match="a1 is due only on Mon 15 July 2024") as refused:
        board.carry("a1", "2024-07-14")
    assert refused.value.hint == "if that day is wrong: cop action edit a1 --due 2024-07-14"
    board.done("a1")
    with pytest.raises(RuleBroken, match="so it cannot be carried over"):
        board.carry("a1", "2024-07-31")


def test_a_wrong_day_is_corrected_without_being_carried_over(board: Promises) -> None:
    ref = board.promise("Zone map", "zli-pm", "2024-07-15")
    corrected = board.correct(ref, "2024-07-05", "title=Map of zones").action
    assert (corrected.due_on, corrected.first_due_on, corrected.title) == ("2024-07-05", None, "Map of zones")
    board.carry(ref, "2024-07-31")
    assert board.correct(ref, "2024-07-20").action.first_due_on == "2024-07-05"
    assert board.correct(ref, "2024-07-05").action.first_due_on is None, "it is due when it was due at first"


def test_a_last_day_gone_by_is_doubted_but_not_refused(board: Promises) -> None:
    with board.of.store.writing("action new") as draft:
        action = Action(title="Report", owner=board.of.body("pmu"), due_on=Day("2024-06-30"))
        assert promises.new(draft, action, None, (), HOW).doubts == ["Sun 30 June 2024 is over already"]
    assert board.carry("Report", "2024-07-02").doubts == []


def test_an_action_has_the_day_it_was_closed_on_exactly_when_it_is_closed(board: Promises) -> None:
    action = board.action(board.promise("Zone map", "zli-pm", "2024-07-15"))
    done = dataclasses.replace(action, status=Word("done"))
    with board.of.store.writing("import") as draft:
        for wrong, said in ((done, "is missing"), (dataclasses.replace(action, closed_on=TODAY), "no day closed it")):
            with pytest.raises(RuleBroken, match=said):
                promises.keep_action(draft, wrong)
        assert promises.keep_action(draft, dataclasses.replace(done, closed_on=TODAY))


def test_a_dropped_action_says_why(board: Promises) -> None:
    action = board.action(board.promise("Zone map", "zli-pm", "2024-07-15"))
    dropped = dataclasses.replace(action, status=Word("dropped"), closed_on=TODAY)
    with board.of.store.writing("import") as draft, pytest.raises(RuleBroken, match="nobody says why"):
        promises.keep_action(draft, dropped)


def still_open(board: Promises, ref: str, now: str) -> list[str]:
    moment = datetime.fromisoformat(f"{now}T09:00:00+00:00").astimezone(UTC)
    return told(queries.still_open(board.of.db, board.of.sitting(ref), moment))


def test_the_next_meeting_of_a_body_carries_what_is_still_open_from_earlier_ones(board: Promises) -> None:
    board.promise("From the sixth", "pmu", "2024-07-01", meeting="sc6", code="a1")
    board.promise("From the seventh", "pmu", "2024-07-31", meeting="sc7")
    board.promise("From nowhere", "pmu", "2024-07-31")
    assert still_open(board, "sc7", "2024-07-01") == ["From the sixth"]
    assert still_open(board, "sc8", "2024-07-01") == [], "the seventh comes first"
    assert still_open(board, "sc6", "2024-07-01") == [], "it was held"
    board.of.hold("sc7")
    assert still_open(board, "sc8", "2024-07-31") == ["From the sixth", "From the seventh"]
    board.done("a1")
    assert still_open(board, "sc8", "2024-07-31") == ["From the seventh"]


def test_a_cancelled_meeting_carries_nothing_and_stands_in_no_other_meetings_way(board: Promises) -> None:
    board.promise("From the sixth", "pmu", "2024-07-01", meeting="sc6")
    board.of.cancel("sc7")
    assert still_open(board, "sc7", "2024-07-01") == []
    assert still_open(board, "sc8", "2024-07-01") == ["From the sixth"]


def test_what_another_body_has_open_is_not_carried(board: Promises) -> None:
    board.of.plan("tb7", "tb", "2024-06-13T11:00[Europe/Rome]", invite=["sc"])
    board.promise("Of the board", "pmu", "2024-07-31", meeting="tb7")
    assert still_open(board, "sc7", "2024-07-01") == []


class Counted:
    """A database that counts the questions."""

    def __init__(self, db: Any) -> None:
        self.db, self.asked = db, 0

    def all(self, sql: str, **params: Any) -> Any:
        self.asked += 1
        return self.db.all(sql, **params)


def test_actions_are_asked_for_once_whatever_their_number(board: Promises) -> None:
    for number in range(12):
        board.promise(f"Action {number}", "pmu", "2024-07-31", meeting="sc7")
    counted: Any = Counted(board.of.db)
    assert len(queries.actions(counted)) == 12 and counted.asked == 1
    assert len({one.ref for one in queries.actions(counted)}) == 12
    queries.still_open(counted, board.of.sitting("sc8"), datetime(2024, 7, 1, tzinfo=UTC))
    assert counted.asked <= 9


VERBS = st.lists(
    st.tuples(st.sampled_from(["done", "drop", "reopen", "carry"]), st.integers(1, 60)), min_size=1, max_size=8
)


@pytest.fixture
def quick(programme_file: Path) -> Iterable[Promises]:
    """Return an empty programme on the store that is fastest."""
    with Store(str(programme_file)) as opened:
        yield Promises(Partnership(opened))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(verbs=VERBS)
def test_whatever_is_done_an_action_is_closed_on_a_day_exactly_when_it_is_not_open(
    quick: Promises, verbs: list[tuple[str, int]]
) -> None:
    first = Day("2024-06-20")
    with quick.of.store.writing("action new") as draft:
        made = promises.new(draft, Action(title="Map", owner=Id("0" * 12), due_on=first), None, (), HOW).action
    with quick.of.store.writing("action") as draft:
        action = made
        for verb, days in verbs:
            try:
                action = _after(draft, action, verb, days)
            except RuleBroken:
                continue
    kept = rows.one(quick.of.db, Action, made.id)
    assert kept == action, "what the verbs return is what is kept"
    assert (kept.status == "open") == (kept.closed_on is None)
    assert kept.first_due_on in (None, first) and kept.due_on is not None and kept.due_on >= first
    assert (kept.first_due_on is None) == (kept.due_on == first)
    assert kept.status != "dropped" or kept.reason


def _after(draft: Any, action: Action, verb: str, days: int) -> Action:
    if verb == "done":
        return promises.done(draft, action, None, HOW)
    if verb == "drop":
        return promises.drop(draft, action, lambda: "No funds", HOW)
    if verb == "reopen":
        return promises.reopen(draft, action)
    return promises.carry(draft, action, Day(f"2024-07-{days % 31 + 1:02}"), None, HOW).action


def test_done_reopened_carried_and_dropped_leaves_one_truth(board: Promises) -> None:
    ref = board.promise("Map", "pmu", "2024-06-20")
    board.done(ref)
    board.reopen(ref)
    board.carry(ref, "2024-07-20")
    kept = board.drop(ref, "No funds")
    assert (kept.status, kept.closed_on, kept.due_on, kept.first_due_on, kept.reason) == (
        "dropped", TODAY, "2024-07-20", "2024-06-20", "No funds",
    )  # fmt: skip


def test_a_meeting_that_an_action_comes_from_is_not_removed(board: Promises) -> None:
    board.promise("From the sixth", "pmu", "2024-07-01", meeting="sc6", code="a1")
    with board.of.store.writing("meeting remove") as draft, pytest.raises(RuleBroken, match="still in use") as refused:
        meetings.remove(draft, find_sitting(draft.db, "sc6"))
    assert refused.value.hint == "first change or remove action a1"
