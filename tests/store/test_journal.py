"""What one command leaves in the journal, and what it refuses to write there."""

import dataclasses
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from cop.kernel.errors import BadInput, RuleBroken
from cop.kernel.types import Id, Word
from cop.store import check, edits, queries
from cop.store.database import first
from cop.store.entry import Change
from cop.store.store import Store
from cop.teams.records import Body, ChannelMember, Partner, Person


def add(store: Store, name: str = "Zliten", **more: Any) -> Partner:
    with store.writing("partner new") as draft:
        return edits.add(draft, Partner(name=name, **more))


def rename(store: Store, partner: Partner, name: str) -> None:
    with store.writing("partner edit") as draft:
        draft.edit(partner, dataclasses.replace(partner, name=name))


def test_what_was_saved_is_there_when_the_programme_is_opened_again(store: Store) -> None:
    partner = add(store, code="m-zli")
    with Store(store.place) as again, again.reading():
        assert queries.one(again.db, Partner, partner.id) == partner


def test_an_entry_holds_only_what_was_said(store: Store) -> None:
    partner = add(store, code="m-zli")
    rows = store.db.all(
        "SELECT g.field, c.value FROM change c JOIN register g ON g.n = c.register JOIN record r ON r.n = c.record "
        "WHERE r.id = :id ORDER BY g.field", id=partner.id,
    )  # fmt: skip
    assert rows == [("code", "m-zli"), ("name", "Zliten")], "kind and status are what they are by default"


def test_each_entry_follows_the_one_before_and_is_signed(store: Store) -> None:
    partner = add(store)
    rename(store, partner, "Zlitan")
    assert store.db.all("SELECT seq FROM entry ORDER BY n") == [(1,), (2,), (3,)]
    assert store.db.all("SELECT count(*) FROM site") == [(1,)]
    assert [*check.faults(store.db)] == []


def test_a_draft_that_changes_nothing_leaves_no_entry(store: Store) -> None:
    partner = add(store)
    with store.writing("partner edit") as draft:
        draft.edit(partner, dataclasses.replace(partner, name="Zliten"))
    assert store.saved is None
    assert first(store.db, "SELECT count(*) FROM entry") == (2,)


def test_a_failure_inside_a_command_keeps_nothing(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.writing("partner new") as draft:
        draft.add(Person(title="Manager", email="x@example.org"))
        raise ZeroDivisionError
    assert first(store.db, "SELECT count(*) FROM entry") == (1,)
    assert first(store.db, "SELECT count(*) FROM personal") == (0,)


def test_a_rehearsal_keeps_nothing(store: Store) -> None:
    with store.writing("partner new", rehearse=True) as draft:
        draft.add(Partner(name="Zliten"))
    assert store.saved is not None
    assert store.db.all("SELECT * FROM partner") == []


def test_an_edit_supersedes_what_its_author_saw(store: Store, seen: Callable[..., Any]) -> None:
    partner = add(store)
    (before,) = seen(store, partner.id)["partner", partner.id, "name"]
    rename(store, partner, "Zlitan")
    (after,) = seen(store, partner.id)["partner", partner.id, "name"]
    assert store.db.all("SELECT change, old FROM supersede") == [(after.number, before.number)]


def test_the_clock_is_never_less_than_one_that_was_seen(
    store: Store, colleague: Callable[[int], Any], receive: Callable[..., None]
) -> None:
    ahead = 1_900_000_000_000  # a colleague's laptop that lives in 2030
    other = colleague(7)
    entry = other.write(Change("partner", "0000000000zz", "name", "Sebha"), wall=ahead)
    store.db.begin(writing=True)
    receive(store.db, other, entry)
    store.db.commit()
    add(store)
    clocks = [row[0] for row in store.db.all("SELECT clock FROM entry ORDER BY n")]
    walls = [row[0] for row in store.db.all("SELECT wall FROM entry ORDER BY n")]
    assert clocks[2] == clocks[1] + 1 > ahead << 16, "later than all that was seen"
    assert walls[2] == walls[0] < ahead, "but people see the hour on their own wall"


def test_a_computer_that_lives_after_2200_is_told_so(programme_file: Any) -> None:
    with Store(str(programme_file), now=datetime(2200, 1, 2, tzinfo=UTC)) as store:
        with pytest.raises(RuleBroken, match="past the year 2200"):
            add(store)
        assert first(store.db, "SELECT count(*) FROM entry") == (1,)


def test_a_clock_that_goes_back_stops_nobody(programme_file: Any) -> None:
    with Store(str(programme_file), now=datetime(1969, 1, 1, tzinfo=UTC)) as store:
        add(store)
        assert [*check.faults(store.db)] == []


def test_a_derived_id_brings_back_what_was_removed(store: Store) -> None:
    with store.writing("x") as draft:
        made = draft.add(ChannelMember(channel=Id("00000000000a"), body=Id("00000000000b")))
    with store.writing("x") as draft:
        draft.remove(made)
    assert queries.every(store.db, ChannelMember) == []
    with store.writing("x") as draft:
        again = draft.add(ChannelMember(channel=Id("00000000000a"), body=Id("00000000000b")))
    assert again.id == made.id
    assert queries.every(store.db, ChannelMember) == [made]


def test_an_id_is_never_used_for_two_kinds(store: Store) -> None:
    partner = add(store)
    with pytest.raises(RuleBroken, match=f"the id {partner.id} belongs to a partner"), store.writing("x") as draft:
        draft.add(Body(id=partner.id, title="Board", kind=Word("board")))
    with pytest.raises(RuleBroken, match="belongs to a"), store.writing("x") as draft:
        draft.add(Partner(id=Id("00000000000a"), name="A"))
        draft.add(Body(id=Id("00000000000a"), title="Board", kind=Word("board")))
    assert [*check.faults(store.db)] == []


def test_a_field_that_cannot_hold_its_value_is_refused(store: Store) -> None:
    with pytest.raises(BadInput, match="cannot be"), store.writing("x") as draft:
        draft.add(Partner(name="Zliten", timezone="Mars/Base"))  # type: ignore[arg-type]


def test_the_journal_promises_personal_values_and_keeps_them_beside_it(store: Store) -> None:
    with store.writing("person new") as draft:
        person = draft.add(Person(title="Manager", email="manager@example.org"))
    assert queries.one(store.db, Person, person.id) == person
    values = [row[0] for row in store.db.all("SELECT value FROM change")]
    assert "manager@example.org" not in values
    store.db.run("DELETE FROM personal")
    assert [fault.check for fault in check.faults(store.db)] == ["rows"], "only the row still tells it"
    store.db.begin(writing=True)
    assert len(check.rebuild(store.db)) == 1
    store.db.commit()
    found = queries.one(store.db, Person, person.id)
    assert found is not None
    assert found.email is None
    assert [*check.faults(store.db)] == [], "erasing leaves the chain whole"


def test_two_drafts_on_stale_reads_do_not_lose_each_others_fields(store: Store) -> None:
    partner = add(store)
    with store.writing("x") as draft:
        draft.edit(partner, dataclasses.replace(partner, country="LY"))
    with store.writing("x") as draft:
        draft.edit(partner, dataclasses.replace(partner, region="Misrata"))
    found = queries.one(store.db, Partner, partner.id)
    assert found is not None
    assert (found.country, found.region) == ("LY", "Misrata")
