"""What was: every value, every command, what was removed, and how things stood at a moment."""

import dataclasses
from datetime import UTC, datetime
from typing import Any

import pytest

from cop.kernel.errors import BadInput, NotFound, RuleBroken
from cop.kernel.types import Word, Zone
from cop.store import as_of, edits, past, queries
from cop.store.entry import wall_of
from cop.store.store import Store
from cop.store.typed import Reading
from cop.store.undoing import last_command, undo
from cop.teams.records import Body, Partner, Person, Seat

TRIPOLI = Zone("Africa/Tripoli")


def at(store: Store, day: str) -> datetime:
    moment = datetime.fromisoformat(day).replace(tzinfo=UTC)
    store._now = moment
    return moment


def add(store: Store, name: str = "Zliten", **more: Any) -> Partner:
    with store.writing("partner new", "asked by phone") as draft:
        return edits.add(draft, Partner(name=name, **more))


def rename(store: Store, partner: Partner, name: str) -> Partner:
    with store.writing("partner edit") as draft:
        return draft.edit(partner, dataclasses.replace(partner, name=name))


def remove(store: Store, record: Any) -> None:
    with store.writing("remove") as draft:
        edits.remove(draft, record)


def test_history_tells_every_value_by_whom_and_why(store: Store) -> None:
    store.actor = "leader"
    partner = add(store)
    rename(store, partner, "Zlitan")
    with store.writing("undo") as draft:
        undo(draft, last_command(draft.db, "leader"))
    remove(store, partner)
    told = [
        (one.field, one.value, one.verb, one.actor, one.why) for one in past.history(store.db, "partner", partner.id)
    ]
    assert told == [
        ("name", "Zliten", "partner new", "leader", "asked by phone"),
        ("name", "Zlitan", "partner edit", "leader", None),
        ("name", "Zliten", "undo", "leader", None),
        ("removed", "yes", "remove", "leader", None),
    ]


def test_history_tells_personal_values_while_they_are_kept(store: Store) -> None:
    with store.writing("person new") as draft:
        person = draft.add(Person(title="Manager", phone="0912345678"))
    told = {one.field: one.value for one in past.history(store.db, "person", person.id)}
    assert told["phone"] == "0912345678"


def test_the_log_tells_commands_and_which_stand_undone(store: Store) -> None:
    at(store, "2024-07-02")
    add(store)
    since = wall_of(at(store, "2024-07-03"))
    add(store, "Sebha")
    with store.writing("undo") as draft:
        undo(draft, last_command(draft.db, None))
    assert [(done.verb, done.undone) for done in past.log(store.db)] == [
        ("init", False), ("partner new", False), ("partner new", True), ("undo", False),
    ]  # fmt: skip
    assert len(past.log(store.db, since)) == 2
    assert len(past.log(store.db, 0, since)) == 2


def test_a_removed_record_is_found_by_any_name_it_ever_had(store: Store) -> None:
    partner = add(store, "Al-Zāwiya", code="m-zaw")
    renamed = rename(store, partner, "Zawia")
    remove(store, renamed)
    for said in ("m-zaw", "al zawiya", "ZAWIA", partner.id[:5], partner.id):
        assert past.find_removed(store.db, Partner, said) == partner.id
        assert past.find_ever(store.db, Partner, said) == partner.id
    with pytest.raises(NotFound):
        past.find_removed(store.db, Partner, "Sebha")


def test_what_was_not_removed_need_not_be_restored(store: Store) -> None:
    add(store, code="m-zli")
    with pytest.raises(RuleBroken, match="was not removed"):
        past.find_removed(store.db, Partner, "m-zli")


def test_several_removed_records_of_one_name_are_told_apart(store: Store) -> None:
    for _ in range(2):
        remove(store, add(store))
    with pytest.raises(NotFound, match="may mean 2 removed partners") as caught:
        past.find_removed(store.db, Partner, "Zliten")
    assert caught.value.hint is not None
    assert len(caught.value.hint.split(", ")) == 2


def test_a_record_comes_back_with_the_parts_that_went_with_it(store: Store) -> None:
    with store.writing("x") as draft:
        body = draft.add(Body(title="Board", kind=Word("board")))
        first, second = (draft.add(Seat(body=body.id, ordinal=number)) for number in (1, 2))
    remove(store, first)
    remove(store, body)
    assert queries.every(store.db, Seat) == []
    with store.writing("body restore") as draft:
        assert edits.restore(draft, Body, body.id) == body
    assert queries.every(store.db, Seat) == [second], "the seat removed before stays removed"


def look_back(store: Store, said: str) -> tuple[str, list[str]]:
    with store.reading():
        told = as_of.look_back(store.db, said, Reading(datetime(2024, 8, 1, tzinfo=UTC), TRIPOLI))
        names = [partner.name for partner in queries.every(store.db, Partner)]
        return told, names


@pytest.fixture
def three_days(store: Store) -> Store:
    at(store, "2024-07-02T10:00")
    partner = add(store)
    at(store, "2024-07-03T10:00")
    renamed = rename(store, partner, "Zlitan")
    at(store, "2024-07-04T10:00")
    remove(store, renamed)
    return store


def test_the_past_shows_what_had_been_written_by_then(three_days: Store) -> None:
    assert look_back(three_days, "2024-07-02") == ("as it had been written by the end of Tue 2 July 2024", ["Zliten"])
    assert look_back(three_days, "2024-07-03")[1] == ["Zlitan"]
    assert look_back(three_days, "2024-07-03 11:59")[1] == ["Zliten"], "Tripoli is two hours ahead"
    assert look_back(three_days, "2024-07-04")[1] == []
    assert queries.every(three_days.db, Partner) == [], "the present is as it was"


def test_before_the_journal_begins_its_first_state_is_shown_and_said(three_days: Store) -> None:
    told, names = look_back(three_days, "2023-01-01")
    assert told.endswith("(the journal begins only on 2024-07-02; its first state is shown)")
    assert names == ["Zliten"]


def test_words_that_mean_no_moment_are_refused(store: Store) -> None:
    with pytest.raises(BadInput):
        look_back(store, "when pigs fly")
