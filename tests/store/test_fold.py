"""Rows follow from the journal alone, whatever the order in which entries came; nothing of a clash is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cop.kernel.types import Id
from cop.store import check, edits, fold, queries
from cop.store.entry import REMOVED, Change, Entry, entry_hash, heads_digest
from cop.store.entry import identity as change_name
from cop.store.store import Store
from cop.teams.records import Body, Partner, Programme

A = Id("00000000000a")
Make = Callable[..., Any]


@pytest.fixture
def partner(store: Store) -> Partner:
    with store.writing("partner new") as draft:
        return edits.add(draft, Partner(id=A, name="Zliten"))


def conflicts(store: Store) -> list[Any]:
    return store.db.all("SELECT kind, record, field FROM conflict ORDER BY kind, record, field")


def merged(store: Store, receive: Make, *written: tuple[Any, Entry]) -> None:
    store.db.begin(writing=True)
    for who, entry in written:
        receive(store.db, who, entry)
    store.db.commit()
    assert [fault for fault in check.faults(store.db) if fault.check != "roster"] == []


def test_two_people_who_change_one_field_apart_are_both_kept(
    store: Store, partner: Partner, colleague: Make, receive: Make, seen: Make, replacing: Make
) -> None:
    heads = seen(store, A)
    one, two = colleague(1), colleague(2)
    first = one.write(replacing(heads, "partner", A, "name", "Zlitan"), latest=heads["partner", A, "name"][0].order[0])
    second = two.write(replacing(heads, "partner", A, "name", "Zleiten"), latest=first.clock)
    merged(store, receive, (one, first), (two, second))
    found = queries.one(store.db, Partner, A)
    assert found is not None
    assert found.name == "Zleiten", "the later one is shown"
    assert conflicts(store) == [("partner", A, "name")]
    with store.writing("settle") as draft:
        draft.set("partner", A, "name", "Zlitan")
    assert conflicts(store) == [], "a choice that saw both ends it"


def test_two_people_who_say_the_same_do_not_clash(
    store: Store, partner: Partner, colleague: Make, receive: Make, seen: Make, replacing: Make
) -> None:
    heads = seen(store, A)
    written = [
        (
            who,
            who.write(replacing(heads, "partner", A, "name", "Zlitan"), latest=heads["partner", A, "name"][0].order[0]),
        )
        for who in (colleague(1), colleague(2))
    ]
    merged(store, receive, *written)
    assert conflicts(store) == []


def test_different_fields_merge_without_a_clash(
    store: Store, partner: Partner, colleague: Make, receive: Make, replacing: Make
) -> None:
    one, two = colleague(1), colleague(2)
    merged(
        store, receive,
        (one, one.write(replacing({}, "partner", A, "country", "LY"))),
        (two, two.write(replacing({}, "partner", A, "region", "Misrata"))),
    )  # fmt: skip
    found = queries.one(store.db, Partner, A)
    assert found is not None
    assert (found.country, found.region) == ("LY", "Misrata")
    assert conflicts(store) == []


def test_an_edit_that_the_remover_had_not_seen_keeps_the_record_in_sight(
    store: Store, partner: Partner, colleague: Make, receive: Make, replacing: Make
) -> None:
    other = colleague(1)
    edited = other.write(replacing({}, "partner", A, "country", "LY"))
    with store.writing("partner remove") as draft:
        edits.remove(draft, partner)
    assert queries.every(store.db, Partner) == []
    merged(store, receive, (other, edited))
    (found,) = queries.every(store.db, Partner)
    assert found.country == "LY"
    assert conflicts(store) == [("partner", A, REMOVED)]
    with store.writing("partner remove") as draft:
        edits.remove(draft, found)
    assert queries.every(store.db, Partner) == [], "who removes it again has seen the edit"
    assert conflicts(store) == []


def test_a_removal_and_a_return_apart_leave_the_record_in_sight(
    store: Store, partner: Partner, colleague: Make, receive: Make, seen: Make
) -> None:
    with store.writing("partner remove") as draft:
        edits.remove(draft, partner)
    ((head,),) = [found for (_, _, field), found in seen(store, A).items() if field == REMOVED]
    one, two = colleague(1), colleague(2)
    back = one.write(Change("partner", A, REMOVED, None, (head.name,)), latest=head.order[0])
    again = two.write(Change("partner", A, REMOVED, head.value, (head.name,)), latest=back.clock)
    merged(store, receive, (one, back), (two, again))
    assert [found.id for found in queries.every(store.db, Partner)] == [A]
    assert conflicts(store) == [("partner", A, REMOVED)]


def test_two_entries_of_one_place_in_a_chain_are_both_kept(
    store: Store, partner: Partner, colleague: Make, receive: Make, replacing: Make
) -> None:
    one, clone = colleague(1), colleague(1)
    first = one.write(replacing({}, "partner", A, "country", "LY"))
    second = clone.write(replacing({}, "partner", A, "country", "IT"))
    assert (first.site, first.seq) == (second.site, second.seq)
    merged(store, receive, (one, first), (clone, second))
    assert conflicts(store) == [("partner", A, "country")]


def test_a_field_set_to_nothing_is_what_it_is_by_default(store: Store, partner: Partner) -> None:
    with store.writing("x") as draft:
        draft.set("partner", A, "kind", "lead")
    with store.writing("x") as draft:
        draft.set("partner", A, "kind", None)
    (found,) = queries.every(store.db, Partner)
    assert found.kind == "partner"


def test_what_a_newer_cop_wrote_stays_in_the_journal_unfolded(
    store: Store, partner: Partner, colleague: Make, receive: Make
) -> None:
    other = colleague(1)
    changes = (Change("partner", A, "mood", "good"), Change("zeppelin", "0000000000zz", "title", "Graf"))
    merged(store, receive, (other, other.write(*changes)))
    assert [found.id for found in queries.every(store.db, Partner)] == [A]
    values = [row[0] for row in store.db.all("SELECT value FROM change")]
    assert {"good", "Graf"} <= set(values)


BAD = [("reporting_day", "--5"), ("reporting_day", "٣"), ("reporting_day", "9" * 5000), ("reporting_day", "1.5"),
       ("start_on", "soon"), ("budget", "much")]  # fmt: skip


@pytest.mark.parametrize(("field", "value"), BAD)
def test_a_value_that_the_field_cannot_hold_reads_as_if_nobody_had_said_it(
    store: Store, colleague: Make, receive: Make, field: str, value: str
) -> None:
    (programme,) = queries.every(store.db, Programme)
    other = colleague(1)
    merged(store, receive, (other, other.write(Change("programme", programme.id, field, value))))
    assert queries.every(store.db, Programme) == [programme]


def test_an_hour_in_a_zone_that_this_computer_does_not_know_is_kept(
    store: Store, colleague: Make, receive: Make
) -> None:
    other = colleague(1)
    start = "2031-07-10T11:00[Africa/Newtown]"
    changes = [Change("meeting", A, field, value) for field, value in
               (("title", "M"), ("body", "00000000000b"), ("start", start))]  # fmt: skip
    merged(store, receive, (other, other.write(*changes)))
    assert store.db.all("SELECT start, start_utc FROM meeting") == [(start, None)]


def test_a_record_without_a_required_field_waits_in_the_journal(store: Store, colleague: Make, receive: Make) -> None:
    one, two = colleague(1), colleague(2)
    merged(store, receive, (one, one.write(Change("partner", A, "country", "LY"))))
    assert queries.every(store.db, Partner) == []
    assert check.incomplete(store.db) == [("partner", A, "name")]
    merged(store, receive, (two, two.write(Change("partner", A, "name", "Zliten"))))
    assert [found.country for found in queries.every(store.db, Partner)] == ["LY"]


def test_an_id_used_for_two_kinds_stays_with_the_first(
    store: Store, partner: Partner, colleague: Make, receive: Make, seen: Make
) -> None:
    other = colleague(1)
    latest = seen(store, A)["partner", A, "name"][0].order[0]
    entry = other.write(Change("body", A, "title", "Board"), Change("body", A, "kind", "board"), latest=latest)
    merged(store, receive, (other, entry))
    assert queries.every(store.db, Body) == []
    assert [found.id for found in queries.every(store.db, Partner)] == [A]
    with store.writing("partner remove") as draft:
        edits.remove(draft, partner)
    assert queries.every(store.db, Partner) == queries.every(store.db, Body) == []


FIELDS = ("name", "country", "reporting_day", REMOVED)
STEPS = st.lists(
    st.tuples(
        st.integers(0, 2), st.sampled_from(["meet", "write", "write", "write"]), st.sampled_from(FIELDS),
        st.sampled_from(["a", "b", None]), st.integers(-5, 5), st.integers(0, 2),
    ),
    min_size=3, max_size=10,
)  # fmt: skip


class Model:
    """Three people with copies, told in the plainest way: whoever writes has seen what they had met before."""

    def __init__(self, colleague: Make) -> None:
        self.people = [colleague(number + 1) for number in range(3)]
        self.entries: list[tuple[Any, Entry]] = []
        self.known: list[set[int]] = [set(), set(), set()]
        self.needs: list[set[int]] = []

    def carry_out(self, who: int, action: str, field: str, value: str | None, years: int, other: int) -> None:
        if action == "meet":
            self.known[who] |= self.known[other]
            return
        heads = self.heads(self.known[who])
        if field == REMOVED and value is not None:
            value = heads_digest((of, name) for of, found in heads.items() if of != REMOVED for name in found)
        elif field == "reporting_day":
            field, value = "mood", value and "9"
        change = Change("partner", A, field, value, tuple(sorted(heads.get(field, {}))))
        latest = max((self.entries[at][1].clock for at in self.known[who]), default=0)
        entry = self.people[who].write(change, wall=1_719_824_400_000 + years * 31_557_600_000, latest=latest)
        self.needs.append(set(self.known[who]))
        self.known[who].add(len(self.entries))
        self.entries.append((self.people[who], entry))

    def heads(self, known: set[int]) -> dict[str, dict[str, tuple[int, str | None]]]:
        written = [
            (change_name(entry_hash(entry), 0), entry) for at, (_, entry) in enumerate(self.entries) if at in known
        ]
        gone = {old for _, entry in written for old in entry.changes[0].supersedes}
        found: dict[str, dict[str, tuple[int, str | None]]] = {}
        for name, entry in written:
            if name not in gone:
                found.setdefault(entry.changes[0].field, {})[name] = (entry.clock, entry.changes[0].value)
        return found

    def shuffled(self, shuffle: Any) -> list[tuple[Any, Entry]]:
        order: list[int] = []
        while len(order) < len(self.entries):
            ready = [at for at, needs in enumerate(self.needs) if at not in order and needs <= set(order)]
            order.append(shuffle.choice(ready))
        return [self.entries[at] for at in order]

    def rows(self) -> list[tuple[str | None, str | None]]:
        heads = self.heads(set(range(len(self.entries))))
        shown = {field: max((clock, name, value) for name, (clock, value) in found.items())[2]
                 for field, found in heads.items()}  # fmt: skip
        seen = heads_digest((of, name) for of, found in heads.items() if of != REMOVED for name in found)
        removed = REMOVED in heads and all(value == seen for _, value in heads[REMOVED].values())
        return [(shown["name"], shown.get("country"))] if shown.get("name") and not removed else []


@settings(
    max_examples=25, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(steps=STEPS, shuffle=st.randoms(use_true_random=False))
def test_any_order_of_the_same_entries_gives_the_same_rows_and_conflicts(
    store: Store, colleague: Make, receive: Make, steps: Any, shuffle: Any
) -> None:
    model = Model(colleague)
    for step in steps:
        model.carry_out(*step)
    digests = set()
    for order in (model.entries, model.shuffled(shuffle), model.shuffled(shuffle)):
        store.db.begin(writing=True)
        for who, entry in order:
            receive(store.db, who, entry)
        assert [*check.unlike_journal(store.db)] == []
        assert store.db.all("SELECT name, country FROM partner") == model.rows()
        digests.add(check.digest(store.db))
        store.db.rollback()
    assert len(digests) == 1


def test_a_removal_says_what_its_author_saw() -> None:
    assert heads_digest([("b", "2/0"), ("a", "1/0")]) == heads_digest([("a", "1/0"), ("b", "2/0")])
    assert heads_digest([("a", "1/0")]) != heads_digest([("a", "1/1")])
    assert fold.held(Partner.fields()[0], "x") == "x"
    assert change_name(entry_hash(Entry("s", 1, None, 1, 1, None, "v", None, ())), 3).endswith("/3")
